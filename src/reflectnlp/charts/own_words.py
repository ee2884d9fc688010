"""The table ``coverage`` in, how much of each text is the author's own words out."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from reflectnlp.charts import style
from reflectnlp.charts.groups import with_group
from reflectnlp.charts.histogram import draw_histogram, histogram
from reflectnlp.charts.style import Look, Shown


def own_words_data(table: pd.DataFrame, *, documents: pd.DataFrame | None = None) -> pd.DataFrame:
    """Documents by the share of their text that is not word for word in a reading, in steps of 5 %.

    Formula: 1 - sum over readings of ``verbatim_share``, at least 0. A sentence that stands in two readings
    is counted twice, so the share is a lower bound.

    Returns
    -------
    Columns low, high (half open, the last class holds 1), n.
    """
    return histogram(own_shares(table, documents), step=0.05, top=1.0)


def own_words(
    table: pd.DataFrame,
    *,
    documents: pd.DataFrame | None = None,
    ax: Axes | None = None,
    **look: Unpack[Look],
) -> Axes:
    """Draw ``own_words_data`` with the median marked."""
    data, view = own_words_data(table, documents=documents), Shown(**look)
    ax = style.on(ax, 8, 3.8)
    title = view.title or view.word("own_words_title")
    if data.empty:
        return style.empty(ax, title=title, lang=view.lang)
    median = float(np.median(own_shares(table, documents)))
    text = f"{view.word('median')} {style.percent(median)}"
    draw_histogram(ax, data, mark=median, mark_text=text, tick=style.percent)
    return style.finish(ax, title=title, note=f"n = {data['n'].sum()}    {view.word('own_words_note')}")


def own_shares(table: pd.DataFrame, documents: pd.DataFrame | None = None) -> NDArray[np.float64]:
    """The share in own words of every counted document; the formula is that of ``own_words_data``."""
    rows = with_group(table, by=None, documents=documents)
    copied = rows.groupby("doc_id")["verbatim_share"].sum().to_numpy(dtype=np.float64)
    return np.asarray(np.clip(1 - copied, 0, 1))
