"""The table ``documents`` in, submissions over time out."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.style import Look, Shown

LENGTH = {"day": 10, "month": 7, "year": 4}


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
    dates = table["date"].astype("str")
    dates = dates[dates.str.fullmatch(r"\d{4}-\d{2}-\d{2}")].str[: LENGTH[period]]
    counts = dates.value_counts().sort_index()
    return pd.DataFrame(
        {"period": counts.index.astype("str"), "n": counts.to_numpy(), "total": counts.cumsum().to_numpy()}
    )


def timeline(
    table: pd.DataFrame, *, period: str = "day", ax: Axes | None = None, **look: Unpack[Look]
) -> Axes:
    """Draw ``timeline_data``: a column a period at its place in time, the largest one named."""
    data, view = timeline_data(table, period=period), Shown(**look)
    ax = style.on(ax, 9, 3.6)
    title = view.title or view.word("timeline_title")
    if data.empty:
        return style.empty(ax, title=title, lang=view.lang)
    start = pd.to_datetime(data["period"], format="mixed").to_numpy().astype("datetime64[D]")
    days = (start - start[0]).astype(np.int64)
    width = {"day": 0.85, "month": 26, "year": 330}[period]
    ax.bar(days, data["n"], width=width, color=style.MID)
    peak = int(data["n"].to_numpy().argmax())
    text = f"{data['period'].iloc[peak]}\n{data['n'].iloc[peak]}"
    top = ax.text(float(days[peak]), 1.03 * float(data["n"].iloc[peak]), text, fontsize=9, color=style.INK)
    top.set(ha="center", va="bottom")
    picks = sorted({0, len(data) // 3, 2 * len(data) // 3, len(data) - 1})
    ax.set_xticks(days[picks].astype(float), [data["period"].iloc[k] for k in picks])
    ax.set_yticks([])
    ax.set_ylim(0, float(data["n"].max()) * 1.28)
    style.bare(ax, keep=("bottom",))
    undated = len(table) - int(data["n"].sum())
    note = view.word("timeline_note").format(n=int(data["n"].sum()), undated=undated)
    return style.finish(ax, title=title, note=note)
