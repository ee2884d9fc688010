"""The table ``themes`` in, theme × group cells out: which unit wrote about what."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import ALL, MIN_GROUP, short_names, shown, with_group
from reflectnlp.charts.heat import draw_heat
from reflectnlp.charts.style import Look, Shown


def theme_heatmap_data(
    table: pd.DataFrame,
    *,
    by: str = "unit",
    documents: pd.DataFrame | None = None,
    min_group: int = MIN_GROUP,
) -> pd.DataFrame:
    """Mean share of sentences on each theme, by group.

    Groups under ``min_group`` documents are merged into ``其他``, which is left out if it stays smaller;
    ``全体`` holds all documents.

    Returns
    -------
    Columns group, theme, n (documents of the group), n_with (of these: with the theme), n_sentences,
    share (mean over documents); ``全体`` first, then by size.
    """
    rows = with_group(table, by=by, documents=documents, min_group=min_group)
    groups = rows.drop_duplicates("doc_id")["group"]
    order = [ALL, *shown(groups, min_group=min_group)]
    both = pd.concat([rows.assign(group=ALL), rows], ignore_index=True)
    both = both[both["group"].isin(order)].assign(has=lambda t: t["n_sentences"] > 0)
    out = both.groupby(["group", "theme"], as_index=False, sort=False).agg(
        n=("doc_id", "nunique"),
        n_with=("has", "sum"),
        n_sentences=("n_sentences", "sum"),
        share=("share", "mean"),
    )
    rank = {name: k for k, name in enumerate(order)}
    return out.sort_values(
        ["group", "theme"], key=lambda c: c.map(rank) if c.name == "group" else c, ignore_index=True
    )


def theme_heatmap(
    table: pd.DataFrame,
    *,
    by: str = "unit",
    ax: Axes | None = None,
    documents: pd.DataFrame | None = None,
    min_group: int = MIN_GROUP,
    **look: Unpack[Look],
) -> Axes:
    """Draw ``theme_heatmap_data``: one row a group with its n, one column a theme, percentages inside."""
    data = theme_heatmap_data(table, by=by, documents=documents, min_group=min_group)
    view = Shown(**look)
    title = view.title or view.word("share_sentences")
    if data.empty:
        return style.empty(style.on(ax, 8, 3), title=title, lang=view.lang)
    themes = [t for t in (view.names or {}) if t in set(data["theme"])] or sorted(data["theme"].unique())
    groups = list(dict.fromkeys(data["group"]))
    grid = data.pivot(index="group", columns="theme", values="share").loc[groups, themes]
    short = short_names(groups)
    sizes = data.drop_duplicates("group").set_index("group")["n"]
    ax = style.on(ax, 2.6 + 0.72 * len(themes), 1.6 + 0.4 * len(groups))
    draw_heat(
        ax,
        grid.to_numpy(dtype=np.float64),
        rows=[f"{view.word(short[g])}  (n={sizes[g]})" for g in groups],
        columns=[style.wrap(view.name(t), 2 if view.lang == "zh" else 10) for t in themes],
    )
    return style.finish(ax, title=title)
