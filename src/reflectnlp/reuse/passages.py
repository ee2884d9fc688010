"""Two documents as numbers in, the passages they share out.

Exact verification of a candidate pair: equal runs of a few characters are chained into passages that may
hold small edits. Reordered paragraphs give one passage each.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reflectnlp.reuse.settings import ReuseSettings
from reflectnlp.reuse.streams import gram_hashes


@dataclass(slots=True)
class _Chain:
    """A passage that is being put together; all numbers are places in the two streams."""

    start: int
    end: int
    other_start: int
    other_end: int
    equal: int = field(default=0)


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A passage as half-open ranges of codes in both streams."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class Seeds:
    """The short runs of a stream, sorted by hash, and where each begins; prepared once a document."""

    hashes: NDArray[np.uint64]
    places: NDArray[np.int64]
    n_codes: int


def seeds(codes: NDArray[np.uint32], settings: ReuseSettings) -> Seeds:
    """The runs of ``settings.seed`` codes of a stream."""
    hashes = gram_hashes(codes, settings.seed)
    order = np.argsort(hashes, kind="stable")
    return Seeds(hashes[order], order, len(codes))


def find_passages(left: Seeds, right: Seeds, settings: ReuseSettings) -> tuple[Passage, ...]:
    """Passages of at least ``settings.passage`` codes that both streams hold, in the order of the first.

    Passages do not overlap on either side: the longest is taken first.
    """
    chains = _chain(_equal_runs(left, right, settings), settings)
    long = [chain for chain in chains if _holds(chain, settings)]
    long.sort(key=lambda chain: (chain.start - chain.end, chain.start, chain.other_start))
    return _without_overlap(long, left.n_codes, right.n_codes, settings.passage)


def _equal_runs(left: Seeds, right: Seeds, settings: ReuseSettings) -> list[tuple[int, int, int, int]]:
    """Equal runs as ``(start, other_start, length, equal)``; runs on one diagonal within a gap are joined."""
    n = settings.seed
    first = np.searchsorted(right.hashes, left.hashes, "left")
    counts = np.searchsorted(right.hashes, left.hashes, "right") - first
    counts[counts > settings.repeats] = 0
    held = np.flatnonzero(counts)
    first, counts = first[held], counts[held]
    i = np.repeat(left.places[held], counts)
    if not len(i):
        return []
    offsets = np.arange(len(i)) - np.repeat(np.cumsum(counts) - counts, counts)
    j = right.places[np.repeat(first, counts) + offsets]
    by_diagonal = np.lexsort((i, i - j))
    i, j = i[by_diagonal], j[by_diagonal]
    step, same = np.diff(i), np.diff(i - j) == 0
    cuts = np.flatnonzero(~same | (step > n + settings.gap)) + 1
    starts, ends = np.concatenate([[0], cuts]), np.concatenate([cuts, [len(i)]]) - 1
    new = np.concatenate([[n], np.where(same, np.minimum(step, n), n)])
    equal = np.add.reduceat(new, starts)
    order = np.lexsort((j[starts], i[starts]))
    return list(
        zip(
            i[starts][order].tolist(),
            j[starts][order].tolist(),
            (i[ends] - i[starts] + n)[order].tolist(),
            equal[order].tolist(),
            strict=True,
        )
    )


def _chain(runs: list[tuple[int, int, int, int]], settings: ReuseSettings) -> list[_Chain]:
    """Join runs that follow each other on both sides within the gap."""
    done: list[_Chain] = []
    open_: list[_Chain] = []
    gap, slack = settings.gap, settings.seed
    for start, other_start, length, equal in runs:
        near = [chain for chain in open_ if chain.end + gap >= start]
        if len(near) != len(open_):
            done += [chain for chain in open_ if chain.end + gap < start]
            open_ = near
        best = None
        for chain in open_:
            here, there = start - chain.end, other_start - chain.other_end
            if -slack <= here and -slack <= there <= gap and (best is None or chain.equal > best.equal):
                best = chain
        if best is None:
            open_.append(_Chain(start, start + length, other_start, other_start + length, equal))
        elif start + length > best.end and other_start + length > best.other_end:
            overlap = max(0, best.end - start, best.other_end - other_start)
            best.end, best.other_end = start + length, other_start + length
            best.equal += equal - overlap
    return done + open_


def _holds(chain: _Chain, settings: ReuseSettings) -> bool:
    longer = max(chain.end - chain.start, chain.other_end - chain.other_start)
    return chain.equal >= settings.filled * longer and chain.end - chain.start >= settings.passage


def _without_overlap(chains: list[_Chain], size: int, other_size: int, least: int) -> tuple[Passage, ...]:
    """The longest first; a chain that meets a taken one is left out unless enough of it is free."""
    taken, other_taken = np.zeros(size, np.bool_), np.zeros(other_size, np.bool_)
    kept = []
    for chain in chains:
        start, end = chain.start, chain.end
        other_start, other_end = chain.other_start, chain.other_end
        while start < end and (taken[start] or (other_start < other_size and other_taken[other_start])):
            start, other_start = start + 1, other_start + 1
        while start < end and (taken[end - 1] or (other_end > 0 and other_taken[other_end - 1])):
            end, other_end = end - 1, other_end - 1
        if end - start < least or other_end - other_start < least:
            continue
        if taken[start:end].any() or other_taken[other_start:other_end].any():
            continue
        taken[start:end] = other_taken[other_start:other_end] = True
        kept.append(Passage(start, end, other_start, other_end))
    return tuple(sorted(kept))
