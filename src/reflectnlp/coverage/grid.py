"""Cells and runs of a batch in, one set of signals for each document and point out.

Everything here can only grow when text is appended: the best window, the second best, the longest run, the
share of the source that was found, whether the reading is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reflectnlp.coverage.overlap import Rows
from reflectnlp.coverage.runs import GramIndex, Runs
from reflectnlp.coverage.signals import Cells
from reflectnlp.coverage.units import HELD

DOCUMENT_SIGNALS = (
    "best", "second", "neighbours", "named", "section", "section.T", "name", "ordinal", "cited", "run",
)  # fmt: skip
_LEAST = -8.0  # log odds of a window that shares nothing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grid:
    """What does not depend on windows, for each document and point.

    Attributes
    ----------
    longest, longest_row
        Shape (n_docs, n_points): letters of the longest run; the row that holds it, -1 if none.
    anchor_row
        Shape (n_docs, n_points): the row that names the point's person or section best, -1 if none.
    whole
        Shape (n_docs, n_points), in [0, 1]: share of the letters of the source (of the text where there is
        no source) that stand in runs.
    held
        Block → shape (n_docs, n_points): the most that one sentence holds of the point's section, names and
        ordinals.
    named
        Shape (n_docs, n_points): whether the point's reading is named.
    row_doc
        Shape (n_rows,).
    """

    longest: Floats
    longest_row: Ints
    anchor_row: Ints
    whole: Floats
    held: Mapping[str, Floats]
    named: NDArray[np.bool_]
    row_doc: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Best:
    """The best window of each document and point.

    ``cell`` is its number (-1 if none), ``odds`` its log odds, ``second`` those of the best window that
    shares no sentence with it; all of shape (n_docs, n_points).
    """

    cell: Ints
    odds: Floats
    second: Floats


def grid_of(
    n_docs: int,
    rows: Rows,
    *,
    runs: Runs,
    index: GramIndex,
    named: NDArray[np.bool_],
) -> Grid:
    """Collect the signals.

    Parameters
    ----------
    n_docs
        Number of documents in the batch.
    rows
        Its coded sentences.
    runs
        All runs with points; texts 2p and 2p + 1 are text and source of point p; ``start`` is a row here.
    index
        What they were found in.
    named
        Shape (n_docs, n_points).
    """
    n_points = rows.units.n_points
    shape = (n_docs, n_points)
    held = rows.held @ rows.units.held
    wide = held.toarray().reshape(held.shape[0], len(HELD), n_points)
    anchor = wide[:, HELD.index("name")] + wide[:, HELD.index("section.T")]
    together = np.zeros((n_docs, len(HELD) * n_points))
    np.maximum.at(together, (np.repeat(rows.doc, np.diff(held.indptr)), held.indices), held.data)
    by_block = together.reshape(n_docs, len(HELD), n_points)
    longest, longest_row = _longest(rows, runs, shape)
    return Grid(
        longest,
        longest_row,
        _first_row(anchor, _most(anchor, rows.doc, shape), rows.doc),
        _whole(rows, runs, index, shape),
        {block: by_block[:, i] for i, block in enumerate(HELD)},
        named,
        rows.doc,
    )


def _most(values: NDArray[Any], doc: NDArray[np.int32], shape: tuple[int, ...]) -> Floats:
    """The highest value of each document's rows, 0 where it has none."""
    result = np.zeros(shape)
    present, first = np.unique(doc, return_index=True)
    if present.size:
        # One row behind the other in memory: four times as fast.
        flat = np.ascontiguousarray(values).reshape(len(values), -1)
        result[present] = np.maximum.reduceat(flat, first, axis=0).reshape(present.size, *shape[1:])
    return result


def _longest(rows: Rows, runs: Runs, shape: tuple[int, int]) -> tuple[Floats, Ints]:
    """Letters of the longest run of each document and point, and the first row that holds one; 0 and -1."""
    cell = rows.doc[runs.start] * np.int64(shape[1]) + runs.text // 2
    longest, row = np.zeros(shape[0] * shape[1]), np.full(shape[0] * shape[1], rows.sent.size)
    np.maximum.at(longest, cell, runs.length)
    highest = np.flatnonzero(runs.length == longest[cell])
    np.minimum.at(row, cell[highest], runs.start[highest])
    return longest.reshape(shape), np.where(longest > 0, row, -1).reshape(shape)


def _first_row(values: NDArray[Any], most: Floats, doc: NDArray[np.int32]) -> Ints:
    """The first row of each document that has its highest value, -1 where that is 0."""
    result = np.full(most.shape, -1, np.int64)
    row, point = np.divmod(np.flatnonzero(values > 0), max(values.shape[1], 1))
    highest = np.flatnonzero(values[row, point] == most[doc[row], point])
    row, point = row[highest], point[highest]
    # Backwards, so that of several the first stays.
    result[doc[row[::-1]], point[::-1]] = row[::-1]
    return result


def _whole(rows: Rows, runs: Runs, index: GramIndex, shape: tuple[int, int]) -> Floats:
    """How much of each side of each point a document's runs make up together."""
    n_sides, width = index.n_letters.size, int(index.n_letters.sum())
    doc = rows.doc[runs.start].astype(np.int64)
    # All sides behind each other, once for each document: one sweep over the runs unites them.
    start = doc * width + runs.there
    order = np.argsort(start, kind="stable")
    start, end = start[order], (start + runs.length)[order]
    reached = np.append(0, np.maximum.accumulate(end))[:-1]
    new = np.maximum(end - np.maximum(start, reached), 0)
    n_found = np.bincount((doc * n_sides + runs.text)[order], new, minlength=shape[0] * n_sides)
    share = n_found.reshape(shape[0], n_sides) / np.maximum(index.n_letters, 1)
    text, source = share[:, ::2], share[:, 1::2]
    return np.where(index.n_letters[1::2] > 0, source, text)


def best_cells(cells: Cells, odds: Floats, grid: Grid) -> Best:
    """Choose the best window of every document and point."""
    n_docs, n_points = grid.longest.shape
    key = grid.row_doc[cells.first].astype(np.int64) * n_points + cells.point
    cell = np.full(n_docs * n_points, -1, np.int64)
    highest = np.full(cell.size, -np.inf)
    np.maximum.at(highest, key, odds)
    top = np.flatnonzero(odds == highest[key])[::-1]  # backwards, so that of equals the first stays
    cell[key[top]] = top
    best = np.where(cell >= 0, np.maximum(highest, _LEAST), _LEAST)
    chosen = cell[key]
    apart = (cells.second < cells.first[chosen]) | (cells.first > cells.second[chosen])
    second = np.full(cell.size, _LEAST)
    np.maximum.at(second, key[apart], odds[apart])
    shape = (n_docs, n_points)
    return Best(cell.reshape(shape), best.reshape(shape), second.reshape(shape))


def document_signals(best: Best, grid: Grid, blocks: Sequence[slice]) -> Floats:
    """Signals of documents and points, shape (n_docs, n_points, len(DOCUMENT_SIGNALS))."""
    likely = 1 / (1 + np.exp(-best.odds))
    neighbours = np.zeros_like(likely)
    for block in blocks:
        part = likely[:, block]
        others = max(part.shape[1] - 1, 1)
        neighbours[:, block] = (part.sum(axis=1, keepdims=True) - part) / others
    return np.stack(
        (
            best.odds,
            best.second,
            neighbours,
            grid.named.astype(np.float64),
            *(grid.held[block] for block in HELD),
            grid.held["ordinal"] * grid.named,
            np.log1p(grid.longest),
        ),
        axis=2,
    )
