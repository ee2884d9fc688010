from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reflectnlp.documents.sniff import OCR_REMEDY, sniff
from reflectnlp.errors import ReadError

sys.path.insert(0, str(Path(__file__).parent))
import made

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        ("学习".encode(), ".txt", "text"),
        ("学习".encode(), "", "text"),
        ("# 学习".encode(), ".MD", "markdown"),
        (b"a,b", ".csv", "csv"),
        (b"a\tb", ".tsv", "csv"),
        (b"%PDF-1.4", ".txt", "pdf"),
        (b"<!DOCTYPE html><p>", ".doc", "html"),
        (b"\xef\xbb\xbf<html>", ".txt", "html"),
        (made.docx(["a"]), ".zip", "docx"),
        (made.xlsx([["a"]]), ".docx", "xlsx"),
        (made.packed({"a.txt": b"a"}), ".zip", "zip"),
    ],
)
def test_content_wins_over_the_suffix(data: bytes, suffix: str, expected: str) -> None:
    assert sniff(data, suffix) == expected


WORD = "open it in Word or WPS and save it as .docx"
DAMAGED = "open it in the program it was made with and save it again"
REFUSED = {
    "doc": (OLE, ".doc", "an old Word file (.doc)", WORD),
    "wps": (OLE, ".wps", "an old WPS file (.wps)", WORD),
    "xls": (
        OLE + "Workbook".encode("utf-16-le"),
        ".xls",
        "an old Excel file (.xls)",
        "open it in Excel or WPS and save it as .xlsx",
    ),
    "encrypted": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        ".docx",
        "it is encrypted with a password",
        "open it, remove the password, and save it again",
    ),
    "jpeg": (b"\xff\xd8\xff\xe0", ".jpg", "it is a JPEG picture", OCR_REMEDY),
    "png": (b"\x89PNG\r\n\x1a\n", ".txt", "it is a PNG picture", OCR_REMEDY),
    "rar": (
        b"Rar!\x1a\x07\x00",
        ".rar",
        "it is a RAR archive",
        "unpack it and hand in the files, or pack them as .zip",
    ),
    "rtf": (b"{\\rtf1", ".doc", "it is an RTF file", WORD),
    "mp4": (b"\x00\x00\x00\x18ftypmp42", ".mp4", "it is a video or a phone's picture", OCR_REMEDY),
    "broken": (
        b"PK\x03\x04 broken",
        ".docx",
        "the docx file is damaged: its directory cannot be read",
        DAMAGED + ", or send it once more",
    ),
    "pptx": (
        made.packed({"ppt/a.xml": b""}),
        ".pptx",
        "a PowerPoint file (.pptx)",
        "hand in the text as .docx",
    ),
    "hollow": (
        made.packed({"a.txt": b""}),
        ".docx",
        "the docx file is damaged: its main part is missing",
        DAMAGED,
    ),
    "misnamed": (
        b"text",
        ".docx",
        "the name ends in .docx, but the content is no docx: the file is damaged or misnamed",
        DAMAGED + " as .docx",
    ),
    "unknown": (
        b"text",
        ".py",
        "files ending in .py are not read",
        "hand it in as one of: txt, md, docx, pdf with text, html, xlsx, csv, zip",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(name: str) -> None:
    data, suffix, reason, remedy = REFUSED[name]
    with pytest.raises(ReadError) as caught:
        sniff(data, suffix)
    assert (caught.value.reason, caught.value.remedy, caught.value.stage) == (reason, remedy, "open")


def test_a_text_that_begins_like_a_picture_is_text() -> None:
    assert sniff("BM公司的学习体会".encode(), ".txt") == "text"
    assert sniff(b"ID3 and more", ".txt") == "text"
