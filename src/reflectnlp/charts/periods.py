"""Rows with dates or stages in, lines over time out: what the two charts over time share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import with_group
from reflectnlp.charts.style import Shown

LENGTH = {"day": 10, "month": 7, "year": 4}
NAMED = 4
LINES = ("-", "--", "-.", ":")


def period_of(dates: pd.Series, period: str) -> pd.Series:
    """The day, month or year of ISO dates; empty where there is no whole date."""
    texts = dates.astype("str")
    whole = texts.str.fullmatch(r"\d{4}-\d{2}-\d{2}")
    return texts.str[: LENGTH[period]].where(whole, "")


def by_period(
    table: pd.DataFrame,
    column: str,
    value: str,
    *,
    documents: pd.DataFrame | None,
    period: str,
    min_group: int,
) -> pd.DataFrame:
    """Means of ``value`` for each period and each thing in ``column``.

    Parameters
    ----------
    period
        ``day``, ``month`` or ``year`` of the documents' dates, or a column that names a stage.
    min_group
        Periods with fewer documents are left out.

    Returns
    -------
    Columns period, ``column``, n (documents), ``value``; months in order, stages in that of their first day.
    """
    dated = period in LENGTH
    rows = with_group(table, by="date" if dated else period, documents=documents, min_group=1)
    names = period_of(rows["date"], period) if dated else rows[period].fillna("").astype("str")
    rows = rows.assign(period=names)
    rows = rows[rows["period"] != ""]
    out = rows.groupby(["period", column], as_index=False).agg(
        n=("doc_id", "nunique"), **{value: (value, "mean")}
    )
    out = out[out["n"] >= min_group]
    if dated:
        return out.reset_index(drop=True)
    rank = {name: k for k, name in enumerate(_first_days(rows))}
    return out.sort_values(
        ["period", column], key=lambda c: c.map(rank) if c.name == "period" else c, ignore_index=True
    )


def _first_days(rows: pd.DataFrame) -> Sequence[str]:
    """Stages in the order of their first day; those without a date last, by name."""
    dates = rows["date"].astype("str") if "date" in rows.columns else pd.Series("", index=rows.index)
    first = dates.where(dates != "", "9999").groupby(rows["period"]).min()
    return sorted(first.index, key=lambda name: (first[name], name))


def draw_lines(
    ax: Axes, data: pd.DataFrame, view: Shown, *, columns: tuple[str, str], name: Callable[[str], str]
) -> None:
    """Draw ``by_period``: all as thin lines, those that changed most in colour and named at their end.

    ``columns`` are those of the things and of their values.
    """
    grid = data.pivot(index="period", columns=columns[0], values=columns[1])
    grid = grid.loc[list(dict.fromkeys(data["period"]))]
    sizes = data.drop_duplicates("period").set_index("period")["n"]
    change = (grid.iloc[-1] - grid.iloc[0]).abs().sort_values(ascending=False, kind="stable")
    named = list(change.index[:NAMED])
    x, top = np.arange(len(grid)), float(grid.to_numpy().max()) or 1.0
    for key in grid.columns:
        if key not in named:
            ax.plot(x, grid[key], color=style.FAINT, linewidth=1.2, zorder=1)
    ends = style.spread([float(grid[key].iloc[-1]) for key in named], gap=top * 0.065)
    for k, key in enumerate(named):
        colour = style.SERIES[k]
        ax.plot(x, grid[key], color=colour, linewidth=2.2, linestyle=LINES[k], marker="o", markersize=5)
        text = f"{name(key)} {style.percent(float(grid[key].iloc[-1]), digits=1)}"
        ax.text(x[-1] + 0.04 * len(x), ends[k], text, va="center", fontsize=10, color=style.SERIES_INK[k])
    ax.set_xticks(x, [f"{view.word(period)}\nn={sizes[period]}" for period in grid.index])
    ax.set_xlim(-0.1, len(x) - 1 + 0.32 * max(len(x) - 1, 1))
    ax.set_ylim(0, max(top * 1.12, max(ends) + top * 0.05))
    ax.yaxis.set_major_formatter(lambda value, _: style.percent(value))
    style.bare(ax, keep=("bottom",))
