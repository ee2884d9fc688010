"""The table ``reuse`` in, clusters of documents with a probable first out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from reflectnlp.reuse.components import components
from reflectnlp.reuse.settings import ReuseSettings


class Dated(Protocol):
    """A document, or a row of the table ``documents``."""

    @property
    def doc_id(self) -> str:
        """Its id."""

    @property
    def date(self) -> str:
        """ISO 8601, empty if unknown."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Documents that hang together through shared text.

    ``doc_ids`` are ordered by date, undated ones last. ``first`` is the document dated before all others of
    the cluster; empty when that cannot be told (no date, or two share the earliest). A date is what the
    author wrote, so the first is probable, not proven. ``essay_ids`` are model essays they share text with.
    """

    doc_ids: tuple[str, ...]
    first: str
    share: float
    essay_ids: tuple[str, ...] = ()


def clusters(
    reuse: pa.Table, documents: Iterable[Dated], *, settings: ReuseSettings | None = None
) -> tuple[Cluster, ...]:
    """Join pairs of at least ``settings.cluster_share`` (of either document) to clusters.

    ``Cluster.share`` is the greatest share among the pairs of the cluster. The largest cluster comes first,
    then by ``doc_ids``. A document that shares text with model essays only is a cluster of one.
    """
    settings = settings or ReuseSettings()
    dates = {document.doc_id: document.date for document in documents}
    columns = (reuse.column(name).to_pylist() for name in ("doc_id", "other_id", "share"))
    rows = list(zip(*columns, strict=True))
    strong = [row for row in rows if row[2] >= settings.cluster_share]
    names = sorted({name for row in strong for name in row[:2]})
    number = {name: at for at, name in enumerate(names)}
    found = []
    for members in components((number[left], number[right]) for left, right, _ in strong):
        inside = {names[member] for member in members}
        share = max(row[2] for row in strong if row[0] in inside)
        doc_ids = tuple(sorted(inside & set(dates), key=lambda name: (dates[name] or "9999", name)))
        found.append(Cluster(doc_ids, _first(doc_ids, dates), share, tuple(sorted(inside - set(dates)))))
    return tuple(sorted(found, key=lambda cluster: (-len(cluster.doc_ids), cluster.doc_ids)))


def _first(doc_ids: tuple[str, ...], dates: dict[str, str]) -> str:
    if not doc_ids or not all(dates[name] for name in doc_ids):
        return ""
    if len(doc_ids) > 1 and dates[doc_ids[0]] == dates[doc_ids[1]]:
        return ""
    return doc_ids[0]
