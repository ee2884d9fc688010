"""The table ``coverage`` in, reading × group cells out: which unit took up which required reading."""

from __future__ import annotations

from typing import Unpack

import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import MIN_GROUP, with_group
from reflectnlp.charts.heat import by_group, draw_groups
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
    means = {name: (name, "mean") for name in ("score", "verbatim_share")}
    sums = {name: (name, "sum") for name in ("n_quoted", "n_paraphrased", "n_mentioned")}
    return by_group(rows, "reading_id", {**means, **sums}, by=by, min_group=min_group)


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
    width = 10 if view.lang == "zh" else 14
    heads = {r: style.wrap(view.name(r), width) for r in sorted(data["reading_id"].unique())}
    top = max(float(data["score"].max()), PALEST_TOP)
    ax = draw_groups(ax, data, view, value=("reading_id", "score"), heads=heads, cell=1.25, top=top)
    return style.finish(ax, title=title, note=view.word("coverage_note"))
