"""DOCX, XLSX and PNG: opened again and read."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from types import SimpleNamespace

import docx
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from markupsafe import Markup

from reflectnlp.errors import ReflectError
from reflectnlp.report import write_report
from reflectnlp.report.docx import write_docx
from reflectnlp.report.frames import Options
from reflectnlp.report.paper import Paper
from reflectnlp.report.png import write_png
from reflectnlp.report.sheet_words import SHEETS
from reflectnlp.report.words import plain, say
from reflectnlp.report.xlsx import write_xlsx
from reflectnlp.tables.schema import SCHEMAS

OPTIONS = Options(title="春季学习活动")


@pytest.fixture(scope="module")
def options(synthetic):
    return replace(OPTIONS, names=synthetic.NAMES)


@pytest.fixture(scope="module")
def paper(frames, options, tmp_path_factory):
    return docx.Document(write_docx(frames, tmp_path_factory.mktemp("docx") / "report.docx", options))


def test_headings_are_numbered_as_offices_do(paper):
    heads = [p.text for p in paper.paragraphs if p.style.name == "Heading 1"]
    assert heads == [
        "一、总体情况", "二、写了哪些主题", "三、必读文献覆盖", "四、大家的声音", "五、引用与相同段落",
        "六、数据质量", "七、方法与局限", "附录：全部要点",
    ]  # fmt: skip
    assert "（一）总体" in [p.text for p in paper.paragraphs if p.style.name == "Heading 2"]
    assert paper.paragraphs[0].text == "春季学习活动分析报告"


def test_figures_and_tables_are_numbered_and_described(paper):
    captions = [p.text for p in paper.paragraphs if re.match(r"[图表]\d+　", p.text)]
    for kind in "图表":
        numbers = [int(re.match(r".(\d+)", text)[1]) for text in captions if text[0] == kind]
        assert numbers == list(range(1, len(numbers) + 1))
    described = [shape._inline.docPr.get("descr") for shape in paper.inline_shapes]
    assert described == [text.split("　")[1] for text in captions if text[0] == "图"]
    assert len(described) >= 5
    page = paper.sections[0].page_width - paper.sections[0].left_margin - paper.sections[0].right_margin
    assert all(shape.width <= page for shape in paper.inline_shapes)


def test_chinese_fonts_are_named(paper):
    fonts = {
        node.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia")
        for node in paper.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rFonts")
    }
    assert {"宋体", "楷体"} <= fonts
    assert paper.styles["Normal"].element.rPr.rFonts.get(docx.oxml.ns.qn("w:eastAsia")) == "仿宋"


def test_an_english_report_of_nothing(no_frames, tmp_path):
    written = docx.Document(write_docx(no_frames, tmp_path / "r.docx", replace(OPTIONS, lang="en", title="")))
    text = "\n".join(p.text for p in written.paragraphs)
    assert "1. Overview" in text
    assert text.count("There are no documents to analyse.") == 2
    assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"《.*?》|[^\n]*R\d\.\d[^\n]*", "", text))


def test_a_workbook_has_a_sheet_a_table(frames, tmp_path):
    book = openpyxl.load_workbook(write_xlsx(frames, tmp_path / "r.xlsx", replace(OPTIONS, lang="en")))
    assert book.sheetnames == ["contents", *SCHEMAS]
    for name in SCHEMAS:
        sheet = book[name]
        assert sheet.max_row == len(frames[name]) + 1
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
    assert [cell.value for cell in book["coverage"][1]][:3] == ["doc_id", "reading_id", "score"]
    assert book["coverage"]["C2"].number_format == "0.0%"
    assert book["coverage"].conditional_formatting
    assert book["documents"]["A2"].value == "d00000"


def test_a_chinese_workbook_is_chinese(frames, options, tmp_path):
    book = openpyxl.load_workbook(write_xlsx(frames, tmp_path / "r.xlsx", options))
    assert book.sheetnames == ["目录", *(zh for zh, _ in SHEETS.values())]
    assert set(SHEETS) == set(SCHEMAS)
    heads = {cell.value for name in book.sheetnames[1:] for cell in book[name][1]}
    assert [head for head in heads if head.isascii()] == []
    assert [cell.value for cell in book["主题"][2]][1] in {"理想信念", "活动组织"}
    assert [cell.value for cell in book["覆盖度"][2]][1] == "《先进性教育读本》"
    assert {row[2].value for row in book["要点对照"].iter_rows(2)} <= {
        "引用原文", "用自己的话写到", "只提到", "没有写到",
    }  # fmt: skip
    assert {cell.value for cell in book["名册"]["C"][1:]} == {"是", "否"}
    assert (book["要点"]["F2"].value, book["要点"]["F2"].number_format) == (1, "General")
    assert book["文档"]["H3"].value == "2005-04-08"
    assert book["目录"]["A4"].hyperlink.location == "'文档'!A1"


def failures(*reasons):
    rows = dict.fromkeys(("stage", "remedy"), "")
    return pd.DataFrame({"source": [f"{k:03d}" for k in range(len(reasons))], "reason": reasons, **rows})


def test_text_stays_text(tmp_path):
    texts = ["=HYPERLINK(1)", "+86", "-1", "@cmd", "#N/A", "\t=1", "'abc", "TRUE", "2005-04-09", "007"]
    path = write_xlsx({"failures": failures(*texts)}, tmp_path / "r.xlsx", OPTIONS)
    sheet = openpyxl.load_workbook(path)["没读出的文件"]
    for row, text in enumerate(texts, start=2):
        cell = sheet.cell(row, 3)
        assert (cell.value, cell.data_type) == (text, "s")
        assert bool(cell.quotePrefix) == (text[0] in "=+-@\t'")


def test_characters_that_break_a_workbook_are_shown_as_such(tmp_path):
    tables = {"failures": failures("坏\x00字\x1f符\ufffe").assign(remedy="长" * 40_000)}
    sheet = openpyxl.load_workbook(write_xlsx(tables, tmp_path / "r.xlsx", OPTIONS))["没读出的文件"]
    assert sheet["C2"].value == "坏\ufffd字\ufffd符\ufffd"
    assert len(sheet["D2"].value) == 32_767 and sheet["D2"].value.endswith("长…")


def test_characters_that_break_a_document_are_shown_as_such():
    page = Paper("zh")
    for write in (page.head, page.subhead, page.text, page.appendix):
        write("甲\x0b乙")
    page.title("甲\x00乙", below="\ud800")
    page.table("甲\ufffe乙", ["列\x01"], [["格\x1f"]], widths=[5.0])
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(page.to_bytes())).paragraphs]
    assert "一、甲\ufffd乙" in texts and "（一）甲\ufffd乙" in texts and "\ufffd" in texts


def test_a_workbook_of_nothing(tmp_path):
    book = openpyxl.load_workbook(write_xlsx({}, tmp_path / "r.xlsx", OPTIONS))
    assert all(sheet.max_row == 1 for sheet in book.worksheets[1:])


def test_the_same_tables_give_the_same_files(make_frames_of, options, tmp_path):
    frames = make_frames_of(n_documents=6, n_units=1)
    for write, ending in ((write_docx, "docx"), (write_xlsx, "xlsx")):
        first, second = (write(frames, tmp_path / f"{k}.{ending}", options).read_bytes() for k in "ab")
        assert first == second


def test_pictures_of_every_chart(frames, options, tmp_path):
    names = [path.name for path in write_png(frames, tmp_path / "png", options, dpi=40)]
    assert names[:2] == ["roster_completion.png", "roster_completion.svg"]
    assert {"theme_heatmap.png", "coverage_heatmap.svg", "points_covered.png", "timeline.png"} <= set(names)
    assert sorted(path.name for path in (tmp_path / "png").iterdir()) == sorted(names)


def test_nothing_gives_no_pictures(no_frames, tmp_path):
    assert write_png(no_frames, tmp_path / "png", OPTIONS) == []


@pytest.fixture
def results(synthetic):
    tables = synthetic.make_tables(synthetic.Spec(n_documents=6, n_units=2))
    assert all(isinstance(table, pa.Table) for table in tables.values())
    about = {"title": "学习", "lang": "zh", "min_group": 5, "stages": ()}
    return SimpleNamespace(arrow=tables, theme_names=synthetic.NAMES, **about)


@pytest.mark.parametrize("name", ["r.html", "r.docx", "r.xlsx", "pictures"])
def test_the_ending_chooses_the_form(name, results, tmp_path):
    path = write_report(results, tmp_path / "new" / name, lang="en")
    assert path.exists()


def test_unknown_endings_and_languages_are_errors(results, tmp_path):
    with pytest.raises(ReflectError) as error:
        write_report(results, tmp_path / "r.pptx")
    assert (
        str(error.value) == "r.pptx: no report of this kind → .html, .pdf, .docx, .xlsx, or a folder for PNG"
    )
    with pytest.raises(ReflectError) as error:
        write_report(results, tmp_path / "r.html", lang="fr")
    assert str(error.value) == "language 'fr' is unknown → use zh or en"


def test_values_are_escaped_and_braces_kept():
    text = say("甲 {a}", "A {a}", a="<b>{x}")
    assert text == Markup(
        '<span class="zh" lang="zh-CN">甲 &lt;b&gt;{x}</span><span class="en" lang="en">A &lt;b&gt;{x}</span>'
    )
    assert plain(text, "zh") == "甲 <b>{x}"
    assert plain(say("外{i}", "out {i}", i=say("内", "in")), "en") == "out in"
