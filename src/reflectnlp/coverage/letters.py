"""Text in, its letters alone out: what two wordings are compared on.

Punctuation, quotation marks, white space and full or half width are typed differently by every hand that
copies a sentence, so runs are looked for among letters, digits and Han characters only.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reflectnlp.language.strings import code_points

_N_POINTS = 0x110000
_WIDE = 0xFEE0  # distance of a full-width form from its ASCII character


@cache
def _folded() -> NDArray[np.uint32]:
    """For every code point the letter it counts as, 0 if it is none."""
    table = np.zeros(_N_POINTS, np.uint32)
    for point in range(0x20000):
        char = chr(point)
        if char.isalnum() and not 0xFF00 < point < 0xFF5F:
            lower = char.lower()
            table[point] = ord(lower) if len(lower) == 1 else point
    table[0x20000:0x323B0] = np.arange(0x20000, 0x323B0)  # Han characters of the supplementary planes
    for point in range(0xFF01, 0xFF5F):
        table[point] = table[point - _WIDE]
    return table


def fold(points: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Code points → the letters they count as (lower case, half width), 0 for what is no letter."""
    return _folded().take(points)


def letters(points: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The letters among code points, and where they stand.

    Parameters
    ----------
    points
        Code points of a text, shape (n,).

    Returns
    -------
    letter, place
        Shape (n_letters,): the folded code points (lower case, half width) and their positions.
    """
    folded = fold(points)
    place = np.flatnonzero(folded > 0)
    return folded.take(place), place


def squash(text: str) -> str:
    """The letters of ``text`` in normal form (NFKC), as a string."""
    letter, _ = letters(code_points(unicodedata.normalize("NFKC", text)))
    return letter.tobytes().decode("utf-32-le", "surrogatepass")


def places(text: str, marks: str) -> list[int]:
    """Where any of some characters stands, in order; faster than a regular expression where they are rare."""
    found: list[int] = []
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            found.append(at)
            at = text.find(mark, at + 1)
    return sorted(found)
