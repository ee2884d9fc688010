"""Letters of a text and places of marks."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.coverage.letters import places
from reflectnlp.coverage.quotations import _MARKED, _in_marks
from reflectnlp.coverage.runs import gram_hashes
from reflectnlp.language.strings import code_points

MARKED = st.text(alphabet='学习“”"「」『』《》〈〉\n', max_size=20)


@given(MARKED)
@settings(deadline=None, max_examples=100)
def test_places_are_those_of_a_regular_expression(text: str) -> None:
    assert places(text, "《》〈〉") == [match.start() for match in re.finditer("[《》〈〉]", text)]
    assert [match.span() for match in _in_marks(text)] == [match.span() for match in _MARKED.finditer(text)]


@given(st.text(alphabet="党员学习", max_size=30), st.integers(1, 13))
@settings(deadline=None, max_examples=100)
def test_grams_are_equal_where_their_letters_are(text: str, length: int) -> None:
    grams = [text[at : at + length] for at in range(len(text) - length + 1)]
    hashes = gram_hashes(code_points(text), length).tolist()
    assert len(hashes) == len(grams)
    assert len(set(hashes)) == len(set(grams)) == len(set(zip(grams, hashes, strict=True)))
