"""Words of sentences, counted: what is a word, and how often it stands where."""

from __future__ import annotations

import pandas as pd
import pytest

from reflectnlp.tables.words import count_words, find_words, is_content


def sentences(*texts: str, role: str = "body") -> pd.DataFrame:
    return pd.DataFrame({"role": role, "text": list(texts)})


@pytest.mark.parametrize("word", ["支部", "先进性", "苔藓", "孔繁森", "犇犇", "𠮷田"])
def test_what_tells_something_is_a_word(word: str) -> None:
    assert is_content(word)


@pytest.mark.parametrize(
    "word",
    ["书", "我们", "二十三", "第三条", "三月", "2005", "PPT", "这件", "每人", "不到", "今年", "，", "。”"],
)
def test_what_tells_nothing_is_none(word: str) -> None:
    assert not is_content(word)


def test_words_are_counted_and_the_frequent_come_first() -> None:
    table = sentences("支部组织党员学习。", "党员到标本馆学习，学习了三次。")
    assert count_words(table).to_dict("tight")["data"][:3] == [["学习", 3], ["党员", 2], ["支部", 1]]


def test_front_matter_gives_no_words_but_keeps_its_place() -> None:
    table = pd.DataFrame({"role": ["title", "heading", "body"], "text": ["学习心得", "一、认识", "党员学习"]})
    words = find_words(table)
    assert [(int(r), words.names[w]) for r, w in zip(words.row, words.word, strict=True)] == [
        (1, "认识"),
        (2, "党员"),
        (2, "学习"),
    ]


def test_groups_are_counted_apart() -> None:
    table = sentences("党员学习", "党员值班", "温室值班")
    by = pd.Series(["甲", "甲", "乙"])
    assert count_words(table, by=by).to_dict("tight")["data"] == [
        ["乙", "值班", 1],
        ["乙", "温室", 1],
        ["甲", "党员", 2],
        ["甲", "值班", 1],
        ["甲", "学习", 1],
    ]


def test_nothing_gives_the_same_columns() -> None:
    empty = sentences()
    assert list(count_words(empty).columns) == ["word", "n"]
    assert list(count_words(empty, by=pd.Series(dtype="str")).columns) == ["group", "word", "n"]
    assert count_words(empty).empty
