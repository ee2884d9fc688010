"""The table ``themes`` in, themes over the stages of a study out: what rises and what falls."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import MIN_GROUP, with_group
from reflectnlp.charts.style import Look, Shown
from reflectnlp.charts.timeline import LENGTH

NAMED = 4


def theme_timeline_data(
    table: pd.DataFrame,
    *,
    documents: pd.DataFrame | None = None,
    period: str = "month",
    min_group: int = MIN_GROUP,
) -> pd.DataFrame:
    """Mean share of sentences on each theme, by month (day, year) of the documents' dates.

    Periods with fewer than ``min_group`` documents are left out.

    Returns
    -------
    Columns period, theme, n (documents), share; in order of time, then of theme.
    """
    rows = with_group(table, by="date", documents=documents, min_group=1)
    rows = rows[rows["date"].astype("str").str.fullmatch(r"\d{4}-\d{2}-\d{2}")]
    rows = rows.assign(period=rows["date"].astype("str").str[: LENGTH[period]])
    out = rows.groupby(["period", "theme"], as_index=False).agg(
        n=("doc_id", "nunique"), share=("share", "mean")
    )
    return out[out["n"] >= min_group].reset_index(drop=True)


def theme_timeline(
    table: pd.DataFrame,
    *,
    documents: pd.DataFrame | None = None,
    period: str = "month",
    ax: Axes | None = None,
    min_group: int = MIN_GROUP,
    **look: Unpack[Look],
) -> Axes:
    """Draw ``theme_timeline_data``: all themes as thin lines, those that changed most in colour and named."""
    data = theme_timeline_data(table, documents=documents, period=period, min_group=min_group)
    view = Shown(**look)
    ax = style.on(ax, 9, 4.6)
    title = view.title or view.word("share_sentences")
    grid = data.pivot(index="period", columns="theme", values="share")
    if len(grid) < 2:
        return style.empty(ax, title=title, lang=view.lang)
    sizes = data.drop_duplicates("period").set_index("period")["n"]
    change = (grid.iloc[-1] - grid.iloc[0]).abs().sort_values(ascending=False, kind="stable")
    named = list(change.index[:NAMED])
    x = np.arange(len(grid))
    for theme in grid.columns:
        if theme not in named:
            ax.plot(x, grid[theme], color=style.FAINT, linewidth=1.2, zorder=1)
    ends = style.spread(
        [float(grid[theme].iloc[-1]) for theme in named], gap=float(grid.to_numpy().max()) * 0.06
    )
    for k, theme in enumerate(named):
        line = ("-", "--", "-.", ":")[k]
        ax.plot(
            x, grid[theme], color=style.SERIES[k], linewidth=2.2, linestyle=line, marker="o", markersize=5
        )
        text = f"{view.name(theme)} {style.percent(float(grid[theme].iloc[-1]), digits=1)}"
        ax.text(x[-1] + 0.04 * len(x), ends[k], text, va="center", fontsize=10, color=style.SERIES[k])
    ax.set_xticks(x, [f"{name}\nn={sizes[name]}" for name in grid.index])
    ax.set_xlim(-0.1, len(x) - 1 + 0.32 * max(len(x) - 1, 1))
    ax.set_ylim(0, float(grid.to_numpy().max()) * 1.12)
    ax.yaxis.set_major_formatter(lambda value, _: style.percent(value))
    style.bare(ax, keep=("bottom",))
    return style.finish(ax, title=title, note=view.word("theme_timeline_note"))
