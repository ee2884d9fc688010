"""Text and files of office programs in, the same made harmless and timeless out.

A cell shows what somebody wrote, also where it looks like a formula; equal content gives equal bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

MOMENT = datetime(2000, 1, 1)
LONGEST = 32_767  # characters that a cell of a workbook holds
# First characters that make a spreadsheet compute; a leading apostrophe would itself be eaten.
RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
# What XML cannot hold; Excel calls a file with it damaged.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def lawful(text: str) -> str:
    """``text`` with � for each character that XML forbids."""
    return FORBIDDEN.sub("\ufffd", text)


def as_text(cell: Any, text: str) -> Any:
    """A cell of a workbook that holds ``text`` and never a formula, a link or an error.

    What XML forbids is shown as �; what is longer than a cell ends in ….
    """
    shown = lawful(text)
    cell.value = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
    # openpyxl takes "=…" for a formula and "#N/A" for an error; both are what somebody wrote.
    cell.data_type = "s"
    if shown.startswith(RISKY):
        cell.quotePrefix = True
    return cell


def is_harmless(text: str) -> bool:
    """Whether openpyxl writes ``text`` as it is without help."""
    return len(text) <= LONGEST and not text.startswith((*RISKY, "#")) and not FORBIDDEN.search(text)


def timeless(data: bytes) -> bytes:
    """The DOCX or XLSX with one fixed time in every entry and in its own record of when it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as clean:
        for name in given.namelist():
            entry = given.read(name)
            if name == "docProps/core.xml":
                entry = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", entry)
            clean.writestr(zipfile.ZipInfo(name, MOMENT.timetuple()[:6]), entry, zipfile.ZIP_DEFLATED)
    return out.getvalue()
