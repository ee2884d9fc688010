"""Coding sheets that people filled in, in; what every coder said out, or every mistake with its cell.

A sheet is checked whole: marks that are none, rows that are missing, doubled or shifted, and sheets that do
not belong together are all told at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from reflectnlp.errors import GoldError, Problem
from reflectnlp.validation.sheet_layout import (
    ABOUT,
    FIRST,
    IDS,
    NO,
    NONE,
    NOTE,
    NUMBER,
    THEME,
    YES,
    check_digits,
)

Place = tuple[str, int, int]  # doc, start, end
_NEEDED = (NUMBER, *IDS, "text", NONE, NOTE)
_DRAW = "draw new sheets with `reflectnlp label`"


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """What one coder said about one sentence; ``coded`` is false where the coder left the row empty."""

    doc: str
    start: int
    end: int
    weight: float
    text_sha256: str
    text: str
    themes: frozenset[str]
    coded: bool
    note: str = ""

    @property
    def place(self) -> Place:
        """Which sentence it is."""
        return self.doc, self.start, self.end


@dataclass(frozen=True, slots=True)
class CodedSheet:
    """One coder's sheet: ``coder`` is the file's name, ``themes`` the ids of its columns in order."""

    coder: str
    scheme_id: str
    themes: tuple[str, ...]
    sentences: Mapping[Place, CodedSentence]


def read_sheets(paths: Sequence[Path]) -> tuple[CodedSheet, ...]:
    """Read filled coding sheets of the same sample, one a coder.

    Where a coder uses the column "no theme" anywhere, rows without a mark were not coded. Where it is never
    used, rows without a mark carry no theme.

    Raises
    ------
    GoldError
        With every mistake of every sheet, each with its cell.
    """
    problems: list[Problem] = []
    sheets = [_read(path, problems) for path in paths]
    found = [sheet for sheet in sheets if sheet]
    if not problems:
        problems += _unlike(found)
    if problems:
        raise GoldError(problems)
    return tuple(found)


def _read(path: Path, problems: list[Problem]) -> CodedSheet | None:
    """One sheet; its mistakes go to ``problems``."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (OSError, KeyError, ValueError, BadZipFile, InvalidFileException) as error:
        problems.append(Problem(path.name, f"is no workbook: {error}", "give a coding sheet saved as .xlsx"))
        return None
    grids = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    named = [(title, rows) for title, rows in grids.items() if rows and "doc" in rows[0]]
    if not named or ABOUT not in grids:
        problems.append(Problem(path.name, "is no coding sheet", "give a file that `reflectnlp label` wrote"))
        return None
    title, rows = named[0]
    about = {row[0]: row[1] for row in grids[ABOUT] if len(row) > 1}
    return _Reader(f"{path.name}:{title}", rows, problems).sheet(path.stem, about)


class _Reader:
    """The rows of one sheet; notes mistakes while it reads."""

    def __init__(self, place: str, rows: list[list[Any]], problems: list[Problem]) -> None:
        self.place, self.rows, self.problems = place, rows, problems
        self.columns = {name: n for n, name in enumerate(rows[0]) if isinstance(name, str)}
        self.themes = tuple(name.removeprefix(THEME) for name in self.columns if name.startswith(THEME))

    def sheet(self, coder: str, about: Mapping[Any, Any]) -> CodedSheet | None:
        missing = [name for name in _NEEDED if name not in self.columns]
        if missing or not self.themes:
            names = ", ".join(missing) or "of themes"
            self.problems.append(Problem(f"{self.place}!1:1", f"columns are missing: {names}", _DRAW))
            return None
        sentences: dict[Place, CodedSentence] = {}
        at: dict[Place, int] = {}
        for number, row in enumerate(self.rows[FIRST - 1 :], FIRST):
            if all(row[self.columns[name]] is None for name in IDS):
                continue
            sentence = self._sentence(number, row)
            if sentence is None:
                continue
            if sentence.place in at:
                fact = f"is the same sentence as row {at[sentence.place]}"
                self._note(number, "text", fact, "remove one of the two rows")
            sentences[sentence.place], at[sentence.place] = sentence, number
        self._count(about.get("sentences"))
        return CodedSheet(coder, str(about.get("scheme") or ""), self.themes, self._settled(sentences))

    def _sentence(self, number: int, row: list[Any]) -> CodedSentence | None:
        marks = [theme for theme in self.themes if self._marked(number, row, THEME + theme)]
        none = self._marked(number, row, NONE)
        if none and marks:
            self._note(number, NONE, f"is marked beside {', '.join(marks)}", "keep the theme or “no theme”")
        doc, start, end, weight, text_sha256, check = (row[self.columns[name]] for name in IDS)
        try:
            ids = (str(doc), int(start), int(end), float(weight), str(text_sha256))
        except (TypeError, ValueError):
            ids = ("", 0, 0, 0.0, "")
        if check_digits(*ids) != check:
            remedy = f"restore the hidden columns {', '.join(IDS)} from another coder's sheet"
            self._note(number, "doc", "the ids of this row were changed", remedy)
            return None
        text, note = row[self.columns["text"]] or "", row[self.columns[NOTE]] or ""
        return CodedSentence(
            *ids,
            text=str(text or ""),
            themes=frozenset(marks),
            coded=none or bool(marks),
            note=str(note or ""),
        )

    def _marked(self, number: int, row: list[Any], column: str) -> bool:
        value = row[self.columns[column]]
        mark = "" if value is None else str(value).strip().lower()
        if mark not in YES | NO:
            self._note(number, column, f"unknown mark {value!r}", "choose 是, or leave the cell empty")
        return mark in YES

    def _note(self, number: int, column: str, fact: str, remedy: str) -> None:
        from openpyxl.utils import get_column_letter

        cell = f"{get_column_letter(self.columns[column] + 1)}{number}"
        self.problems.append(Problem(f"{self.place}!{cell}", fact, remedy))

    def _count(self, wanted: Any) -> None:
        """Whether every number from 1 to ``wanted`` is there."""
        numbers = {row[self.columns[NUMBER]] for row in self.rows[FIRST - 1 :]}
        lost = [n for n in range(1, int(wanted or 0) + 1) if n not in numbers]
        if lost:
            shown = ", ".join(map(str, lost[:8])) + (", …" if len(lost) > 8 else "")
            remedy = "restore the rows from another coder's sheet"
            self.problems.append(
                Problem(self.place, f"{len(lost)} of {wanted} sentences are missing: no. {shown}", remedy)
            )

    def _settled(self, sentences: dict[Place, CodedSentence]) -> dict[Place, CodedSentence]:
        """With rows without a mark read as ``read_sheets`` says."""
        if sentences and not any(sentence.coded for sentence in sentences.values()):
            self.problems.append(Problem(self.place, "nothing is marked", "give a sheet that was filled in"))
        if any(sentence.coded and not sentence.themes for sentence in sentences.values()):
            return sentences
        return {place: replace(sentence, coded=True) for place, sentence in sentences.items()}


def _unlike(sheets: Sequence[CodedSheet]) -> Iterator[Problem]:
    """What keeps sheets from being compared with the first one."""
    for n, sheet in enumerate(sheets[1:], 1):
        first = sheets[0]
        if sheet.coder in {other.coder for other in sheets[:n]}:
            yield Problem(sheet.coder, "two sheets have this name", "name each file after its coder")
        if (sheet.scheme_id, sheet.themes) != (first.scheme_id, first.themes):
            yield Problem(sheet.coder, f"has other themes than {first.coder}", "give sheets of one scheme")
        elif set(sheet.sentences) != set(first.sentences):
            n_other = len(set(sheet.sentences) ^ set(first.sentences))
            fact = f"{n_other} sentences are not in both this sheet and {first.coder}"
            yield Problem(sheet.coder, fact, "give sheets that were drawn together")
