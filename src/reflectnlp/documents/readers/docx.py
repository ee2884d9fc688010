"""The bytes of a Word document in, its text out.

The XML is read directly: documents saved by WPS lack parts that stricter libraries ask for. Paragraphs,
tables and text boxes come in reading order; headers, footers, comments and deleted text do not. Numbers
that Word draws before headings (一、) are in no text; they are worked out from the numbering part, because
structure needs them. Heading styles become ``##``.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from reflectnlp.documents.packed import check_packed, open_packed, read_member
from reflectnlp.documents.readers.numbering import Numbering
from reflectnlp.documents.readers.parts import Extract, Limits, Part
from reflectnlp.documents.sniff import OCR_REMEDY
from reflectnlp.errors import ReadError

_REMEDY = "open it in Word or WPS and save it again as .docx"
_MAIN = re.compile(r"word/document\d*\.xml")
_NUMBERED = re.compile("[一二三四五六七八九十\\d（(第①-⑳]")


def read(data: bytes, limits: Limits) -> Extract:
    """Read the body of the document.

    Raises
    ------
    ReadError
        The container is damaged or a bomb, its XML is broken, or it holds pictures only.
    """
    check_packed(data, limits.max_bytes)
    with open_packed(data) as container:
        main = next((name for name in container.namelist() if _MAIN.fullmatch(name)), "word/document.xml")
        body = _parse(read_member(container, main, limits.max_bytes))
        styles = _optional(container, "word/styles.xml", limits)
        numbering = _optional(container, "word/numbering.xml", limits)
        has_picture = any(name.startswith("word/media/") for name in container.namelist())
    reading = _Reading(_heading_styles(styles), Numbering(numbering, styles))
    text = "\n".join(reading.lines(body))
    if has_picture and not text.strip():
        raise ReadError(
            "it holds pictures and no text",
            OCR_REMEDY,
        )
    return Extract((Part(text.strip("\n")),))


def _parse(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("its text part is damaged XML", _REMEDY) from error


def _optional(container: zipfile.ZipFile, name: str, limits: Limits) -> Any:
    """A part that a document may do without; damage there costs heading styles, not the text."""
    if name not in container.namelist():
        return None
    try:
        return _parse(read_member(container, name, limits.max_bytes))
    except ReadError:
        return None


def local(element: Any) -> str:
    """The name of an element without its namespace: Word, WPS and strict Open XML use different ones."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Any, name: str = "val") -> str:
    """An attribute by its local name; empty when it is absent."""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Any, *path: str) -> Any:
    """The descendant along a path of local names, or None."""
    for name in path:
        element = next((item for item in element if local(item) == name), None)
        if element is None:
            return None
    return element


def _heading_styles(styles: Any) -> frozenset[str]:
    """Ids of the styles that are headings; their names are English whatever the language of Word."""
    found = set()
    for style in styles if styles is not None else ():
        name = child(style, "name")
        if name is not None and re.fullmatch(r"heading [1-6]|标题 ?[1-6]", value(name), re.I):
            found.add(value(style, "styleId"))
    return frozenset(found)


class _Reading:
    """One walk over a body; it counts list numbers on the way."""

    _SKIPPED = frozenset(
        {"del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "sectPr", "footnoteReference"}
    )

    def __init__(self, heading_styles: frozenset[str], numbering: Numbering) -> None:
        self._headings, self._numbering = heading_styles, numbering

    def lines(self, element: Any) -> Iterator[str]:
        for item in element:
            name = local(item)
            if name == "p":
                yield from self._paragraph(item)
            elif name == "tbl":
                yield from self._table(item)
            elif name not in self._SKIPPED:
                yield from self.lines(item)

    def _table(self, table: Any) -> Iterator[str]:
        """A row is a line; a cell of several paragraphs, the layout of many forms, keeps its lines."""
        for row in table.iter():
            if local(row) != "tr" or _enclosing_table(row) is not table:
                continue
            cells = [list(self.lines(cell)) for cell in row if local(cell) in ("tc", "sdt")]
            cells = [[line for line in lines if line.strip()] for lines in cells]
            if all(len(lines) <= 1 for lines in cells):
                line = "\t".join(lines[0] for lines in cells if lines)
                yield from [line] if line else []
            else:
                yield from (line for lines in cells for line in lines)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        boxes: list[str] = []
        text = "".join(self._runs(paragraph, boxes))
        if text.strip():
            properties = child(paragraph, "pPr")
            style = child(paragraph, "pPr", "pStyle")
            style_id = value(style) if style is not None else ""
            number = self._numbering.next(properties, style_id)
            text = number + text if number and not _NUMBERED.match(text.lstrip()) else text
            if style_id in self._headings and len(text) <= 80 and "\n" not in text:
                text = f"## {text.strip()}"
        yield from text.split("\n")
        yield from boxes

    def _runs(self, element: Any, boxes: list[str]) -> Iterator[str]:
        for item in element:
            name = local(item)
            if name == "t":
                yield item.text or ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "txbxContent":
                boxes.extend(self.lines(item))
            elif name not in self._SKIPPED and name != "pPr":
                yield from self._runs(item, boxes)


def _enclosing_table(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and local(parent) != "tbl":
        parent = parent.getparent()
    return parent
