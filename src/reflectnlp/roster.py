"""A roster file in, members out, and which member a submission belongs to.

The roster is a CSV file with the columns ``member_id``, ``name`` and ``unit`` (Chinese heads are understood).
It may be saved by Excel: UTF-8 with or without a mark, or GB18030.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from reflectnlp.errors import Problem, StudyError
from reflectnlp.tables.schema import build

HEADS = {
    "member_id": ("member_id", "编号", "工号", "学号", "id"),
    "name": ("name", "姓名", "名字"),
    "unit": ("unit", "单位", "支部", "部门", "所在支部", "所在单位"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One person on the roster."""

    member_id: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of a study, in the order of the file; empty where a study has no roster."""

    members: tuple[Member, ...] = ()
    _by_name: dict[str, list[Member]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name: dict[str, list[Member]] = {}
        for member in self.members:
            by_name.setdefault(member.name, []).append(member)
        object.__setattr__(self, "_by_name", by_name)

    def find(self, name: str, unit: str) -> Member | None:
        """The member of this name; two of one name are told apart by their unit, or not at all."""
        same = self._by_name.get(name, [])
        if len(same) > 1:
            same = [member for member in same if unit and (unit in member.unit or member.unit in unit)]
        return same[0] if len(same) == 1 else None


def load_roster(path: Path) -> Roster:
    """Read a roster.

    Raises
    ------
    StudyError
        The file cannot be read, lacks a column, or repeats or leaves out an id; all problems at once.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError as error:
            raise StudyError([Problem(str(path), "neither UTF-8 nor GB18030", "save it as UTF-8")]) from error
    rows = list(csv.reader(io.StringIO(text)))
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    place = {
        column: next((n for n, cell in enumerate(head) if cell in names), -1)
        for column, names in HEADS.items()
    }
    missing = [column for column, n in place.items() if n < 0]
    if missing:
        remedy = "; ".join(f"{column}: {' or '.join(HEADS[column])}" for column in missing)
        raise StudyError(
            [Problem(f"{path}:1", f"no column {', '.join(missing)}", f"name it in the first line ({remedy})")]
        )
    return Roster(_members(rows[1:], place, path))


def _members(rows: Sequence[Sequence[str]], place: dict[str, int], path: Path) -> tuple[Member, ...]:
    members: list[Member] = []
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {column: row[n].strip() if n < len(row) else "" for column, n in place.items()}
        member = Member(**cells)
        where = f"{path}:{number}"
        if not member.member_id or not member.name:
            problems.append(Problem(where, "a member without id or name", "fill in both"))
        elif member.member_id in lines:
            first = lines[member.member_id]
            problems.append(
                Problem(
                    where,
                    f"id {member.member_id} stands already in line {first}",
                    "give each member one line",
                )
            )
        else:
            lines[member.member_id] = number
            members.append(member)
    if problems:
        raise StudyError(problems)
    return tuple(members)


def roster_table(roster: Roster, handed_in: dict[str, str]) -> pa.Table:
    """The table ``roster``; ``handed_in`` maps a member_id to a doc_id."""
    members = sorted(roster.members, key=lambda member: member.member_id)
    return build(
        "roster",
        {
            "member_id": [member.member_id for member in members],
            "unit": [member.unit for member in members],
            "handed_in": [member.member_id in handed_in for member in members],
            "doc_id": [handed_in.get(member.member_id, "") for member in members],
        },
    )
