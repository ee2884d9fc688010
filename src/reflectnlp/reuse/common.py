"""The character runs of all documents in, what is a common phrase out.

What many documents say alike is nobody's discovery and nobody's theft. All runs are counted, not only the
sampled ones: a short phrase may hold no sampled run at all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reflectnlp.reuse.streams import gram_hashes

_LEAST_BITS, _MOST_BITS = 16, 26  # at most 64 million counters, 256 MB


class CommonPhrases:
    """Counts in how many documents each run of ``gram`` codes stands.

    Runs share counters (by the leading bits of their hash), at two counters a run up to 32 million runs.
    Beyond that a counter may count some runs too many, far fewer than the limit.

    Parameters
    ----------
    gram
        Length of a run.
    least
        From how many documents on a run is common.
    n_runs
        About how many runs will be counted.
    """

    def __init__(self, gram: int, *, least: int, n_runs: int) -> None:
        bits = min(_MOST_BITS, max(_LEAST_BITS, int(n_runs).bit_length() + 1))
        self.gram, self.least = gram, least
        self._shift = np.uint64(64 - bits)
        self._counts = np.zeros(1 << bits, np.uint32)

    def add(self, hashes: NDArray[np.uint64]) -> None:
        """Count the runs of one document; ``hashes`` are theirs, each once."""
        np.add.at(self._counts, hashes >> self._shift, np.uint32(1))

    def covered(self, codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Whether each code of a document lies in a common run; shape of ``codes``."""
        marked = np.zeros(len(codes), np.bool_)
        slots = gram_hashes(codes, self.gram) >> self._shift
        common = np.flatnonzero(self._counts[slots] >= self.least)
        for shift in range(self.gram if len(common) else 0):
            marked[common + shift] = True
        return marked
