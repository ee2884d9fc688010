"""Evidence and coverage in, the reading part and the gaps out: reading × group cells, key points."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reflectnlp.charts.coverage_heatmap import PALEST_TOP, coverage_heatmap_data
from reflectnlp.charts.groups import ALL
from reflectnlp.charts.points_covered import points_covered_data
from reflectnlp.report.evidence import Pool, best, by_cell, with_sentences
from reflectnlp.report.frames import Frames

GAPS = 12
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
        "grid": _grid(frames, pool, found),
        "points": sorted(rows, key=lambda row: (row["reading_id"], row["place"])),
        "gaps": few[:GAPS],
        "n_gaps": len(few),
        "n_few": sum(row["n_found"] > 0 for row in few),
        "n_none": sum(not row["n_found"] for row in rows if row["n"]),
    }


def _points(frames: Frames, pool: Pool, found: pd.DataFrame) -> list[dict[Any, Any]]:
    data = points_covered_data(frames.evidence, points=frames.points)
    picked = by_cell(best(found.assign(note=""), ["point_id"]), ["point_id"])
    place = {point: k for k, point in enumerate(frames.points["point_id"])}
    rows = []
    for row in data.to_dict("records"):
        point = row["point_id"]
        n_found = row["n"] - row["n_absent"]
        key = pool.put(f"p{place[point]}", n_found, picked[(point,)])
        rows.append({**row, "place": place[point], "n_found": n_found, "key": key})
    return rows


def _grid(frames: Frames, pool: Pool, found: pd.DataFrame) -> dict[str, Any]:
    data = coverage_heatmap_data(frames.coverage, by="group", min_group=frames.options.min_group)
    both = pd.concat([found.assign(group=ALL), found], ignore_index=True)
    # Own words tell a reader more than a copied clause; each sentence shows another key point.
    both["score"] = both["score"] - 0.3 * (both["code"] == "quoted")
    cells = best(both, ["reading_id", "group"], apart="point_id")
    picked = by_cell(cells, ["reading_id", "group"])
    ids = list(frames.readings)
    rows: dict[str, dict[str, Any]] = {}
    for row in data.to_dict("records"):
        group, reading = str(row["group"]), str(row["reading_id"])
        if reading not in ids:
            continue
        number = -1 if group == ALL else frames.groups.index(group)
        key = f"r{ids.index(reading)}" + (f"g{number}" if number >= 0 else "")
        total = row["n_quoted"] + row["n_paraphrased"] + row["n_mentioned"]
        cell = {**row, "key": pool.put(key, total, picked[(reading, group)])}
        rows.setdefault(group, {"group": group, "n": row["n"], "cells": {}})["cells"][reading] = cell
    for line in rows.values():
        scores = [cell["score"] for cell in line["cells"].values()]
        copied = [cell["verbatim_share"] for cell in line["cells"].values()]
        line.update(mean=sum(scores) / len(scores), verbatim=sum(copied))
    # Coverage is seldom near 1: a scale up to 1 would leave all cells pale.
    highest = float(data["score"].max()) if len(data) else 0.0
    return {"rows": list(rows.values()), "top": max(highest, PALEST_TOP)}
