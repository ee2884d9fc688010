"""The tables of a study in, a workbook with one sheet a table out.

For those who go on working in Excel: frozen header, filter, widths, percentages as percentages, colour
scales on scores. Text stays text, also where it looks like a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from reflectnlp.report.frames import Options, Table
from reflectnlp.report.zipped import without_clock
from reflectnlp.tables.schema import FLAG, INT, SCHEMAS, SHARE, Column, TableSchema, empty

MAX_ROWS = 1_048_575  # rows of a sheet less the header
MAX_TEXT = 32_767
# First characters that make a spreadsheet compute; the last one only opens names of errors.
RISKY = ("=", "+", "-", "@", "\t", "'", "#")
WIDE = {"text": 60, "reason": 40, "remedy": 40, "source": 36, "title": 28, "section": 24, "versions": 40}
HEADER = PatternFill("solid", fgColor="1F5A8A")
# What XML cannot hold; Excel calls a file with it damaged.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def write_xlsx(tables: Mapping[str, Table], path: Path, options: Options) -> Path:
    """Write a workbook: a sheet of contents, then one sheet a table, the same bytes for the same tables.

    A table longer than a sheet goes on in ``NAME (2)``. Passages of reuse are written as their number and
    longest length only, as cells hold no lists.
    """
    book = Workbook(write_only=True)
    contents = book.create_sheet("目录" if options.lang == "zh" else "contents")
    listing: list[tuple[str, str, int]] = []
    for name, schema in SCHEMAS.items():
        table = tables.get(name)
        rows = _rows(schema, empty(name) if table is None else table)
        for part in range(max(1, -(-len(rows) // MAX_ROWS))):
            sheet = name if part == 0 else f"{name} ({part + 1})"
            _write(book, sheet, schema, rows[part * MAX_ROWS : (part + 1) * MAX_ROWS])
        listing.append((name, schema.row, len(rows)))
    _contents(contents, listing, options)
    book.properties.creator = "reflectnlp"
    raw = io.BytesIO()
    book.save(raw)
    path.write_bytes(without_clock(raw.getvalue()))
    return path


def _rows(schema: TableSchema, table: Any) -> list[tuple[Any, ...]]:
    names = [column.name for column in _columns(schema)]
    columns = [
        table[name].to_pylist() if isinstance(table, pa.Table) else table[name].tolist() for name in names
    ]
    return list(zip(*columns, strict=True))


def _columns(schema: TableSchema) -> list[Column]:
    return [column for column in schema.columns if column.type in (FLAG, INT, SHARE, pa.string())]


def _write(book: Workbook, name: str, schema: TableSchema, rows: list[tuple[Any, ...]]) -> None:
    sheet = book.create_sheet(name)
    columns = _columns(schema)
    last = get_column_letter(len(columns))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{max(len(rows), 1) + 1}"
    for k, column in enumerate(columns):
        sheet.column_dimensions[get_column_letter(k + 1)].width = _width(column, rows, k)
    for k, column in enumerate(columns):
        if column.type == SHARE and rows:
            letter = get_column_letter(k + 1)
            scale = ColorScaleRule("num", 0, "FFFFFF", end_type="num", end_value=1, end_color="6FA8D0")
            sheet.conditional_formatting.add(f"{letter}2:{letter}{len(rows) + 1}", scale)
    sheet.append([_head(sheet, column.name) for column in columns])
    cells = [_percent_cell(sheet) if column.type == SHARE else partial(_plain, sheet) for column in columns]
    for row in rows:
        sheet.append([cell(value) for cell, value in zip(cells, row, strict=True)])


def _width(column: Column, rows: list[tuple[Any, ...]], k: int) -> float:
    if column.name in WIDE:
        return WIDE[column.name]
    longest = (
        max((_breadth(str(row[k])) for row in rows[:200]), default=0) if column.type == pa.string() else 8
    )
    return float(min(max(longest, len(column.name) + 3, 8) + 1, 40))


def _breadth(text: str) -> int:
    """Width in columns: Chinese characters take two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _head(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEADER
    return cell


def _percent_cell(sheet: Any) -> Callable[[Any], Any]:
    model = WriteOnlyCell(sheet, value=0.0)
    model.number_format = "0.0%"

    def cell(value: Any) -> Any:
        if value is None or value != value:
            return None
        made = WriteOnlyCell(sheet, value=float(value))
        made._style = model._style  # looking a style up for every cell takes most of the time
        return made

    return cell


def _plain(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    harmless = len(value) <= MAX_TEXT and value[:1] not in RISKY and not FORBIDDEN.search(value)
    return value if harmless else text_cell(sheet, value)


def text_cell(sheet: Any, value: str) -> WriteOnlyCell:
    """A cell that Excel shows as the text it is: no formula, no link, no character that breaks the file."""
    text = FORBIDDEN.sub("\ufffd", value)
    if len(text) > MAX_TEXT:
        text = text[: MAX_TEXT - 1] + "…"
    cell = WriteOnlyCell(sheet, value=text)
    # openpyxl takes "=…" for a formula and "#N/A" for an error; both are what somebody wrote.
    cell.data_type = "s"
    if text[:1] in RISKY[:-1]:
        cell.quotePrefix = True
    return cell


def _contents(sheet: Any, listing: Iterable[tuple[str, str, int]], options: Options) -> None:
    zh = options.lang == "zh"
    sheet.freeze_panes = "A4"
    for letter, width in zip("ABC", (18, 56, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    title = text_cell(sheet, options.title or ("学习活动分析" if zh else "Report on a study"))
    title.font = Font(bold=True, size=14)
    sheet.append([title])
    sheet.append([])
    sheet.append(
        [
            _head(sheet, text)
            for text in (("表", "一行是什么", "行数") if zh else ("table", "a row is", "rows"))
        ]
    )
    for name, meaning, n in listing:
        link = WriteOnlyCell(sheet, value=name)
        link.hyperlink = f"#'{name}'!A1"
        link.font = Font(color="1F5A8A", underline="single")
        sheet.append([link, text_cell(sheet, meaning), n])
