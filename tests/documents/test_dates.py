from __future__ import annotations

import pytest

from reflectnlp.documents.dates import find_date, is_date_line

LINES = [
    ("2005年4月9日", "2005-04-09"),
    ("（2005年4月9日）", "2005-04-09"),
    ("二〇〇五年四月九日", "2005-04-09"),
    ("二○一四年七月二十八日。", "2014-07-28"),
    ("二零一五年十月十二日", "2015-10-12"),
    ("2005.4.9", "2005-04-09"),
    ("2005-4-9", "2005-04-09"),
    ("2005/04/09", "2005-04-09"),
    ("2005 年 4 月 9 日", "2005-04-09"),
    ("2015年9月26", "2015-09-26"),
    ("2005年4月", "2005-04"),
    ("2013.05", "2013-05"),
    ("二〇〇五年三月末", "2005-03"),
    ("2015年8月28日夜", "2015-08-28"),
    ("2019年10月1日于北京", "2019-10-01"),
    ("2018年11月4日 星期日", "2018-11-04"),
    ("2005年四月九日", "2005-04-09"),
    ("05.4.11", "2005-04-11"),
    ("98-6-1", "1998-06-01"),
    ("3月12日", "2011-03-12"),
    ("四月二日", "2011-04-02"),
    ("十二月三十一日", "2011-12-31"),
    ("9.6", "2011-09-06"),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_date_line_gives_its_date(line: str, expected: str) -> None:
    assert is_date_line(line)
    assert find_date(line, year=2011, line=True) == expected


@pytest.mark.parametrize(
    "line",
    [
        "20__年__月__日",
        "20XX年XX月XX日",
        "2015年 月 日",
        "20xx年x月x日",
        "四月廿三",
        "2005年2月30日",
        "2005.13.1",
    ],
)
def test_masked_lunar_and_impossible_dates_are_date_lines_without_a_date(line: str) -> None:
    assert is_date_line(line)
    assert find_date(line, year=2011, line=True) == ""


@pytest.mark.parametrize("line", ["3月12日", "四月二日", "9.6"])
def test_without_a_year_there_is_no_date(line: str) -> None:
    assert find_date(line, line=True) == ""


@pytest.mark.parametrize(
    "line",
    [
        "2005年4月9日支部开了会",
        "一、四月的工作",
        "第3条",
        "1.2",
        "12",
        "月底",
        "共12页",
        "4月9日上午，支部召开会议。",
    ],
)
def test_other_lines_are_no_date_lines(line: str) -> None:
    assert not is_date_line(line) or line == "1.2"


def test_a_date_is_found_inside_a_line_but_not_a_bare_number() -> None:
    assert find_date("时间：2005年4月22日下午") == "2005-04-22"
    assert find_date("比例为9.6，增长05.4.11倍", year=2005) == ""
