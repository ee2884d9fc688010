"""The tables ``evidence`` and ``points`` in, one row a key point out: what of the readings arrived."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import with_group
from reflectnlp.charts.intervals import wilson
from reflectnlp.charts.style import Look, Shown
from reflectnlp.charts.wording import CODES


def points_covered_data(
    table: pd.DataFrame, *, points: pd.DataFrame, documents: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How many documents take up each key point, and how.

    Parameters
    ----------
    table
        The table ``evidence``.
    points
        The table ``points``: every key point has a row in the answer, also when no document has been scored.
    documents
        The table ``documents``, to leave out news and other texts.

    Returns
    -------
    Columns reading_id, point_id, title, section, text, n (documents), n_quoted, n_paraphrased, n_mentioned,
    n_absent, share (quoted or paraphrased, of n), low, high (Wilson, 95 %); most covered first.
    """
    rows = with_group(table, by=None, documents=documents)
    counts = rows.groupby(["point_id", "code"]).size().unstack("code")
    counts = counts.reindex(index=points["point_id"], columns=list(CODES)).fillna(0).astype("int64")
    out = points[["reading_id", "point_id", "title", "section", "text"]].reset_index(drop=True)
    out["n"] = counts.sum(axis=1).to_numpy()
    for code in CODES:
        out[f"n_{code}"] = counts[code].to_numpy()
    covered = out["n_quoted"] + out["n_paraphrased"]
    out["share"] = covered / out["n"].clip(lower=1)
    out["low"], out["high"] = wilson(covered, out["n"])
    return out.sort_values(
        ["share", "n_mentioned", "point_id"], ascending=[False, False, True], ignore_index=True
    )


def points_covered(
    table: pd.DataFrame,
    *,
    points: pd.DataFrame,
    n_each: int = 8,
    ax: Axes | None = None,
    documents: pd.DataFrame | None = None,
    **look: Unpack[Look],
) -> Axes:
    """Draw the ``n_each`` best and least covered key points: stacked bars of quoted, own words, mentioned."""
    data = points_covered_data(table, points=points, documents=documents)
    view = Shown(**look)
    title = view.title or view.word("points_title")
    if data.empty or not data["n"].max():
        return style.empty(style.on(ax, 9, 3), title=title, lang=view.lang)
    cut = len(data) > 2 * n_each
    part = pd.concat([data.head(n_each), data.tail(n_each)]) if cut else data
    y = np.arange(len(part))[::-1] - np.where(np.arange(len(part)) >= n_each, 0.8, 0.0) * cut
    ax = style.on(ax, 10, 0.46 * len(part) + 1.8)
    left = np.zeros(len(part))
    for code in CODES[:3]:
        share = (part[f"n_{code}"] / part["n"].clip(lower=1)).to_numpy(dtype=np.float64)
        ax.barh(y, share, left=left, height=0.7, color=style.CODE_COLOURS[code], edgecolor=style.PAPER)
        left = left + share
    top = max(float(left.max()) * 1.2, 0.1)
    for at, end, row in zip(y, left, part.to_dict("records"), strict=True):
        text = f"{style.percent(row['share'])}  {row['n_quoted'] + row['n_paraphrased']}/{row['n']}"
        ax.text(end + 0.012 * top, at, text, va="center", fontsize=9.5, color=style.INK)
    width = 22 if view.lang == "zh" else 26
    ax.set_yticks(y, [style.wrap(f"{r['point_id']} {r['text']}", width) for r in part.to_dict("records")])
    ax.set_xlim(0, top)
    ax.set_ylim(float(y[-1]) - 0.6, float(y[0]) + 1.3)
    _name_codes(ax, view, y=float(y[0]) + 0.85, step=top * 0.26)
    ax.set_xticks([])
    style.bare(ax, keep=("left",))
    ax.tick_params(axis="y", labelsize=8.5)
    return style.finish(ax, title=title, note=view.word("points_note"))


def _name_codes(ax: Axes, view: Shown, *, y: float, step: float) -> None:
    """Name the codes in a row above the first bar, each after a square of its colour."""
    for k, code in enumerate(CODES[:3]):
        ax.scatter([step * (k + 0.03)], [y], s=70, marker="s", color=style.CODE_COLOURS[code])
        ax.text(step * (k + 0.09), y, view.word(code), va="center", fontsize=9.5, color=style.MUTED)
