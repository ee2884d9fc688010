"""Pseudonyms: stable, salted, and out of the way when the study asks for names."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.privacy import Names, pseudonym

names = st.text(alphabet="王李张刘陈赵喆頔𠮷小明", min_size=2, max_size=4)


@given(names, names, st.text(max_size=5))
@settings(deadline=None, max_examples=100)
def test_depends_on_name_and_salt_alone(one: str, other: str, salt: str) -> None:
    assert pseudonym(one, salt) == pseudonym(one, salt)
    assert (pseudonym(one, salt) == pseudonym(other, salt)) == (one == other)
    assert pseudonym(one, salt) != pseudonym(one, salt + "x")
    assert one not in pseudonym(one, salt)


def test_hidden_in_text_too() -> None:
    hiding = Names(salt="盐")
    shown = hiding.hidden("行政支部 韩玉芬", "韩玉芬")
    assert shown == "行政支部 " + hiding.author("韩玉芬")
    assert hiding.author("") == ""
    assert hiding.hidden("王者", "王") == "王者"  # one character is no name
    assert Names(shown=True).author("韩玉芬") == "韩玉芬"
    assert Names(shown=True).hidden("行政支部 韩玉芬", "韩玉芬") == "行政支部 韩玉芬"
