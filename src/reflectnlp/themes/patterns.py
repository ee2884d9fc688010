"""Places of pattern parts in, places of whole patterns out.

A pattern 甲…乙…丙 stands where its parts follow each other within their gaps. Walking from the last part to
the first keeps the search exact: a part is good if a *good* next part follows soon enough, and the nearest
good one is the best, since only the distance between neighbours matters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reflectnlp.themes.compiled import Compiled
from reflectnlp.themes.layout import Layout
from reflectnlp.themes.spans import Flags, Ints


@dataclass(frozen=True, slots=True)
class Parts:
    """Places of pattern parts, ordered by (slot, start); all of shape (n,)."""

    slot: Ints
    start: Ints
    end: Ints
    sent_end: Ints

    def kept(self, which: NDArray[np.bool_] | Ints) -> Parts:
        """Some of them."""
        return Parts(self.slot[which], self.start[which], self.end[which], self.sent_end[which])


@dataclass(frozen=True, slots=True)
class Chains:
    """Whole patterns: term, span, and for each link the part it goes through.

    ``link[k]`` holds, for each chain, the row of `Parts` of its (k+1)-th part, -1 beyond its last.
    """

    term: Ints
    start: Ints
    end: Ints
    link: list[Ints]

    def kept(self, which: Ints) -> Chains:
        """Some of them."""
        return Chains(
            self.term[which], self.start[which], self.end[which], [link[which] for link in self.link]
        )


class Chainer:
    """Finds chains; built once per scheme."""

    __slots__ = ("_compiled", "_gap", "_n_levels", "_sentence")

    def __init__(self, compiled: Compiled) -> None:
        terms = [compiled.terms[i] for i in compiled.slot_term.tolist()]
        self._compiled = compiled
        self._gap = np.array([term.gap for term in terms], np.int64)
        self._sentence = np.array([term.scope == "sentence" for term in terms], np.bool_)
        self._n_levels = int(compiled.slot_left.max()) + 1 if terms else 0

    def chains(self, parts: Parts, layout: Layout) -> Chains:
        """All chains, one for each place of a first part from which one can be completed."""
        left = self._compiled.slot_left[parts.slot] if self._n_levels else parts.slot
        stride = int(parts.end.max()) + 1 if parts.end.size else 1
        n = parts.slot.size
        follow, final = np.full(n, -1), parts.end.copy()
        good = np.flatnonzero(left == 0)
        for level in range(1, self._n_levels):
            rows = np.flatnonzero(left == level)
            if not good.size or not rows.size:
                good = rows[:0]
                continue
            slot, end = parts.slot[rows], parts.end[rows]
            place = np.searchsorted(parts.slot[good] * stride + parts.start[good], (slot + 1) * stride + end)
            after = good[np.minimum(place, good.size - 1)]
            near = (place < good.size) & (parts.slot[after] == slot + 1)
            near &= parts.start[after] - end <= self._gap[slot]
            rows, after = rows[near], after[near]
            inside = self._inside(parts, rows, after, layout)
            rows, after = rows[inside], after[inside]
            follow[rows], final[rows] = after, final[after]
            good = rows
        return self._collect(parts, follow, final)

    def _inside(self, parts: Parts, rows: Ints, after: Ints, layout: Layout) -> Flags:
        _, clause_end = layout.clause(parts.end[rows] - 1)
        border = np.where(self._sentence[parts.slot[rows]], parts.sent_end[rows], clause_end)
        inside: Flags = parts.start[after] < np.minimum(border, parts.sent_end[rows])
        return inside

    def _collect(self, parts: Parts, follow: Ints, final: Ints) -> Chains:
        term = self._compiled.slot_term[parts.slot] if self._n_levels else parts.slot
        is_first = np.ones(parts.slot.size, np.bool_)
        if self._n_levels:
            opens = np.concatenate((np.ones(1, np.bool_), np.diff(self._compiled.slot_term) != 0))
            is_first = opens[parts.slot]
        first = np.flatnonzero(is_first & (follow >= 0))
        link, at = [first], first
        for _ in range(1, self._n_levels):
            at = np.where(at >= 0, follow[at], -1)
            link.append(at)
        return Chains(term[first], parts.start[first], final[first], link)
