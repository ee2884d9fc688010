"""A quotation in, the place of a reading that it comes from out, and how the two differ.

Punctuation, quotation marks, white space, width and case are typed anew by every hand, so wordings are
compared by their letters. An index of short runs leads to the place; the time does not grow with the product
of the lengths.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reflectnlp.coverage.letters import letters
from reflectnlp.coverage.readings import Reading
from reflectnlp.language.strings import code_points

_RUN = 3
_COMMON = 64  # places of one run; more say nothing about where a quotation comes from
_LEAST_ALIKE = 0.7
_LEAST_RUNS = 0.1  # runs found in the readings for each letter, before a closer look pays
_LEAST_PIECE = 4
_WORDS = re.compile(r"[^\W_]+")
_WIDE = {point: point - 0xFEE0 for point in range(0xFF01, 0xFF5F)}
_ELLIPSIS = re.compile(r"…+|\.{3,}|。{3,}")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation comes from.

    ``verified`` is ``exact``, ``altered`` or ``not_found``; then ``reading_id`` is empty and ``start``,
    ``end`` are -1. ``alike`` is 2 × equal letters / letters of quotation and place, in [0, 1].
    """

    verified: str
    reading_id: str = ""
    start: int = -1
    end: int = -1
    alike: float = 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: ``quoted`` stands for ``original``; either may be empty. Spans count in their texts."""

    quoted: str
    original: str
    start: int
    end: int
    original_start: int
    original_end: int


NOT_FOUND = Found("not_found")


class _Letters:
    """The letters of a text as a string, and where each stands."""

    __slots__ = ("places", "text")

    def __init__(self, text: str) -> None:
        letter, place = letters(code_points(text))
        self.text = letter.tobytes().decode("utf-32-le", "surrogatepass")
        self.places = place.tolist()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A range of letters as a range of the text."""
        if start < end:
            return self.places[start], self.places[end - 1] + 1
        at = self.places[start] if start < len(self.places) else (self.places[-1] + 1 if self.places else 0)
        return at, at


def _parts(quotation: str) -> list[str]:
    """The letters of each part between ellipses; what ``_Letters`` gives, faster for a short text."""
    parts = ("".join(_WORDS.findall(part)) for part in _ELLIPSIS.split(quotation))
    return [part.translate(_WIDE).lower() for part in parts if len(part) >= _LEAST_PIECE]


class Wordings:
    """The wording of all readings, indexed by runs of three letters."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(reading.reading_id for reading in readings)
        self._letters = [_Letters(reading.text) for reading in readings]
        self._runs: dict[str, list[tuple[int, int]]] = {}
        for number, held in enumerate(self._letters):
            for at in range(len(held.text) - _RUN + 1):
                self._runs.setdefault(held.text[at : at + _RUN], []).append((number, at))

    def find(self, quotation: str) -> Found:
        """Where ``quotation`` comes from; parts left out with an ellipsis are no change.

        ``exact``: all its letters stand in a reading in one run (each part of it, in order). ``altered``:
        at least 0.7 alike with a place. Of several places the most alike wins, then the first.
        """
        parts = _parts(quotation)
        exact = self._in_order(parts)
        return exact if exact.verified == "exact" else self._altered("".join(parts))

    def find_exact(self, quotation: str) -> Found:
        """As ``find``, but what is altered counts as not found; much faster."""
        return self._in_order(_parts(quotation))

    def _in_order(self, parts: Sequence[str]) -> Found:
        for number, begin in self._places(parts[0]) if parts else ():
            held = self._letters[number]
            if not held.text.startswith(parts[0], begin):
                continue
            end = begin + len(parts[0])
            for part in parts[1:]:
                at = held.text.find(part, end)
                end = at + len(part) if at >= 0 else -1
                if end < 0:
                    break
            if end >= 0:
                return Found("exact", self.readings[number], *held.span(begin, end), 1.0)
        return NOT_FOUND

    def _places(self, part: str) -> list[tuple[int, int]]:
        """Where ``part`` can begin: by its rarest run."""
        fewest: list[tuple[int, int]] = []
        at = 0
        for begin in range(len(part) - _RUN + 1):
            places = self._runs.get(part[begin : begin + _RUN])
            if places is None:  # what nobody wrote stands nowhere
                return []
            if not fewest or len(places) < len(fewest):
                fewest, at = places, begin
        return [(number, place - at) for number, place in fewest if place >= at]

    def _altered(self, quoted: str) -> Found:
        runs = ((at, self._runs.get(quoted[at : at + _RUN])) for at in range(len(quoted) - _RUN + 1))
        held = [(at, places) for at, places in runs if places and len(places) <= _COMMON]
        if sum(len(places) for _, places in held) < _LEAST_RUNS * len(quoted):
            return NOT_FOUND
        votes = Counter((number, (place - at) // _RUN) for at, places in held for number, place in places)
        best = NOT_FOUND
        for (number, offset), _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:3]:
            found = self._compare(quoted, number, offset * _RUN)
            if found.alike > best.alike:
                best = found
        return best if best.alike >= _LEAST_ALIKE else NOT_FOUND

    def _compare(self, quoted: str, number: int, offset: int) -> Found:
        held, slack = self._letters[number], _RUN + len(quoted) // 3
        start = max(0, offset - slack)
        window = held.text[start : offset + len(quoted) + slack]
        blocks = SequenceMatcher(None, quoted, window, autojunk=False).get_matching_blocks()
        blocks = [block for block in blocks if block.size > 1]
        if not blocks:
            return NOT_FOUND
        begin, end = start + blocks[0].b, start + blocks[-1].b + blocks[-1].size
        equal = sum(block.size for block in blocks)
        alike = 2 * equal / (len(quoted) + end - begin)
        return Found("altered", self.readings[number], *held.span(begin, end), alike)


def differences(quotation: str, original: str) -> tuple[Difference, ...]:
    """What a quotation changed, in order; punctuation, space and width do not count.

    Parameters
    ----------
    quotation, original
        Any two texts, usually a quotation and ``reading.text[found.start : found.end]``.
    """
    left, right = _Letters(quotation), _Letters(original)
    changed = []
    for what, a, b, c, d in SequenceMatcher(None, left.text, right.text, autojunk=False).get_opcodes():
        if what != "equal":
            here, there = left.span(a, b), right.span(c, d)
            changed.append(Difference(quotation[slice(*here)], original[slice(*there)], *here, *there))
    return tuple(changed)
