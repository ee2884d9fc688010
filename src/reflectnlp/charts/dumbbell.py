"""The table ``themes`` and two groups in, pairs of dots out: what differs between two units or stages."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import MIN_GROUP, short_names, with_group
from reflectnlp.charts.intervals import bootstrap_difference
from reflectnlp.charts.style import Look, Shown


def dumbbell_data(
    table: pd.DataFrame,
    *,
    groups: tuple[str, str],
    by: str = "unit",
    documents: pd.DataFrame | None = None,
    min_group: int = MIN_GROUP,
) -> pd.DataFrame:
    """Mean share of sentences on each theme in two groups, and the difference.

    Returns
    -------
    Columns theme, n_first, n_second (documents), first, second, difference (second - first), low, high
    (95 % bootstrap interval of the difference over documents); largest difference first.

    Raises
    ------
    ValueError
        A group has fewer than ``min_group`` documents.
    """
    rows = with_group(table, by=by, documents=documents, min_group=min_group)
    sides = []
    for name in groups:
        grid = rows[rows["group"] == name].pivot(index="doc_id", columns="theme", values="share")
        if len(grid) < min_group:
            known = sorted(rows["group"].unique())
            raise ValueError(f"{name!r} has fewer than {min_group} documents → choose from {known}")
        sides.append(grid)
    first, second = (side.to_numpy(dtype=np.float64) for side in sides)
    low, high = bootstrap_difference(first, second)
    out = pd.DataFrame(
        {
            "theme": sides[0].columns.astype("str"),
            "n_first": len(first),
            "n_second": len(second),
            "first": first.mean(axis=0),
            "second": second.mean(axis=0),
            "difference": second.mean(axis=0) - first.mean(axis=0),
            "low": low,
            "high": high,
        }
    )
    return out.sort_values(["difference", "theme"], ascending=[False, True], ignore_index=True)


def dumbbell(
    table: pd.DataFrame,
    *,
    groups: tuple[str, str],
    by: str = "unit",
    ax: Axes | None = None,
    documents: pd.DataFrame | None = None,
    **look: Unpack[Look],
) -> Axes:
    """Draw ``dumbbell_data``: hollow dot for the first group, full for the second; * where 0 is outside."""
    data = dumbbell_data(table, groups=groups, by=by, documents=documents)
    view = Shown(**look)
    ax = style.on(ax, 8.5, 0.42 * max(len(data), 3) + 1.9)
    y = np.arange(len(data))[::-1]
    ax.hlines(y, data["first"], data["second"], color=style.FAINT, linewidth=5, zorder=1)
    ax.scatter(data["first"], y, s=70, facecolor=style.PAPER, edgecolor=style.ORANGE, linewidth=2, zorder=2)
    ax.scatter(data["second"], y, s=70, color=style.BLUE, zorder=2)
    right = float(data[["first", "second"]].to_numpy().max())
    for at, row in zip(y, data.to_dict("records"), strict=True):
        sure = " *" if row["low"] > 0 or row["high"] < 0 else ""
        text = f"{style.signed(row['difference'] * 100)}{sure}"
        ax.text(right * 1.1, at, text, va="center", ha="right", fontsize=10, color=style.INK)
    ax.set_yticks(y, [view.name(theme) for theme in data["theme"]])
    left = float(data[["first", "second"]].to_numpy().min()) * 0.75
    ax.set_xlim(left, right * 1.12)
    ax.set_ylim(-0.7, len(data) + 0.35)
    names = [view.word(name) for name in short_names(groups).values()]
    sizes = (data["n_first"].iloc[0], data["n_second"].iloc[0])
    head = len(data) - 0.1
    for at, name, size, sign, colour in zip(
        (left, left + (right - left) * 0.5), names, sizes, ("○", "●"), ("#a35a10", style.BLUE), strict=True
    ):
        ax.text(at, head, f"{sign} {name} (n={size})", fontsize=10.5, color=colour, va="bottom")
    ax.xaxis.set_major_formatter(lambda value, _: style.percent(value))
    style.bare(ax, keep=("bottom",))
    ax.grid(axis="x", color=style.FAINT, linewidth=0.6, zorder=0)
    ax.set_axisbelow(True)
    return style.finish(ax, title=view.title or view.word("share_sentences"), note=view.word("dumbbell_note"))
