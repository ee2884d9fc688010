"""Paragraphs, tables and pictures in, a DOCX in the form of offices out (after GB/T 9704).

A4, 仿宋 16 pt, title centred, 一、 in 黑体, （一） in 楷体, captions below pictures and above tables, page
numbers in the foot. Fonts are named, not embedded; Word and WPS have them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reflectnlp.tables.office import lawful, timeless

BODY, HEAD, SUBHEAD, TITLE = "仿宋", "黑体", "楷体", "宋体"
LATIN = "Times New Roman"
NUMERALS = "一二三四五六七八九十"
WIDTH_CM, HEIGHT_CM, TALL_CM = 15.6, 9.6, 19.0


class Paper:
    """A document that is written from top to bottom; it numbers headings, figures and tables itself."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.document: Any = Document()
        self.n_heads = self.n_subheads = self.n_figures = self.n_tables = 0
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        self._page_number(section.footer.paragraphs[0])
        style = self.document.styles["Normal"]
        _font(style, BODY, 16 if lang == "zh" else 12)
        style.paragraph_format.line_spacing = 1.4
        for level, name in ((1, HEAD), (2, SUBHEAD)):
            heading = self.document.styles[f"Heading {level}"]
            _font(heading, name, 16 if lang == "zh" else 13)
            heading.font.color.rgb = RGBColor(0, 0, 0)
            heading.font.bold = lang != "zh"
            heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(4)
            heading.paragraph_format.keep_with_next = True

    def title(self, text: str, *, below: str) -> None:
        """The title, centred, and a line below it."""
        self._line(text, size=22, font=TITLE, bold=True, after=6)
        self._line(below, size=12, font=SUBHEAD, after=18)

    def head(self, text: str) -> None:
        """A first-level heading: 一、 or 1."""
        self.n_heads, self.n_subheads = self.n_heads + 1, 0
        number = f"{_numeral(self.n_heads)}、" if self.lang == "zh" else f"{self.n_heads}. "
        self.document.add_heading(number + lawful(text), level=1)

    def appendix(self, text: str) -> None:
        """A heading on a new page, without a number."""
        self.document.add_page_break()
        self.document.add_heading(lawful(text), level=1)

    def subhead(self, text: str) -> None:
        """A second-level heading: （一） or (1)."""
        self.n_subheads += 1
        number = f"（{_numeral(self.n_subheads)}）" if self.lang == "zh" else f"({self.n_subheads}) "
        self.document.add_heading(number + lawful(text), level=2)

    def text(self, text: str) -> None:
        """A paragraph, its first line set in by two characters."""
        paragraph = self.document.add_paragraph(lawful(text))
        paragraph.paragraph_format.first_line_indent = Pt(32 if self.lang == "zh" else 0)
        paragraph.paragraph_format.space_after = Pt(4)

    def quotation(self, text: str, *, source: str) -> None:
        """A sentence as somebody wrote it, set in, with its source."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1.1)
        paragraph.paragraph_format.space_after = Pt(4)
        _run(paragraph, text, SUBHEAD, 14 if self.lang == "zh" else 11)
        _run(paragraph, f"\n——{source}", BODY, 10.5).font.color.rgb = RGBColor(0x5B, 0x64, 0x72)

    def figure(self, png: bytes, caption: str) -> None:
        """A picture that keeps its shape inside the type area, and its numbered caption."""
        self.n_figures += 1
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.line_spacing = 1.0
        picture = paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(WIDTH_CM))
        # Two figures share a page, but for those with many rows.
        limit = Cm(TALL_CM if picture.height > 1.2 * picture.width else HEIGHT_CM)
        if picture.height > limit:
            picture.width, picture.height = int(picture.width * limit / picture.height), limit
        picture._inline.docPr.set("descr", lawful(caption))
        self._line(self._caption("图", "Figure", self.n_figures, caption), size=12, font=SUBHEAD, after=12)

    def table(
        self, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float]
    ) -> None:
        """A numbered caption and a table whose head repeats on every page; ``widths`` in cm."""
        self.n_tables += 1
        line = self._line(
            self._caption("表", "Table", self.n_tables, caption), size=12, font=SUBHEAD, after=4
        )
        line.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1, cols=len(head), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        _row(table.rows[0], head, widths, font=HEAD)
        _repeat(table.rows[0])
        for row in rows:
            _row(table.add_row(), row, widths, font=BODY)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def to_bytes(self) -> bytes:
        """The DOCX; the same bytes for the same content."""
        self.document.core_properties.author = "reflectnlp"
        out = io.BytesIO()
        self.document.save(out)
        return timeless(out.getvalue())

    def _caption(self, zh: str, en: str, number: int, text: str) -> str:
        return f"{zh}{number}　{text}" if self.lang == "zh" else f"{en} {number}. {text}"

    def _line(self, text: str, *, size: float, font: str, bold: bool = False, after: float = 0) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(after)
        _run(paragraph, text, font, size).bold = bold
        return paragraph

    def _page_number(self, paragraph: Any) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, "— ", BODY, 14)
        run = _run(paragraph, "", BODY, 14)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            node = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                node.set(qn("w:fldCharType"), kind)
            node.text = text or None
            run._r.append(node)
        _run(paragraph, " —", BODY, 14)


def _numeral(n: int) -> str:
    """1 to 19 in Chinese."""
    return NUMERALS[n - 1] if n <= 10 else f"十{NUMERALS[n - 11]}"


def _font(owner: Any, name: str, size: float) -> None:
    """Set a Chinese font and Times New Roman for the rest; Word keeps both in one element."""
    owner.font.name, owner.font.size = LATIN, Pt(size)
    fonts = owner.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def _run(paragraph: Any, text: str, font: str, size: float) -> Any:
    run = paragraph.add_run(lawful(text))
    _font(run, font, size)
    return run


def _row(row: Any, texts: Sequence[str], widths: Sequence[float], *, font: str) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing = 1.1
        _run(paragraph, text, font, 10.5)
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
