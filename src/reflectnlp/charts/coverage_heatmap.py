"""The table ``coverage`` in, reading × group cells out: which unit took up which required reading."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import ALL, MIN_GROUP, short_names, shown, with_group
from reflectnlp.charts.heat import draw_heat
from reflectnlp.charts.style import Look, Shown

PALEST_TOP = 0.3  # the darkest cell stands for at least this coverage


def coverage_heatmap_data(
    table: pd.DataFrame,
    *,
    by: str | None = "unit",
    documents: pd.DataFrame | None = None,
    min_group: int = MIN_GROUP,
) -> pd.DataFrame:
    """Mean coverage of each reading, by group.

    Groups under ``min_group`` documents are merged into ``其他``, which is left out if it stays smaller;
    ``全体`` holds all documents and is the only row with ``by=None``.

    Returns
    -------
    Columns group, reading_id, n (documents of the group), score, verbatim_share (means over documents),
    n_quoted, n_paraphrased, n_mentioned (sums over documents); ``全体`` first, then by size.
    """
    rows = with_group(table, by=by, documents=documents, min_group=min_group)
    groups = rows.drop_duplicates("doc_id")["group"]
    order = [ALL] if by is None else [ALL, *shown(groups, min_group=min_group)]
    both = rows if by is None else pd.concat([rows.assign(group=ALL), rows], ignore_index=True)
    means = {name: (name, "mean") for name in ("score", "verbatim_share")}
    sums = {name: (name, "sum") for name in ("n_quoted", "n_paraphrased", "n_mentioned")}
    out = (
        both[both["group"].isin(order)]
        .groupby(["group", "reading_id"], as_index=False, sort=False)
        .agg(n=("doc_id", "nunique"), **means, **sums)
    )
    rank = {name: k for k, name in enumerate(order)}
    return out.sort_values(
        ["group", "reading_id"], key=lambda c: c.map(rank) if c.name == "group" else c, ignore_index=True
    )


def coverage_heatmap(
    table: pd.DataFrame,
    *,
    by: str | None = "unit",
    ax: Axes | None = None,
    documents: pd.DataFrame | None = None,
    min_group: int = MIN_GROUP,
    **look: Unpack[Look],
) -> Axes:
    """Draw ``coverage_heatmap_data``: one row a group with its n, one column a reading."""
    data = coverage_heatmap_data(table, by=by, documents=documents, min_group=min_group)
    view = Shown(**look)
    title = view.title or view.word("coverage_title")
    if data.empty:
        return style.empty(style.on(ax, 8, 3), title=title, lang=view.lang)
    groups = list(dict.fromkeys(data["group"]))
    readings = sorted(data["reading_id"].unique())
    grid = data.pivot(index="group", columns="reading_id", values="score").loc[groups, readings]
    short = short_names(groups)
    sizes = data.drop_duplicates("group").set_index("group")["n"]
    ax = style.on(ax, 2.8 + 1.25 * len(readings), 1.7 + 0.4 * len(groups))
    draw_heat(
        ax,
        grid.to_numpy(dtype=np.float64),
        rows=[f"{view.word(short[g])}  (n={sizes[g]})" for g in groups],
        columns=[style.wrap(view.name(r), 10 if view.lang == "zh" else 14) for r in readings],
        top=max(float(data["score"].max()), PALEST_TOP),
    )
    return style.finish(ax, title=title, note=view.word("coverage_note"))
