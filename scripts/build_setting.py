"""Coded documents of a setting in, its submissions and its gold out.

A setting is a small study with gold (``data/gold/settings/NAME``). Each document is written once, in
``coded/DOC.txt``, so that text and codes cannot drift apart:

    # unit: 内科党支部            (also: author, kind, copy_of; copy_of names the other document, HW-03)
    -|学习心得                    codes|sentence; codes are theme ids joined by +, or -
    ¶                             a new line of the text; two of them leave an empty line
    service+duty|我把他背下楼。
    @ G1.3 paraphrased 1          coverage: key point, code, the sentences that show it (from 0)

Full-width spaces before a sentence stay in the text, outside its span. Nothing is written while there is
a mistake. Settings of other schemes lie in data/gold/schemes/SCHEME/settings; where a setting has no outline,
its gold says that only themes were coded.
Usage: python scripts/build_setting.py [--numbers] [FOLDER ...]  (default: data/gold/settings/*)
``--numbers`` prints every sentence with its number, for coding coverage.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from check_bank import theme_ids

SETTINGS = Path(__file__).resolve().parent.parent / "data" / "gold" / "settings"
CODES = ("quoted", "paraphrased", "mentioned")
HEADER = ("unit", "author", "kind", "copy_of")
SENTENCE = re.compile(r"[^\n]*?[。！？!?；;]+[”’」』）)》】]*|[^\n]+")


def read_points(folder: Path) -> tuple[set[str], list[str]]:
    """Read the ids of a setting's key points, and what is wrong with its outlines."""
    ids: list[str] = []
    wrong = []
    for path in sorted((folder / "readings").glob("*.outline.json")):
        outline = json.loads(path.read_text(encoding="utf-8"))
        reading = path.with_name(path.name.replace(".outline.json", ".md")).read_text(encoding="utf-8")
        for point in outline["points"]:
            if not point["source"] or point["source"] not in reading:
                wrong.append(f"{path}: the source of {point['id']} does not stand in the reading")
            if not point["id"].startswith(outline["id"] + "."):
                wrong.append(f"{path}: point {point['id']} is not named after {outline['id']}")
            ids.append(point["id"])
    wrong += [f"{folder}: point {name} stands {n} times" for name, n in Counter(ids).items() if n > 1]
    return set(ids), wrong


def compile_document(path: Path, points: set[str]) -> tuple[str, dict[str, Any], list[str]]:
    """Compile one coded document: its text, its line of gold, and what is wrong with it."""
    text, wrong = "", []
    header: dict[str, str] = {}
    sentences: list[dict[str, Any]] = []
    coverage: dict[str, Any] = {}
    known = theme_ids(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{path}:{number}"
        if not line.strip():
            continue
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            if key.strip() not in HEADER or not value.strip():
                wrong.append(f"{place}: not one of {', '.join(HEADER)} with a value")
            header[key.strip()] = value.strip()
        elif line.strip() == "¶":
            text += "\n"
        elif line.startswith("@"):
            point, code, evidence = [*line[1:].split(), "", "", ""][:3]
            if point not in points or point in coverage or code not in CODES:
                wrong.append(f"{place}: {point!r} unknown or repeated, or code {code!r} unknown")
            if not re.fullmatch(r"\d+(,\d+)*", evidence):
                wrong.append(f"{place}: evidence {evidence!r} is no list of numbers")
                continue
            coverage[point] = {"code": code, "evidence": sorted(int(n) for n in evidence.split(","))}
        else:
            codes, bar, sentence = line.partition("|")
            themes = [] if codes.strip() == "-" else sorted(codes.strip().split("+"))
            if not bar or not sentence.strip() or set(themes) - known or len(set(themes)) < len(themes):
                wrong.append(f"{place}: not codes|sentence with known codes: {codes!r}")
            start = len(text) + len(sentence) - len(sentence.lstrip())
            text += sentence.rstrip()
            sentences.append({"start": start, "end": len(text), "themes": themes})
            if len(SENTENCE.findall(sentence.strip())) != 1:
                wrong.append(f"{place}: more than one sentence")
    text = text.rstrip("\n") + "\n"
    cut = [m.span() for m in SENTENCE.finditer(text) if m.group().strip()]
    if [end for _, end in cut] != [s["end"] for s in sentences]:
        ends = sorted({end for _, end in cut} ^ {s["end"] for s in sentences})
        wrong.append(f"{path}: sentences run together near {[text[max(0, e - 9) : e + 4] for e in ends]}")
    for point, coded in coverage.items():
        if max(coded["evidence"]) >= len(sentences):
            wrong.append(f"{path}: {point} cites sentence {max(coded['evidence'])} of {len(sentences)}")
    gold: dict[str, Any] = {"doc": f"submissions/{path.name}"}
    gold |= {key: header[key] for key in ("unit", "author", "kind") if key in header}
    gold |= {"sentences": sentences, "coverage": coverage} | ({} if points else {"parts": ["themes"]})
    if "copy_of" in header:
        gold["copy_of"] = f"submissions/{header['copy_of']}.txt"
        if not path.with_name(f"{header['copy_of']}.txt").is_file():
            wrong.append(f"{path}: copy_of names no document of this setting")
    return text, gold, wrong


def build(folder: Path, *, numbers: bool) -> list[str]:
    """Compile one setting, print its counts, and return what is wrong with it."""
    points, wrong = read_points(folder)
    made = []
    for path in sorted((folder / "coded").glob("*.txt")):
        text, gold, mistakes = compile_document(path, points)
        made.append((path.name, text, gold))
        wrong += mistakes
        if numbers:
            print(f"== {path.name}  {gold['coverage']}")
            for n, s in enumerate(gold["sentences"]):
                print(n, "+".join(s["themes"]) or "-", text[s["start"] : s["end"]], sep="  ")
    if wrong:
        return wrong
    (folder / "submissions").mkdir(exist_ok=True)
    for old in (folder / "submissions").glob("*.txt"):
        old.unlink()
    for name, text, _ in made:
        (folder / "submissions" / name).write_text(text, encoding="utf-8", newline="\n")
    lines = [json.dumps(gold, ensure_ascii=False) + "\n" for _, _, gold in made]
    (folder / "gold.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")
    (folder / "study.toml").touch()
    coded = [s["themes"] for _, _, gold in made for s in gold["sentences"]]
    bare = sum(not themes for themes in coded) / max(1, len(coded))
    print(f"{folder.name}: {len(made)} documents, {len(coded)} sentences, {bare:.0%} without a theme")
    print(f"  characters: {' '.join(str(len(text)) for _, text, _ in made)}")
    print(f"  themes: {dict(Counter(t for themes in coded for t in themes).most_common())}")
    print(f"  points per document: {' '.join(str(len(gold['coverage'])) for _, _, gold in made)}")
    print(f"  codes: {dict(Counter(c['code'] for _, _, g in made for c in g['coverage'].values()))}")
    return []


def main() -> int:
    """Build the settings named, or all; print every mistake."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--numbers", action="store_true")
    given, wrong = parser.parse_args(), []
    for folder in given.folders or sorted(p for p in SETTINGS.glob("*") if p.is_dir()):
        wrong += build(folder, numbers=given.numbers)
    print(*wrong, sep="\n", file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
