"""Tables in, files out: CSV for Excel, Parquet for programs, one XLSX workbook for people.

The same tables give the same bytes: nothing of the clock or the machine goes into a file.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reflectnlp.tables.office import MOMENT, as_text, timeless

FORMATS = ("csv", "parquet", "xlsx")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_tables(tables: Mapping[str, pa.Table], folder: Path, kind: str) -> list[Path]:
    """Write every table to ``folder`` and return the paths, in the order of the tables."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "xlsx":
        path = folder / "tables.xlsx"
        path.write_bytes(workbook(tables))
        return [path]
    write = _write_csv if kind == "csv" else _write_parquet
    paths = []
    for name, table in tables.items():
        path = folder / f"{name}.{kind}"
        write(table, path)
        paths.append(path)
    return paths


def _write_parquet(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd")


def _write_csv(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(table.column_names)
        writer.writerows([csv_cell(value) for value in row] for row in _rows(table))


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for part in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in part.columns), strict=True)


def csv_cell(value: Any) -> Any:
    """A value as a CSV for spreadsheets holds it: lists as JSON, and no text that would be computed."""
    text = _plain(value)
    # A spreadsheet would run it; the apostrophe makes it text.
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, list) else value


def workbook(tables: Mapping[str, pa.Table]) -> bytes:
    """One sheet a table: frozen head, filter, widths; every text stays text."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    for name, table in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        last = f"{get_column_letter(table.num_columns)}{table.num_rows + 1}"
        sheet.auto_filter.ref = f"A1:{last}"
        for n, column in enumerate(table.column_names, 1):
            width = 60 if column in ("text", "reason", "remedy", "title") else max(10, len(column) + 4)
            sheet.column_dimensions[get_column_letter(n)].width = width
        head = []
        for column in table.column_names:
            cell = WriteOnlyCell(sheet, value=column)
            cell.font = Font(bold=True)
            head.append(cell)
        sheet.append(head)
        for row in _rows(table):
            sheet.append([_sheet_cell(sheet, value) for value in row])
    book.properties.creator = "reflectnlp"
    book.properties.created = book.properties.modified = MOMENT
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _sheet_cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    plain = _plain(value)
    return as_text(WriteOnlyCell(sheet), plain) if isinstance(plain, str) else plain
