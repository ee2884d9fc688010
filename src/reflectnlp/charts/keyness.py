"""Word counts of two groups in, the words that tell them apart out."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import short_names
from reflectnlp.charts.style import Look, Shown


def keyness_data(table: pd.DataFrame, *, groups: tuple[str, str], min_n: int = 3) -> pd.DataFrame:
    """Log-likelihood keyness of every word of two groups.

    Parameters
    ----------
    table
        Columns word, group, n.
    min_n
        Rarer words (over both groups) are left out of the answer, not of the totals.

    Returns
    -------
    Columns word, n_first, n_second, keyness: ``G² = 2 Σ observed · ln(observed / expected)`` over the two
    groups, with the sign of the group that has more than expected (first positive). Range: all numbers;
    |G²| > 3.84 is p < 0.05 for one word, 15.13 for p < 0.0001. Largest first. It compares
    groups, and grows with their size. Source: Dunning 1993; Rayson and Garside 2000.
    """
    counts = table.pivot_table(index="word", columns="group", values="n", aggfunc="sum", fill_value=0)
    counts = counts.reindex(columns=list(groups), fill_value=0)
    first, second = (counts[name].to_numpy(dtype=np.float64) for name in groups)
    n_first, n_second = first.sum(), second.sum()
    share = (first + second) / max(n_first + n_second, 1.0)
    score = 2 * (_term(first, n_first * share) + _term(second, n_second * share))
    sign = np.where(first >= n_first * share, 1.0, -1.0)
    out = pd.DataFrame(
        {
            "word": counts.index.astype("str"),
            "n_first": first.astype(np.int64),
            "n_second": second.astype(np.int64),
            "keyness": sign * np.maximum(score, 0.0),
        }
    )
    out = out[out["n_first"] + out["n_second"] >= min_n]
    return out.sort_values(["keyness", "word"], ascending=[False, True], ignore_index=True)


def _term(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """``observed · ln(observed / expected)``, 0 where nothing was observed."""
    safe = np.where(observed > 0, observed / np.maximum(expected, 1e-12), 1.0)
    return np.asarray(observed * np.log(safe))


def keyness(
    table: pd.DataFrame,
    *,
    groups: tuple[str, str],
    n_each: int = 12,
    ax: Axes | None = None,
    **look: Unpack[Look],
) -> Axes:
    """Draw the ``n_each`` most telling words of each group, first to the right, second to the left."""
    data, view = keyness_data(table, groups=groups), Shown(**look)
    first = data[data["keyness"] > 0].head(n_each)
    second = data[data["keyness"] < 0].tail(n_each).iloc[::-1]
    n = max(len(first), len(second))
    ax = style.on(ax, 9, 0.34 * max(n, 4) + 1.9)
    title = view.title or view.word("keyness")
    if not n:
        return style.empty(ax, title=title, lang=view.lang)
    top = float(data["keyness"].abs().max())
    short = short_names(groups, width=18)
    for part, colour, side in ((first, style.MID, 1), (second, style.LIGHT_ORANGE, -1)):
        y = [-float(k) for k in range(len(part))]
        ax.barh(y, part["keyness"], height=0.7, color=colour)
        for at, row in zip(y, part.to_dict("records"), strict=True):
            text = f"{row['word']}  {row['n_first']}:{row['n_second']}"
            align = "left" if side > 0 else "right"
            ax.text(
                row["keyness"] + side * top * 0.02,
                at,
                text,
                ha=align,
                va="center",
                fontsize=10,
                color=style.INK,
            )
    for name, side, align in ((groups[1], -1, "right"), (groups[0], 1, "left")):
        text = view.word(short[name])
        ax.text(side * top * 0.03, 0.75, text, ha=align, va="bottom", fontsize=11, color=style.INK)
    ax.axvline(0, color=style.MUTED, linewidth=1)
    ax.set_xlim(-top * 1.5, top * 1.5)
    ax.set_ylim(-n + 0.4, 1.5)
    ax.set_xticks([])
    ax.set_yticks([])
    style.bare(ax)
    return style.finish(ax, title=title, note=view.word("keyness_note"))
