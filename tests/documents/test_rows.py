from __future__ import annotations

import pytest

from reflectnlp.documents.readers.parts import Part
from reflectnlp.documents.rows import read_rows
from reflectnlp.errors import ReadError

ESSAY = "我在厂里干了二十年，读了这份材料以后想了很多。今天写出来，请大家批评，也算给自己提个醒。"


def test_columns_are_found_by_their_names() -> None:
    rows = [
        ["序号", "姓名", "所在支部", "提交时间", "题目", "心得正文"],
        ["1", "张三", "机关支部", "2019/10/12 08:30", "学习体会", ESSAY],
        ["2", "【姓名】", "", "", "", ESSAY],
    ]
    assert read_rows(rows, encoding="utf-8").parts == (
        Part(
            ESSAY,
            "1",
            "utf-8",
            fields={"title": "学习体会", "author": "张三", "unit": "机关支部", "date": "2019-10-12"},
        ),
        Part(ESSAY, "2", "utf-8"),
    )


def test_a_title_row_above_the_header_and_blank_rows_are_passed_over() -> None:
    rows = [["某某局学习心得汇总表", "", ""], ["姓名", "单位", "内容"], ["", "", ""], ["李四", "一处", ESSAY]]
    parts = read_rows(rows).parts
    assert [(part.name, part.fields) for part in parts] == [("1", {"author": "李四", "unit": "一处"})]


def test_answers_to_several_questions_stand_below_their_questions() -> None:
    rows = [["姓名", "1.您最大的收获是什么", "2.您还有哪些不足"], ["王五", ESSAY, ESSAY]]
    assert (
        read_rows(rows).parts[0].text == f"## 1.您最大的收获是什么\n{ESSAY}\n\n## 2.您还有哪些不足\n{ESSAY}"
    )


def test_a_column_of_long_texts_needs_no_known_name() -> None:
    assert read_rows([["姓名", "Q7"], ["赵六", ESSAY]]).parts[0].text == ESSAY


def test_a_row_without_text_is_a_failure_of_that_row() -> None:
    found = read_rows([["姓名", "正文"], ["张三", ""], ["李四", ESSAY]])
    assert [(failure.name, failure.reason, failure.remedy) for failure in found.failures] == [
        ("1", "the row has no text", "fill the text column, or delete the row")
    ]
    assert [part.name for part in found.parts] == ["2"]


def test_a_table_without_texts_names_its_columns() -> None:
    with pytest.raises(ReadError) as caught:
        read_rows([["姓名", "电话"], ["张三", "123"]])
    assert str(caught.value) == (
        "no column holds the text; the columns are: 姓名、电话 → "
        "name the column with the submissions 正文 (and others 姓名, 单位, 日期, 标题)"
    )


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ReadError, match="the table is empty"):
        read_rows([["", ""], []])


def test_short_rows_are_no_trouble() -> None:
    assert [part.name for part in read_rows([["姓名", "正文", "备注"], ["张三", ESSAY]]).parts] == ["1"]
