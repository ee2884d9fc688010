"""A table in, a grid of groups × themes or readings out, its numbers written in: what both heatmaps share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from reflectnlp.charts import style
from reflectnlp.charts.groups import ALL, short_names, shown
from reflectnlp.charts.style import Shown

ROW, HEAD = 0.4, 1.65  # inches


def by_group(
    rows: pd.DataFrame, column: str, values: Mapping[str, tuple[str, str]], *, by: str | None, min_group: int
) -> pd.DataFrame:
    """Values of each group and each thing in ``column``; ``全体`` first, then the largest group.

    Parameters
    ----------
    rows
        The answer of ``with_group``: one row a document and thing.
    values
        Name → (column, aggregation), beside ``n``, the documents of the group.
    by
        None leaves ``全体`` alone.
    min_group
        Groups that stay smaller are left out.
    """
    groups = rows.drop_duplicates("doc_id")["group"]
    order = [ALL] if by is None else [ALL, *shown(groups, min_group=min_group)]
    both = rows if by is None else pd.concat([rows.assign(group=ALL), rows], ignore_index=True)
    out = (
        both[both["group"].isin(order)]
        .groupby(["group", column], as_index=False, sort=False)
        .agg(n=("doc_id", "nunique"), **values)
    )
    rank = {name: k for k, name in enumerate(order)}
    return out.sort_values(
        ["group", column], key=lambda c: c.map(rank) if c.name == "group" else c, ignore_index=True
    )


def draw_groups(
    ax: Axes | None,
    data: pd.DataFrame,
    view: Shown,
    *,
    value: tuple[str, str],
    heads: Mapping[str, str],
    cell: float,
    top: float | None = None,
) -> Axes:
    """Draw ``by_group``: a row a group with its n, a column a key of ``heads``, ``cell`` inches wide.

    ``value`` names the column that ``heads`` are of and the column that is shown.
    """
    groups = list(dict.fromkeys(data["group"]))
    grid = data.pivot(index="group", columns=value[0], values=value[1]).loc[groups, list(heads)]
    short = short_names(groups)
    sizes = data.drop_duplicates("group").set_index("group")["n"]
    ax = style.on(ax, 2.7 + cell * len(heads), HEAD + ROW * len(groups))
    draw_heat(
        ax,
        grid.to_numpy(dtype=np.float64),
        rows=[f"{view.word(short[g])}  (n={sizes[g]})" for g in groups],
        columns=list(heads.values()),
        top=top,
    )
    return ax


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
