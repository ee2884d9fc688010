"""The index finds what a naive search finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.language.strings import StringIndex

FEW = st.text(alphabet="党员学习心𠮷a ", min_size=1, max_size=5)


def naive(strings: tuple[str, ...], text: str) -> list[tuple[int, int, str]]:
    found = [
        (start, start + len(string), string)
        for string in strings
        for start in range(len(text))
        if text.startswith(string, start)
    ]
    return sorted(found)


def listed(index: StringIndex, text: str) -> list[tuple[int, int, str]]:
    hits = index.find(text)
    return [
        (start, end, index.strings[string])
        for string, start, end in zip(
            hits.string.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True
        )
    ]


@settings(deadline=None, max_examples=150)
@given(st.lists(FEW, unique=True, max_size=30), st.text(alphabet="党员学习心𠮷a \n😀", max_size=60))
def test_the_index_equals_a_naive_search(strings: list[str], text: str) -> None:
    index = StringIndex({"all": strings})
    assert listed(index, text) == naive(tuple(strings), text)


def test_overlapping_strings_are_all_found_in_order() -> None:
    index = StringIndex({"terms": ["党员", "共产党员", "共产党", "员"]})
    assert listed(index, "共产党员") == [(0, 3, "共产党"), (0, 4, "共产党员"), (2, 4, "党员"), (3, 4, "员")]


def test_a_string_may_stand_in_several_groups() -> None:
    index = StringIndex({"terms": ["学习", "党章"], "cues": ["不", "学习"], "none": []})
    hits = index.find("不学习党章")
    position, start, end = hits.of("cues")
    assert position.tolist() == [0, 1]
    assert start.tolist() == [0, 1]
    assert end.tolist() == [1, 3]
    assert hits.of("terms")[0].tolist() == [0, 1]
    assert hits.of("none")[0].tolist() == []


def test_many_strings_equal_a_naive_search() -> None:
    characters = "理想信念宗旨意识为民服务清正廉洁作风纪律监督批评"
    strings = [a + b for a in characters for b in characters] + [characters[i : i + 7] for i in range(15)]
    strings = list(dict.fromkeys(strings))
    text = (characters + "不" + characters[::-1]) * 3
    assert listed(StringIndex({"all": strings}), text) == naive(tuple(strings), text)


def test_nothing_to_find_and_nothing_to_search() -> None:
    empty = StringIndex({})
    assert listed(empty, "学习") == []
    hits = StringIndex({"terms": ["学习"]}).find("")
    assert (hits.string.dtype, hits.start.dtype, hits.end.dtype) == (np.int32, np.int64, np.int64)
    assert hits.of("terms")[0].size == 0


@pytest.mark.parametrize(
    ("strings", "message"),
    [
        (["学习", "学习"], "group 'terms' holds '学习' twice → give distinct strings"),
        ([""], "group 'terms' holds '' → no empty string, no line break"),
        (["学\n习"], "group 'terms' holds '学\\n习' → no empty string, no line break"),
    ],
)
def test_strings_that_cannot_be_searched_are_refused(strings: list[str], message: str) -> None:
    with pytest.raises(ValueError) as error:
        StringIndex({"terms": strings})
    assert str(error.value) == message


def test_the_description_is_complete_and_plain() -> None:
    index = StringIndex({"terms": ["学习", "党章"], "cues": ["不"]})
    assert index.describe() == {"terms": ["学习", "党章"], "cues": ["不"]}
