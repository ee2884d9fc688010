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

from reflectnlp.coverage.overlap import Rows, amounts_of
from reflectnlp.coverage.similarity import SIGNAL as EMBEDDING
from reflectnlp.coverage.units import BLOCKS, WIDE

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
    gate = _window_values(rows, "gate", np.arange(n + rows.joined.size))
    window, point = np.divmod(np.flatnonzero(gate > _GATE), max(rows.units.n_points, 1))
    # Windows up to n are sentences; those from n on are pairs, in the order of ``joined``.
    is_pair = window >= n
    pair = window[is_pair] - n
    one = np.where(is_pair, np.append(rows.joined, -1)[np.where(is_pair, window - n, -1)], window)
    two = np.where(is_pair, one + 1, one)
    held = _held(rows, one, two, point=point, is_pair=is_pair, pair=pair)
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
    is_new = np.diff(window, prepend=-1) != 0  # windows come in order
    looked_at, where = window[is_new], np.cumsum(is_new) - 1
    margins = [
        _margin(_window_values(rows, block, looked_at), blocks, window=where, point=point)
        for block in _MARGINS
    ]
    amounts = np.concatenate((held, of_window, longest[:, None]), axis=1)
    embedding = np.zeros(one.size) if close is None else np.maximum(close[one, point], close[two, point])
    signal = np.concatenate(
        (np.log1p(3 * amounts), is_pair[:, None], embedding[:, None], np.stack(margins, axis=1)), axis=1
    )
    return Cells(one, two, point, signal.astype(np.float32))


def _held(
    rows: Rows, one: Ints, two: Ints, *, point: Ints, is_pair: NDArray[np.bool_], pair: Ints
) -> NDArray[np.float32]:
    """What each window holds of its point, shape (n_cells, len(_HELD))."""
    # A sentence stands in up to three windows with the same point.
    n_points = rows.units.n_points
    wanted = np.zeros(rows.sent.size * n_points, np.bool_)
    first, second = one * n_points + point, two * n_points + point
    wanted[first] = wanted[second] = True
    cell = np.flatnonzero(wanted)
    number = np.zeros(wanted.size, np.int32)
    number[cell] = np.arange(cell.size)
    amounts = amounts_of(rows.held, rows.units, *np.divmod(cell, max(n_points, 1)))
    held: NDArray[np.float32] = amounts[number[first]]
    both = amounts_of(rows.meet, rows.units, pair, point[is_pair])
    held[is_pair] += amounts[number[second[is_pair]]] - both
    return held


def _total(values: Floats, one: Ints, two: Ints) -> Floats:
    return values[one] + np.where(one == two, 0, values[two])


def _window_values(rows: Rows, block: str, window: Ints) -> NDArray[np.float32]:
    """One block for some windows, shape (n_windows, n_points)."""
    number, n = WIDE.index(block), rows.sent.size
    single, pair = window[window < n], window[window >= n] - n
    first = rows.joined[pair]

    def block_of(shared: NDArray[np.float32], row: Ints) -> NDArray[np.float32]:
        flat = shared.reshape(len(shared) * len(WIDE), rows.units.n_points)
        return flat.take(row * len(WIDE) + number, axis=0)

    of_pairs = block_of(rows.shared, first)
    of_pairs += block_of(rows.shared, first + 1)
    of_pairs -= block_of(rows.both, pair)
    return np.concatenate((block_of(rows.shared, single), of_pairs))


def _margin(
    values: NDArray[np.float32], blocks: Sequence[slice], *, window: Ints, point: Ints
) -> NDArray[np.float32]:
    """For some windows and points the value less the highest one of another point of the same reading.

    Where there is no other, or it is as high, less the next lower value, 0 at last.
    """
    some = [block for block in blocks if block.stop > block.start]
    own = values[window, point]
    if not own.size:
        return own
    reading = np.repeat(np.arange(len(some)), [block.stop - block.start for block in some])
    turned = np.ascontiguousarray(values.T)
    best, second = np.empty((2, len(some), len(values)), values.dtype)
    # Reading by reading: what is looked at then stays in the processor's cache.
    for number, block in enumerate(some):
        part = turned[block]
        part.max(axis=0, out=best[number])
        # Nothing is below zero, so the best ones leave zero behind.
        np.where(part == best[number], np.float32(0), part).max(axis=0, out=second[number])
    at = reading[point]
    highest = best[at, window]
    margin: NDArray[np.float32] = own - np.where(own == highest, second[at, window], highest)
    return margin
