"""Signals and a model in, code, probability and evidence of every document and point out.

``score`` is P(covered); from ``covered_at`` on a point is covered, from ``mentioned_at`` on (of P(mentioned
or more)) it is mentioned. A covered point is ``quoted`` where a run of ``quoted_at`` letters stands in the
document. A document that holds the whole source of a point covers it for certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reflectnlp.coverage.grid import DOCUMENT_SIGNALS, Best, Grid, best_cells, document_signals
from reflectnlp.coverage.model import CoverageModel, Linear
from reflectnlp.coverage.signals import SIGNALS, Cells

VALUES = {"quoted": 1.0, "paraphrased": 1.0, "mentioned": 0.5, "absent": 0.0}
CODES = tuple(VALUES)
QUOTED, PARAPHRASED, MENTIONED, ABSENT = range(4)
_WHOLE = 0.9  # share of the source from which nothing of the point is missing

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of each document and point.

    All of shape (n_docs, n_points): the number of the code in ``CODES``, P(covered), the similarity of the
    best sentence, and the row of the evidence (-1 if none).
    """

    code: NDArray[np.int64]
    score: Floats
    similarity: Floats
    row: NDArray[np.int64]


def decide(model: CoverageModel, cells: Cells, grid: Grid, blocks: Sequence[slice]) -> Verdict:
    """Give codes."""
    odds = window_odds(model.window, cells)
    best = best_cells(cells, odds, grid)
    signal = document_signals(best, grid, blocks)
    whole = grid.whole >= _WHOLE
    score = np.where(whole, 1.0, probability(model.covered, DOCUMENT_SIGNALS, signal))
    touched = probability(model.mentioned, DOCUMENT_SIGNALS, signal)
    row, similarity = _evidence(cells, odds, best, grid)
    # What no sentence stands behind is absent, whatever its neighbours say.
    covered = (score >= model.covered_at) & (row >= 0)
    mentioned = (touched >= model.mentioned_at) & (row >= 0)
    quoted = covered & (grid.longest >= model.quoted_at)
    code = np.where(covered, PARAPHRASED, np.where(mentioned, MENTIONED, ABSENT))
    code = np.where(quoted, QUOTED, code)
    return Verdict(code, score, np.where(whole, 1.0, similarity), row)


def window_odds(linear: Linear, cells: Cells) -> Floats:
    """Log odds of every cell."""
    weights = np.array([linear.weights.get(name, 0.0) for name in SIGNALS])
    odds: Floats = cells.signal @ weights + linear.bias
    return odds


def probability(linear: Linear, names: Sequence[str], signal: Floats) -> Floats:
    """The logistic function of the weighted signals; the last axis of ``signal`` has ``names``."""
    weights = np.array([linear.weights.get(name, 0.0) for name in names])
    result: Floats = 1 / (1 + np.exp(-(signal @ weights + linear.bias)))
    return result


def _evidence(cells: Cells, odds: Floats, best: Best, grid: Grid) -> tuple[NDArray[np.int64], Floats]:
    """The better sentence of the best window, and how much of the point it holds (soft containment)."""
    n_points = grid.longest.shape[1]
    n_rows = grid.row_doc.size
    single = cells.first == cells.second
    alone = np.full((n_rows, n_points), -np.inf)
    alone[cells.first[single], cells.point[single]] = odds[single]
    held = np.zeros((n_rows, n_points))
    soft = np.expm1(cells.signal[:, [SIGNALS.index("soft.T"), SIGNALS.index("soft.S")]].max(axis=1)) / 3
    held[cells.first[single], cells.point[single]] = np.clip(soft[single], 0, 1)
    some = best.cell >= 0
    cell = np.where(some, best.cell, 0)
    point = np.broadcast_to(np.arange(n_points), cell.shape)
    fallback = np.where(grid.longest_row >= 0, grid.longest_row, grid.anchor_row)
    if not cells.point.size:
        return fallback, np.zeros(cell.shape)
    first, second = cells.first[cell], cells.second[cell]
    row = np.where(alone[second, point] > alone[first, point], second, first)
    return np.where(some, row, fallback), np.where(some, held[row, point], 0.0)
