"""Reuse in, its part out: texts that agree, clusters of them with a probable first, what came from essays."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from reflectnlp.privacy import ESSAY
from reflectnlp.report.evidence import Pool, by_cell
from reflectnlp.report.frames import Frames
from reflectnlp.report.sections.sources import placed
from reflectnlp.reuse import clusters

N_PAIRS, N_PASSAGES, N_CLUSTERS, N_MEMBERS = 60, 3, 20, 12


def reuse_part(frames: Frames, pool: Pool) -> dict[str, Any]:
    """Pairs of documents with common passages, each once, longest first; with the passages on both sides."""
    essay = frames.reuse["other_id"].astype("str").str.startswith(ESSAY)
    pairs = frames.reuse[essay | (frames.reuse["doc_id"] < frames.reuse["other_id"])]
    pairs = pairs.sort_values(["longest", "doc_id", "other_id"], ascending=[False, True, True])
    back = frames.reuse.set_index(["doc_id", "other_id"])["share"].to_dict()
    about = frames.documents.set_index("doc_id")[["author", "group", "date"]].to_dict("index")
    listed = pairs.head(N_PAIRS).to_dict("records")
    picked = by_cell(_sides(frames, listed), ["pair"])
    rows = []
    for k, row in enumerate(listed):
        doc, other = row["doc_id"], row["other_id"]
        key = pool.put(f"u{k}", 2 * int(row["n_passages"]), picked[(k,)])
        essay_name = other.removeprefix(ESSAY) if other.startswith(ESSAY) else ""
        rows.append(
            {
                "authors": (about[doc]["author"], essay_name or about[other]["author"]),
                "groups": (about[doc]["group"], "" if essay_name else about[other]["group"]),
                "shares": (row["share"], back.get((other, doc))),
                "is_essay": bool(essay_name),
                "n_passages": row["n_passages"],
                "longest": row["longest"],
                "key": key,
            }
        )
    documents = set(frames.reuse["doc_id"]) | set(frames.reuse.loc[~essay, "other_id"])
    return {
        "pairs": rows,
        "n_pairs": len(pairs),
        "n_documents": len(documents),
        "n_essay_pairs": int(essay.sum()),
        **_clusters(
            frames, about, [{**row, "key": shown["key"]} for row, shown in zip(listed, rows, strict=True)]
        ),
    }


def _clusters(
    frames: Frames, about: dict[Any, dict[Any, Any]], pairs: list[dict[Any, Any]]
) -> dict[str, Any]:
    """Documents that hang together, largest cluster first; who is dated before all others is told.

    ``key`` is that of the pair in ``pairs`` that shares most.
    """
    names = ["doc_id", "other_id", "share"]
    table = pa.table({name: frames.reuse[name].to_list() for name in names}, schema=_SCHEMA)
    dated: list[Any] = list(frames.documents[["doc_id", "date"]].itertuples(index=False))
    found = clusters(table, dated)
    rows = [
        {
            "members": [
                {**about[doc_id], "is_first": doc_id == cluster.first}
                for doc_id in cluster.doc_ids[:N_MEMBERS]
            ],
            "n": len(cluster.doc_ids),
            "share": cluster.share,
            "key": max(
                (pair for pair in pairs if pair["doc_id"] in cluster.doc_ids), key=_share, default=_NONE
            )["key"],
            "is_dated": bool(cluster.first),
            "essays": [essay_id.removeprefix(ESSAY) for essay_id in cluster.essay_ids],
        }
        for cluster in found[:N_CLUSTERS]
    ]
    return {"clusters": rows, "n_clusters": len(found)}


_NONE = {"key": ""}


def _share(pair: dict[Any, Any]) -> float:
    return float(pair["share"])


_SCHEMA = pa.schema([("doc_id", pa.string()), ("other_id", pa.string()), ("share", pa.float64())])


def _sides(frames: Frames, pairs: list[dict[Any, Any]]) -> pd.DataFrame:
    """The sentences in which the longest passages of each pair begin, on both sides; ``pair`` counts."""
    rows = [
        (k, doc, passage[f"{side}start"], passage[f"{side}end"])
        for k, pair in enumerate(pairs)
        for passage in sorted(pair["passages"], key=lambda p: (p["start"] - p["end"], p["start"]))[
            :N_PASSAGES
        ]
        for doc, side in ((pair["doc_id"], ""), (pair["other_id"], "other_"))
    ]
    sides = pd.DataFrame(rows, columns=["pair", "doc_id", "start", "end"])
    sides = sides.astype({"doc_id": "str", "start": "int64", "end": "int64"})
    sides["row"] = frames.locate(sides["doc_id"], sides["start"])
    return placed(frames, sides[sides["row"] >= 0])
