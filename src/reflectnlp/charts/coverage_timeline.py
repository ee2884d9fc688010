"""The table ``coverage`` in, coverage over the months or stages of a study out."""

from __future__ import annotations

from typing import Unpack

import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import MIN_GROUP
from reflectnlp.charts.periods import by_period, draw_lines
from reflectnlp.charts.style import Look, Shown


def coverage_timeline_data(
    table: pd.DataFrame,
    *,
    documents: pd.DataFrame | None = None,
    period: str = "month",
    min_group: int = MIN_GROUP,
) -> pd.DataFrame:
    """Mean coverage of each reading, by period.

    Parameters
    ----------
    period
        ``day``, ``month`` or ``year`` of the documents' dates, or a column that names a stage.
    min_group
        Periods with fewer documents are left out.

    Returns
    -------
    Columns period, reading_id, n (documents), score; in order of time, then of reading.
    """
    return by_period(table, "reading_id", "score", documents=documents, period=period, min_group=min_group)


def coverage_timeline(
    table: pd.DataFrame,
    *,
    documents: pd.DataFrame | None = None,
    period: str = "month",
    ax: Axes | None = None,
    min_group: int = MIN_GROUP,
    **look: Unpack[Look],
) -> Axes:
    """Draw ``coverage_timeline_data``: a line a reading, those that changed most in colour and named."""
    data = coverage_timeline_data(table, documents=documents, period=period, min_group=min_group)
    view = Shown(**look)
    ax = style.on(ax, 9, 4.6)
    title = view.title or view.word("coverage_timeline_title")
    if data["period"].nunique() < 2:
        return style.empty(ax, title=title, lang=view.lang)

    def name(reading: str) -> str:
        return style.shorten(view.name(reading), 12 if view.lang == "zh" else 22)

    draw_lines(ax, data, view, columns=("reading_id", "score"), name=name)
    return style.finish(ax, title=title, note=view.word("periods_note").format(m=min_group))
