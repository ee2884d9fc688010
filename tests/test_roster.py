"""Rosters as offices save them, and whom a submission belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectnlp.errors import StudyError
from reflectnlp.roster import Member, Roster, load_roster, roster_table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_reads_what_excel_saves(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "花名册.csv"
    path.write_bytes("编号,姓名,支部\r\nM1,宋吉喆,标本馆支部\r\n\r\nM2,𠮷永年,行政支部\r\n".encode(encoding))
    assert load_roster(path).members == (
        Member("M1", "宋吉喆", "标本馆支部"),
        Member("M2", "𠮷永年", "行政支部"),
    )


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("member_id,name,unit\nM1,甲,一部\nM1,乙,二部\n,丙,一部\n", encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        load_roster(path)
    assert str(caught.value) == (
        "2 problems in the study:\n"
        f"  {path}:3: id M1 stands already in line 2 → give each member one line\n"
        f"  {path}:4: a member without id or name → fill in both"
    )


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("工号,姓名\n", encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        load_roster(path)
    assert str(caught.value) == (
        f"1 problem in the study:\n  {path}:1: no column unit → name it in the first line "
        "(unit: unit or 单位 or 支部 or 部门 or 所在支部 or 所在单位)"
    )


def test_two_of_one_name_are_told_apart_by_unit() -> None:
    one, other = Member("M1", "王芳", "标本馆支部"), Member("M2", "王芳", "行政支部")
    roster = Roster((one, other))
    assert roster.find("王芳", "行政支部") == other
    assert roster.find("王芳", "标本馆") == one
    assert roster.find("王芳", "") is None
    assert roster.find("无名", "行政支部") is None


def test_the_table_keeps_who_handed_nothing_in() -> None:
    roster = Roster((Member("M2", "乙", "二部"), Member("M1", "甲", "一部")))
    assert roster_table(roster, {"M2": "d1"}).to_pylist() == [
        {"member_id": "M1", "unit": "一部", "handed_in": False, "doc_id": ""},
        {"member_id": "M2", "unit": "二部", "handed_in": True, "doc_id": "d1"},
    ]
    assert roster_table(Roster(), {}).num_rows == 0
