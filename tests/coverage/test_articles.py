from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectnlp.coverage.articles import chinese_number, find_articles, parse_article, read_articles
from reflectnlp.coverage.readings import Reading
from reflectnlp.coverage.titles import Titles
from reflectnlp.coverage.works import find_works

RULES = """# 仓库守则

## 第一章　总则

第一条　钥匙两人分管。

第二条　出入都要登记。

## 第二章　盘点

第三条　每月盘点一次。
盘点时两人到场。

第三条之一　盘亏当日上报。
"""
HELD = {"R1": read_articles(RULES), "R2": read_articles("各位同志，第一点讲钥匙。")}
TITLES = Titles([Reading("R1", "仓库守则", RULES, ()), Reading("R2", "主任讲话", "讲话", ())])


def articles(text: str) -> list[tuple[str, str, str]]:
    works = find_works(text, TITLES)
    return [
        (text[start:end], target, verified)
        for start, end, target, verified in find_articles(text, works, HELD)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("三", 3),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二十一", 21),
        ("一百〇三", 103),
        ("一二三", 123),
    ],
)
def test_numbers_are_read(text: str, value: int) -> None:
    assert chinese_number(text) == value


@given(st.integers(1, 99))
def test_numbers_below_a_hundred_are_read(value: int) -> None:
    digits = "零一二三四五六七八九"
    tens, units = divmod(value, 10)
    written = ("十" if tens == 1 else digits[tens] + "十" if tens else "") + (digits[units] if units else "")
    assert chinese_number(written) == value


def test_a_regulation_is_read() -> None:
    held = HELD["R1"]
    assert held.chapters == {1, 2}
    assert held.chapter_of == {(1, 0): 1, (2, 0): 1, (3, 0): 2, (3, 1): 2}
    assert held.paragraphs[(3, 0)] == 2 and held.paragraphs[(1, 0)] == 1


def test_articles_are_parsed() -> None:
    assert parse_article("第一章第三、四条") == [("章", ((1, 0),)), ("条", ((3, 0), (4, 0)))]
    assert parse_article("第十五条第一款") == [("条", ((15, 0),)), ("款", ((1, 0),))]
    assert parse_article("第三至六条") == [("条", ((3, 0), (4, 0), (5, 0), (6, 0)))]
    assert parse_article("第三条之一") == [("条", ((3, 1),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《仓库守则》第二条我背得出。", [("第二条", "R1", "exact")]),
        ("《仓库守则》第九条我背得出。", [("第九条", "R1", "not_found")]),
        ("《仓库守则》第三条第二款。", [("第三条第二款", "R1", "exact")]),
        ("《仓库守则》第三条第五款。", [("第三条第五款", "R1", "not_found")]),
        ("《仓库守则》第一章第三条。", [("第一章第三条", "R1", "not_found")]),
        ("《仓库守则》第二章第 3 条。", [("第二章第 3 条", "R1", "exact")]),
        ("《仓库守则》第三条之一写着。", [("第三条之一", "R1", "exact")]),
        ("《仓库守则》的第二章，第一、三条。", [("第二章", "R1", "exact"), ("第一、三条", "R1", "exact")]),
        ("《仓库守则》第一至四条都在。", [("第一至四条", "R1", "not_found")]),
        ("《主任讲话》第二条讲钥匙。", [("第二条", "R2", "")]),
        ("《昆虫的生活》第三章写蚂蚁。", [("第三章", "", "")]),
        ("《仓库守则》发下来了。对照第一条，我有愧。", [("第一条", "R1", "exact")]),
        ("根据第二条的规定办。", [("第二条", "R1", "exact")]),
    ],
)
def test_articles_belong_to_the_work_before_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert articles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "学了《仓库守则》，体会有三。第一条，要细心。第二条，要耐心。",
        "收了第一条烟，第二条就顺手了。",
        "安排在第八节课，由第三组讲。",
        "奋力谱写新篇章，翻开第一页。",
    ],
)
def test_enumerations_and_things_are_no_articles(text: str) -> None:
    assert articles(text) == []


def test_without_a_work_or_a_regulation_a_verb_of_measuring_must_stand_before() -> None:
    assert find_articles("第一章讲入伍，第二章讲新训。", [], {}) == []
    assert [row[2:] for row in find_articles("违反第五条的要查。", [], {})] == [("", "")]
