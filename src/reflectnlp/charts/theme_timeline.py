"""The table ``themes`` in, themes over the months or stages of a study out: what rises and what falls."""

from __future__ import annotations

from typing import Unpack

import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import MIN_GROUP
from reflectnlp.charts.periods import by_period, draw_lines
from reflectnlp.charts.style import Look, Shown


def theme_timeline_data(
    table: pd.DataFrame,
    *,
    documents: pd.DataFrame | None = None,
    period: str = "month",
    min_group: int = MIN_GROUP,
) -> pd.DataFrame:
    """Mean share of sentences on each theme, by period.

    Parameters
    ----------
    period
        ``day``, ``month`` or ``year`` of the documents' dates, or a column that names a stage.
    min_group
        Periods with fewer documents are left out.

    Returns
    -------
    Columns period, theme, n (documents), share; in order of time, then of theme.
    """
    return by_period(table, "theme", "share", documents=documents, period=period, min_group=min_group)


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
    title = view.title or view.word("theme_timeline_title")
    if data["period"].nunique() < 2:
        return style.empty(ax, title=title, lang=view.lang)
    draw_lines(ax, data, view, columns=("theme", "share"), name=view.name)
    return style.finish(ax, title=title, note=view.word("periods_note").format(m=min_group))
