"""Fingerprints of all documents in, pairs that may share text out.

Documents are compared through what they hold in common, never each with each. A whole-document MinHash
(datasketch 2.0, 128 permutations of 5-grams) was measured first: 1.9 ms a document, and it measures
resemblance, 0.40 for a text of which half is copied and 0.05 for a passage of 150 characters in 1,000, where
independent documents are too. Here each document keeps a fixed share of the hashes of its character runs,
chosen by their value (sampling as in Manber, 1994; near winnowing: Schleimer, Wilkerson and Aiken, 2003),
one sort brings equal ones together, and each holder is linked with the next few. That costs about a tenth,
finds containment, and time and memory grow with the number of characters.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reflectnlp.reuse.settings import ReuseSettings
from reflectnlp.reuse.streams import Stream, gram_hashes


def fingerprints(stream: Stream, settings: ReuseSettings) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The distinct hashes of the author's own runs, sorted, and the sampled ones among them."""
    hashes = gram_hashes(stream.codes, settings.gram)
    own = stream.own[: len(hashes)] & stream.own[len(stream.own) - len(hashes) :]
    runs = np.unique(hashes[own])
    return runs, runs[runs % np.uint64(settings.sample) == 0]


def find_candidates(prints: Sequence[NDArray[np.uint64]], settings: ReuseSettings) -> list[tuple[int, int]]:
    """Pairs of document numbers, sorted, lower one first, that share enough to be looked at.

    Parameters
    ----------
    prints
        The sampled fingerprints of each document, as ``fingerprints`` gives them.
    """
    n = len(prints)
    sizes = np.array([len(part) for part in prints], np.int64)
    # One number holds the leading bits of a fingerprint and its holder, so that one sort in place does.
    doc_bits = max(1, int(n - 1).bit_length())
    low = np.uint64((1 << doc_bits) - 1)
    keys = np.empty(int(sizes.sum()), np.uint64)
    end = 0
    for number, part in enumerate(prints):
        keys[end : (end := end + len(part))] = (part & ~low) | np.uint64(number)
    keys.sort()
    grams, holders = keys >> np.uint64(doc_bits), (keys & low).astype(np.int64)
    del keys
    held = _holders(grams)
    shared = held > 1
    common = held[shared] >= settings.common(n)
    links = _links(grams[shared], holders[shared], common, n, settings)
    return _enough(links, sizes, n, settings)


def _holders(grams: NDArray[np.uint64]) -> NDArray[np.int32]:
    """How many documents hold the gram at each place of a sorted array."""
    if not len(grams):
        return np.zeros(0, np.int32)
    starts = np.flatnonzero(np.concatenate([[True], grams[1:] != grams[:-1]]))
    counts = np.diff(np.append(starts, len(grams)))
    return np.repeat(counts, counts).astype(np.int32)


def _links(
    grams: NDArray[np.uint64],
    holders: NDArray[np.int64],
    is_common: NDArray[np.bool_],
    n: int,
    settings: ReuseSettings,
) -> NDArray[np.int64]:
    """Each holder of a gram with the next ones, as ``first * n + second``."""
    parts = []
    for step in range(1, settings.neighbours + 1):
        if step == settings.common_neighbours + 1:
            grams, holders = grams[~is_common], holders[~is_common]
        same = np.flatnonzero(grams[step:] == grams[:-step])
        if not len(same):
            break
        parts.append(holders[same] * n + holders[same + step])
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _enough(
    links: NDArray[np.int64], sizes: NDArray[np.int64], n: int, settings: ReuseSettings
) -> list[tuple[int, int]]:
    """Pairs that are linked often enough for the size of the smaller document."""
    pairs, counts = np.unique(links, return_counts=True)
    first, second = np.divmod(pairs, max(n, 1))
    smaller = np.minimum(sizes[first], sizes[second])
    kept = counts >= np.clip(settings.linked_share * smaller, settings.linked_least, settings.linked_most)
    return list(zip(first[kept].tolist(), second[kept].tolist(), strict=True))
