"""Marks in a text: every character once, overlaps cut, everything escaped."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.display.marks import POINT, QUOTE, THEME, Mark, marked


def test_marks_that_overlap_are_cut() -> None:
    marks = [Mark(0, 3, THEME), Mark(2, 5, POINT)]
    assert marked("提前到岗交接", 0, 6, marks=marks) == (
        '<mark>提前</mark><span class="rn-c"><mark>到</mark></span><span class="rn-c">岗交</span>接'
    )


def test_text_is_escaped_and_hidden_piece_by_piece() -> None:
    html = marked(
        "<b>韩玉芬&</b>", 0, 11, marks=[Mark(3, 6, QUOTE)], shown=lambda text: text.replace("韩玉芬", "成员")
    )
    assert html == '&lt;b&gt;<span class="rn-q">成员</span>&amp;&lt;/b&gt;'


def test_a_name_is_never_cut() -> None:
    def hidden(text: str) -> str:
        return text.replace("王建国", "成员")

    text = "我王建国以来一直，王建国"
    html = marked(text, 0, 11, marks=[Mark(2, 6, THEME)], name="王建国", shown=hidden)
    assert html == "我<mark>成员以来</mark>一直，成员"


@settings(deadline=None, max_examples=80)
@given(
    st.text(alphabet="学习<&\"'甲 ", max_size=20),
    st.lists(
        st.tuples(st.integers(-2, 22), st.integers(0, 9), st.sampled_from([THEME, POINT, QUOTE])), max_size=6
    ),
)
def test_no_character_is_lost(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(start, start + length, kind) for start, length, kind in spans]
    html = str(marked(text, 0, len(text), marks=marks))
    assert unescape(re.sub("<[^>]*>", "", html)) == text
    for element in ("mark", "span"):
        assert html.count(f"<{element}") == html.count(f"</{element}>")
