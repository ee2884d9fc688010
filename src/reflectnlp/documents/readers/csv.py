"""The bytes of a CSV file in, a text for each row out.

Exports of forms come with commas, tabs or semicolons, in UTF-8 with a mark or in GB18030.
"""

from __future__ import annotations

import csv
import io

from reflectnlp.documents.decode import decode
from reflectnlp.documents.readers.parts import Extract, Limits
from reflectnlp.documents.rows import read_rows
from reflectnlp.errors import ReadError

_DELIMITERS = ",\t;|，"


def read(data: bytes, limits: Limits) -> Extract:
    """Read a submission a row.

    Raises
    ------
    ReadError
        The encoding cannot be told, quotes are not closed, or no column holds the text.
    """
    found = decode(data)
    csv.field_size_limit(limits.max_chars)
    lines = io.StringIO(found.text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=_delimiter(found.text), strict=True))
    except csv.Error as error:
        raise ReadError(
            f"not a table: {error}", "open it in Excel or WPS and save it as .xlsx", "extract"
        ) from error
    return read_rows(rows, encoding=found.encoding)


def _delimiter(text: str) -> str:
    """The delimiter that parts the first lines into the most columns, the same in most of them."""
    head = io.StringIO(text[:100_000], newline="")
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        head.seek(0)
        widths: list[int] = []
        try:
            for row in csv.reader(head, delimiter=delimiter):
                widths.append(len(row))
                if len(widths) == 20:
                    break
        except csv.Error:
            continue
        width = max(set(widths), key=widths.count, default=1)
        agreeing = widths.count(width) * (width - 1)
        if agreeing > most:
            best, most = delimiter, agreeing
    return best
