"""What marks a study: figures by hand, and what must not be suggested."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from reflectnlp.language import Vocabulary
from reflectnlp.themes.keyness import Phrase, Sentence, cohesion_of, entropy_of, key_phrases, places

BACKGROUND = Vocabulary({"温室": 8.0, "标本": 8.0, "搬迁": 7.0, "记得": 6.0, "东西": 4.0, "我们": 1.0}, 12.0)


def sentences(*lines: str) -> list[Sentence]:
    """Words apart by spaces; every line is a document of its own."""
    return [Sentence(number, tuple(line.split()), line.replace(" ", "")) for number, line in enumerate(lines)]


def found(lines: Sequence[str], **options: object) -> dict[str, Phrase]:
    phrases = key_phrases(
        sentences(*lines), n_documents=len(lines), vocabulary=BACKGROUND, min_n=2, **options
    )
    return {phrase.text: phrase for phrase in phrases}


LINES = [
    "温室 搬迁 以后 ， 我们 记得 东西",
    "去年 温室 搬迁 ， 东西 很 多",
    "说 到 温室 搬迁 大家 都 笑",
    "三十年 过去 ， 东西 还 在",
    "三十年 以来 ， 记得 温室",
    "东西 不 少",
]


def test_keyness_by_hand() -> None:
    phrase = found(LINES)["温室"]
    assert (phrase.n, phrase.n_documents, phrase.cohesion) == (4, 4, 0.0)
    expected = 6 * math.exp(-8)
    rest = 2 * math.log(2 / (6 - expected))
    assert phrase.keyness == pytest.approx(2 * (4 * math.log(4 / expected) + rest))


def test_a_phrase_takes_the_place_of_the_word_that_only_stands_in_it() -> None:
    texts = found(LINES)
    assert "温室搬迁" in texts
    assert "搬迁" not in texts
    assert "温室" in texts  # it also stands alone


def test_everyday_words_function_words_and_numbers_mark_nothing() -> None:
    assert {"东西", "我们", "三十年"}.isdisjoint(found(LINES))


def test_terms_of_the_scheme_are_known_already() -> None:
    assert "温室搬迁" not in found(LINES, known=["搬迁"])
    assert "温室" in found(LINES, known=["搬迁"])


def test_cohesion_is_the_log_likelihood_of_the_joint() -> None:
    counts = places(sentences(*LINES), longest=2, min_n=2, accepts=lambda words: True)
    # 温室 4, 搬迁 3, together 3, of 23 words with Han characters.
    assert counts.n_words == sum(len(line.replace("，", "").split()) for line in LINES)
    n = counts.n_words
    cells = [(3, 4, 3), (1, 4, n - 3), (0, n - 4, 3), (n - 4, n - 4, n - 3)]
    value = 2 * sum(o * math.log(o * n / (row * column)) for o, row, column in cells if o)
    assert cohesion_of(("温室", "搬迁"), counts) == pytest.approx(value)
    assert cohesion_of(("温室",), counts) == 0.0


def test_entropy_is_that_of_the_poorer_side() -> None:
    counts = places(sentences("甲 乙 丙", "甲 乙 丁", "甲 乙 戊", "甲 乙"), longest=1, min_n=2, accepts=bool)
    assert entropy_of(("乙",), counts) == 0.0  # always 甲 before it
    assert entropy_of(("甲",), counts) == 0.0  # always 乙 behind it
    ends = places(sentences("乙 丙", "乙 丁", "乙", "乙"), longest=1, min_n=2, accepts=bool)
    assert entropy_of(("乙",), ends) == pytest.approx(2.0)  # the end of a sentence never repeats


def test_phrases_do_not_reach_over_punctuation() -> None:
    counts = places(sentences("温室 ， 搬迁", "温室 ， 搬迁"), longest=2, min_n=2, accepts=bool)
    assert set(counts.liked) == {("温室",), ("搬迁",)}


def test_nothing_in_nothing_out() -> None:
    assert key_phrases([], n_documents=0, vocabulary=BACKGROUND) == ()
