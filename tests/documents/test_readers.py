"""Every reader on small files made here, called directly."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from reflectnlp.documents.readers import reader_of
from reflectnlp.documents.readers.numbering import chinese
from reflectnlp.documents.readers.parts import Limits, Part
from reflectnlp.documents.readers.zip import member
from reflectnlp.errors import ReadError

sys.path.insert(0, str(Path(__file__).parent))
import made

LIMITS = Limits()


def parts(format_name: str, data: bytes) -> tuple[Part, ...]:
    return reader_of(format_name)(data, LIMITS).parts


def text(format_name: str, data: bytes) -> str:
    (part,) = parts(format_name, data)
    return part.text


def test_docx_paragraphs() -> None:
    assert text("docx", made.docx(made.ESSAY)) == "\n".join(made.ESSAY)


def test_docx_tables_headings_tabs_and_breaks_in_reading_order() -> None:
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉不要"
    document.add_heading("学习体会", level=1)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "姓名", "张三"
    paragraph = document.add_paragraph("第一行")
    paragraph.add_run().add_break()
    paragraph.add_run("第二行\t完")
    assert text("docx", made.saved(document)) == "## 学习体会\n姓名\t张三\n第一行\n第二行\t完"


def test_docx_numbers_that_word_draws_are_written_out() -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for line in ("加强学习", "改进作风"):
        properties = document.add_paragraph(line)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
        )
    assert text("docx", made.saved(document)) == "一、加强学习\n二、改进作风"


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")]
)
def test_counting_in_chinese(number: int, expected: str) -> None:
    assert chinese(number) == expected


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def minimal(body: str) -> bytes:
    xml = f'<w:document xmlns:w="{W}" xmlns:mc="urn:mc"><w:body>{body}</w:body></w:document>'
    return made.packed({"word/document.xml": xml.encode()})


def test_docx_with_nothing_but_its_main_part_is_read() -> None:
    """WPS and converters leave out parts that stricter libraries ask for."""
    assert text("docx", minimal("<w:p><w:r><w:t>只有正文</w:t></w:r></w:p>")) == "只有正文"


def test_docx_text_boxes_come_once_and_deleted_text_not_at_all() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>正文</w:t></w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>补上</w:t></w:r></w:ins></w:p>"
    )
    assert text("docx", minimal(body)) == "正文补上\n框里的字"


def test_pdf_pages_are_parted() -> None:
    (part,) = parts("pdf", made.pdf([["学习体会", "第一页的话。"], ["第二页的话。"]]))
    assert part.paged
    assert part.text.split("\f") == ["学习体会\n第一页的话。", "第二页的话。"]


def test_html_main_text_without_navigation() -> None:
    page = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>学习体会_某某网</title>
    <script>var a = 1;</script><style>p {color: red}</style></head><body>
    <nav>首页 新闻</nav><div class="breadcrumb">首页 &gt; 心得</div><h1>学习体会</h1>
    <div class="article-content"><p>　　我在厂里干了二十年，<b>读了</b>材料。<br>换一行。</p>
    <h2>一、收获</h2><table><tr><td>甲</td><td>乙</td></tr></table></div>
    <div class="footer">版权所有</div></body></html>"""
    (part,) = parts("html", page.encode("gb18030"))
    assert part.encoding == "gb18030"
    assert part.text.split("\n") == [
        "学习体会",
        "　　我在厂里干了二十年，读了材料。".strip(),
        "换一行。",
        "## 一、收获",
        "甲\t乙",
    ]


def test_html_nested_thousands_deep_is_read() -> None:
    page = "<html><body>" + "<div>" * 3000 + "最里面的话。" + "</div>" * 3000 + "</body></html>"
    assert "最里面的话。" in text("html", page.encode())


def test_xlsx_sheets_and_dates() -> None:
    import datetime

    rows: list[list[object]] = [
        ["姓名", "单位", "日期", "正文"],
        ["张三", "一处", datetime.date(2019, 3, 1), made.BODY],
    ]
    found = parts("xlsx", made.xlsx(rows, 二班=[["姓名", "心得"], ["李四", made.BODY]], 说明=[["填表说明"]]))
    assert [(part.name, part.fields) for part in found] == [
        ("1", {"author": "张三", "unit": "一处", "date": "2019-03-01"}),
        ("二班!1", {"author": "李四"}),
    ]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ","), ("gb18030", ","), ("utf-8", "\t"), ("gb18030", ";"), ("utf-16", "\t")],
)
def test_csv_in_any_encoding_and_with_any_delimiter(encoding: str, delimiter: str) -> None:
    quoted = f'"{made.BODY}\n他说""好""，我记住了。"'
    table = (
        delimiter.join(["姓名", "单位", "正文"]) + "\r\n" + delimiter.join(["张三", "一处", quoted]) + "\r\n"
    )
    (part,) = parts("csv", table.encode(encoding))
    assert part.text == f'{made.BODY}\n他说"好"，我记住了。'
    assert part.fields == {"author": "张三", "unit": "一处"}


@pytest.mark.parametrize("gbk", [True, False])
def test_zip_names_its_members_in_order_without_junk(gbk: bool) -> None:
    members = {
        "乙组/李四.txt": b"b",
        "张三.txt": b"a",
        "__MACOSX/._张三.txt": b"",
        "~$张三.docx": b"",
        ".DS_Store": b"",
    }
    data = made.packed(members, gbk=gbk)
    assert reader_of("zip")(data, LIMITS).members == ("乙组/李四.txt", "张三.txt")
    assert member(data, "乙组/李四.txt", LIMITS) == b"b"


def test_text_says_its_encoding() -> None:
    (part,) = parts("text", "学习体会，我的收获很大。".encode("gbk"))
    assert (part.text, part.encoding) == ("学习体会，我的收获很大。", "gb18030")


def test_an_empty_archive_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        reader_of("zip")(made.packed({}), LIMITS)
    assert str(caught.value) == "the archive holds no documents → pack the documents themselves"


def test_a_picture_in_a_document_without_text_is_a_scan() -> None:
    import docx
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    document = docx.Document()
    document.add_picture(picture)
    with pytest.raises(ReadError, match="it holds pictures and no text"):
        reader_of("docx")(made.saved(document), LIMITS)
