"""Hits and themes in, the theme part out: bars for the whole study, theme × group cells, themes together."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reflectnlp.charts.groups import ALL
from reflectnlp.charts.theme_bars import theme_bars_data
from reflectnlp.charts.theme_heatmap import theme_heatmap_data
from reflectnlp.report.evidence import Pool, best, by_cell, with_sentences
from reflectnlp.report.frames import Frames, in_order, place_of


def themes_part(frames: Frames, pool: Pool) -> dict[str, Any]:
    """Rows for the bars, the grid of the heatmap and the grid of pairs, their sentences put into ``pool``."""
    hits = with_sentences(frames, frames.hits)
    hits = hits[hits["role"].isin(("body", "heading"))]
    return {
        "bars": _bars(frames, pool, hits),
        "grid": _grid(frames, pool, hits, "group"),
        "periods": _grid(frames, pool, hits, "period") if frames.periods else None,
        "pairs": _pairs(frames, pool, hits),
    }


def _bars(frames: Frames, pool: Pool, hits: pd.DataFrame) -> list[dict[Any, Any]]:
    documents = theme_bars_data(frames.themes)
    sentences = theme_bars_data(frames.themes, of="sentences").set_index("theme")
    picked = by_cell(best(hits, ["theme"]), ["theme"])
    rows = []
    for row in documents.to_dict("records"):
        theme, mean = row["theme"], sentences.loc[row["theme"]]
        key = f"t{frames.theme_ids.index(theme)}"
        rows.append(
            {
                **row,
                "mean": float(mean["share"]),
                "n_sentences": int(mean["n"]),
                "key": pool.put(key, int(mean["n"]), picked[(theme,)]),
            }
        )
    return rows


def _grid(frames: Frames, pool: Pool, hits: pd.DataFrame, by: str) -> dict[str, Any]:
    """Theme × group cells, ``by`` group or period; the whole comes first."""
    data = in_order(theme_heatmap_data(frames.themes, by=by, min_group=frames.options.min_group), frames, by)
    both = pd.concat([hits.assign(at=ALL), hits.assign(at=hits[by])], ignore_index=True)
    picked = by_cell(best(both, ["theme", "at"]), ["theme", "at"])
    rows: dict[str, dict[str, Any]] = {}
    for row in data.to_dict("records"):
        group, theme = str(row["group"]), str(row["theme"])
        key = f"t{frames.theme_ids.index(theme)}{place_of(frames, by, group)}"
        cell = {
            "share": row["share"],
            "n_with": row["n_with"],
            "key": pool.put(key, row["n_sentences"], picked[(theme, group)]),
        }
        rows.setdefault(group, {"group": group, "n": row["n"], "cells": {}})["cells"][theme] = cell
    return {"rows": list(rows.values()), "top": float(data["share"].max()) if len(data) else 0.0}


def _pairs(frames: Frames, pool: Pool, hits: pd.DataFrame) -> dict[str, Any]:
    """Sentences that carry two themes at once: the lower triangle of a theme × theme grid."""
    place = {theme: k for k, theme in enumerate(frames.theme_ids)}
    rows = hits.assign(a=hits["theme"].map(place), mark_start=-1, mark_end=-1)
    several = rows[rows.duplicated(["doc_id", "sent_id"], keep=False)]
    other = several[["doc_id", "sent_id", "a"]].rename(columns={"a": "b"})
    both = several.merge(other, on=["doc_id", "sent_id"])
    both = both[both["a"] < both["b"]]
    counts = both.groupby(["a", "b"]).size().to_dict()
    picked = by_cell(best(both, ["a", "b"], n=3), ["a", "b"])
    cells: dict[str, dict[str, Any]] = {}
    for second, b in place.items():
        alone = {"n": int((rows["a"] == b).sum()), "key": f"t{b}" if f"t{b}" in pool.cells else ""}
        row = cells.setdefault(second, {second: alone})
        for first, a in place.items():
            if a < b:
                n = int(counts.get((a, b), 0))
                row[first] = {"n": n, "key": pool.put(f"x{a}.{b}", n, picked[(a, b)])}
    return {"cells": cells, "top": max(map(int, counts.values()), default=0)}
