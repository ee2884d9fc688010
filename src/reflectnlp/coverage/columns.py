"""What units give to points in, the forms in which products and look-ups need it out.

Few blocks are wanted of every sentence and point: what decides which windows are looked at closely, and what
a document holds of sections and anchors. These are products. All others are wanted of the windows that are
looked at, with one point each: these are looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from reflectnlp.coverage.units import BLOCKS, Sparse


def gated(columns: Sparse, n_points: int) -> Sparse:
    """The columns of all blocks but the last, with the block ``gate`` added."""
    block = {name: columns[:, i * n_points : (i + 1) * n_points] for i, name in enumerate(BLOCKS[:-1])}
    gate = block["soft.U"] + 0.5 * block["pair.U"] + block["name"]
    return sparse.csr_matrix(sparse.hstack([columns, gate]), dtype=np.float32)


def blocks_of(columns: Sparse, names: Sequence[str]) -> Sparse:
    """The columns of some blocks."""
    n = columns.shape[1] // len(BLOCKS)
    parts = [columns[:, BLOCKS.index(name) * n : (BLOCKS.index(name) + 1) * n] for name in names]
    return sparse.csr_matrix(sparse.hstack(parts))


def entries(columns: Sparse, n_points: int) -> tuple[NDArray[Any], NDArray[np.float32]]:
    """``entry`` and ``amounts`` of `Units`."""
    n_blocks = len(BLOCKS) - 1
    cells = columns[:, : n_blocks * n_points].tocoo()
    block, point = np.divmod(cells.col, max(n_points, 1))
    n_units = columns.shape[0]
    present, number = np.unique(point * np.int64(n_units) + cells.row, return_inverse=True)
    # As small as can be: look-ups jump about in it, and the processor's cache is small too.
    entry = np.zeros(n_points * n_units, np.min_scalar_type(present.size))
    entry[present] = np.arange(1, present.size + 1)
    amounts = np.zeros((present.size + 1, n_blocks), np.float32)
    amounts[number + 1, block] = cells.data
    return entry.reshape(n_points, n_units), amounts
