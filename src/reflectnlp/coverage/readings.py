"""Files of a required reading in, a `Reading` with its key points out.

A reading is a text and, beside it under the same name, an outline (``.outline.yaml`` or ``.outline.json``)
that lists what its readers should take in. Without an outline the key points are drawn from the text itself.
All mistakes of all readings are found in one go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reflectnlp.coverage.letters import squash
from reflectnlp.errors import OutlineError, Problem

OUTLINE_ENDINGS = (".outline.yaml", ".outline.yml", ".outline.json")
TEXT_ENDINGS = (".md", ".txt")
_NOTE = re.compile(r"[（(][^（()）]{0,12}[)）]$")
_SPLIT = re.compile(r"[。！？；!?;\n]+")


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing that a reading wants its readers to take in.

    ``text`` says it in a sentence or two, ``section`` names the part of the reading that holds it,
    ``source`` is the passage itself (empty if unknown), ``weight`` its weight in the reading's coverage.
    """

    point_id: str
    text: str
    section: str = ""
    weight: float = 1.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A required reading.

    ``text`` is what it says, ``aliases`` are names under which people cite it, ``kind`` is free
    (``regulation``, ``speech``, ``deeds``, …). ``drawn`` tells that nobody listed the key points: they were
    drawn from the text. ``places`` leads from a point to the line of its outline, for messages.
    """

    reading_id: str
    title: str
    text: str
    points: tuple[KeyPoint, ...]
    aliases: tuple[str, ...] = ()
    author: str = ""
    kind: str = ""
    drawn: bool = False
    places: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Title and aliases, longest first, without book marks and notes in brackets."""
        found = {_NOTE.sub("", name.strip("《》 ")) for name in (self.title, *self.aliases)}
        return tuple(sorted((name for name in found if len(name) > 1), key=lambda name: (-len(name), name)))

    @classmethod
    def from_text(cls, text: str, *, name: str, outline: Path | None = None) -> Reading:
        """A reading whose text is at hand.

        Parameters
        ----------
        text
            The decoded text.
        name
            File name of the reading, for messages; its stem is the id where the outline gives none.
        outline
            Path of the outline, if there is one.

        Raises
        ------
        OutlineError
            The text is empty, or the outline has mistakes; all are listed.
        """
        problems: list[Problem] = []
        reading = reading_of(text, name=name, outline=outline, problems=problems)
        if reading is None or problems:
            raise OutlineError(problems)
        return reading

    @classmethod
    def from_file(cls, path: str | Path) -> Reading:
        """A reading in Markdown or plain text, with the outline beside it if there is one.

        Raises
        ------
        OutlineError
            The file cannot be read, holds no text, or its outline has mistakes.
        """
        place = Path(path)
        problems: list[Problem] = []
        text = _decoded(place, problems)
        if problems:
            raise OutlineError(problems)
        return cls.from_text(text, name=place.name, outline=outline_of(place))


def outline_of(path: Path) -> Path | None:
    """The outline beside a reading; None when it has none, which is nothing wrong."""
    for ending in OUTLINE_ENDINGS:
        outline = path.with_name(path.stem + ending)
        if outline.is_file():
            return outline
    return None


def load_readings(folder: str | Path) -> tuple[Reading, ...]:
    """All readings of a folder (Markdown and plain text), in order of their file names.

    Raises
    ------
    OutlineError
        Any of them has mistakes, or two share an id; all are listed.
    """
    paths = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() in TEXT_ENDINGS)
    problems: list[Problem] = []
    found = []
    for path in paths:
        before = len(problems)
        text = _decoded(path, problems)
        if len(problems) > before:
            continue
        reading = reading_of(text, name=path.name, outline=outline_of(path), problems=problems)
        if reading is not None:
            found.append(reading)
    problems += clashes(found)
    if problems:
        raise OutlineError(problems)
    return tuple(found)


def reading_of(text: str, *, name: str, outline: Path | None, problems: list[Problem]) -> Reading | None:
    """A reading from text and outline; mistakes go to ``problems``, None if it has no text at all."""
    from reflectnlp.coverage.draft import draw_points, title_of
    from reflectnlp.coverage.outline import read_outline

    stem = Path(name).stem
    letters = squash(text)
    if not letters:
        problems.append(Problem(name, "the reading holds no text", "put its text there or remove the file"))
    reading = Reading(stem, title_of(text) or stem, text, ())
    if outline is not None:
        reading = read_outline(outline, reading, problems)
        problems += _unfounded(reading, letters)
    if not letters:
        return None
    if not reading.points:
        reading = replace(reading, points=draw_points(text, reading.reading_id), drawn=True)
    return reading


def clashes(readings: Sequence[Reading]) -> list[Problem]:
    """Ids that stand twice, among readings or among all their points."""
    return _twice("reading", [(reading.reading_id, reading.title) for reading in readings]) + _twice(
        "point",
        [
            (point.point_id, reading.places[i] if i < len(reading.places) else reading.title)
            for reading in readings
            for i, point in enumerate(reading.points)
        ],
    )


def _twice(what: str, ids: Iterable[tuple[str, str]]) -> list[Problem]:
    first: dict[str, str] = {}
    problems = []
    for key, place in ids:
        if key in first:
            fact = f"the id {key!r} of a {what} is taken ({first[key]})"
            problems.append(Problem(place, fact, "give each an id of its own in the whole study"))
        else:
            first[key] = place
    return problems


def _unfounded(reading: Reading, letters: str) -> list[Problem]:
    """Sources that do not stand in the reading, sentence by sentence."""
    problems = []
    for point, place in zip(reading.points, reading.places, strict=True):
        missing = [part for part in _SPLIT.split(point.source) if squash(part) not in letters]
        if letters and missing:
            fact = f"the source of {point.point_id} is not in the reading: {missing[0].strip()[:30]!r}"
            problems.append(Problem(place, fact, "copy the passage from the reading, or leave source out"))
    return problems


def _decoded(path: Path, problems: list[Problem]) -> str:
    from reflectnlp.documents.decode import decode
    from reflectnlp.errors import ReadError

    try:
        return decode(path.read_bytes()).text
    except OSError as error:
        problems.append(Problem(path.name, f"cannot be opened ({error.strerror})", "check the name"))
    except ReadError as error:
        problems.append(Problem(path.name, error.reason, error.remedy))
    return ""
