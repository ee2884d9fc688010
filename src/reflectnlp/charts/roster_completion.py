"""The table ``roster`` in, one bar a unit out: who has handed in, counted by unit."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import ALL, OTHER, UNNAMED, merge_small, short_names
from reflectnlp.charts.style import Look, Shown


def roster_completion_data(table: pd.DataFrame, *, min_group: int = 1) -> pd.DataFrame:
    """Members and submissions of each unit.

    Units under ``min_group`` members are merged into ``其他``. Merging is off by default: that a submission
    is missing says nothing about anyone's text, and the office has to know where to ask.

    Returns
    -------
    Columns group, n (members), handed_in, missing, share; ``全体`` first, then the least complete unit.
    """
    rows = pd.DataFrame({"handed_in": table["handed_in"].astype("bool")})
    rows["group"] = merge_small(table["unit"], min_group=min_group)
    both = pd.concat([rows.assign(group=ALL), rows], ignore_index=True)
    out = both.groupby("group", as_index=False).agg(n=("handed_in", "size"), handed_in=("handed_in", "sum"))
    out["missing"] = out["n"] - out["handed_in"]
    out["share"] = out["handed_in"] / out["n"]
    rank = {ALL: 0, UNNAMED: 2, OTHER: 3}
    out["rank"] = out["group"].map(lambda name: rank.get(name, 1)).astype("int64")
    out = out.sort_values(["rank", "share", "n", "group"], ascending=[True, True, False, True])
    return out.drop(columns="rank").reset_index(drop=True)


def roster_completion(
    table: pd.DataFrame, *, ax: Axes | None = None, min_group: int = 1, **look: Unpack[Look]
) -> Axes:
    """Draw ``roster_completion_data``: handed in (dark) and missing (pale) of each unit, with figures."""
    data, view = roster_completion_data(table, min_group=min_group), Shown(**look)
    title = view.title or view.word("roster_title")
    ax = style.on(ax, 8, 0.4 * max(len(data), 3) + 1.4)
    if data.empty:
        return style.empty(ax, title=title, lang=view.lang)
    y = np.arange(len(data))[::-1]
    short = short_names(data["group"], width=18)
    ax.barh(y, 1, height=0.66, color=style.CODE_COLOURS["absent"], edgecolor=style.FAINT)
    ax.barh(y, data["share"], height=0.66, color=style.MID)
    for at, row in zip(y, data.to_dict("records"), strict=True):
        gap = f"    {view.word('missing')} {row['missing']}" if row["missing"] else ""
        text = f"{style.percent(row['share'])}  {row['handed_in']}/{row['n']}{gap}"
        ax.text(1.015, at, text, va="center", fontsize=10, color=style.INK)
    ax.set_yticks(y, [view.word(short[name]) for name in data["group"]])
    ax.set_xlim(0, 1.32)
    ax.set_ylim(-0.6, len(data) - 0.4)
    ax.set_xticks([])
    style.bare(ax)
    return style.finish(ax, title=title)
