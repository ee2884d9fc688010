"""Coding sheets: what is in them, and that people cannot break them by accident."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from reflectnlp.themes import Scheme
from reflectnlp.validation import Drawn
from reflectnlp.validation.sheet_layout import IDS, check_digits
from reflectnlp.validation.sheets import coding_sheet


def test_a_sheet_for_each_coder_with_the_same_content(blank: tuple[Path, ...]) -> None:
    assert [path.name for path in blank] == ["编码员A.xlsx", "编码员B.xlsx"]
    assert blank[0].read_bytes() == blank[1].read_bytes()


def test_columns_rows_and_headings(blank: tuple[Path, ...]) -> None:
    sheet = openpyxl.load_workbook(blank[0]).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    names = (
        "no",
        *IDS,
        "section",
        "previous",
        "text",
        "next",
        "theme:ideals",
        "theme:service",
        "none",
        "note",
    )
    assert tuple(rows[0]) == names
    assert rows[1][7:] == [
        "所在标题",
        "上一句",
        "要编码的句子",
        "下一句",
        "理想信念",
        "为民服务",
        "无主题",
        "备注",
    ]
    assert rows[2][:6] == [1, "submissions/0.txt", 0, 7, 2.5, "ab" * 8]
    assert rows[2][6] == check_digits("submissions/0.txt", 0, 7, 2.5, "ab" * 8)
    assert rows[2][7:] == ["一、体会", "前。", "坚定理想信念。", "后。", None, None, None, None]
    assert len(rows) == 6


def test_ids_are_hidden_and_locked_marks_are_open(blank: tuple[Path, ...]) -> None:
    sheet = openpyxl.load_workbook(blank[0]).worksheets[0]
    letters = "BCDEFG"
    assert all(sheet.column_dimensions[letter].hidden for letter in letters)
    assert sheet.row_dimensions[1].hidden
    assert sheet.protection.sheet
    assert all(sheet[f"{letter}3"].protection.locked for letter in [*letters, "J"])
    assert not any(sheet[f"{letter}3"].protection.locked for letter in "LMNO")
    assert sheet.freeze_panes == "K3"


def test_every_theme_has_a_drop_down(blank: tuple[Path, ...]) -> None:
    sheet = openpyxl.load_workbook(blank[0]).worksheets[0]
    (validation,) = sheet.data_validations.dataValidation
    assert (validation.type, validation.formula1, validation.allow_blank) == ("list", '"是"', True)
    assert str(validation.sqref) == "L3:N6"


def test_text_is_never_a_formula(blank: tuple[Path, ...]) -> None:
    book = openpyxl.load_workbook(blank[0])
    cell = book.worksheets[0]["J5"]
    assert (cell.value, cell.data_type) == ("=SUM(A1)是公式。", "s")
    assert cell.quotePrefix
    assert book["编码手册"]["F3"].data_type == "s"


def test_the_codebook_is_on_the_second_sheet(blank: tuple[Path, ...]) -> None:
    rows = [
        [cell.value for cell in row] for row in openpyxl.load_workbook(blank[0]).worksheets[1].iter_rows()
    ]
    assert rows[1] == ["主题", "编号", "这句话写的是", "不编码", "例：编码", "例：不编码"]
    assert rows[2] == ["理想信念", "ideals", "信念和世界观。", "效果不理想。", "我坚定信念。", "=理想气体。"]
    assert rows[3][:2] == ["为民服务", "service"]


def test_english_headings(four: tuple[Drawn, ...], scheme: Scheme, tmp_path: Path) -> None:
    path = tmp_path / "en.xlsx"
    path.write_bytes(coding_sheet(four, scheme, lang="en"))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[2]][9:] == [
        "sentence to code",
        "sentence after",
        "Ideals",
        "为民服务",
        "no theme",
        "remark",
    ]


def test_no_sentence_gives_an_empty_sheet(scheme: Scheme, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(coding_sheet((), scheme))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.max_row == 2
    assert sheet.data_validations.dataValidation == []
