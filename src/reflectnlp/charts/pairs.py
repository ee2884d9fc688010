"""Rows of two figures in, pairs of dots with their difference on an Axes out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style

FIRST_INK = "#a35a10"  # the orange of the hollow dot, dark enough for text


def draw_pairs(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    names: tuple[str, ...],
    percent: bool = True,
    intervals: bool = False,
) -> None:
    """Draw a hollow dot for the first figure of each row and a full one for the second.

    Parameters
    ----------
    rows
        Columns name, n_first, n_second, first, second, difference, low, high; drawn from top to bottom.
    names
        What the two sides are called.
    percent
        Whether figures are shares, shown as percentages and their differences as points.
    intervals
        Whether the interval of the difference stands beside it.
    """
    y = np.arange(len(rows))[::-1]
    ax.hlines(y, rows["first"], rows["second"], color=style.FAINT, linewidth=5, zorder=1)
    ax.scatter(rows["first"], y, s=70, facecolor=style.PAPER, edgecolor=style.ORANGE, linewidth=2, zorder=3)
    ax.scatter(rows["second"], y, s=70, color=style.BLUE, zorder=2)
    figures = rows[["first", "second"]].to_numpy(dtype=np.float64)
    right, left = float(figures.max()), float(figures.min()) * 0.75
    span = max(right - left, 1e-9)
    left, right = (left - 0.02 * span if percent else left), left + span
    write = _points if percent else _amount
    ends = right + span * (0.37 if intervals else 0.12)
    for at, row in zip(y, rows.to_dict("records"), strict=True):
        sure = " *" if row["low"] > 0 or row["high"] < 0 else ""
        column = right + span * (0.17 if intervals else 0.1)
        ax.text(
            column, at, write(row["difference"]) + sure, va="center", ha="right", fontsize=10, color=style.INK
        )
        if intervals:
            between = f"[{write(row['low'])}, {write(row['high'])}]"
            ax.text(ends, at, between, va="center", ha="right", fontsize=9, color=style.MUTED)
    ax.set_yticks(y, list(rows["name"]))
    ax.set_xlim(left, ends)
    ax.set_ylim(-0.7, len(rows) + 0.35)
    _heads(ax, rows, names, (left, left + (right - left) * 0.5))
    if percent:
        ax.xaxis.set_major_formatter(lambda value, _: style.percent(value))
    # No tick under the column of figures.
    ax.set_xticks([tick for tick in ax.get_xticks() if left <= tick <= right + 0.02 * span])
    style.bare(ax, keep=("bottom",))
    ax.grid(axis="x", color=style.FAINT, linewidth=0.6, zorder=0)
    ax.set_axisbelow(True)


def _heads(ax: Axes, rows: pd.DataFrame, names: tuple[str, ...], at: tuple[float, float]) -> None:
    """What the two dots stand for, above the first row."""
    sizes = (rows["n_first"].iloc[0], rows["n_second"].iloc[0])
    for x, name, size, sign, colour in zip(
        at, names, sizes, ("○", "●"), (FIRST_INK, style.BLUE), strict=True
    ):
        ax.text(x, len(rows) - 0.1, f"{sign} {name} (n={size})", fontsize=10.5, color=colour, va="bottom")


def _points(share: float) -> str:
    return style.signed(share * 100)


def _amount(value: float) -> str:
    return style.signed(value)
