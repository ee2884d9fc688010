from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.reuse.candidates import find_candidates, fingerprints
from reflectnlp.reuse.passages import find_passages, seeds
from reflectnlp.reuse.settings import ReuseSettings
from reflectnlp.reuse.streams import Stream, fold

FLOOD = "有一年闹水灾他背着账本蹚过齐腰深的水鞋丢了一只账一页没湿"
KEYS = "我在档案室管钥匙柜子一共四十六个每天下班要挨个拉一遍"
ORCHID = "温室里的墨兰今年开得晚我天天量土温本子上记满了数字"


def passages(left: str, right: str) -> list[tuple[str, str]]:
    found = find_passages(*(seeds(fold(text)[0], ReuseSettings()) for text in (left, right)), ReuseSettings())
    return [(left[p.start : p.end], right[p.other_start : p.other_end]) for p in found]


def test_equal_text_is_one_passage() -> None:
    assert passages(FLOOD + KEYS, FLOOD + KEYS) == [(FLOOD + KEYS, FLOOD + KEYS)]


def test_paragraphs_in_another_order_are_a_passage_each() -> None:
    assert passages(FLOOD + KEYS, KEYS + FLOOD) == [(FLOOD, FLOOD), (KEYS, KEYS)]


def test_an_insertion_an_omission_and_a_replacement_are_bridged() -> None:
    edited = FLOOD.replace("账本", "那几本账本").replace("齐腰深的", "").replace("一只", "两只")
    assert passages(FLOOD, edited) == [(FLOOD, edited)]


def test_text_put_between_two_sentences_divides_the_passage() -> None:
    assert passages(FLOOD + KEYS, FLOOD + ORCHID + KEYS) == [(FLOOD, FLOOD), (KEYS, KEYS)]


def test_a_sentence_that_stands_twice_is_counted_once_on_each_side() -> None:
    assert passages(KEYS, KEYS + ORCHID + KEYS) == [(KEYS, KEYS)]


def test_too_short_or_nothing_shared() -> None:
    assert passages(FLOOD[:12] + ORCHID, FLOOD[:12] + KEYS) == []
    assert passages("", KEYS) == []
    assert passages("好", "好") == []


@given(st.lists(st.sampled_from([FLOOD, KEYS, ORCHID, "好人", "水"]), max_size=6), st.data())
@settings(deadline=None, max_examples=60)
def test_passages_overlap_on_neither_side(parts: list[str], data: st.DataObject) -> None:
    left = "".join(parts)
    right = "".join(data.draw(st.permutations(parts)))
    found = find_passages(*(seeds(fold(text)[0], ReuseSettings()) for text in (left, right)), ReuseSettings())
    for ranges, size in (
        ([(p.start, p.end) for p in found], len(left)),
        (sorted((p.other_start, p.other_end) for p in found), len(right)),
    ):
        ends = [0, *(end for _, end in ranges)]
        assert all(start >= before for (start, _), before in zip(ranges, ends, strict=False))
        assert all(0 <= start < end <= size for start, end in ranges)


def stream(text: str) -> Stream:
    codes, places = fold(text)
    return Stream(codes, places, codes > 0)


@pytest.mark.parametrize("neighbours", [1, 16])
def test_candidates_are_pairs_that_share_enough(neighbours: int) -> None:
    asked = replace(ReuseSettings(), sample=1, neighbours=neighbours)
    texts = [FLOOD + KEYS, ORCHID, KEYS + ORCHID[:10], FLOOD]
    prints = [fingerprints(stream(text), asked)[1] for text in texts]
    assert find_candidates(prints, asked) == [(0, 2), (0, 3), (1, 2)]
    assert find_candidates([], asked) == []
    assert find_candidates(prints[:1], asked) == []


def test_how_many_make_a_phrase_common() -> None:
    common = ReuseSettings().common
    assert [common(n) for n in (0, 14, 500, 2_000, 100_000)] == [5, 5, 5, 20, 50]


def test_settings_are_plain_data() -> None:
    described = ReuseSettings().describe()
    assert ReuseSettings(**described) == ReuseSettings()
