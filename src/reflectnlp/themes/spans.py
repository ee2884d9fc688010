"""Spans under keys in, answers to "does one touch, end before, begin after" out, for whole arrays at once.

A key is whatever groups spans that may answer each other: a theme's exclusions, a set of context strings.
Key and offset are packed into one number, so that one binary search in one sorted array answers a question
for every key together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Csr:
    """Lists of numbers, one list for each string: ``value[begin[i] : begin[i] + size[i]]`` is the i-th."""

    begin: Ints
    value: Ints
    size: Ints

    @classmethod
    def of(cls, lists: list[list[int]]) -> Csr:
        """Pack lists."""
        sizes = [len(one) for one in lists]
        begin = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
        value = np.array([value for one in lists for value in one], np.int64)
        return cls(begin[:-1], value, np.array(sizes, np.int64))

    def expand(self, which: NDArray[np.int32]) -> tuple[Ints, Ints]:
        """The lists of some strings laid behind each other.

        Returns
        -------
        row, value
            ``row`` is the position in ``which`` that each value belongs to.
        """
        first = self.begin.take(which)
        size = self.size.take(which)
        some = np.flatnonzero(size > 0)  # most strings have no list of a kind
        first, size = first.take(some), size.take(some)
        row = np.repeat(some, size)
        shift = np.repeat(first - (np.cumsum(size) - size), size)
        return row, self.value.take(np.arange(row.size) + shift)


def key_order(key: Ints) -> Ints:
    """The stable order of some small whole numbers; 16-bit ones are sorted by radix, in linear time."""
    small = key.size == 0 or int(key.max()) < 1 << 16
    return np.argsort(key.astype(np.uint16) if small else key, kind="stable")


class Spans:
    """Spans under keys.

    Parameters
    ----------
    key
        Small whole numbers, shape (n,).
    start, end
        Half-open offsets, shape (n,), ordered by start.
    n_chars
        Length of the text that they point into.
    """

    __slots__ = ("_end", "_reach", "_sorted", "_start", "_stride")

    def __init__(self, key: Ints, start: Ints, end: Ints, *, n_chars: int) -> None:
        order = key_order(key)
        self._stride = n_chars + 1
        base = key.take(order) * self._stride
        self._start = base + start.take(order)
        self._end = base + end.take(order)
        # The furthest end so far; a new key's numbers lie above all earlier ones.
        self._sorted: Ints | None = None
        self._reach = np.concatenate((np.full(1, -1), np.maximum.accumulate(self._end)))

    def touched(self, key: Ints, low: Ints, high: Ints) -> Flags:
        """Whether a span of each key shares a character with [low, high); shape of ``key``."""
        base = key * self._stride
        at = np.searchsorted(self._start, base + high, side="left")
        found: Flags = self._reach.take(at) > base + low
        return found

    def around(self, key: Ints, low: Ints, high: Ints) -> Flags:
        """Whether a span of each key holds [low, high) wholly; shape of ``key``."""
        base = key * self._stride
        at = np.searchsorted(self._start, base + low, side="right")
        found: Flags = self._reach.take(at) >= base + high
        return found

    def next_start(self, key: Ints, at: Ints) -> Ints:
        """The nearest start of a span of each key at or behind ``at``; far away if there is none."""
        base = key * self._stride
        place = np.searchsorted(self._start, base + at, side="left")
        found = np.append(self._start, -1).take(place) - base
        return np.where((found >= at) & (found < self._stride), found, 1 << 40)

    def last_end(self, key: Ints, at: Ints) -> Ints:
        """The nearest end of a span of each key at or before ``at``; far away if there is none."""
        base = key * self._stride
        if self._sorted is None:
            self._sorted = np.concatenate((np.full(1, -1), np.sort(self._end, kind="stable")))
        place = np.searchsorted(self._sorted[1:], base + at, side="right")
        found = self._sorted.take(place) - base
        return np.where(found > 0, found, -(1 << 40))
