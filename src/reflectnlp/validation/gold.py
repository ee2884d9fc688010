"""A gold file in, gold documents out: what careful people found, with every mistake of the file named.

A gold file is JSON Lines, one document a line (``docs/reference``, "Gold files"). Its offsets count in the
decoded text of ``doc``. Where the submission itself is another form of that text (a DOCX, a row of a
spreadsheet), ``sources.csv`` beside the gold file leads from ``doc`` to the source, and ``plain/`` holds
the text that the offsets count in.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reflectnlp.errors import GoldError, Problem

CODES = ("quoted", "paraphrased", "mentioned", "absent")
PARTS = ("themes", "coverage", "reuse")


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """One coded sentence: a half-open span of the text and the themes that it carries.

    ``weight`` says for how many sentences it stands, where gold is a stratified sample.
    """

    start: int
    end: int
    themes: frozenset[str]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class GoldPoint:
    """What was coded for one key point: the code, and the numbers of the sentences that show it."""

    code: str
    evidence: frozenset[int]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One coded document.

    ``source`` is the submission it stands for (``doc`` itself unless ``sources.csv`` says otherwise),
    ``plain`` the text that the offsets count in, empty where that is the submission's own. ``parts`` says
    what was coded; only listed sentences are measured, so a sample of sentences is gold, too.
    """

    doc: str
    source: str
    sentences: tuple[GoldSentence, ...]
    coverage: dict[str, GoldPoint] = field(default_factory=dict)
    copy_of: str = ""
    unit: str = ""
    author: str = ""
    kind: str = ""
    plain: str = ""
    parts: tuple[str, ...] = PARTS


def load_gold(path: Path) -> tuple[GoldDocument, ...]:
    """Read a gold file.

    Raises
    ------
    GoldError
        The file cannot be read or has mistakes; all of them are listed with their line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(
            [Problem(str(path), f"cannot be read: {error}", "give a UTF-8 JSON Lines file")]
        ) from error
    sources, problems = _sources(path.parent / "sources.csv"), []
    documents: list[GoldDocument] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(Problem(place, f"not JSON: {error.msg}", "write one JSON object a line"))
            continue
        found = list(_mistakes(row, place))
        problems += found
        if found:
            continue
        if row["doc"] in seen:
            first = seen[row["doc"]]
            problems.append(
                Problem(place, f"{row['doc']} stands already in line {first}", "keep one of the two")
            )
            continue
        seen[row["doc"]] = number
        documents.append(_document(row, sources, path.parent))
    if problems:
        raise GoldError(problems)
    return tuple(documents)


def _sources(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["doc"]: row["source"] for row in csv.DictReader(file)}


def _mistakes(row: Any, place: str) -> Iterator[Problem]:
    if not isinstance(row, dict) or not isinstance(row.get("doc"), str):
        yield Problem(place, "no `doc`", "name the document by its path below the study's folder")
        return
    unknown = [part for part in row.get("parts", PARTS) if part not in PARTS]
    if unknown:
        yield Problem(place, f"unknown part {unknown[0]!r}", f"use some of {', '.join(PARTS)}")
    sentences = row.get("sentences", [])
    end = 0
    for n, sentence in enumerate(sentences):
        where = f"{place}, sentence {n}"
        if not isinstance(sentence, dict) or not {"start", "end", "themes"} <= set(sentence):
            yield Problem(where, "needs start, end and themes", 'write {"start": 0, "end": 9, "themes": []}')
            continue
        if not end <= sentence["start"] < sentence["end"]:
            yield Problem(
                where,
                f"span {sentence['start']}–{sentence['end']} is out of order",
                "list in order of the text",
            )
        if not isinstance(sentence.get("weight", 1), int | float) or not sentence.get("weight", 1) > 0:
            yield Problem(where, f"weight is {sentence['weight']!r}", "write a number above 0, or none")
        end = max(end, sentence["end"])
    for point, coded in row.get("coverage", {}).items():
        where = f"{place}, point {point}"
        if coded.get("code") not in CODES:
            yield Problem(where, f"unknown code {coded.get('code')!r}", f"use one of {', '.join(CODES)}")
        wrong = [n for n in coded.get("evidence", []) if not 0 <= n < len(sentences)]
        if wrong:
            yield Problem(
                where, f"evidence {wrong} are no sentences", f"there are {len(sentences)}, counted from 0"
            )


def _document(row: dict[str, Any], sources: dict[str, str], folder: Path) -> GoldDocument:
    plain = folder / "plain" / Path(row["doc"]).name
    moved = row["doc"] in sources
    return GoldDocument(
        doc=row["doc"],
        source=sources.get(row["doc"], row["doc"]),
        sentences=tuple(
            GoldSentence(s["start"], s["end"], frozenset(s["themes"]), float(s.get("weight", 1.0)))
            for s in row.get("sentences", [])
        ),
        coverage={
            point: GoldPoint(coded["code"], frozenset(coded.get("evidence", [])))
            for point, coded in row.get("coverage", {}).items()
        },
        copy_of=row.get("copy_of") or "",
        unit=row.get("unit") or "",
        author=row.get("author") or "",
        kind=row.get("kind") or "",
        plain=plain.read_bytes().decode("utf-8-sig") if moved and plain.is_file() else "",
        parts=tuple(row.get("parts", PARTS)),
    )


def write_gold(documents: Iterable[GoldDocument], path: Path) -> None:
    """Write gold as a gold file; ``load_gold`` reads the same documents back where ``plain`` is empty."""
    lines = [json.dumps(_row(document), ensure_ascii=False) for document in documents]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")


def _row(document: GoldDocument) -> dict[str, Any]:
    row: dict[str, Any] = {"doc": document.doc}
    row |= {name: value for name in ("unit", "author", "kind") if (value := getattr(document, name))}
    row["sentences"] = [
        {"start": s.start, "end": s.end, "themes": sorted(s.themes)}
        | ({"weight": s.weight} if s.weight != 1.0 else {})
        for s in document.sentences
    ]
    row["coverage"] = {
        point: {"code": coded.code, "evidence": sorted(coded.evidence)}
        for point, coded in document.coverage.items()
    }
    if document.copy_of:
        row["copy_of"] = document.copy_of
    if document.parts != PARTS:
        row["parts"] = list(document.parts)
    return row
