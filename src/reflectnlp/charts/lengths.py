"""The table ``documents`` in, how long the texts are out."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import counted
from reflectnlp.charts.histogram import draw_histogram, histogram
from reflectnlp.charts.style import Look, Shown

STEPS = (50, 100, 200, 250, 500, 1000, 2000, 5000)


def lengths_data(table: pd.DataFrame, *, step: int = 0) -> pd.DataFrame:
    """Documents by length in characters.

    ``step`` is the width of a class; 0 chooses a round one that gives at most 20 classes.

    Returns
    -------
    Columns low, high (half open), n; classes without a document are kept between the first and the last.
    """
    values = counted(table)["n_chars"].to_numpy(dtype=np.float64)
    largest = float(values.max()) if len(values) else 0.0
    chosen = step or next((s for s in STEPS if largest / s <= 20), STEPS[-1])
    return histogram(values, step=chosen)


def lengths(table: pd.DataFrame, *, step: int = 0, ax: Axes | None = None, **look: Unpack[Look]) -> Axes:
    """Draw ``lengths_data`` with the median marked."""
    data, view = lengths_data(table, step=step), Shown(**look)
    ax = style.on(ax, 8, 3.8)
    title = view.title or view.word("lengths_title")
    if data.empty:
        return style.empty(ax, title=title, lang=view.lang)
    median = float(counted(table)["n_chars"].median())
    draw_histogram(
        ax, data, mark=median, mark_text=f"{view.word('median')} {median:.0f}", tick=lambda v: f"{v:.0f}"
    )
    return style.finish(ax, title=title, note=f"n = {data['n'].sum()}    {view.word('length')}")
