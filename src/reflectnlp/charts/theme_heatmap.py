"""The table ``themes`` in, theme × group cells out: which unit wrote about what."""

from __future__ import annotations

from typing import Unpack

import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import MIN_GROUP, with_group
from reflectnlp.charts.heat import by_group, draw_groups
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
    values = {
        "n_with": ("has", "sum"),
        "n_sentences": ("n_sentences", "sum"),
        "share": ("share", "mean"),
    }
    rows = rows.assign(has=rows["n_sentences"] > 0)
    return by_group(rows, "theme", values, by=by, min_group=min_group)


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
    heads = {t: style.wrap(view.name(t), 2 if view.lang == "zh" else 10) for t in themes}
    ax = draw_groups(ax, data, view, value=("theme", "share"), heads=heads, cell=0.72)
    return style.finish(ax, title=title)
