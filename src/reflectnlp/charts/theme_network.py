"""The table ``theme_hits`` in, themes that stand in one sentence out: a small network."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import with_group
from reflectnlp.charts.style import Look, Shown

N_NAMED = 8


def theme_network_data(table: pd.DataFrame, *, documents: pd.DataFrame | None = None) -> pd.DataFrame:
    """Pairs of themes that stand in the same sentence.

    Returns
    -------
    Columns first, second, n (sentences with both), n_first, n_second (sentences with each), jaccard
    (n / sentences with either, in [0, 1]); pairs that occur, largest jaccard first.
    """
    rows = with_group(table, by=None, documents=documents)[["doc_id", "sent_id", "theme"]].drop_duplicates()
    sizes = rows["theme"].value_counts()
    both = rows.merge(rows, on=["doc_id", "sent_id"])
    both = both[both["theme_x"] < both["theme_y"]]
    out = both.groupby(["theme_x", "theme_y"], as_index=False).agg(n=("doc_id", "size"))
    out = out.rename(columns={"theme_x": "first", "theme_y": "second"})
    out["n_first"] = out["first"].map(sizes).astype("int64")
    out["n_second"] = out["second"].map(sizes).astype("int64")
    out["jaccard"] = out["n"] / (out["n_first"] + out["n_second"] - out["n"])
    return out.sort_values(["jaccard", "first", "second"], ascending=[False, True, True], ignore_index=True)


def theme_network(
    table: pd.DataFrame,
    *,
    documents: pd.DataFrame | None = None,
    ax: Axes | None = None,
    **look: Unpack[Look],
) -> Axes:
    """Draw ``theme_network_data`` on a circle: dots by sentences, lines by jaccard, the strongest with n."""
    data, view = theme_network_data(table, documents=documents), Shown(**look)
    ax = style.on(ax, 8, 6.6)
    title = view.title or view.word("together")
    sizes = with_group(table, by=None, documents=documents).drop_duplicates(["doc_id", "sent_id", "theme"])
    counts = sizes["theme"].value_counts()
    if counts.empty:
        return style.empty(ax, title=title, lang=view.lang)
    themes = [t for t in (view.names or {}) if t in counts.index] or sorted(counts.index)
    angles = np.pi / 2 - np.linspace(0, 2 * np.pi, len(themes), endpoint=False)
    place = {t: (float(np.cos(a)), float(np.sin(a))) for t, a in zip(themes, angles, strict=True)}
    written: list[tuple[float, float]] = []
    strongest = float(data["jaccard"].max()) if len(data) else 1.0
    for k, row in enumerate(data.to_dict("records")):
        (x0, y0), (x1, y1) = place[row["first"]], place[row["second"]]
        weight = row["jaccard"] / strongest
        colour = style.RAMP(0.25 + 0.6 * weight)
        ax.plot(
            (x0, x1), (y0, y1), color=colour, linewidth=0.6 + 6 * weight, zorder=1, solid_capstyle="round"
        )
        at = (x0 * 0.62 + x1 * 0.38, y0 * 0.62 + y1 * 0.38)
        if k < N_NAMED and all(np.hypot(at[0] - x, at[1] - y) > 0.14 for x, y in written):
            written.append(at)
            box = {"boxstyle": "round,pad=0.18", "facecolor": style.PAPER, "edgecolor": "none"}
            ax.text(*at, row["n"], ha="center", va="center", fontsize=9, color=style.INK, bbox=box, zorder=3)
    area = [60 + 900 * float(counts[t]) / float(counts.max()) for t in themes]
    points = np.array([place[t] for t in themes])
    ax.scatter(
        points[:, 0], points[:, 1], s=area, color=style.BLUE, edgecolor=style.PAPER, linewidth=2, zorder=2
    )
    for theme, (x, y) in place.items():
        side = "left" if x > 0.1 else "right" if x < -0.1 else "center"
        ax.text(
            x * 1.16,
            y * 1.16,
            f"{view.name(theme)} {counts[theme]}",
            ha=side,
            va="center",
            fontsize=10.5,
            color=style.INK,
        )
    ax.set_xlim(-1.75, 1.75)
    ax.set_ylim(-1.3, 1.3)
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    style.bare(ax)
    return style.finish(ax, title=title, note=view.word("network_note"))
