"""Two candidate documents in, what they share out, or nothing when it is too little to report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reflectnlp.records import Document
from reflectnlp.reuse.common import CommonPhrases
from reflectnlp.reuse.passages import Passage, Seeds, find_passages, seeds
from reflectnlp.reuse.settings import ReuseSettings
from reflectnlp.reuse.streams import ReadingGrams, Stream, stream

_CACHED = 4096  # prepared documents that are held at once


@dataclass(frozen=True, slots=True)
class Shared:
    """What two documents share, by their numbers; passages are ranges of ``Document.clean``."""

    first: int
    second: int
    share: float
    other_share: float
    passages: tuple[Passage, ...]

    @property
    def longest(self) -> int:
        """Characters of the longest passage in the clean text of the first."""
        return max(passage.end - passage.start for passage in self.passages)


@dataclass(frozen=True, slots=True)
class _Side:
    """A prepared document; ``common`` marks the characters that lie in common phrases."""

    stream: Stream
    common: NDArray[np.bool_]
    seeds: Seeds

    def own(self, start: int, end: int, *, rare: bool) -> int:
        """Own characters in a range of codes, without common phrases if ``rare``."""
        counted = self.stream.own[start:end]
        return int((counted & ~self.common[start:end]).sum() if rare else counted.sum())

    def share(self, n: int) -> float:
        """``n`` as a share of the own characters; 0 when there are none."""
        return n / self.stream.n_own if n else 0.0

    def places(self, start: int, end: int) -> tuple[int, int]:
        """A range of codes as a range of the clean text."""
        return int(self.stream.places[start]), int(self.stream.places[end - 1]) + 1


class Comparison:
    """Compares two of ``documents`` by number; keeps those prepared that were used last."""

    def __init__(
        self,
        documents: Sequence[Document],
        grams: ReadingGrams,
        phrases: CommonPhrases,
        settings: ReuseSettings,
    ) -> None:
        self.settings = settings

        def prepare(number: int) -> _Side:
            prepared = stream(documents[number], grams, settings)
            return _Side(prepared, phrases.covered(prepared.codes), seeds(prepared.codes, settings))

        self._side = lru_cache(maxsize=_CACHED)(prepare)

    def __call__(self, first: int, second: int) -> tuple[Shared, ...]:
        """What the two share, as a tuple of one; empty when it is too little to report."""
        left, right = self._side(first), self._side(second)
        passages = find_passages(left.seeds, right.seeds, self.settings)
        if not passages:
            return ()
        whole = [self._counted(left, right, passage, rare=False) for passage in passages]
        n_own, n_other = (sum(column) for column in zip(*whole, strict=True))
        if max(left.share(n_own), right.share(n_other)) >= self.settings.near_copy:
            return self._report(first, second, passages, whole)
        long = self.settings.long_passage
        counted = [
            both if passage.end - passage.start >= long else self._counted(left, right, passage, rare=True)
            for passage, both in zip(passages, whole, strict=True)
        ]
        return self._report(first, second, passages, counted)

    def _report(
        self, first: int, second: int, passages: Sequence[Passage], counted: Sequence[tuple[int, int]]
    ) -> tuple[Shared, ...]:
        """The passages that are mostly the authors' own, when they are enough together or by one."""
        left, right, settings = self._side(first), self._side(second), self.settings
        kept = [
            (passage, own, other)
            for passage, (own, other) in zip(passages, counted, strict=True)
            if 2 * min(own, other) >= settings.passage
        ]
        own, other = sum(row[1] for row in kept), sum(row[2] for row in kept)
        share, other_share = left.share(own), right.share(other)
        longest = max((min(row[1:]) for row in kept), default=0)
        much = max(share, other_share) >= settings.least_share and min(own, other) >= settings.least_chars
        if not much and longest < settings.least_long:
            return ()
        spans = [
            Passage(*left.places(row.start, row.end), *right.places(row.other_start, row.other_end))
            for row, _, _ in kept
        ]
        return (Shared(first, second, share, other_share, tuple(spans)),)

    @staticmethod
    def _counted(left: _Side, right: _Side, passage: Passage, *, rare: bool) -> tuple[int, int]:
        return (
            left.own(passage.start, passage.end, rare=rare),
            right.own(passage.other_start, passage.other_end, rare=rare),
        )
