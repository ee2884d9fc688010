"""Stages of a study in (``[[stages]]`` of study.toml), the stage of a document out.

A study often has stages: before and after the classes, study and self-examination. A stage is a folder
below the submissions, a range of dates, or both; a document belongs to the first stage that fits it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reflectnlp.errors import Problem

KEYS = ("name", "folder", "from", "until")
EXAMPLE = 'name = "学习后" and folder = "学习后", or from = 2005-04-01 and until = 2005-06-30'


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its ``name`` and what a document of it has.

    ``folder`` is a path below the study's folder (or a ZIP file there), ``first`` and ``last`` are ISO dates,
    both included; empty where they say nothing.
    """

    name: str
    folder: str = ""
    first: str = ""
    last: str = ""

    def holds(self, source: str, when: str) -> bool:
        """Whether a document with this source and this date (ISO, perhaps empty or without a day) fits."""
        inside = not self.folder or source == self.folder or source.startswith(_below(self.folder))
        if not (self.first or self.last):
            return inside
        # A date without a day (2005-03) fits where its whole month does.
        early, late = _span(when) if when else ("", "")
        return inside and bool(when) and self.first <= early and (not self.last or late <= self.last)


def stage_of(stages: Sequence[Stage], source: str, when: str) -> str:
    """The name of the first stage that holds the document; empty if none does."""
    return next((stage.name for stage in stages if stage.holds(source, when)), "")


def check_stages(entries: Any, *, submissions: str, place: str) -> tuple[tuple[Stage, ...], list[Problem]]:
    """The stages that are right, and what is wrong with the others.

    Parameters
    ----------
    entries
        What study.toml has under ``[[stages]]``.
    submissions
        Path of the submissions below the study's folder; folders of stages lie in it.
    place
        Where mistakes are told to be.
    """
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return (), [Problem(place, "stages are no list", "write [[stages]] above each of them")]
    stages: list[Stage] = []
    problems: list[Problem] = []
    for number, entry in enumerate(entries, 1):
        stage, wrong = _stage(entry, submissions, f"{place}: stage {number}")
        if stage.name and stage.name in {other.name for other in stages}:
            wrong.append(
                Problem(f"{place}: stage {number}", f"name {stage.name!r} stands twice", "rename one")
            )
        stages.append(stage)
        problems += wrong
    return tuple(stages), problems


def _stage(entry: Mapping[str, Any], submissions: str, place: str) -> tuple[Stage, list[Problem]]:
    problems = [
        Problem(place, f"unknown setting {key!r}", f"use one of {', '.join(KEYS)}")
        for key in entry
        if key not in KEYS
    ]
    texts = {key: entry.get(key, "") for key in ("name", "folder")}
    for key, value in texts.items():
        if not isinstance(value, str):
            problems.append(Problem(place, f"{key} is {value!r}", "give text in quotation marks"))
            texts[key] = ""
    days = {}
    for key in ("from", "until"):
        days[key], wrong = _day(key, entry.get(key, ""), place)
        problems += wrong
    if not texts["name"]:
        problems.append(Problem(place, "has no name", EXAMPLE))
    if not (texts["folder"] or entry.get("from") or entry.get("until")):
        problems.append(Problem(place, "has neither folder nor dates", EXAMPLE))
    if days["from"] and days["until"] and days["from"] > days["until"]:
        fact = f"from {days['from']} is after until {days['until']}"
        problems.append(Problem(place, fact, "exchange them"))
    folder = f"{submissions}/{texts['folder'].strip('/')}" if texts["folder"] else ""
    return Stage(texts["name"], folder, days["from"], days["until"]), problems


def _day(key: str, value: Any, place: str) -> tuple[str, list[Problem]]:
    """An ISO date from a TOML date or a text; empty if there is none."""
    try:
        day = date.fromisoformat(value) if value and isinstance(value, str) else value
    except ValueError:
        day = None
    if day == "":
        return "", []
    if type(day) is date:
        return day.isoformat(), []
    return "", [Problem(place, f"{key} is {value!r}", "give a date such as 2005-04-01")]


def _span(when: str) -> tuple[str, str]:
    """The first and the last day of an ISO date that may lack its day, or month and day."""
    early, late = when + "0000-01-01"[len(when) :], when + "0000-12"[len(when) :]
    if len(late) == len("0000-12"):
        year, month = map(int, late.split("-"))
        late = f"{late}-{monthrange(year, month)[1]}"
    return early, late


def _below(folder: str) -> tuple[str, str]:
    return f"{folder}/", f"{folder}#"
