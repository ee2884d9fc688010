"""Evidence and coverage in, the reading part and the gaps out: reading × group cells, key points."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reflectnlp.charts.coverage_heatmap import PALEST_TOP, coverage_heatmap_data
from reflectnlp.charts.groups import ALL
from reflectnlp.charts.own_words import own_words_data
from reflectnlp.charts.points_covered import points_covered_data
from reflectnlp.charts.wording import CODES
from reflectnlp.report.evidence import Pool, best, by_cell, with_sentences
from reflectnlp.report.frames import Frames, in_order, natural, place_of

GAPS, MOST = 12, 5
FEW = 0.1


def coverage_part(frames: Frames, pool: Pool) -> dict[str, Any]:
    """The reading × group grid, every key point with its counts, and the gaps."""
    found = frames.evidence[(frames.evidence["code"] != "absent") & (frames.evidence["sent_id"] >= 0)]
    points = frames.points[["point_id", "reading_id", "text"]].rename(columns={"text": "note"})
    found = with_sentences(frames, found.merge(points, on="point_id", how="inner"))
    found = found.assign(note=found["point_id"] + " " + found["note"])
    rows = _points(frames, pool, found)
    few = [row for row in reversed(rows) if row["n"] and row["share"] < FEW]
    return {
        "grid": _grid(frames, pool, found, "group"),
        "periods": _grid(frames, pool, found, "period") if frames.periods else None,
        "own": own_words_data(frames.coverage).to_dict("records"),
        "points": sorted(rows, key=lambda row: natural(row["point_id"])),
        "most": [row for row in rows if row["share"] >= FEW][:MOST],
        "gaps": few[:GAPS],
        "n_gaps": len(few),
        "n_few": sum(row["n_found"] > 0 for row in few),
        "n_none": sum(not row["n_found"] for row in rows if row["n"]),
    }


def _points(frames: Frames, pool: Pool, found: pd.DataFrame) -> list[dict[Any, Any]]:
    data = points_covered_data(frames.evidence, points=frames.points)
    bare = found.assign(note="")
    picked = by_cell(best(bare, ["point_id"]), ["point_id"])
    coded = by_cell(best(bare, ["point_id", "code"], n=3), ["point_id", "code"])
    place = {point: k for k, point in enumerate(frames.points["point_id"])}
    rows = []
    for row in data.to_dict("records"):
        point = row["point_id"]
        n_found = row["n"] - row["n_absent"]
        key = pool.put(f"p{place[point]}", n_found, picked[(point,)])
        keys = {
            code: pool.put(f"p{place[point]}{code[0]}", row[f"n_{code}"], coded[(point, code)])
            for code in CODES[:3]
        }
        rows.append({**row, "n_found": n_found, "key": key, "keys": keys})
    return rows


def _grid(frames: Frames, pool: Pool, found: pd.DataFrame, by: str) -> dict[str, Any]:
    """Reading × group cells, ``by`` group or period, with the mean and what was copied; the whole first."""
    data = in_order(
        coverage_heatmap_data(frames.coverage, by=by, min_group=frames.options.min_group), frames, by
    )
    both = pd.concat([found.assign(at=ALL), found.assign(at=found[by])], ignore_index=True)
    # Own words tell a reader more than a copied clause; each sentence shows another key point.
    own = both.assign(score=both["score"] - 0.3 * (both["code"] == "quoted"))
    picked = by_cell(best(own, ["reading_id", "at"], apart="point_id"), ["reading_id", "at"])
    whole = by_cell(best(own, ["at"], apart="point_id"), ["at"])
    quoted = both[both["code"] == "quoted"]
    copied = by_cell(best(quoted, ["at"], apart="point_id"), ["at"])
    n_quoted = quoted["at"].value_counts()
    ids = list(frames.readings)
    rows: dict[str, dict[str, Any]] = {}
    for row in data.to_dict("records"):
        group, reading = str(row["group"]), str(row["reading_id"])
        if reading not in ids:
            continue
        key = f"r{ids.index(reading)}{place_of(frames, by, group)}"
        total = row["n_quoted"] + row["n_paraphrased"] + row["n_mentioned"]
        cell = {**row, "found": total, "key": pool.put(key, total, picked[(reading, group)])}
        rows.setdefault(group, {"group": group, "n": row["n"], "cells": {}})["cells"][reading] = cell
    for group, line in rows.items():
        cells, place = list(line["cells"].values()), place_of(frames, by, group)
        total = sum(cell["found"] for cell in cells)
        line.update(
            mean=sum(cell["score"] for cell in cells) / len(cells),
            mean_key=pool.put(f"r{place}", total, whole[(group,)]),
            verbatim=sum(cell["verbatim_share"] for cell in cells),
            verbatim_key=pool.put(f"v{place}", int(n_quoted.get(group, 0)), copied[(group,)]),
            per_document=total / line["n"],
        )
    # Coverage is seldom near 1: a scale up to 1 would leave all cells pale.
    highest = float(data["score"].max()) if len(data) else 0.0
    return {"rows": list(rows.values()), "top": max(highest, PALEST_TOP)}
