"""Values in, counts by class out: what the two distribution charts share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from reflectnlp.charts import style


def histogram(values: NDArray[np.float64], *, step: float, top: float | None = None) -> pd.DataFrame:
    """Counts of ``values`` in half-open classes ``[low, high)`` of width ``step`` from 0.

    Values at ``top`` fall into the class below it. Columns low, high, n; from the first to the last class
    that has a value; no rows without values.
    """
    places = np.floor(np.round(values / step, 9)).astype(np.int64)
    if top is not None:
        places = np.minimum(places, round(top / step) - 1)
    if not len(places):
        return pd.DataFrame({"low": np.zeros(0), "high": np.zeros(0), "n": np.zeros(0, dtype=np.int64)})
    classes = np.arange(places.min(), places.max() + 1)
    counts = np.bincount(places - places.min(), minlength=len(classes))
    return pd.DataFrame({"low": classes * step, "high": (classes + 1) * step, "n": counts})


def draw_histogram(
    ax: Axes, data: pd.DataFrame, *, mark: float, mark_text: str, tick: Callable[[float], str]
) -> None:
    """Columns with their count on top, and a line at ``mark`` with its text."""
    step = float(data["high"].iloc[0] - data["low"].iloc[0])
    ax.bar(data["low"], data["n"], width=step * 0.94, align="edge", color=style.MID)
    top = float(data["n"].max())
    for row in data.to_dict("records"):
        if row["n"]:
            text = ax.text(
                row["low"] + step * 0.47, row["n"] + top * 0.02, row["n"], fontsize=9, color=style.INK
            )
            text.set(ha="center", bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.6})
    ax.axvline(mark, color=style.INK, linewidth=1.4, linestyle=(0, (4, 3)), ymax=0.88)
    ax.text(mark, top * 1.18, mark_text, ha="center", va="bottom", fontsize=10, color=style.INK)
    ax.set_ylim(0, top * 1.3)
    every = max(1, len(data) // 8)
    edges = [*data["low"].iloc[::every], float(data["high"].iloc[-1])]
    if len(edges) > 2 and edges[-1] - edges[-2] < step * every * 0.7:
        del edges[-2]
    ax.set_xticks(edges, [tick(float(edge)) for edge in edges])
    ax.set_yticks([])
    style.bare(ax, keep=("bottom",))
