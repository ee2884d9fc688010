"""Drawn sentences and a codebook in, one XLSX coding sheet a coder out.

Everybody can open a spreadsheet, and nobody has to install anything to become a coder. What the program
found is not in the sheet: a coder who sees an answer agrees with it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reflectnlp.tables.office import MOMENT, as_text, timeless
from reflectnlp.themes import Scheme, Theme
from reflectnlp.validation.sampling import Drawn
from reflectnlp.validation.sheet_layout import (
    ABOUT,
    CONTEXT,
    FIRST,
    IDS,
    NONE,
    NOTE,
    NUMBER,
    THEME,
    WORDS,
    Words,
    hidden_values,
)

WIDTHS = {"no": 6, "section": 14, "previous": 26, "text": 44, "next": 26, "none": 8, "note": 20}
THEME_WIDTH, LINE = 8, 16  # characters; points
BOOK_WIDTHS = (14, 18, 48, 40, 60, 60)
SHEET_OF = "编码员{}.xlsx"


def write_sheets(
    drawn: Sequence[Drawn],
    scheme: Scheme,
    folder: Path,
    *,
    coders: Sequence[str] = ("A", "B"),
    lang: str = "zh",
) -> tuple[Path, ...]:
    """Write a sheet for each coder; all hold the same sentences in the same order.

    Parameters
    ----------
    drawn
        The sentences.
    scheme
        Its themes become columns with a drop-down; its codebook becomes the second sheet.
    folder
        Made if it is missing; files of the same names are replaced.
    coders
        Names of the coders, part of the files' names.
    lang
        ``zh`` or ``en``: the language of the headings.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = coding_sheet(drawn, scheme, lang=lang)
    paths = tuple(folder / SHEET_OF.format(coder) for coder in coders)
    for path in paths:
        path.write_bytes(data)
    return paths


def coding_sheet(drawn: Sequence[Drawn], scheme: Scheme, *, lang: str = "zh") -> bytes:
    """One coding sheet; the same sentences and scheme give the same bytes."""
    import openpyxl

    words = WORDS[lang]
    book = openpyxl.Workbook()
    _sentences(book.active, drawn, scheme, words=words, lang=lang)
    _codebook(book.create_sheet(words.codebook), scheme, words=words, lang=lang)
    about = book.create_sheet(ABOUT)
    about.sheet_state = "hidden"
    for row in (("scheme", scheme.scheme_id), ("version", scheme.version), ("sentences", len(drawn))):
        about.append(row)
    book.properties.creator = "reflectnlp"
    book.properties.created = book.properties.modified = MOMENT
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def name_of(theme: Theme, lang: str) -> str:
    """The theme's display name in a language, in any language, or its id."""
    return theme.label.get(lang) or next(iter(theme.label.values()), theme.theme_id)


def _sentences(sheet: Any, drawn: Sequence[Drawn], scheme: Scheme, *, words: Words, lang: str) -> None:
    from openpyxl.styles import Protection

    themes = {THEME + theme.theme_id: name_of(theme, lang) for theme in scheme.themes}
    columns = (NUMBER, *IDS, *CONTEXT, *themes, NONE, NOTE)
    headings = {**words.columns, **themes}
    sheet.title = words.sheet
    for n, column in enumerate(columns, 1):
        as_text(sheet.cell(1, n), column)
        _heading(sheet.cell(2, n), headings.get(column, column))
    open_to_write = Protection(locked=False)
    first_mark = columns.index(CONTEXT[-1]) + 2
    for row, sentence in enumerate(drawn, FIRST):
        context = tuple(getattr(sentence, name) for name in CONTEXT)
        for n, value in enumerate((row - FIRST + 1, *hidden_values(sentence), *context), 1):
            _value(sheet.cell(row, n), value)
        for n in range(first_mark, len(columns) + 1):
            cell = sheet.cell(row, n)
            cell.protection = open_to_write
            cell.alignment = _wrapped("left" if columns[n - 1] == NOTE else "center")
        sheet.row_dimensions[row].height = LINE * _n_lines(sentence)
    _shape(sheet, columns, len(drawn), words)


def _shape(sheet: Any, columns: Sequence[str], n_rows: int, words: Words) -> None:
    """Widths, hidden cells, frozen head, drop-downs and the lock."""
    from openpyxl.utils import get_column_letter as letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for n, column in enumerate(columns, 1):
        sheet.column_dimensions[letter(n)].width = WIDTHS.get(column, THEME_WIDTH)
        sheet.column_dimensions[letter(n)].hidden = column in IDS
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 3 * LINE
    sheet.freeze_panes = sheet.cell(FIRST, columns.index("next") + 1)
    last = FIRST + n_rows - 1
    sheet.auto_filter.ref = f"A2:{letter(len(columns))}{max(last, 2)}"
    marks = DataValidation(type="list", formula1=f'"{words.mark}"', allow_blank=True)
    marks.error, marks.errorTitle = words.rule, words.sheet
    marks.prompt, marks.showErrorMessage = words.mark, True
    if n_rows:
        first, end = columns.index("next") + 2, columns.index(NOTE)
        marks.add(f"{letter(first)}{FIRST}:{letter(end)}{last}")
        sheet.add_data_validation(marks)
    sheet.protection.enable()  # no password: against slips, not against people
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for allowed in ("formatColumns", "formatRows", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def _codebook(sheet: Any, scheme: Scheme, *, words: Words, lang: str) -> None:
    from openpyxl.utils import get_column_letter as letter

    _value(sheet.cell(1, 1), words.rule)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(BOOK_WIDTHS))
    sheet.row_dimensions[1].height = 3 * LINE
    for n, (heading, width) in enumerate(zip(words.book, BOOK_WIDTHS, strict=True), 1):
        _heading(sheet.cell(2, n), heading)
        sheet.column_dimensions[letter(n)].width = width
    for row, theme in enumerate(scheme.themes, FIRST):
        examples = ("\n".join(theme.coded_examples), "\n".join(theme.not_coded_examples))
        entry = (name_of(theme, lang), theme.theme_id, theme.definition, theme.not_coded, *examples)
        for n, value in enumerate(entry, 1):
            _value(sheet.cell(row, n), value)
        lines = (_lines(value, width) for value, width in zip(entry, BOOK_WIDTHS, strict=True))
        sheet.row_dimensions[row].height = min(LINE * max(lines), 400)
    sheet.freeze_panes = "B3"
    sheet.protection.enable()


def _value(cell: Any, value: object) -> None:
    cell.alignment = _wrapped("left")
    if isinstance(value, str):
        as_text(cell, value)
    else:
        cell.value = value


def _heading(cell: Any, text: str) -> None:
    from openpyxl.styles import Font, PatternFill

    as_text(cell, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E7ECEF")
    cell.alignment = _wrapped("center")


def _wrapped(side: str) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(horizontal=side, vertical="top", wrap_text=True)


def _n_lines(sentence: Drawn) -> int:
    return max(_lines(getattr(sentence, name), WIDTHS[name]) for name in CONTEXT)


def _lines(text: str, width: int) -> int:
    """Lines that a text needs in a column; a Han character is as wide as two digits."""
    sizes = (sum(2 if character > "\u2e7f" else 1 for character in line) for line in text.split("\n"))
    return max(1, sum(1 + size // width for size in sizes))
