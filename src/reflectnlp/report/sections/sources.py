"""Citations and reuse in, their parts out: what was cited, quotations that were altered, texts that agree."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reflectnlp.report.evidence import Pool, best, by_cell
from reflectnlp.report.frames import Frames

KINDS = ("work", "article", "person", "case", "quotation")
N_TARGETS, N_QUOTATIONS, N_PAIRS, N_PASSAGES = 60, 60, 60, 3


def citations_part(frames: Frames, pool: Pool) -> dict[str, Any]:
    """What was cited and how often, and the quotations that differ from the reading or are not in it."""
    rows = frames.citations.assign(row=frames.locate(frames.citations["doc_id"], frames.citations["start"]))
    rows = _at(frames, rows[rows["row"] >= 0]).assign(score=1.0)
    titles = {**frames.readings}
    name = (
        rows["target"]
        .map(lambda target: titles.get(target, target))
        .where(rows["target"] != "", rows["cited"])
    )
    rows = rows.assign(name=name.where(rows["kind"] != "article", name + " " + rows["cited"]))
    counts = rows.groupby(["kind", "name"], as_index=False).agg(
        n=("doc_id", "size"), n_documents=("doc_id", "nunique"), target=("target", "first")
    )
    counts = counts[counts["kind"] != "quotation"].sort_values(
        ["n_documents", "n", "kind", "name"], ascending=[False, False, True, True]
    )
    cells = best(rows, ["kind", "name"])
    picked = by_cell(cells, ["kind", "name"])
    cited = [
        {
            **row,
            "is_reading": row["target"] in titles,
            "key": pool.put(f"c{k}", row["n"], picked[(row["kind"], row["name"])]),
        }
        for k, row in enumerate(counts.head(N_TARGETS).to_dict("records"))
    ]
    quotations = rows[rows["kind"] == "quotation"]
    verified = quotations["verified"].value_counts()
    return {
        "cited": cited,
        "n_targets": len(counts),
        **_wrong(frames, pool, quotations),
        "verified": [
            (key, int(verified[key])) for key in ("exact", "altered", "not_found", "") if key in verified
        ],
    }


def _wrong(frames: Frames, pool: Pool, quotations: pd.DataFrame) -> dict[str, Any]:
    """Quotations that differ from the reading or are not in it, the same words once."""
    wrong = quotations[quotations["verified"].isin(("altered", "not_found"))]
    keys = ["cited", "verified", "target"]
    counts = wrong.groupby(keys, as_index=False).agg(n=("doc_id", "size"))
    counts = counts.sort_values(["verified", "n", "cited"], ascending=[True, False, True])
    picked = by_cell(best(wrong, keys), keys)
    listed = [
        {**row, "key": pool.put(f"q{k}", row["n"], picked[tuple(row[name] for name in keys)])}
        for k, row in enumerate(counts.head(N_QUOTATIONS).to_dict("records"))
    ]
    return {"quotations": listed, "n_wrong": len(counts), "n_quotations": len(quotations)}


def reuse_part(frames: Frames, pool: Pool) -> dict[str, Any]:
    """Pairs of documents with common passages, each once, longest first; with the passages on both sides."""
    pairs = frames.reuse[frames.reuse["doc_id"] < frames.reuse["other_id"]]
    pairs = pairs.sort_values(["longest", "doc_id", "other_id"], ascending=[False, True, True])
    back = frames.reuse.set_index(["doc_id", "other_id"])["share"].to_dict()
    about = frames.documents.set_index("doc_id")[["author", "group"]].to_dict("index")
    listed = pairs.head(N_PAIRS).to_dict("records")
    picked = by_cell(_sides(frames, listed), ["pair"])
    rows = []
    for k, row in enumerate(listed):
        doc, other = row["doc_id"], row["other_id"]
        key = pool.put(f"u{k}", 2 * int(row["n_passages"]), picked[(k,)])
        rows.append(
            {
                "authors": (about[doc]["author"], about[other]["author"]),
                "groups": (about[doc]["group"], about[other]["group"]),
                "shares": (row["share"], float(back.get((other, doc), float("nan")))),
                "n_passages": row["n_passages"],
                "longest": row["longest"],
                "key": key,
            }
        )
    documents = set(frames.reuse["doc_id"]) | set(frames.reuse["other_id"])
    return {"pairs": rows, "n_pairs": len(pairs), "n_documents": len(documents)}


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
    return _at(frames, sides[sides["row"] >= 0])


def _at(frames: Frames, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the sentence whose row number they name, and where in it they stand."""
    there = frames.sentences.iloc[rows["row"].to_numpy()]
    size = there["text"].str.len().to_numpy()
    first, last = there["start"].to_numpy(), there["end"].to_numpy()
    fits = last - first == size
    start, end = rows["start"].to_numpy() - first, rows["end"].to_numpy() - first
    good = fits & (start >= 0) & (start < size) & ~((start == 0) & (end >= size))
    columns = {name: there[name].to_numpy() for name in ("sent_id", "section", "role")}
    texts = there["text"].to_numpy()
    spans = rows.drop(columns="row").assign(**columns, n_chars=size)
    marks = {"mark_start": [s if g else -1 for s, g in zip(start, good, strict=True)]}
    marks["mark_end"] = [min(e, n) if g else -1 for e, n, g in zip(end, size, good, strict=True)]
    # `text` of a citation is what was cited; the sentence takes its place in the pool.
    if "text" in spans.columns:
        spans = spans.rename(columns={"text": "cited"})
    return spans.assign(text=texts, **marks)
