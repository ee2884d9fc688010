from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.reuse.common import CommonPhrases
from reflectnlp.reuse.streams import ReadingGrams, fold, gram_hashes


def folded(text: str) -> str:
    return "".join(map(chr, fold(text)[0].tolist()))


def test_width_case_punctuation_and_space_do_not_count() -> None:
    assert folded("第３条，ＡＢｃ “不 得”…！") == "第3条abc不得"
    assert fold("，好。 坏")[1].tolist() == [1, 4]


def test_characters_outside_the_basic_plane_count_and_unassigned_ones_do_not() -> None:
    assert folded("𠮷野家\U000e0001\ud800") == "𠮷野家"


@given(st.text(max_size=60), st.integers(1, 12))
@settings(deadline=None, max_examples=50)
def test_hashes_say_where_runs_are_equal(text: str, n: int) -> None:
    codes = fold(text)[0]
    hashes = gram_hashes(codes, n)
    assert len(hashes) == max(0, len(codes) - n + 1)
    runs = [tuple(codes[at : at + n].tolist()) for at in range(len(hashes))]
    assert len(set(runs)) == len(set(hashes.tolist()))


def test_quotations_of_a_reading_are_marked_with_their_slips() -> None:
    grams = ReadingGrams([SimpleNamespace(text="班前会不得少于五分钟，当班隐患当班报。")], 6)
    codes = fold("我记住了班前会不得少于伍分钟当班隐患当班报这一句")[0]
    marked = "".join("x" if own else "." for own in grams.quoted(codes))
    assert marked == "." * 4 + "x" * 17 + "." * 3
    assert not ReadingGrams([], 6).quoted(codes).any()


def test_phrases_of_enough_documents_are_common() -> None:
    phrases = CommonPhrases(4, least=2, n_runs=100)
    for text in ("常思贪欲之害", "要常思贪欲之害", "从来没有的话"):
        phrases.add(np.unique(gram_hashes(fold(text)[0], 4)))
    covered = phrases.covered(fold("我常思贪欲之害了")[0])
    assert covered.tolist() == [False, True, True, True, True, True, True, False]
    assert phrases.covered(fold("短")[0]).tolist() == [False]
