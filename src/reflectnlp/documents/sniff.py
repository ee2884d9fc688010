"""The first bytes and the name of a file in, its format out.

Suffixes lie: a ``.doc`` is often HTML, a ``.docx`` an old Word file, a ``.txt`` a picture. What the bytes
say wins. Formats that cannot be read are refused by name, with what to do instead.
"""

from __future__ import annotations

import io
import re
import zipfile

from reflectnlp.errors import ReadError

SUFFIXES = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".zip": "zip",
}
READABLE = "txt, md, docx, pdf with text, html, xlsx, csv, zip"

_AS_DOCX = "open it in Word or WPS and save it as .docx"
OCR_REMEDY = (
    "type the text or hand in the original file; reading text from pictures (OCR) is not part of reflectnlp"
)
_ARCHIVE = "unpack it and hand in the files, or pack them as .zip"

_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n", "a PNG picture", OCR_REMEDY),
    (b"\xff\xd8\xff", "a JPEG picture", OCR_REMEDY),
    (b"GIF8", "a GIF picture", OCR_REMEDY),
    (b"BM", "a BMP picture", OCR_REMEDY),
    (b"II*\x00", "a TIFF picture", OCR_REMEDY),
    (b"MM\x00*", "a TIFF picture", OCR_REMEDY),
    (b"{\\rtf", "an RTF file", _AS_DOCX),
    (b"Rar!\x1a\x07", "a RAR archive", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _ARCHIVE),
    (b"\x1f\x8b", "a gzip archive", _ARCHIVE),
    (b"ID3", "a sound recording", "hand in the text that was spoken"),
    (b"MZ", "a Windows program", "hand in the document itself; do not open this file"),
    (b"\x7fELF", "a program", "hand in the document itself"),
)
_LIKE_TEXT = frozenset({b"BM", b"ID3", b"MZ"})  # words may begin so; the file must then hold a zero byte
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)


def sniff(data: bytes, suffix: str) -> str:
    """The format of a file: a key of the readers' registry.

    Parameters
    ----------
    data
        The whole file.
    suffix
        With its dot, in any case; empty when there is none.

    Raises
    ------
    ReadError
        Stage ``open``: a format that cannot be read, or an unknown suffix.
    """
    suffix = suffix.lower()
    if data.startswith(_OLE):
        raise _ole(data, suffix)
    if data[:1024].lstrip().startswith(b"%PDF-") or b"%PDF-1." in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _packed(data, suffix)
    refuse_picture(data)
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if b'progid="Word.Document"' in head or b"/word/2003/wordml" in head:
        raise ReadError("a Word 2003 XML file", _AS_DOCX, "open")
    if head.startswith(b"MIME-Version:") or b"Content-Type: multipart/related" in head:
        raise ReadError("a web archive (MHT)", _AS_DOCX, "open")
    if suffix not in (".md", ".markdown", ".csv", ".tsv") and _HTML.match(head):
        return "html"
    return _by_suffix(suffix, bool(data))


def refuse_picture(data: bytes) -> None:
    """Raise for pictures, recordings and archives that no reader handles."""
    for magic, what, remedy in _REFUSED:
        if data.startswith(magic) and (magic not in _LIKE_TEXT or b"\x00" in data[:64]):
            raise ReadError(f"it is {what}", remedy, "open")
    if data[4:8] == b"ftyp":
        raise ReadError("it is a video or a phone's picture", OCR_REMEDY, "open")
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise ReadError("it is a picture or a recording", OCR_REMEDY, "open")


def _by_suffix(suffix: str, has_bytes: bool) -> str:
    known = SUFFIXES.get(suffix)
    if known is None:
        if suffix in (".doc", ".wps", ".wpt", ".rtf", ".odt"):
            raise ReadError(f"a {suffix} file that holds no document", _AS_DOCX, "open")
        raise ReadError(f"files ending in {suffix} are not read", f"hand it in as one of: {READABLE}", "open")
    if known in ("docx", "xlsx", "pdf", "zip") and has_bytes:
        raise ReadError(
            f"the name ends in {suffix}, but the content is no {known}: the file is damaged or misnamed",
            f"open it in the program it was made with and save it again as .{known}",
            "open",
        )
    return known


def _ole(data: bytes, suffix: str) -> ReadError:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return ReadError(
            "it is encrypted with a password", "open it, remove the password, and save it again", "open"
        )
    if holds("Workbook") and not holds("WordDocument"):
        return ReadError("an old Excel file (.xls)", "open it in Excel or WPS and save it as .xlsx", "open")
    if holds("PowerPoint Document"):
        return ReadError("a PowerPoint file (.ppt)", "hand in the text as .docx", "open")
    name = "WPS" if suffix in (".wps", ".wpt") else "Word"
    return ReadError(f"an old {name} file ({suffix or '.doc'})", _AS_DOCX, "open")


def _packed(data: bytes, suffix: str) -> str:
    """What a ZIP container is; Word and Excel files are containers too."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = set(container.namelist())
            mime = container.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError, ValueError, OSError):
        known = SUFFIXES.get(suffix, "zip")
        raise ReadError(
            f"the {known} file is damaged: its directory cannot be read",
            "open it in the program it was made with and save it again, or send it once more",
            "open",
        ) from None
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        raise ReadError("a PowerPoint file (.pptx)", "hand in the text as .docx", "open")
    if b"opendocument" in mime:
        raise ReadError("an OpenDocument file", "save it as .docx (text) or .xlsx (table)", "open")
    if "OFD.xml" in names:
        raise ReadError("an OFD file", "export it as PDF with text, or hand in the .docx", "open")
    if suffix in (".docx", ".docm", ".xlsx", ".xlsm"):
        raise ReadError(
            f"the {SUFFIXES[suffix]} file is damaged: its main part is missing",
            "open it in the program it was made with and save it again",
            "open",
        )
    return "zip"
