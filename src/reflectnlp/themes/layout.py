"""A batch in, where its clauses and the first and last words of its sentences lie out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reflectnlp.language.batch import Batch
from reflectnlp.themes.spans import Ints

CLAUSE_MARKS = "，,；;：:。！？!?\n"
_NUMBERS = "0123456789０１２３４５６７８９一二三四五六七八九十第（(①②③④⑤⑥⑦⑧⑨⑩"
_AFTER_NUMBER = "、.．）)，,是则条点"
_SKIPPED = " \t\u3000—-–·•●◆■★“”‘’\"'「」『』《》〈〉（）()【】[]、，,。.．；;：:！？!?…~～*#>\n"
# So many characters of punctuation or number a sentence may open or close with.
_FEW = 12


def _flags(characters: str) -> NDArray[np.bool_]:
    table = np.zeros(1 << 16, np.bool_)
    table[[ord(c) for c in characters]] = True
    return table


_MARK, _NUMBER, _AFTER, _SKIP = (_flags(c) for c in (CLAUSE_MARKS, _NUMBERS, _AFTER_NUMBER, _SKIPPED))


class Layout:
    """Clauses and edges of the sentences of a batch.

    A clause ends behind one of ``CLAUSE_MARKS``, or where its sentence ends.
    """

    __slots__ = ("_edges", "_points", "sent_end", "sent_start")

    def __init__(self, batch: Batch) -> None:
        self.sent_start, self.sent_end = batch.sent_start, batch.sent_end
        # Marks and numbers all lie in the first plane; the rest need only not be mistaken for them.
        self._points = np.append(np.minimum(batch.points, 0xFFFF), 0)
        edge = np.zeros(len(batch.text) + 2, np.bool_)
        edge[1:] = _MARK[self._points]
        edge[0] = edge[-1] = True
        edge[batch.sent_start] = edge[batch.sent_end] = True
        self._edges = np.flatnonzero(edge)

    def clause(self, offset: Ints) -> tuple[Ints, Ints]:
        """Start and end of the clause around each offset."""
        at = np.searchsorted(self._edges, offset, side="right")
        return self._edges[at - 1], self._edges[at]

    def lead(self, sentence: NDArray[np.int32]) -> Ints:
        """Where each sentence's first word starts: behind punctuation and a number like 一、 or 一是."""
        end = self.sent_end[sentence]
        start = self._forward(self.sent_start[sentence], end, _SKIP)
        number = self._forward(start, end, _NUMBER)
        counted = (number > start) & (number < end) & _AFTER[self._points[number]]
        behind = self._forward(np.where(counted, number + 1, start), end, _SKIP)
        return np.where(counted, behind, start)

    def tail(self, sentence: NDArray[np.int32]) -> Ints:
        """Where each sentence's last word ends: before punctuation."""
        start, at = self.sent_start[sentence], self.sent_end[sentence].copy()
        for _ in range(_FEW):
            on = (at > start) & _SKIP[self._points[at - 1]]
            if not on.any():
                break
            at -= on
        return at

    def _forward(self, at: Ints, end: Ints, skipped: NDArray[np.bool_]) -> Ints:
        at = at.copy()
        for _ in range(_FEW):
            on = (at < end) & skipped[self._points[at]]
            if not on.any():
                break
            at += on
        return at
