"""Files made for the tests: small documents of every format."""

from __future__ import annotations

import io
import zipfile

BODY = "我在厂里干了二十年，读了这份材料以后想了很多。今天写出来，请大家批评。"
ESSAY = ["学习体会", "总务处  周广田", BODY, "一、收获", BODY, "2012年1月1日"]


def docx(paragraphs: list[str]) -> bytes:
    import docx as library

    document = library.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: object) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx(rows: list[list[object]], **more: list[list[object]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, lines in more.items():
        sheet = book.create_sheet(name)
        for row in lines:
            sheet.append(row)
    return saved(book)


def pdf(pages: list[list[str]], *, password: str = "") -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    drawing = canvas.Canvas(
        target, invariant=1, encrypt=StandardEncryption(password, canPrint=0) if password else None
    )
    for lines in pages:
        drawing.setFont("STSong-Light", 12)
        for i, line in enumerate(lines):
            drawing.drawString(72, 780 - 20 * i, line)
        drawing.showPage()
    drawing.save()
    return target.getvalue()


def packed(members: dict[str, bytes], *, gbk: bool = False) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            if gbk:  # as Chinese Windows writes it: GBK, without the flag for UTF-8
                archive.writestr(_GbkInfo(name), data, zipfile.ZIP_DEFLATED)
            else:
                archive.writestr(name, data)
    return target.getvalue()


class _GbkInfo(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits & ~0x800
