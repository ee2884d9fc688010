"""A gold file in, gold documents out: what careful people found, with every mistake of the file named.

A gold file is JSON Lines, one document a line (``docs/reference``, "Gold files"). Its offsets count in the
decoded text of ``doc``. Where the submission itself is another form of that text (a DOCX, a row of a
spreadsheet), ``sources.csv`` beside the gold file leads from ``doc`` to the source, and ``plain/`` holds
the text that the offsets count in.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reflectnlp.errors import GoldError, Problem

CODES = ("quoted", "paraphrased", "mentioned", "absent")


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """One coded sentence: a half-open span of the text and the themes that it carries."""

    start: int
    end: int
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldPoint:
    """What was coded for one key point: the code, and the numbers of the sentences that show it."""

    code: str
    evidence: frozenset[int]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One coded document.

    ``source`` is the submission it stands for (``doc`` itself unless ``sources.csv`` says otherwise),
    ``plain`` the text that the offsets count in, empty where that is the submission's own.
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
            GoldSentence(s["start"], s["end"], frozenset(s["themes"])) for s in row.get("sentences", [])
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
    )
