"""What sentences share with points in, the signals of every candidate window out.

A *window* is a coded sentence, or two neighbouring ones. A *cell* is a window with a point it shares more
than chance words with; only cells are looked at closely. Each signal can be read off: how much
of the point's words, characters, concepts the window holds, how much of the window they explain, the longest
common run, and by how much the window fits this point better than any other point of the same reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reflectnlp.coverage.overlap import Rows
from reflectnlp.coverage.similarity import SIGNAL as EMBEDDING
from reflectnlp.coverage.units import BLOCKS

_GATE = 1.3  # below it one covered point in thirty has its evidence, nearly all beyond recognition
_HELD = BLOCKS[:-1]
_MARGINS = ("pair.U", "soft.U")
SIGNALS = (
    *_HELD,
    "words of the window",
    "characters of the window",
    "concepts of the window",
    "run",
    "two sentences",
    EMBEDDING,
    *(f"margin {block}" for block in _MARGINS),
)
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cells:
    """Windows with points.

    Attributes
    ----------
    first, second
        Shape (n_cells,): rows of the window; equal for a single sentence.
    point
        Shape (n_cells,).
    signal
        Shape (n_cells, len(SIGNALS)).
    """

    first: Ints
    second: Ints
    point: Ints
    signal: NDArray[np.float32]


def cells_of(
    rows: Rows, run: NDArray[np.float32], blocks: Sequence[slice], *, close: NDArray[np.float32] | None = None
) -> Cells:
    """The candidate windows of a batch and their signals.

    Parameters
    ----------
    rows
        What the sentences share with the points.
    run
        Shape (n_rows, n_points): letters of the longest common run of each sentence and point.
    blocks
        The points of each reading, as a range of columns.
    close
        Shape (n_rows, n_points): cosine of a sentence model; without one the signal is 0.
    """
    n = rows.sent.size
    window, point = np.nonzero(_window_values(rows, "gate", np.arange(n + rows.joined.size)) > _GATE)
    # Windows up to n are sentences; those from n on are pairs, in the order of ``joined``.
    is_pair = window >= n
    pair = window[is_pair] - n
    one = np.where(is_pair, np.append(rows.joined, -1)[np.where(is_pair, window - n, -1)], window)
    two = np.where(is_pair, one + 1, one)
    held = rows.shared[one, :, point]
    held[is_pair] += rows.shared[two[is_pair], :, point[is_pair]] - rows.both[pair, :, point[is_pair]]
    concept_weight = _total(rows.concept_weight, one, two)
    concept_weight[is_pair] -= rows.concepts_both[pair]
    of_window = np.stack(
        [
            held[:, BLOCKS.index("word.U")] / (_total(rows.word_weight, one, two) + 0.5),
            held[:, BLOCKS.index("pair.U")] / (_total(rows.n_letters, one, two) + 5.0),
            held[:, BLOCKS.index("concept.U")] / (concept_weight + 0.5),
        ],
        axis=1,
    )
    longest = np.maximum(run[one, point], run[two, point])
    looked_at, where = np.unique(window, return_inverse=True)
    margins = [_margin(_window_values(rows, block, looked_at), blocks)[where, point] for block in _MARGINS]
    amounts = np.concatenate((held[:, : len(_HELD)], of_window, longest[:, None]), axis=1)
    embedding = np.zeros(one.size) if close is None else np.maximum(close[one, point], close[two, point])
    signal = np.concatenate(
        (np.log1p(3 * amounts), is_pair[:, None], embedding[:, None], np.stack(margins, axis=1)), axis=1
    )
    return Cells(one, two, point, signal.astype(np.float32))


def _total(values: Floats, one: Ints, two: Ints) -> Floats:
    return values[one] + np.where(one == two, 0, values[two])


def _window_values(rows: Rows, block: str, window: Ints) -> NDArray[np.float32]:
    """One block for some windows, shape (n_windows, n_points)."""
    number, n = BLOCKS.index(block), rows.sent.size
    own, both = rows.shared[:, number], rows.both[:, number]
    single, pair = window[window < n], window[window >= n] - n
    first = rows.joined[pair]
    return np.concatenate((own[single], own[first] + own[first + 1] - both[pair]))


def _margin(values: NDArray[np.float32], blocks: Sequence[slice]) -> NDArray[np.float32]:
    """Each value less the highest one of another point of the same reading (0 where there is none)."""
    some = [block for block in blocks if block.stop > block.start]
    if not some or not values.size:
        return values
    start = [block.start for block in some]
    size = [block.stop - block.start for block in some]
    best = np.repeat(np.maximum.reduceat(values, start, axis=1), size, axis=1)
    # Nothing is below zero, so the best ones leave zero behind.
    is_best = values == best
    second = np.repeat(np.maximum.reduceat(np.where(is_best, 0, values), start, axis=1), size, axis=1)
    margin: NDArray[np.float32] = values - np.where(is_best, second, best)
    return margin
