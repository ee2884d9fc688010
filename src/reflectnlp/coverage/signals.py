"""What sentences share with points in, the signals of every candidate window out.

A *window* is a coded sentence, or two neighbouring ones. A *cell* is a window with a point it shares more
than a chance pair of characters with; only cells are looked at closely. Each signal can be read off: how much
of the point's words, characters, concepts the window holds, how much of the window they explain, the longest
common run, and by how much the window fits this point better than any other point of the same reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reflectnlp.coverage.overlap import Rows
from reflectnlp.coverage.units import BLOCKS

_GATE = 0.3  # weight of shared pairs of characters
_MARGINS = ("word.U", "char.U", "pair.U", "concept.U", "soft.U", "char.T", "pair.T", "concept.T", "soft.T")
SIGNALS = (
    *BLOCKS,
    "words of the window",
    "characters of the window",
    "concepts of the window",
    "run",
    "two sentences",
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


def cells_of(rows: Rows, run: NDArray[np.float32], blocks: Sequence[slice]) -> Cells:
    """The candidate windows of a batch and their signals.

    Parameters
    ----------
    rows
        What the sentences share with the points.
    run
        Shape (n_rows, n_points): letters of the longest common run of each sentence and point.
    blocks
        The points of each reading, as a range of columns.
    """
    singles = np.arange(rows.sent.size)
    first = np.concatenate((singles, np.flatnonzero(rows.joined)))
    second = np.concatenate((singles, np.flatnonzero(rows.joined) + 1))
    is_pair = np.arange(first.size) >= singles.size
    window, point = np.nonzero(_window_values(rows, "pair.U", first, second) > _GATE)
    one, two = first[window], second[window]
    pair = is_pair[window][:, None]
    held = rows.shared[one, :, point]
    held += np.where(pair, rows.shared[two, :, point] - rows.both[one, :, point], 0)
    of_window = np.stack(
        [
            held[:, BLOCKS.index("word.U")] / (_total(rows.word_weight, one, two) + 0.5),
            held[:, BLOCKS.index("pair.U")] / (_total(rows.n_letters, one, two) + 5.0),
            held[:, BLOCKS.index("concept.U")]
            / (
                _total(rows.concept_weight, one, two) - np.where(pair[:, 0], rows.concepts_both[one], 0) + 0.5
            ),
        ],
        axis=1,
    )
    longest = np.maximum(run[one, point], run[two, point])
    margins = [
        _margin(_window_values(rows, block, first, second), blocks)[window, point] for block in _MARGINS
    ]
    signal = np.concatenate(
        (
            np.log1p(3 * held),
            np.log1p(3 * of_window),
            np.log1p(3 * longest)[:, None],
            pair,
            np.stack(margins, axis=1),
        ),
        axis=1,
    )
    return Cells(one, two, point, signal.astype(np.float32))


def _total(values: Floats, one: Ints, two: Ints) -> Floats:
    return values[one] + np.where(one == two, 0, values[two])


def _window_values(rows: Rows, block: str, first: Ints, second: Ints) -> NDArray[np.float32]:
    """One block for all windows, shape (n_windows, n_points)."""
    number = BLOCKS.index(block)
    own, both = rows.shared[:, number], rows.both[:, number]
    n = rows.sent.size
    pairs = own[first[n:]] + own[second[n:]] - both[first[n:]]
    return np.concatenate((own, pairs))


def _margin(values: NDArray[np.float32], blocks: Sequence[slice]) -> NDArray[np.float32]:
    """Each value less the highest one of another point of the same reading (0 where there is none)."""
    result = np.empty_like(values)
    for block in blocks:
        part = values[:, block]
        if part.shape[1] < 2:
            result[:, block] = part
            continue
        top = np.partition(part, -2, axis=1)[:, -2:]
        second, best = top[:, :1], top[:, 1:]
        result[:, block] = part - np.where(part == best, second, best)
    return result
