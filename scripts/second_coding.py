"""Gold of a scheme in, a blank sheet for a second coding out; or both codings in, their agreement out.

    python scripts/second_coding.py draw SCHEME [--n 180]     writes data/gold/schemes/SCHEME/second.txt
    python scripts/second_coding.py compare SCHEME            prints agreement per theme, and what differs

The sheet shows every sentence with the one before and with its heading, in an order that mixes the documents,
and none of the first codes. A line of the sheet is ``codes|setting/document#sentence|sentence``; ``-`` is no
theme; lines that start with ``#`` are context. A line without codes was not coded.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path
from typing import Any

import numpy as np

from reflectnlp.themes import Scheme
from reflectnlp.validation.agreement import alpha_interval, nominal_alpha, verdict

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold" / "schemes"
SEED = 20261125
HEADING = re.compile(r"^　　(?:[一二三四五六七八九十]+、|（[一二三四五]）)[^。！？；]{1,30}$")
Coded = dict[str, tuple[str, str, frozenset[str]]]


def read_gold(scheme: str) -> Coded:
    """``setting/document#sentence`` → context, sentence, first codes; indented paragraphs only."""
    found: Coded = {}
    for path in sorted((GOLD / scheme / "settings").glob("*/gold.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            text = (path.parent / row["doc"]).read_text(encoding="utf-8")
            heading = before = ""
            for n, sentence in enumerate(row["sentences"]):
                shown = text[sentence["start"] : sentence["end"]]
                start = text.rfind("\n", 0, sentence["start"]) + 1
                paragraph = text[start:].split("\n", 1)[0]
                if paragraph.startswith("　　"):
                    name = f"{path.parent.name}/{Path(row['doc']).stem}#{n}"
                    found[name] = (f"{heading} ‖ {before}", shown, frozenset(sentence["themes"]))
                heading = paragraph.strip() if HEADING.match(paragraph) else heading
                before = shown
    return found


def draw(scheme: str, n: int) -> None:
    """Write a blank sheet."""
    coded = read_gold(scheme)
    names = random.Random(SEED).sample(sorted(coded), n)
    lines = []
    for name in names:
        context, sentence, _ = coded[name]
        lines += [f"# {context}", f"|{name}|{sentence}"]
    path = GOLD / scheme / "second.txt"
    if path.exists():
        raise SystemExit(f"{path} is there already")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def read_second(scheme: str) -> dict[str, frozenset[str]]:
    """The codes of the sheet; ``-`` is no theme."""
    known = set(Scheme.builtin(scheme).theme_ids)
    found = {}
    for line in (GOLD / scheme / "second.txt").read_text(encoding="utf-8").splitlines():
        codes, name, _ = line.split("|", 2) if not line.startswith("#") else ("", "", "")
        if codes.strip():
            themes = frozenset() if codes.strip() == "-" else frozenset(codes.strip().split("+"))
            if themes - known:
                raise SystemExit(f"unknown code in: {line}")
            found[name] = themes
    return found


def compare(scheme: str) -> None:
    """Print alpha, F1 and what differs."""
    first, second = read_gold(scheme), read_second(scheme)
    ids = Scheme.builtin(scheme).theme_ids
    print(f"{len(second)} sentences coded twice")
    alphas, scores = [], []
    for theme in ids:
        codes = np.array([[theme in first[name][2], theme in second[name]] for name in second], float).T
        alpha, interval = nominal_alpha(codes), alpha_interval(codes)
        both, either = int((codes.min(axis=0)).sum()), int(codes.sum())
        alphas.append(alpha)
        scores.append(2 * both / either if either else float("nan"))
        shown = f"{interval[0]:.2f}–{interval[1]:.2f}" if interval else "–"
        n = int(codes[0].sum())
        print(f"{theme:15} alpha {alpha:.2f} ({shown}) {verdict(alpha):10} F1 {scores[-1]:.2f} n {n}")
    print(f"mean alpha {np.mean(alphas):.2f}, macro F1 {np.mean(scores):.2f}")
    for name, codes_again in second.items():
        if first[name][2] != codes_again:
            print(f"{name} {sorted(first[name][2])} {sorted(codes_again)} {first[name][1]}")


def main() -> None:
    """Draw or compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("draw", "compare"))
    parser.add_argument("scheme")
    parser.add_argument("--n", type=int, default=180)
    given = parser.parse_args()
    draw(given.scheme, given.n) if given.what == "draw" else compare(given.scheme)


if __name__ == "__main__":
    main()
