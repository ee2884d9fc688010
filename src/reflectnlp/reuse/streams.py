"""A document in, its characters as numbers out, ready to be compared.

Punctuation, white space and width are dropped here, so that they can neither hide a copy nor make one.
What is not the author's own is marked: quotations of the readings, and text in quotation marks. Headings,
salutations, signatures and front matter do not enter at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from reflectnlp.records import Document
from reflectnlp.reuse.settings import ReuseSettings

_KNOWN = 0x32000  # beyond the last Han character that Unicode has assigned
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_BLOOM_BITS = 20
_QUOTED = re.compile(r"“[^”\n]+”|「[^」\n]+」|『[^』\n]+』|\"[^\"\n]{1,200}\"")


class HasText(Protocol):
    """Anything with a text: a reading, a document."""

    @property
    def text(self) -> str:
        """The text that documents may quote."""
        ...


@dataclass(frozen=True, slots=True)
class Stream:
    """The body of a document as numbers.

    ``codes`` (uint32) are its letters, digits and Han characters after folding of width and case,
    ``places`` (int32) their offsets in ``Document.clean``, ``own`` whether each is the author's own.
    """

    codes: NDArray[np.uint32]
    places: NDArray[np.int32]
    own: NDArray[np.bool_]

    @property
    def n_own(self) -> int:
        """Own characters, the denominator of every share."""
        return int(self.own.sum())


@lru_cache(maxsize=1)
def _folding() -> NDArray[np.uint32]:
    """Folded code point of every code point; 0 for those that are dropped."""
    table = np.zeros(_KNOWN, np.uint32)
    for code in range(_KNOWN):
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(folded) == 1 and folded.isalnum():
            table[code] = ord(folded)
    table.setflags(write=False)
    return table


def fold(text: str) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Folded code points of ``text`` that count, and their offsets in it."""
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _folding()[np.minimum(raw, _KNOWN - 1)]
    places = np.flatnonzero(folded).astype(np.int32)
    return folded[places], places


def gram_hashes(codes: NDArray[np.uint32], n: int) -> NDArray[np.uint64]:
    """A 64-bit number for each run of ``n`` codes; shape ``(max(0, len(codes) - n + 1),)``."""
    size = max(0, len(codes) - n + 1)
    hashes = np.zeros(size, np.uint64)
    wide = codes.astype(np.uint64)
    for shift in range(n if size else 0):
        hashes *= _BASE
        hashes += wide[shift : shift + size]
    hashes ^= hashes >> np.uint64(32)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(29)
    return hashes


class ReadingGrams:
    """Runs of the readings, to tell what a document quotes."""

    def __init__(self, readings: Sequence[HasText], n: int) -> None:
        self.n = n
        parts = [gram_hashes(fold(reading.text)[0], n) for reading in readings]
        self._sorted = np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.uint64)
        self._bloom = np.zeros(1 << _BLOOM_BITS, np.bool_)
        self._bloom[self._slot(self._sorted)] = True

    @staticmethod
    def _slot(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
        return hashes >> np.uint64(64 - _BLOOM_BITS)

    def quoted(self, codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Whether each code lies in a run that stands in a reading, with slips up to half a run bridged."""
        marked = np.zeros(len(codes), np.bool_)
        if not len(self._sorted):
            return marked
        hashes = gram_hashes(codes, self.n)
        maybe = np.flatnonzero(self._bloom[self._slot(hashes)])
        at = np.minimum(np.searchsorted(self._sorted, hashes[maybe]), len(self._sorted) - 1)
        starts = maybe[self._sorted[at] == hashes[maybe]]
        for shift in range(self.n if len(starts) else 0):
            marked[starts + shift] = True
        bridges = np.flatnonzero(np.diff(starts) > 1)
        for left, right in zip(starts[bridges] + self.n, starts[bridges + 1], strict=True):
            if right - left <= self.n // 2:
                marked[left:right] = True
        return marked


def stream(document: Document, readings: ReadingGrams, settings: ReuseSettings) -> Stream:
    """The body of ``document`` as numbers; a document without sentences is all body."""
    clean = document.clean
    codes, places = fold(clean)
    if document.sentences:
        body = np.zeros(len(clean) + 1, np.bool_)
        for sentence in document.sentences:
            if sentence.role == "body":
                body[sentence.clean_start : sentence.clean_end] = True
        kept = body[places]
        codes, places = codes[kept], places[kept]
    own = ~readings.quoted(codes)
    for match in _QUOTED.finditer(clean):
        if match.end() - match.start() - 2 >= settings.quoted:
            own[np.searchsorted(places, match.start()) : np.searchsorted(places, match.end())] = False
    return Stream(codes, places, own)
