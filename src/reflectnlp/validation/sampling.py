"""Tables of a study in, the sentences that people should code out.

Themes are rare: a plain random sample of 200 sentences may hold two of one theme. So the sample is
stratified by what the program says, and every sentence remembers for how many it stands.

Strata: a sentence belongs to the rarest of the themes that were predicted for it, or to ``none``. ``none``
gets 30 % of the sample, the themes share the rest evenly; a stratum that is too small gives what it has.
Within a stratum, ordered by unit, document and place, every k-th sentence is taken from a random start, so
that units and documents are represented by their size. Each sentence of a stratum is as likely as any
other, hence its weight: sentences of the stratum / sentences drawn from it. Without these weights recall
would be flattered: a sample by prediction holds few of the sentences that the program missed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

NONE = ""
SHARE_NONE = 0.3
CODED = ("body", "heading")
SHOWN = (*CODED, "title")  # what may stand beside a sentence as its context


@dataclass(frozen=True, slots=True)
class Drawn:
    """One sentence to be coded.

    Attributes
    ----------
    doc
        The document's source, as gold files name it.
    start, end
        Half-open code points of its original text.
    weight
        For how many sentences of the study it stands, 1 or more.
    text_sha256
        First 16 digits, of the document's text: offsets hold for this text only.
    section, previous, text, next
        The nearest heading above, the sentence, and its neighbours; empty where there is none.
    """

    doc: str
    start: int
    end: int
    weight: float
    text_sha256: str
    section: str
    previous: str
    text: str
    next: str


def draw(
    tables: Mapping[str, pd.DataFrame], themes: Sequence[str], *, n: int, seed: int = 1
) -> tuple[Drawn, ...]:
    """Draw ``n`` sentences (all, if there are fewer), in the order of documents and places.

    Parameters
    ----------
    tables
        ``documents``, ``sentences`` and ``theme_hits`` of a study.
    themes
        Ids of the scheme's themes.
    n
        Sentences wanted.
    seed
        Another seed draws another sample; the same seed and tables draw the same.
    """
    sentences = in_context(tables)
    coded = sentences[sentences["role"].isin(CODED)]
    coded = coded.assign(stratum=strata(coded, tables["theme_hits"], themes))
    sizes = coded["stratum"].value_counts().reindex([NONE, *themes], fill_value=0)
    shares = allocate({str(name): int(size) for name, size in sizes.items()}, n)
    parts = []
    for number, (name, size) in enumerate(shares.items()):
        rows = coded[coded["stratum"] == name].sort_values(["unit", "doc_id", "sent_id"])
        picked = rows.iloc[every_kth(len(rows), size, np.random.default_rng([seed, number]))]
        parts.append(picked.assign(weight=round(len(rows) / size, 4) if size else 0.0))
    drawn = pd.concat(parts).sort_values(["doc_id", "sent_id"])
    columns = ("source", "start", "end", "weight", "text_sha256", "section", "previous", "text", "next")
    return tuple(Drawn(*row) for row in drawn[list(columns)].itertuples(index=False, name=None))


def in_context(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Sentences, headings and titles in order, each beside its neighbours."""
    documents = tables["documents"][["doc_id", "source", "unit", "text_sha256"]]
    documents = documents.assign(text_sha256=documents["text_sha256"].str[:16])
    sentences = tables["sentences"]
    sentences = sentences[sentences["role"].isin(SHOWN)]
    columns = ["doc_id", "sent_id", "start", "end", "section", "role", "text"]
    sentences = sentences[columns].sort_values(["doc_id", "sent_id"])
    beside = sentences.groupby("doc_id")["text"]
    sentences = sentences.assign(
        previous=beside.shift(1, fill_value="").astype(str), next=beside.shift(-1, fill_value="").astype(str)
    )
    return sentences.merge(documents, on="doc_id", how="left", validate="many_to_one")


def strata(coded: pd.DataFrame, hits: pd.DataFrame, themes: Sequence[str]) -> list[str]:
    """The rarest predicted theme of every sentence, ``NONE`` without any; ties go to the earlier theme."""
    counts = hits["theme"].value_counts()
    rank = {theme: n for n, theme in enumerate(sorted(themes, key=lambda theme: int(counts.get(theme, 0))))}
    rarest: dict[tuple[str, int], str] = {}
    for doc_id, sent_id, theme in hits[["doc_id", "sent_id", "theme"]].itertuples(index=False, name=None):
        known = rarest.get((doc_id, sent_id), theme)
        rarest[doc_id, sent_id] = min(known, theme, key=rank.__getitem__)
    keys = zip(coded["doc_id"], coded["sent_id"], strict=True)
    return [rarest.get(key, NONE) for key in keys]


def allocate(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """How many sentences each stratum gives; ``NONE`` must be among them."""
    n = min(n, sum(sizes.values()))
    none = min(sizes[NONE], round(SHARE_NONE * n))
    themes = {name: size for name, size in sizes.items() if name != NONE}
    given = dict.fromkeys(themes, 0)
    left = n - none
    # One after the other, the smaller ones first, so that what they cannot give goes to the larger ones.
    for place, name in enumerate(sorted(themes, key=lambda name: themes[name])):
        given[name] = min(themes[name], left // (len(themes) - place))
        left -= given[name]
    return {NONE: min(sizes[NONE], none + left), **given}


def every_kth(n: int, k: int, random: np.random.Generator) -> list[int]:
    """``k`` of ``n`` positions at equal distances from a random start, all equally likely."""
    if not k:
        return []
    return [int(position) for position in np.floor((random.random() + np.arange(k)) * (n / k))]
