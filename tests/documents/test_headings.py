from __future__ import annotations

import pytest

from reflectnlp.documents.headings import find_headings

BODY = "我在厂里干了二十年，读了这份材料以后想了很多，今天写出来请大家批评。"


def headings(*lines: str) -> list[str]:
    return [heading.text for heading in find_headings(lines, [False] * len(lines)).values()]


@pytest.mark.parametrize(
    "line",
    [
        "一、领导高度重视  党员积极参加",
        "二、对开展活动的学习体会",
        "（一）先说认识",
        "(二)怎么管",
        "1. 课程内容",
        "1、基本情况",
        "１．课程内容".translate({0xFF11: "1", 0xFF0E: "."}),
        "第一，要认清大势，找准方位。",
        "第一件事：试剂采购",
        "篇一：学习体会",
        "【篇二】",
        "第三章 监督的内容",
        "一 先说学了什么",
        "1 账要怎么算",
        "五、思想方面：",
        "之一",
        "①纪律",
        "不足之处",
    ],
)
def test_a_short_numbered_line_above_a_paragraph_is_a_heading(line: str) -> None:
    assert headings(line, BODY) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "一是加强学习，每周至少拿出两个小时阅读党章党规，做到逐条学、逐字记。",
        "一是读书",
        "1、四月中旬补完谈心谈话；",
        "一、提高了认识。这次教育活动非常及时，非常必要，意义重大，影响深远。",
        "2005年4月9日",
        "3.5万元以上的采购由班子集体讨论",
        "12 日抵达山脚",
        "十年前我来到这里",
        "第一次参加这样的学习",
        "三个代表重要思想",
        "（以上供发言用）",
    ],
)
def test_a_paragraph_that_begins_with_a_number_is_none(line: str) -> None:
    assert headings(line, BODY) == []


def test_items_of_a_list_are_no_headings() -> None:
    assert headings("一、学了啥", "1、书记党课", "2、采购规定", "3、纪录片", "二、咋想的", BODY) == [
        "一、学了啥",
        "二、咋想的",
    ]


def test_a_numbered_line_with_nothing_below_is_an_item() -> None:
    assert headings(BODY, "1、班车的事") == []


def test_headings_of_markdown_are_given_by_their_marks() -> None:
    found = find_headings(["收获很大", BODY], [True, False])
    assert [(i, heading.level, heading.text) for i, heading in found.items()] == [(0, 1, "收获很大")]
