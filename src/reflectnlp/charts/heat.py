"""A grid of values in, cells with their numbers out: what both heatmaps share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from reflectnlp.charts import style


def draw_heat(
    ax: Axes,
    grid: NDArray[np.float64],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    top: float | None = None,
    digits: int = 0,
) -> None:
    """Cells of ``grid`` (shape rows × columns, shares, NaN left blank) with their percentage written in them.

    ``top`` is the value of the darkest cell; None takes the largest of the grid.
    """
    highest = top or float(np.nanmax(grid)) or 1.0
    ax.pcolormesh(
        np.ma.masked_invalid(grid), cmap=style.HEAT, vmin=0, vmax=highest, edgecolors=style.PAPER, linewidth=2
    )
    ax.invert_yaxis()
    for i, j in np.ndindex(grid.shape):
        if not np.isnan(grid[i, j]):
            value = float(grid[i, j])
            text = style.percent(value, digits=digits)
            ax.text(j + 0.5, i + 0.5, text, ha="center", va="center", fontsize=9.5, color="#000000")
    ax.set_xticks(np.arange(len(columns)) + 0.5, columns)
    ax.set_yticks(np.arange(len(rows)) + 0.5, rows)
    ax.xaxis.tick_top()
    style.bare(ax)
