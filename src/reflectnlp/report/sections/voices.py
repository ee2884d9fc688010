"""Hits in, a few sentences a theme out: what people wrote, in their words.

Extractive and diverse: greedy choice of high scores that share few character pairs with those already
chosen (maximal marginal relevance, Carbonell and Goldstein 1998), one sentence a document, units in turn.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from reflectnlp.report.evidence import with_sentences
from reflectnlp.report.frames import Frames

N_VOICES = 4
CANDIDATES = 150
LENGTHS = (16, 90)
COPIED = 0.5
WHOLE, PART = r"^[^\d\s\-—第（(一二三四五其首再最].*[。！？”]$", 0.3


def voices_part(frames: Frames) -> list[dict[str, Any]]:
    """Chosen sentences of each theme, none twice; copied documents and quotations give none."""
    hits = with_sentences(frames, frames.hits)
    hits = hits[(hits["role"] == "body") & hits["n_chars"].between(*LENGTHS)]
    copied = frames.reuse.loc[frames.reuse["share"] >= COPIED, "doc_id"]
    hits = hits[~hits["doc_id"].isin(copied)]
    quoted = frames.evidence.loc[frames.evidence["code"] == "quoted", ["doc_id", "sent_id"]].drop_duplicates()
    hits = hits.merge(quoted, on=["doc_id", "sent_id"], how="left", indicator="source")
    hits = hits[hits["source"] == "left_only"].drop(columns="source")
    # A list item or half a sentence says less than a whole one.
    whole = hits["text"].str.contains(WHOLE)
    hits = hits.assign(score=hits["score"] - np.where(whole, 0.0, PART))
    authors = frames.documents.set_index("doc_id")["author"]
    out, told = [], set[str]()
    for theme in frames.theme_ids:
        pool = hits[hits["theme"] == theme].sort_values(
            ["score", "doc_id", "sent_id"], ascending=[False, True, True]
        )
        pool = pool[~pool["text"].isin(told)]
        chosen = diverse(pool.drop_duplicates("doc_id").drop_duplicates("text").head(CANDIDATES), n=N_VOICES)
        sentences = [{**row, "author": authors[row["doc_id"]]} for row in chosen.to_dict("records")]
        told |= set(chosen["text"])
        out.append({"theme": theme, "sentences": sentences})
    return out


def diverse(rows: pd.DataFrame, *, n: int) -> pd.DataFrame:
    """``n`` rows of high ``score`` whose texts differ; a group that spoke already counts as a little less."""
    texts, groups = list(rows["text"]), list(rows["group"])
    pairs = [_pairs(text) for text in texts]
    scores = [float(score) for score in rows["score"]]
    chosen: list[int] = []
    while len(chosen) < min(n, len(texts)):
        left = [k for k in range(len(texts)) if k not in chosen]

        def worth(k: int) -> float:
            alike = max((_jaccard(pairs[k], pairs[c]) for c in chosen), default=0.0)
            spoke = sum(1 for c in chosen if groups[c] == groups[k])
            return scores[k] - alike - 0.2 * spoke

        chosen.append(max(left, key=lambda k: (worth(k), -k)))
    return rows.iloc[chosen]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / (len(a | b) or 1)
