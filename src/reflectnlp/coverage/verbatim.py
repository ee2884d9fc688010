"""A batch and the readings in, the share of each document that was copied from each reading out.

Copied is what stands in a run of at least twelve letters that the reading has too. Phrases that several
readings share, and formulas that everybody writes (``data/stock.txt``), are nobody's: they do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from reflectnlp.coverage.letters import letters, squash
from reflectnlp.coverage.readings import Reading
from reflectnlp.coverage.runs import GramIndex, find_runs, gram_hashes, gram_index
from reflectnlp.language.strings import code_points

LENGTH = 12


@cache
def stock_phrases() -> tuple[str, ...]:
    """The packaged formulas of at least twelve letters, as letters."""
    text = resources.files("reflectnlp.coverage").joinpath("data", "stock.txt").read_text(encoding="utf-8")
    lines = (squash(line.partition("#")[0]) for line in text.splitlines())
    return tuple(sorted({line for line in lines if len(line) >= LENGTH}))


class Verbatim:
    """The readings' texts, ready to be compared with batches."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        index = gram_index([reading.text for reading in readings], LENGTH)
        self._n_readings = len(readings)
        self._index = _without_stock(index)

    def shares(self, letter: NDArray[np.uint32], doc: NDArray[np.int32], n_docs: int) -> NDArray[np.float64]:
        """Shares of the documents' letters that stand in copied runs.

        Parameters
        ----------
        letter, doc
            The batch's letters and the document of each.
        n_docs
            Number of documents.

        Returns
        -------
        numpy.ndarray
            Shape (n_docs, n_readings), in [0, 1]; 0 for a document without letters.
        """
        runs = find_runs(letter, doc, self._index)
        # Readings laid one behind the other, so that one sweep over the runs unites them.
        start = runs.start + runs.text.astype(np.int64) * (letter.size + 1)
        order = np.argsort(start, kind="stable")
        start, end = start[order], (start + runs.length)[order]
        reached = np.append(0, np.maximum.accumulate(end))[:-1]
        new = np.maximum(end - np.maximum(start, reached), 0)
        cell = doc[runs.start[order]] * np.int64(self._n_readings) + runs.text[order]
        copied = np.bincount(cell, new, minlength=n_docs * self._n_readings)
        total = np.maximum(np.bincount(doc, minlength=n_docs), 1)
        return copied.reshape(n_docs, self._n_readings) / total[:, None]


def _without_stock(index: GramIndex) -> GramIndex:
    """The grams that only one reading has and that no formula holds."""
    group = np.cumsum(np.append(True, index.key[1:] != index.key[:-1])[: index.key.size]) - 1
    n_groups = int(group.max(initial=-1)) + 1
    low, high = np.full(n_groups, np.iinfo(np.int32).max), np.full(n_groups, -1)
    np.minimum.at(low, group, index.text)
    np.maximum.at(high, group, index.text)
    grams = [gram_hashes(letters(code_points(phrase))[0], LENGTH) for phrase in stock_phrases()]
    kept = (low == high)[group] & ~np.isin(index.key, np.concatenate(grams))
    return GramIndex(
        index.length, index.key[kept], index.text[kept], index.place[kept], index.n_letters, index.filter
    )
