from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.coverage.readings import Reading
from reflectnlp.coverage.wording import NOT_FOUND, Difference, Wordings, differences

GRAIN = Reading(
    "G",
    "粮站",
    "账在人在，账要是糊涂了，人也就糊涂了。守站的郭师傅把二十年的流水账摊在桌上。他常说：“秤是公家的，心是自己的。”",
    (),
)
KEYS = Reading("K", "钥匙", "柜子一共四十六个，每天下班要挨个拉一遍；不论谁来，都先登记后开柜。", ())
WORDINGS = Wordings([GRAIN, KEYS])


def original(quotation: str) -> tuple[str, str, str]:
    found = WORDINGS.find(quotation)
    text = {"G": GRAIN.text, "K": KEYS.text, "": ""}[found.reading_id]
    return found.verified, found.reading_id, text[found.start : found.end] if found.start >= 0 else ""


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("账在人在，账要是糊涂了，人也就糊涂了", ("exact", "G", "账在人在，账要是糊涂了，人也就糊涂了")),
        ("账在人在,账要是 糊涂了;人也就糊涂了!", ("exact", "G", "账在人在，账要是糊涂了，人也就糊涂了")),
        ("秤是公家的，心是自己的。", ("exact", "G", "秤是公家的，心是自己的")),
        ("账在人在……人也就糊涂了", ("exact", "G", "账在人在，账要是糊涂了，人也就糊涂了")),
        ("人也就糊涂了……账在人在", ("altered", "G", "人也就糊涂了")),
        ("不管谁来，都先登记再开柜", ("altered", "K", "谁来，都先登记后开柜")),
        (
            "柜子一共六十四个，每天下班要挨个拉一遍",
            ("altered", "K", "柜子一共四十六个，每天下班要挨个拉一遍"),
        ),
        ("春风又绿江南岸，明月何时照我还", ("not_found", "", "")),
        ("糊涂", ("not_found", "", "")),
        ("", ("not_found", "", "")),
    ],
)
def test_a_wording_is_exact_altered_or_not_found(quotation: str, expected: tuple[str, str, str]) -> None:
    assert original(quotation) == expected


def test_how_much_is_alike_is_told() -> None:
    assert WORDINGS.find("账在人在，账要是糊涂了").alike == 1.0
    assert 0.7 <= WORDINGS.find("不管谁来，都先登记再开柜").alike < 1.0
    assert WORDINGS.find("春风又绿江南岸") == NOT_FOUND


def test_exact_search_does_not_find_what_is_altered() -> None:
    assert WORDINGS.find_exact("不论谁来都先登记").verified == "exact"
    assert WORDINGS.find_exact("不管谁来，都先登记再开柜") == NOT_FOUND


def test_without_readings_nothing_is_found() -> None:
    assert Wordings([]).find("账在人在，账要是糊涂了") == NOT_FOUND
    assert Wordings([Reading("E", "空", "", ())]).find("账在人在，账要是糊涂了") == NOT_FOUND


def test_differences_are_shown_on_both_sides() -> None:
    quoted, source = "柜子共六十四个，每天下班都要挨个拉一遍", "柜子一共六十个，每天下班要挨个拉一遍"
    assert differences(quoted, source) == (
        Difference("", "一", 2, 2, 2, 3),
        Difference("四", "", 5, 6, 6, 6),
        Difference("都", "", 12, 13, 12, 12),
    )


def test_punctuation_and_width_are_no_differences() -> None:
    assert differences("第３条，不得迟到。", "第3条:不得 迟到") == ()


@given(
    st.text(alphabet="账在人钥匙柜开一，。 ", max_size=30),
    st.text(alphabet="账在人钥匙柜开一，。 ", max_size=30),
)
@settings(deadline=None, max_examples=60)
def test_differences_turn_one_text_into_the_other(quoted: str, source: str) -> None:
    changed = differences(quoted, source)
    built, at = "", 0
    for difference in changed:
        assert quoted[difference.start : difference.end] == difference.quoted
        assert source[difference.original_start : difference.original_end] == difference.original
        built += quoted[at : difference.start] + difference.original
        at = difference.end
    built += quoted[at:]
    keep = str.maketrans("", "", "，。 ")
    assert built.translate(keep) == source.translate(keep)


@given(st.integers(0, 40), st.integers(8, 30))
@settings(deadline=None, max_examples=40)
def test_every_part_of_a_reading_is_found_exactly(start: int, size: int) -> None:
    part = GRAIN.text[start : start + size]
    found = WORDINGS.find(part)
    if sum(char.isalnum() for char in part) >= 4:
        assert found.verified == "exact" and found.reading_id == "G"
