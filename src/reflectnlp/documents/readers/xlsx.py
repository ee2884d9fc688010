"""The bytes of an Excel workbook in, a text for each row out."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

from reflectnlp.documents.packed import check_packed
from reflectnlp.documents.readers.parts import Extract, Limits, Part, PartFailure
from reflectnlp.documents.rows import read_rows
from reflectnlp.errors import ReadError

_REMEDY = "open it in Excel or WPS and save it again as .xlsx"
_MAX_COLUMNS = 200


def read(data: bytes, limits: Limits) -> Extract:
    """Read a submission a row, in every sheet that has a column of texts.

    Raises
    ------
    ReadError
        The workbook is damaged, too large when unpacked, or no sheet has a column of texts.
    """
    import warnings

    import openpyxl

    check_packed(data, limits.max_bytes)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles that it drops; they carry no text
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets]
            book.close()
    except ReadError:
        raise
    except Exception as error:  # the library raises whatever a broken XML leads it to
        raise ReadError(f"the workbook is damaged ({type(error).__name__})", _REMEDY) from error
    return _extract([(name, rows) for name, rows in sheets if any(any(row) for row in rows)])


def _rows(sheet: Any) -> list[list[str]]:
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # WPS writes a wrong size of the sheet
    rows = sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS)
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _extract(sheets: list[tuple[str, list[list[str]]]]) -> Extract:
    if not sheets:
        raise ReadError("the workbook is empty", "hand in a table with a header row and a submission a row")
    parts: list[Part] = []
    failures: list[PartFailure] = []
    problem: ReadError | None = None
    for name, rows in sheets:
        try:
            found = read_rows(rows, sheet=name if parts or failures else "")
        except ReadError as error:
            problem = problem or error  # a sheet of notes beside the sheet of texts is no mistake
            continue
        parts += found.parts
        failures += found.failures
    if problem is not None and not parts and not failures:
        raise problem
    return Extract(tuple(parts), tuple(failures))
