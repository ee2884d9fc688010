"""Citations in, their part out: what was cited, what is not there, and quotations that were altered."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

from reflectnlp.coverage.wording import differences
from reflectnlp.report.evidence import Pool, best, by_cell
from reflectnlp.report.frames import Frames

KINDS = ("work", "article", "person", "case", "quotation")
N_TARGETS, N_QUOTATIONS, N_UNRESOLVED = 60, 60, 40


def citations_part(frames: Frames, pool: Pool) -> dict[str, Any]:
    """What was cited and how often; quotations that differ from the reading or are not in it.

    ``missing`` are articles that a regulation does not have, ``unresolved`` titles that lead to no reading.
    """
    rows = frames.citations.assign(row=frames.locate(frames.citations["doc_id"], frames.citations["start"]))
    rows = placed(frames, rows[rows["row"] >= 0]).assign(score=1.0)
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
        "missing": _listed(pool, "m", rows[(rows["kind"] == "article") & (rows["verified"] == "not_found")]),
        "unresolved": _listed(pool, "o", rows[(rows["kind"] == "work") & (rows["target"] == "")]),
        "verified": [
            (key, int(verified[key])) for key in ("exact", "altered", "not_found", "") if key in verified
        ],
    }


def _wrong(frames: Frames, pool: Pool, quotations: pd.DataFrame) -> dict[str, Any]:
    """Quotations that differ from the reading or are not in it, the same words once."""
    wrong = quotations[quotations["verified"].isin(("altered", "not_found"))]
    keys = ["cited", "verified", "target"]
    counts = wrong.groupby(keys, as_index=False).agg(n=("doc_id", "size"), original=("original", "first"))
    counts = counts.sort_values(["verified", "n", "cited"], ascending=[True, False, True])
    picked = by_cell(best(wrong, keys), keys)
    listed = [
        {
            **row,
            "pieces": compared(row["cited"], row["original"]),
            "key": pool.put(f"q{k}", row["n"], picked[tuple(row[name] for name in keys)]),
        }
        for k, row in enumerate(counts.head(N_QUOTATIONS).to_dict("records"))
    ]
    return {"quotations": listed, "n_wrong": len(counts), "n_quotations": len(quotations)}


def compared(quotation: str, original: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both wordings in pieces, each with whether it differs from the other; none without an original."""
    if not original:
        return [], []
    found = differences(quotation, original)
    here = _pieces(quotation, [(d.start, d.end) for d in found])
    return here, _pieces(original, [(d.original_start, d.original_end) for d in found])


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    cuts = [(start, end) for start, end in spans if start < end]
    edges = [0, *(edge for span in cuts for edge in span), len(text)]
    parts = [(text[a:b], k % 2 == 1) for k, (a, b) in enumerate(pairwise(edges))]
    return [(part, differs) for part, differs in parts if part]


def _listed(pool: Pool, letter: str, rows: pd.DataFrame) -> list[dict[Any, Any]]:
    """The names of some citations with how often they stand, most frequent first."""
    counts = rows.groupby("name", as_index=False).agg(n=("doc_id", "size"), n_documents=("doc_id", "nunique"))
    counts = counts.sort_values(["n_documents", "n", "name"], ascending=[False, False, True])
    picked = by_cell(best(rows, ["name"]), ["name"])
    return [
        {**row, "key": pool.put(f"{letter}{k}", row["n"], picked[(row["name"],)])}
        for k, row in enumerate(counts.head(N_UNRESOLVED).to_dict("records"))
    ]


def placed(frames: Frames, rows: pd.DataFrame) -> pd.DataFrame:
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
