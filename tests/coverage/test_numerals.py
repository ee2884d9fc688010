from __future__ import annotations

import pytest

from reflectnlp.coverage.numerals import chinese, numbers, value


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("十五", 15), ("二十", 20), ("一百零五", 105), ("两万三千", 23000), ("二百八十六万", 2_860_000),
        ("一亿二千万", 120_000_000), ("12.5", 12.5), ("3万", 30_000), ("二〇三五", 2035), ("十", 10),
        ("", None), ("若干", None),
    ],
)  # fmt: skip
def test_value_of_figures(text, worth):
    assert value(text) == worth


@pytest.mark.parametrize(
    "number", [0, 7, 10, 15, 20, 101, 110, 1005, 1600, 10_005, 120_000, 23_000, 120_000_000]
)
def test_chinese_figures_lead_back(number):
    assert value(chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        ("只有八元六角钱", "8.6元", {"8.6元", "八块六", "八块六毛", "8元6角"}),
        ("每年一月三十一日以前", "1月31日", {"1月31日", "一月底", "元月底", "1月31号"}),
        ("低于百分之八十五", "85%", {"85%", "八成五", "百分之85"}),
        ("占三成", "30%", {"30%", "百分之三十", "3成"}),
        ("放款后十五日内", "15日", {"十五天", "15天", "半个月"}),
        ("十二万份标本", "120000份", {"12万份", "十二万份", "120000份"}),
        ("一九五一年", "1951年", {"1951年", "五一年", "一九五一年"}),
        ("至少两次", "2次", {"两次", "2回", "二遍"}),
    ],
)
def test_ways_to_write_a_number(text, name, forms):
    found = {number.name: set(number.forms) for number in numbers(text)}
    assert name in found
    assert forms <= found[name]


def test_bare_small_numbers_are_left_out():
    assert numbers("三心二意，一心一意") == ()
    assert [number.weight for number in numbers("三个人")] == [0.5]
