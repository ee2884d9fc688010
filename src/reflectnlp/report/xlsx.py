"""The tables of a study in, a workbook with one sheet a table out.

For those who go on working in Excel: frozen header, filter, widths, percentages as percentages, colour
scales on scores. Text stays text, also where it looks like a formula.
"""

from __future__ import annotations

import io
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
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from reflectnlp.report.frames import Options, Table
from reflectnlp.report.sheet_words import SHEETS, head_name, sheet_name, shown_value
from reflectnlp.tables.office import as_text, is_harmless, timeless
from reflectnlp.tables.schema import FLAG, INT, SCHEMAS, SHARE, Column, TableSchema, empty

MAX_ROWS = 1_048_575  # rows of a sheet less the header
WIDE = {"text": 60, "reason": 40, "remedy": 40, "source": 36, "title": 28, "section": 24, "versions": 40}
HEADER = PatternFill("solid", fgColor="1F5A8A")


def write_xlsx(tables: Mapping[str, Table], path: Path, options: Options) -> Path:
    """Write a workbook: a sheet of contents, then one sheet a table, the same bytes for the same tables.

    In Chinese, sheets, heads and codes have Chinese names, and themes and readings go by theirs.

    A table longer than a sheet goes on in ``NAME (2)``. Passages of reuse are written as their number and
    longest length only, as cells hold no lists.
    """
    book = Workbook(write_only=True)
    contents = book.create_sheet("目录" if options.lang == "zh" else "contents")
    listing: list[tuple[str, str, int]] = []
    titles = _titles(tables)
    for name, schema in SCHEMAS.items():
        table = tables.get(name)
        rows = _rows(schema, empty(name) if table is None else table)
        shown = [shown_value(name, column.name, options, titles) for column in _columns(schema)]
        rows = [
            tuple(show(cell) if show else cell for show, cell in zip(shown, row, strict=True)) for row in rows
        ]
        called = sheet_name(name, options.lang)
        for part in range(max(1, -(-len(rows) // MAX_ROWS))):
            sheet = called if part == 0 else f"{called} ({part + 1})"
            _write(book, sheet, schema, rows[part * MAX_ROWS : (part + 1) * MAX_ROWS], options.lang)
        listing.append((called, SHEETS[name][1] if options.lang == "zh" else schema.row, len(rows)))
    _contents(contents, listing, options)
    book.properties.creator = "reflectnlp"
    raw = io.BytesIO()
    book.save(raw)
    path.write_bytes(timeless(raw.getvalue()))
    return path


def _titles(tables: Mapping[str, Table]) -> dict[str, str]:
    """reading_id → title."""
    points = tables.get("points")
    if points is None:
        return {}
    names = ("reading_id", "title")
    ids, titles = (
        points[n].to_pylist() if isinstance(points, pa.Table) else points[n].tolist() for n in names
    )
    return dict(zip(ids, titles, strict=True))


def _rows(schema: TableSchema, table: Any) -> list[tuple[Any, ...]]:
    names = [column.name for column in _columns(schema)]
    columns = [
        table[name].to_pylist() if isinstance(table, pa.Table) else table[name].tolist() for name in names
    ]
    return list(zip(*columns, strict=True))


def _columns(schema: TableSchema) -> list[Column]:
    return [column for column in schema.columns if column.type in (FLAG, INT, SHARE, pa.string())]


def _write(book: Workbook, name: str, schema: TableSchema, rows: list[tuple[Any, ...]], lang: str) -> None:
    sheet = book.create_sheet(name)
    # On paper: as wide as the page, the head on every page.
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    columns = _columns(schema)
    last = get_column_letter(len(columns))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{max(len(rows), 1) + 1}"
    for k, column in enumerate(columns):
        sheet.column_dimensions[get_column_letter(k + 1)].width = _width(
            column, head_name(column.name, lang), rows, k
        )
    for k, column in enumerate(columns):
        if _is_share(column) and rows:
            letter = get_column_letter(k + 1)
            scale = ColorScaleRule("num", 0, "FFFFFF", end_type="num", end_value=1, end_color="6FA8D0")
            sheet.conditional_formatting.add(f"{letter}2:{letter}{len(rows) + 1}", scale)
    sheet.append([_head(sheet, head_name(column.name, lang)) for column in columns])
    cells = [_percent_cell(sheet) if _is_share(column) else partial(_plain, sheet) for column in columns]
    for row in rows:
        sheet.append([cell(value) for cell, value in zip(cells, row, strict=True)])


def _is_share(column: Column) -> bool:
    """Whether a column holds shares; weights are numbers of the same type."""
    return bool(column.type == SHARE) and column.name != "weight"


def _width(column: Column, head: str, rows: list[tuple[Any, ...]], k: int) -> float:
    if column.name in WIDE:
        return WIDE[column.name]
    longest = (
        max((_breadth(str(row[k])) for row in rows[:200]), default=0) if column.type == pa.string() else 8
    )
    return float(min(max(longest, _breadth(head) + 3, 8) + 1, 40))


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
    return value if is_harmless(value) else as_text(WriteOnlyCell(sheet), value)


def _contents(sheet: Any, listing: Iterable[tuple[str, str, int]], options: Options) -> None:
    zh = options.lang == "zh"
    sheet.freeze_panes = "A4"
    for letter, width in zip("ABC", (18, 56, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    title = as_text(WriteOnlyCell(sheet), options.title or ("学习活动分析" if zh else "Report on a study"))
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
        link.hyperlink = Hyperlink(ref="", location=f"'{name}'!A1")
        link.font = Font(color="1F5A8A", underline="single")
        sheet.append([link, as_text(WriteOnlyCell(sheet), meaning), n])
