"""The table ``reuse`` in, groups of documents that share passages out.

Dots are documents without names: a shared passage is a reason to look, not a verdict on a person.
"""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.style import Look, Shown


def reuse_clusters_data(table: pd.DataFrame, *, min_share: float = 0.2) -> pd.DataFrame:
    """Pairs of documents of which one shares at least ``min_share`` of its text with the other, by cluster.

    Documents that are linked over others belong to one cluster.

    Returns
    -------
    Columns cluster (0 is the largest), n (documents of the cluster), doc_id, other_id (doc_id < other_id),
    share (the larger of both directions); largest cluster first, then by doc_id.
    """
    rows = table[table["share"] >= min_share]
    low = rows[["doc_id", "other_id"]].min(axis=1).astype("str")
    high = rows[["doc_id", "other_id"]].max(axis=1).astype("str")
    pairs = pd.DataFrame({"doc_id": low, "other_id": high, "share": rows["share"].astype("float64")})
    pairs = pairs.groupby(["doc_id", "other_id"], as_index=False).agg(share=("share", "max"))
    root = _roots(list(zip(pairs["doc_id"], pairs["other_id"], strict=True)))
    sizes = pd.Series(list(root.values()), dtype="str").value_counts()
    order = {name: k for k, name in enumerate(sorted(sizes.index, key=lambda name: (-sizes[name], name)))}
    roots = pairs["doc_id"].map(root)
    out = pairs.assign(cluster=roots.map(order).astype("int64"), n=roots.map(sizes).astype("int64"))
    return out.sort_values(["cluster", "doc_id", "other_id"], ignore_index=True)[
        ["cluster", "n", "doc_id", "other_id", "share"]
    ]


def _roots(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Document → the smallest document that it is linked with, over any number of steps."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for a, b in pairs:
        x, y = sorted((find(a), find(b)))
        root[y] = x
    return {name: find(name) for name in root}


def reuse_clusters(
    table: pd.DataFrame,
    *,
    min_share: float = 0.2,
    top: int = 15,
    ax: Axes | None = None,
    **look: Unpack[Look],
) -> Axes:
    """Draw the ``top`` largest clusters: a dot a document, lines by shared text, the size written below."""
    data, view = reuse_clusters_data(table, min_share=min_share), Shown(**look)
    title = view.title or view.word("reuse_title")
    n = int(data["cluster"].nunique())
    shown = min(n, top)
    columns = min(shown, 5) or 1
    rows = -(-shown // columns)
    ax = style.on(ax, max(1.7 * columns, 6), 1.6 * max(rows, 1) + 1.2)
    if data.empty:
        return style.empty(ax, title=title, lang=view.lang)
    for number in range(shown):
        cluster = data[data["cluster"] == number]
        documents = sorted(set(cluster["doc_id"]) | set(cluster["other_id"]))
        centre = np.array([2.6 * (number % columns), -2.5 * (number // columns)])
        turn = np.linspace(0, 2 * np.pi, len(documents), endpoint=False)
        ring = centre + np.column_stack((np.cos(turn), np.sin(turn))) * min(0.45 + 0.05 * len(documents), 1.0)
        place = dict(zip(documents, ring, strict=True))
        for row in cluster.to_dict("records"):
            a, b = place[row["doc_id"]], place[row["other_id"]]
            ax.plot((a[0], b[0]), (a[1], b[1]), color=style.MID, linewidth=0.8 + 4 * row["share"], zorder=1)
        ax.scatter(
            ring[:, 0], ring[:, 1], s=70, color=style.BLUE, edgecolor=style.PAPER, linewidth=1.5, zorder=2
        )
        text = view.word("cluster").format(n=len(documents), p=style.percent(float(cluster["share"].max())))
        ax.text(centre[0], centre[1] - 1.15, text, ha="center", va="center", fontsize=9.5, color=style.INK)
    ax.set_xlim(-1.4, 2.6 * columns - 1.2)
    ax.set_ylim(-2.5 * rows + 0.9, 1.1)
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    style.bare(ax)
    note = view.word("reuse_note").format(k=n, m=shown, p=style.percent(min_share))
    return style.finish(ax, title=title, note=note)
