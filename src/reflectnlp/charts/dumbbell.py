"""The table ``themes`` and two groups in, pairs of dots out: what differs between two units or stages."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import MIN_GROUP, short_names, with_group
from reflectnlp.charts.intervals import bootstrap_difference
from reflectnlp.charts.pairs import draw_pairs
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
    rows = data.assign(name=[view.name(theme) for theme in data["theme"]])
    draw_pairs(ax, rows, names=tuple(view.word(name) for name in short_names(groups).values()))
    return style.finish(ax, title=view.title or view.word("share_sentences"), note=view.word("dumbbell_note"))
