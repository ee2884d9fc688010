"""Letters of a batch and of the readings in, the runs that both have out.

A run is a stretch of letters (punctuation and width do not matter) that stands in both texts. Runs are found
through grams of a fixed length: equal grams on one diagonal (position here less position there) that follow
each other make a run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reflectnlp.coverage.letters import letters
from reflectnlp.language.strings import code_points

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SPARSE = 128  # places of the filter for each gram, so that few others pass


def _power(n: int) -> np.uint64:
    return np.uint64(pow(int(_PRIME), n, 1 << 64))


def gram_hashes(letter: NDArray[np.uint32], length: int) -> NDArray[np.uint64]:
    """A 64-bit hash of every gram, shape (n_letters - length + 1,), or (0,) for a shorter text."""
    n = letter.size - length + 1
    if n <= 0:
        return np.zeros(0, np.uint64)
    # Σ letterᵢ · Pⁿ⁻¹⁻ⁱ: two grams laid behind each other make a longer one, so few steps make any length.
    part, size = letter.astype(np.uint64), 1
    key, done = np.zeros(letter.size + 1, np.uint64), 0
    while True:
        if length & size:
            key = key[: letter.size - done - size + 1] * _power(size) + part[done:]
            done += size
        if done == length:
            break
        part = part[:-size] * _power(size) + part[size:]
        size *= 2
    key = (key ^ (key >> np.uint64(31))) * _MIX
    mixed: NDArray[np.uint64] = key ^ (key >> np.uint64(29))
    return mixed


@dataclass(frozen=True, slots=True)
class GramIndex:
    """The grams of some texts.

    Attributes
    ----------
    length
        Letters of a gram.
    key
        Their hashes, sorted.
    text
        Shape (n_grams,): the number of the text each comes from.
    place
        Shape (n_grams,): where it stands among the letters of all texts.
    n_letters
        Shape (n_texts,).
    filter
        Shape (2^n,): whether any hash begins with these n bits; most grams of a document need no more. It is
        small, so that it stays in the processor's cache.
    """

    length: int
    key: NDArray[np.uint64]
    text: NDArray[np.int32]
    place: NDArray[np.int64]
    n_letters: NDArray[np.int64]
    filter: NDArray[np.bool_]

    def find(self, letter: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All pairs (gram of ``letter``, gram of the index) that are equal, by their positions."""
        key = gram_hashes(letter, self.length)
        some = np.flatnonzero(self.filter.take((key >> _shift(self.filter)).view(np.int64)))
        low = np.searchsorted(self.key, key[some], side="left")
        count = np.searchsorted(self.key, key[some], side="right") - low
        here = np.repeat(some, count)
        step = np.arange(here.size) - np.repeat(np.cumsum(count) - count, count)
        return here, np.repeat(low, count) + step


def _shift(places: NDArray[np.bool_]) -> np.uint64:
    """How far a hash is shifted to give its place."""
    return np.uint64(65 - places.size.bit_length())


def gram_index(texts: Sequence[str], length: int) -> GramIndex:
    """Index the grams of texts."""
    found = [letters(code_points(text))[0] for text in texts]
    n_letters = np.array([letter.size for letter in found], np.int64)
    keys = [gram_hashes(letter, length) for letter in found]
    key = np.concatenate(keys) if keys else np.zeros(0, np.uint64)
    begin = np.cumsum(n_letters) - n_letters
    text = np.repeat(np.arange(len(found), dtype=np.int32), [k.size for k in keys])
    place = np.concatenate([np.arange(k.size) + b for k, b in zip(keys, begin, strict=True)] or [begin])
    order = np.argsort(key, kind="stable")
    known = np.zeros(1 << (_SPARSE * key.size).bit_length(), np.bool_)
    known[(key >> _shift(known)).view(np.int64)] = True
    return GramIndex(length, key[order], text[order], place[order].astype(np.int64), n_letters, known)


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs that a batch shares with indexed texts.

    ``start`` is the first letter (counted among the batch's letters), ``there`` its place in the index,
    ``length`` the number of letters, ``text`` the number of the text; all have the shape (n_runs,).
    """

    start: NDArray[np.int64]
    there: NDArray[np.int64]
    length: NDArray[np.int64]
    text: NDArray[np.int32]


def find_runs(letter: NDArray[np.uint32], part: NDArray[np.int32], index: GramIndex) -> Runs:
    """The runs of a batch.

    Parameters
    ----------
    letter
        The batch's letters.
    part
        Shape (n_letters,): the sentence or document that holds each; no run reaches from one into another.
        Letters of part -1 are not looked at.
    index
        The grams to look for.

    Returns
    -------
    Runs
        At least ``index.length`` letters long.
    """
    here, gram = index.find(letter)
    last = here + index.length - 1
    inside = (part[here] >= 0) & (part[here] == part[last])
    here, gram = here[inside], gram[inside]
    text, there = index.text[gram], index.place[gram]
    diagonal = there - here
    # Texts lie one behind the other, so a diagonal meets each only in one stretch; the text keeps them apart.
    order = np.lexsort((here, text, diagonal))
    here, there, text, diagonal = here[order], there[order], text[order], diagonal[order]
    goes_on = (
        (here[1:] == here[:-1] + 1)
        & (diagonal[1:] == diagonal[:-1])
        & (text[1:] == text[:-1])
        & (part[here[1:]] == part[here[:-1]])
    )
    first = np.flatnonzero(np.append(True, ~goes_on)[: here.size])
    n_grams = np.diff(np.append(first, here.size))
    return Runs(here[first], there[first], n_grams + index.length - 1, text[first])
