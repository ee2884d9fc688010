"""A study's folder in, its settings out, checked whole.

A study needs nothing but a folder: an empty or missing ``study.toml`` means readings in ``readings/``,
submissions in ``submissions/``, the built-in scheme, and results in ``results/``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reflectnlp.errors import Problem, StudyError
from reflectnlp.stages import Stage, check_stages

FILE = "study.toml"
NAMES = ("pseudonyms", "names")
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Privacy:
    """Who is shown: ``names`` is ``pseudonyms`` or ``names``; groups under ``min_group`` are merged.

    ``salt`` goes into every pseudonym, so that the same name is another pseudonym in another study.
    """

    names: str = "pseudonyms"
    min_group: int = 5
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost before it counts as unreadable."""

    max_megabytes: int = 64
    seconds: int = 60


@dataclass(frozen=True, slots=True)
class StudySettings:
    """Everything that ``study.toml`` says, with its paths made whole.

    ``year`` completes dates without one, ``scheme`` is the name of a built-in scheme or a path,
    ``segmenter`` is ``rjieba`` or ``jieba``; optional files are None where the study names none.
    """

    folder: Path
    title: str
    year: int | None = None
    lang: str = "zh"
    readings: Path = Path("readings")
    submissions: Path = Path("submissions")
    results: Path = Path("results")
    scheme: str = "party_study"
    segmenter: str = "rjieba"
    roster: Path | None = None
    dictionary: Path | None = None
    persons: Path | None = None
    essays: Path | None = None
    theme_model: Path | None = None
    coverage_model: Path | None = None
    sentence_model: Path | None = None
    privacy: Privacy = field(default_factory=Privacy)
    limits: Limits = field(default_factory=Limits)
    stages: tuple[Stage, ...] = ()


FOLDERS = ("readings", "submissions", "results", "essays", "sentence_model")
FILES = ("roster", "dictionary", "persons", "theme_model", "coverage_model")
KINDS: Mapping[str, type] = {
    **dict.fromkeys(("title", "lang", "scheme", "segmenter", *FOLDERS, *FILES), str),
    "year": int,
}
TABLES: Mapping[str, tuple[type[Any], Mapping[str, type]]] = {
    "privacy": (Privacy, {"names": str, "min_group": int, "salt": str}),
    "limits": (Limits, {"max_megabytes": int, "seconds": int}),
}


def load_settings(folder: Path) -> StudySettings:
    """Read the settings of the study in ``folder``.

    Raises
    ------
    StudyError
        The folder is missing, or ``study.toml`` has mistakes; all of them are listed with their line.
    """
    if not folder.is_dir():
        raise StudyError([Problem(str(folder), "no such folder", "`reflectnlp new` makes one")])
    path = folder / FILE
    raw = path.read_bytes() if path.is_file() else b""
    try:
        text = raw.decode("utf-8-sig")
        values = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StudyError(
            [Problem(str(path), f"not TOML: {error}", "see `reflectnlp new` for an example")]
        ) from error
    checked, problems = _check(values, path, text)
    problems += _missing_files(folder, checked, path, text)
    if problems:
        raise StudyError(problems)
    paths = {name: folder / checked[name] for name in (*FOLDERS, *FILES) if name in checked}
    defaults = {name: folder / name for name in ("readings", "submissions", "results")}
    title = checked.get("title") or folder.resolve().name
    return StudySettings(**{**checked, **defaults, **paths, "folder": folder, "title": title})


def _check(values: Mapping[str, Any], path: Path, text: str) -> tuple[dict[str, Any], list[Problem]]:
    """The values that are right, and what is wrong with the others."""
    checked: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in values.items():
        if key in TABLES and isinstance(value, dict):
            made, kinds = TABLES[key]
            part, wrong = _typed(value, kinds, path, text)
            problems += wrong
            checked[key] = made(**part)
        elif key == "stages":
            submissions = str(values.get("submissions", "submissions")).strip("/")
            place = _place(path, text, "[stages" if "[[stages" in text else "stages")
            checked[key], wrong = check_stages(value, submissions=submissions, place=place)
            problems += wrong
        else:
            part, wrong = _typed({key: value}, KINDS, path, text)
            problems += wrong
            checked |= part
    problems += _choices(checked, path, text)
    return checked, problems


def _typed(
    values: Mapping[str, Any], kinds: Mapping[str, type], path: Path, text: str
) -> tuple[dict[str, Any], list[Problem]]:
    right: dict[str, Any] = {}
    problems = []
    for key, value in values.items():
        place = _place(path, text, key)
        if key not in kinds:
            known = ", ".join(sorted(kinds))
            problems.append(Problem(place, f"unknown setting {key!r}", f"use one of {known}"))
        elif type(value) is not kinds[key]:
            kind = {str: "text in quotation marks", int: "a whole number"}[kinds[key]]
            problems.append(Problem(place, f"{key} is {value!r}", f"give {kind}"))
        else:
            right[key] = value
    return right, problems


def _choices(checked: Mapping[str, Any], path: Path, text: str) -> list[Problem]:
    problems = []
    privacy, limits = checked.get("privacy", Privacy()), checked.get("limits", Limits())
    for key, value, choices in (
        ("names", privacy.names, NAMES),
        ("lang", checked.get("lang", "zh"), LANGUAGES),
        ("segmenter", checked.get("segmenter", "rjieba"), ("rjieba", "jieba")),
    ):
        if value not in choices:
            place = _place(path, text, key)
            problems.append(Problem(place, f"{key} is {value!r}", f"use one of {', '.join(choices)}"))
    for key, number in (
        ("min_group", privacy.min_group),
        ("max_megabytes", limits.max_megabytes),
        ("seconds", limits.seconds),
    ):
        if number < 1:
            problems.append(Problem(_place(path, text, key), f"{key} is {number}", "give 1 or more"))
    return problems


def _missing_files(folder: Path, checked: Mapping[str, Any], path: Path, text: str) -> list[Problem]:
    problems = []
    for key in (*FOLDERS, *FILES):
        if key == "results" or key not in checked:
            continue
        place = folder / checked[key]
        if not (place.is_dir() if key in FOLDERS else place.exists()):
            problems.append(
                Problem(_place(path, text, key), f"{key}: {checked[key]} is not there", "check the path")
            )
    return problems


def _place(path: Path, text: str, key: str) -> str:
    """The file with the line on which ``key`` is set."""
    found = re.search(rf"(?m)^[ \t]*\[?{re.escape(key)}\b", text)
    return f"{path}:{text.count(chr(10), 0, found.start()) + 1}" if found else str(path)
