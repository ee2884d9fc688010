"""The table ``documents`` in, submissions over time out."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.periods import LENGTH, period_of
from reflectnlp.charts.style import Look, Shown

SPELLED = 14  # up to so many columns, each gets its number


def timeline_data(table: pd.DataFrame, *, period: str = "day") -> pd.DataFrame:
    """Documents a day, month or year, by the date that stands in them; undated ones are left out.

    Returns
    -------
    Columns period (ISO: 2005-04-09, 2005-04 or 2005), n, total (counted up); in order of time, only periods
    that have a document.

    Raises
    ------
    ValueError
        ``period`` is unknown.
    """
    if period not in LENGTH:
        raise ValueError(f"period={period!r} is unknown → give day, month or year")
    periods = period_of(table["date"], period)
    counts = periods[periods != ""].value_counts().sort_index()
    return pd.DataFrame(
        {"period": counts.index.astype("str"), "n": counts.to_numpy(), "total": counts.cumsum().to_numpy()}
    )


def timeline(
    table: pd.DataFrame, *, period: str = "day", ax: Axes | None = None, **look: Unpack[Look]
) -> Axes:
    """Draw ``timeline_data``: a column a period at its place in time; few ones with their number."""
    data, view = timeline_data(table, period=period), Shown(**look)
    ax = style.on(ax, 9, 3.6)
    title = view.title or view.word("timeline_title")
    if data.empty:
        return style.empty(ax, title=title, lang=view.lang)
    start = pd.to_datetime(data["period"], format="mixed").to_numpy().astype("datetime64[D]")
    days = (start - start[0]).astype(np.int64)
    width = {"day": 0.85, "month": 26, "year": 330}[period]
    ax.bar(days, data["n"], width=width, color=style.MID)
    highest, peak = float(data["n"].max()), int(data["n"].to_numpy().argmax())
    for k, n in enumerate(data["n"]):
        if len(data) <= SPELLED or k == peak:
            text = str(n) if len(data) <= SPELLED else f"{data['period'].iloc[k]}\n{n}"
            above = ax.text(float(days[k]), n + 0.03 * highest, text, fontsize=9, color=style.INK)
            above.set(ha="center", va="bottom")
    picks = sorted({0, len(data) // 3, 2 * len(data) // 3, len(data) - 1})
    ax.set_xticks(days[picks].astype(float), [data["period"].iloc[k] for k in picks])
    ax.set_yticks([])
    ax.set_ylim(0, highest * 1.28)
    style.bare(ax, keep=("bottom",))
    undated = len(table) - int(data["n"].sum())
    note = view.word("timeline_note").format(n=int(data["n"].sum()), undated=undated)
    return style.finish(ax, title=title, note=note)
