"""Documents in, the table ``reuse`` out: who shares which passages with whom.

This is one of the few results that compare documents, so it lives in a table of its own. It does not
depend on the order of the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pyarrow as pa

from reflectnlp.errors import ReflectError
from reflectnlp.records import Document
from reflectnlp.reuse.candidates import find_candidates, fingerprints
from reflectnlp.reuse.common import CommonPhrases
from reflectnlp.reuse.compare import Comparison, Shared
from reflectnlp.reuse.components import components
from reflectnlp.reuse.passages import Passage
from reflectnlp.reuse.settings import ReuseSettings
from reflectnlp.reuse.streams import HasText, ReadingGrams, stream
from reflectnlp.tables.schema import build


def find_reuse(
    documents: Sequence[Document],
    *,
    readings: Sequence[HasText] = (),
    essays: Sequence[Document] = (),
    settings: ReuseSettings | None = None,
) -> pa.Table:
    """Pairs of documents that share passages beyond quotations and common phrases.

    Parameters
    ----------
    documents
        Submissions; only body sentences are compared.
    readings
        What everybody was given to read: text quoted from them is nobody's own.
    essays
        Model essays (范文): documents are compared with them too, but they are not compared with each
        other and appear in ``other_id`` only.
    settings
        The numbers of the comparison; ``ReuseSettings()`` by default.

    Returns
    -------
    pa.Table
        Table ``reuse``: one row for each ordered pair, sorted by ``doc_id`` and ``other_id``. ``share`` is
        own characters of the document inside passages of the other / own characters of the document, in
        [0, 1], higher = more is shared; small edits inside a passage count as shared. It says nothing of
        who copied from whom. Own characters are letters, digits and Han characters of the body outside of
        quotations. ``passages`` are spans of the original texts.

    Raises
    ------
    ReflectError
        Two documents have the same ``doc_id``.
    """
    settings = settings or ReuseSettings()
    everything = _ordered([*documents, *essays])
    essay_ids = frozenset(essay.doc_id for essay in essays)
    is_essay = [document.doc_id in essay_ids for document in everything]
    grams = ReadingGrams(readings, settings.reading_gram)
    least = settings.common(len(everything))
    phrases = CommonPhrases(settings.gram, least=least, n_runs=_n_chars(everything))
    prints = []
    for document in everything:
        runs, sampled = fingerprints(stream(document, grams, settings), settings)
        phrases.add(runs)
        prints.append(sampled)
    pairs = _comparable(find_candidates(prints, settings), is_essay)
    del prints
    compare = Comparison(everything, grams, phrases, settings)
    shared = [result for first, second in pairs for result in compare(first, second)]
    missing = _comparable(set(_inside_clusters(shared, settings)) - set(pairs), is_essay)
    shared += [result for first, second in missing for result in compare(first, second)]
    return _table(shared, everything, is_essay)


def _ordered(documents: list[Document]) -> list[Document]:
    ordered = sorted(documents, key=lambda document: document.doc_id)
    for before, after in pairwise(ordered):
        if before.doc_id == after.doc_id:
            raise ReflectError(
                f"two documents have the doc_id {after.doc_id!r} ({before.source} and {after.source}) "
                "→ give each document its own id"
            )
    return ordered


def _comparable(pairs: Iterable[tuple[int, int]], is_essay: Sequence[bool]) -> list[tuple[int, int]]:
    return sorted(pair for pair in pairs if not (is_essay[pair[0]] and is_essay[pair[1]]))


def _n_chars(documents: Sequence[Document]) -> int:
    return sum(len(document.clean) for document in documents)


def _inside_clusters(shared: Sequence[Shared], settings: ReuseSettings) -> list[tuple[int, int]]:
    """Pairs inside clusters of copies: candidates link each document with a few others only."""
    strong = [
        (row.first, row.second)
        for row in shared
        if max(row.share, row.other_share) >= settings.near_copy or row.longest >= settings.long_passage
    ]
    return [
        (first, second)
        for members in components(strong)
        for at, first in enumerate(members)
        for second in members[at + 1 : at + 1 + settings.cluster_neighbours]
    ]


def _table(shared: Sequence[Shared], documents: Sequence[Document], is_essay: Sequence[bool]) -> pa.Table:
    rows = []
    for row in shared:
        left, right = documents[row.first], documents[row.second]
        spans = [_original(passage, left, right) for passage in row.passages]
        if not is_essay[row.first]:
            rows.append((left.doc_id, right.doc_id, row.share, spans))
        if not is_essay[row.second]:
            turned = sorted((*span[2:], *span[:2]) for span in spans)
            rows.append((right.doc_id, left.doc_id, row.other_share, turned))
    rows.sort(key=lambda values: values[:2])
    names = ("start", "end", "other_start", "other_end")
    return build(
        "reuse",
        {
            "doc_id": [row[0] for row in rows],
            "other_id": [row[1] for row in rows],
            "share": [row[2] for row in rows],
            "n_passages": [len(row[3]) for row in rows],
            "longest": [max(span[1] - span[0] for span in row[3]) for row in rows],
            "passages": [[dict(zip(names, span, strict=True)) for span in row[3]] for row in rows],
        },
    )


def _original(passage: Passage, left: Document, right: Document) -> tuple[int, ...]:
    here = left.original(passage.start, passage.end)
    there = right.original(passage.other_start, passage.other_end)
    return here.start, here.end, there.start, there.end
