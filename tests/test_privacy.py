"""Pseudonyms: stable, salted, and out of the way when the study asks for names."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.privacy import Names, leave, pseudonym
from reflectnlp.study import open_study

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


def test_what_leaves_a_study_names_no_file(small_study: Path) -> None:
    (small_study / "submissions" / "沈月琴.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (small_study / "roster.csv").write_text(
        "编号,姓名,单位\nM1,韩玉芬,标本馆支部\nM2,沈月琴,机关支部\n", encoding="utf-8"
    )
    (small_study / "study.toml").write_text('roster = "roster.csv"\n', encoding="utf-8")
    study = open_study(small_study)
    inside = study.score().arrow
    outside = study.shared().arrow
    texts = "\n".join(str(table.to_pylist()) for table in outside.values())
    assert "韩玉芬" not in texts
    assert "沈月琴" not in texts
    assert [table.num_rows for table in outside.values()] == [table.num_rows for table in inside.values()]
    shown = study.names.document(inside["documents"]["doc_id"][0].as_py())
    for name in ("documents", "sentences", "themes", "evidence"):
        assert set(outside[name]["doc_id"].to_pylist()) == {shown}
    assert outside["documents"]["source"][0].as_py().endswith(".txt")
    assert outside["failures"]["source"][0].as_py().endswith(".doc")
    members = dict(
        zip(*(outside["roster"][name].to_pylist() for name in ("handed_in", "member_id")), strict=True)
    )
    assert members[False] == "M2"
    assert members[True] == study.names.author("M1")
    assert leave(inside, Names(shown=True)) == dict(inside)


def test_a_stage_outlives_the_name_of_its_folder(small_study: Path) -> None:
    toml = '[[stages]]\nname = "学习后"\nuntil = 2005-12-31\n'
    (small_study / "study.toml").write_text(toml, encoding="utf-8")
    study = open_study(small_study)
    study.score()
    assert study.shared().documents["stage"].tolist() == ["学习后"]
    assert study.shared().coverage["stage"].tolist() == ["学习后"]
