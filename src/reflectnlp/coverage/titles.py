"""The name by which a work is cited in, the reading it means out.

People write titles in full, without the brackets, shortened from the front, or with a slip; they also cite
works that nobody asked them to read. A name leads to a reading only when it leads to one alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from reflectnlp.coverage.readings import Reading

_NOTE = re.compile(r"[（(\[【][^（）()\[\]【】]{0,16}[)）\]】]")
_SHORT = {"党章": "中国共产党章程", "宪法": "中华人民共和国宪法"}
_LEAST_PART = 4  # characters of a shortened title
_LEAST_SLIP = 8  # characters of a title that may hold a slip
_SLIP = 0.88
_SHORTENED = 0.6


def normal_title(name: str) -> str:
    """A title without notes in brackets, punctuation and width, and without a leading 关于."""
    folded = unicodedata.normalize("NFKC", _NOTE.sub("", name)).lower()
    letters = "".join(char for char in folded if char.isalnum())
    return letters.removeprefix("关于") or letters


class Titles:
    """The names of the readings.

    Parameters
    ----------
    readings
        Their titles and aliases are the names.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.titles = {reading.reading_id: normal_title(reading.title) for reading in readings}
        owners: dict[str, set[str]] = {}
        for reading in readings:
            for name in (reading.title, *reading.names):
                owners.setdefault(normal_title(name), set()).add(reading.reading_id)
        self._owners = owners
        self._resolved: dict[str, str] = {}

    def resolve(self, name: str) -> str:
        """The ``reading_id`` that ``name`` leads to, empty if it leads to none or to several.

        In this order: a title or alias; a title shortened to at least four characters, or written with
        more in front; a title of at least eight characters with a slip.
        """
        if name not in self._resolved:
            self._resolved[name] = self._resolve(normal_title(name))
        return self._resolved[name]

    def _resolve(self, cited: str) -> str:
        cited = _SHORT.get(cited, cited) if cited not in self._owners else cited
        if cited in self._owners:
            return _only(self._owners[cited])
        shortened = {key for key, title in self.titles.items() if _is_part(cited, title)}
        if shortened:
            return _only(shortened)
        slipped = {key for key, title in self.titles.items() if _is_slip(cited, title)}
        return _only(slipped)


def _only(keys: set[str]) -> str:
    return next(iter(keys)) if len(keys) == 1 else ""


def _is_part(cited: str, title: str) -> bool:
    short, long = sorted((cited, title), key=len)
    if len(short) < _LEAST_PART or short not in long:
        return False
    if short == cited:
        return long.endswith(short) or len(short) >= _SHORTENED * len(long)
    return long.endswith(short)


def _is_slip(cited: str, title: str) -> bool:
    if min(len(cited), len(title)) < _LEAST_SLIP:
        return False
    return SequenceMatcher(None, cited, title, autojunk=False).ratio() >= _SLIP
