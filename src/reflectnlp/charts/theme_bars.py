"""The table ``themes`` in, one bar a theme with its interval out: what the whole study wrote about."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import with_group
from reflectnlp.charts.intervals import bootstrap_mean, wilson
from reflectnlp.charts.style import Look, Shown


def theme_bars_data(
    table: pd.DataFrame, *, of: str = "documents", documents: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Share of documents, or mean share of sentences, that carry each theme.

    Parameters
    ----------
    table
        The table ``themes``.
    of
        ``documents``: documents with at least one sentence on the theme, with the Wilson interval.
        ``sentences``: mean over documents of ``share``, with a bootstrap interval over documents.
    documents
        The table ``documents``, to leave out news and other texts.

    Returns
    -------
    Columns theme, n (documents or sentences that carry it), total (documents), share, low, high (95 %);
    largest share first.
    """
    rows = with_group(table, by=None, documents=documents)
    grid = rows.pivot(index="doc_id", columns="theme", values="n_sentences").fillna(0)
    total = len(grid)
    if of == "documents":
        n = (grid > 0).sum().to_numpy()
        share = n / max(total, 1)
        low, high = wilson(n, total)
    elif of == "sentences":
        n = grid.sum().to_numpy()
        shares = rows.pivot(index="doc_id", columns="theme", values="share").fillna(0.0)
        share = shares.mean().to_numpy() if total else np.zeros(0)
        low, high = bootstrap_mean(shares.to_numpy(dtype=np.float64))
    else:
        raise ValueError(f"of={of!r} is unknown → give 'documents' or 'sentences'")
    out = pd.DataFrame(
        {
            "theme": grid.columns.astype("str"),
            "n": n,
            "total": total,
            "share": share,
            "low": low,
            "high": high,
        }
    )
    out["n"] = out["n"].astype("int64")
    return out.sort_values(["share", "theme"], ascending=[False, True], ignore_index=True)


def theme_bars(
    table: pd.DataFrame,
    *,
    of: str = "documents",
    ax: Axes | None = None,
    documents: pd.DataFrame | None = None,
    **look: Unpack[Look],
) -> Axes:
    """Draw ``theme_bars_data``: bars by share, whiskers for the 95 % interval, figures on the right."""
    data, shown = theme_bars_data(table, of=of, documents=documents), Shown(**look)
    title = shown.title or shown.word(f"share_{of}")
    ax = style.on(ax, 8, 0.42 * max(len(data), 3) + 1.4)
    total = int(data["total"].max()) if len(data) else 0
    if not total:
        return style.empty(ax, title=title, lang=shown.lang)
    y = np.arange(len(data))[::-1]
    widest = float(data["high"].max())
    ax.barh(y, data["share"], height=0.66, color=style.MID)
    ax.hlines(y, data["low"], data["high"], color=style.INK, linewidth=1.4)
    for where, row in zip(y, data.to_dict("records"), strict=True):
        text = style.percent(row["share"], digits=0 if of == "documents" else 1)
        text += f"  {row['n']}/{total}" if of == "documents" else ""
        at = max(row["share"], row["high"]) + 0.012 * widest
        ax.text(at, where, text, va="center", fontsize=10, color=style.INK)
    ax.set_yticks(y, [shown.name(theme) for theme in data["theme"]])
    ax.set_xlim(0, widest * 1.18)
    ax.set_xticks([])
    ax.set_ylim(-0.6, len(data) - 0.4)
    style.bare(ax, keep=("left",))
    return style.finish(ax, title=title, note=f"n = {total}    {shown.word('interval')}")
