"""Documents and a profile in, tables out: the only path from text to numbers.

Works on batches with arrays. No files, no globals, no clock; a document's rows depend on the document and
the profile, not on the batch it is in, nor on its place there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from reflectnlp.language.batch import Batch, make_batch
from reflectnlp.privacy import Names
from reflectnlp.profile import Profile
from reflectnlp.records import Document
from reflectnlp.tables.schema import build

Tables = dict[str, pa.Table]
SHOWN = Names()
_LAST = 0x3FFFF  # the planes behind it hold no letters


def score(documents: Sequence[Document], profile: Profile, *, names: Names = SHOWN) -> Tables:
    """Score documents.

    The tables are documents, sentences, theme_hits, themes, evidence, coverage and citations.

    Parameters
    ----------
    documents
        Any number; about 128 at a time are fastest.
    profile
        What to look for, compiled.
    names
        How authors are shown.

    Returns
    -------
    dict of pyarrow.Table
        Rows in the order of the documents.
    """
    batch = make_batch(documents, profile.segmenter, strings=profile.strings, vocabulary=profile.vocabulary)
    original = _Original(batch)
    return {
        "documents": _documents(batch, profile, names),
        "sentences": _sentences(batch, names),
        **_themes(batch, profile, original),
        **_coverage(batch, profile, original),
        "citations": _citations(batch, profile, original),
    }


class _Original:
    """Offsets of the batch → offsets of the original texts, for whole arrays at once."""

    def __init__(self, batch: Batch) -> None:
        # One place a document is left over in the batch's text: its line break, which leads to the end.
        self._start, self._end = np.empty((2, len(batch.text)), np.int32)
        for document, begin in zip(batch.documents, batch.doc_start.tolist(), strict=False):
            end = begin + len(document.clean)
            self._start[begin:end] = np.frombuffer(document.starts, dtype=_item(document.starts))
            self._end[begin:end] = np.frombuffer(document.ends, dtype=_item(document.ends))
            self._start[end] = self._end[end] = len(document.text)

    def spans(
        self, start: NDArray[np.int64], end: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Original start and end; -1 where ``start`` is -1, an empty span where it is empty."""
        none, hollow = start < 0, start >= end
        first = self._start[np.where(none, 0, start)] if self._start.size else np.zeros_like(start)
        last = self._end[np.where(none | hollow, 1, end) - 1] if self._end.size else np.zeros_like(end)
        last = np.where(hollow, first, last)
        return np.where(none, -1, first).astype(np.int32), np.where(none, -1, last).astype(np.int32)


def _item(values: Any) -> np.dtype[Any]:
    return np.dtype(f"i{values.itemsize}")


def _doc_id_column(batch: Batch, number: NDArray[Any]) -> pa.Array:
    """The ids of documents by their numbers in the batch."""
    return pa.array([document.doc_id for document in batch.documents], pa.string()).take(pa.array(number))


def _documents(batch: Batch, profile: Profile, names: Names) -> pa.Table:
    documents = batch.documents
    n = len(documents)
    # A word counts when it holds a letter, digit or Han character: punctuation and spaces do not.
    worded, seen = (table.take(batch.points, mode="clip") for table in _kinds())
    total = _sums(worded)
    n_words = _sums(total.take(batch.word_end) > total.take(batch.word_start))
    first_word = np.searchsorted(batch.word_start, batch.doc_start)
    coded = np.bincount(batch.sent_doc[batch.sent_coded], minlength=n)
    return build(
        "documents",
        {
            "doc_id": [d.doc_id for d in documents],
            "source": [d.source for d in documents],
            "format": [d.format for d in documents],
            "encoding": [d.encoding for d in documents],
            "title": [names.hidden(d.title, d.author) for d in documents],
            "author": [names.author(d.author) for d in documents],
            "unit": [d.unit for d in documents],
            "date": [d.date for d in documents],
            "kind": [d.kind for d in documents],
            "kind_confidence": [d.kind_confidence for d in documents],
            "n_chars": np.diff(_sums(seen).take(batch.doc_start)),
            "n_sentences": coded,
            "n_words": np.diff(n_words.take(first_word)),
            "text_sha256": [_sha256(d.text) for d in documents],
            "profile": [profile.fingerprint] * n,
        },
    )


@cache
def _kinds() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For every code point up to ``_LAST``: is it a letter, digit or Han character; is it no white space."""
    chars = [chr(point) for point in range(_LAST + 1)]
    return np.array([c.isalnum() for c in chars]), np.array([not c.isspace() for c in chars])


def _sums(values: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many are true before each place, and in all."""
    sums = np.zeros(values.size + 1, np.int64)
    np.cumsum(values, out=sums[1:])
    return sums


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _sentences(batch: Batch, names: Names) -> pa.Table:
    sentences = [sentence for document in batch.documents for sentence in document.sentences]
    return build(
        "sentences",
        {
            "doc_id": _doc_id_column(batch, batch.sent_doc),
            "sent_id": batch.sent_id,
            "start": [sentence.start for sentence in sentences],
            "end": [sentence.end for sentence in sentences],
            "section": _hidden(batch, names, [sentence.section for sentence in sentences]),
            "is_heading": batch.sent_heading,
            "role": [sentence.role for sentence in sentences],
            "text": _hidden(batch, names, [sentence.text for sentence in sentences]),
        },
    )


def _hidden(batch: Batch, names: Names, texts: list[str]) -> list[str]:
    """One text a sentence, without the name of the document's author."""
    first = np.searchsorted(batch.sent_doc, np.arange(len(batch.documents) + 1)).tolist()
    for number, document in enumerate(batch.documents):
        name = document.author
        if name and name in document.clean:
            some = slice(first[number], first[number + 1])
            texts[some] = [names.hidden(text, name) if name in text else text for text in texts[some]]
    return texts


def _themes(batch: Batch, profile: Profile, original: _Original) -> Tables:
    hits = profile.find_themes(batch)
    ids = np.array(profile.theme_ids, dtype=object)
    start, end = original.spans(hits.start, hits.end)
    table = build(
        "theme_hits",
        {
            "doc_id": _doc_id_column(batch, batch.sent_doc.take(hits.sent)),
            "sent_id": batch.sent_id[hits.sent],
            "theme": ids[hits.theme],
            "score": np.round(hits.score.astype(np.float64), 6),
            "by": hits.by,
            "term": hits.term,
            "start": start,
            "end": end,
            "negated": hits.negated,
        },
    )
    n, k = len(batch.documents), len(ids)
    cell = batch.sent_doc[hits.sent].astype(np.int64) * k + hits.theme
    count = np.bincount(cell, minlength=n * k)
    total = np.bincount(cell, weights=hits.score, minlength=n * k)
    size = np.repeat(np.bincount(batch.sent_doc[batch.sent_coded], minlength=n), k)
    return {
        "theme_hits": table,
        "themes": build(
            "themes",
            {
                "doc_id": _doc_id_column(batch, np.repeat(np.arange(n), k)),
                "theme": np.tile(ids, n),
                "n_sentences": count,
                "share": _ratio(count, size),
                "score": np.round(_ratio(total, size), 6),
            },
        ),
    }


def _ratio(part: NDArray[Any], whole: NDArray[Any]) -> NDArray[np.float64]:
    """Part / whole, 0 where whole is 0."""
    share: NDArray[np.float64] = np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
    return share


def _coverage(batch: Batch, profile: Profile, original: _Original) -> Tables:
    found: Mapping[str, Any] = profile.score_coverage(batch)
    return {name: _placed(name, batch, original, rows) for name, rows in found.items()}


def _citations(batch: Batch, profile: Profile, original: _Original) -> pa.Table:
    found = profile.find_citations(batch)
    pairs = zip(found.start.tolist(), found.end.tolist(), strict=True)
    columns = {
        "doc": found.doc,
        "start": found.start,
        "end": found.end,
        "kind": found.kind,
        "text": [batch.text[start:end] for start, end in pairs],
        "target": found.target,
        "verified": found.verified,
        "original": found.original,
    }
    return _placed("citations", batch, original, columns)


def _placed(name: str, batch: Batch, original: _Original, rows: Mapping[str, Any]) -> pa.Table:
    """Rows with batch numbers as a table: ``doc`` → doc_id, ``sent`` → sent_id, offsets → original ones."""
    columns = dict(rows)
    columns["doc_id"] = _doc_id_column(batch, columns.pop("doc"))
    if "sent" in columns:
        sent = columns.pop("sent")
        padded = np.append(batch.sent_id, -1)  # -1 leads to the last entry
        columns["sent_id"] = padded[sent]
    if "start" in columns:
        columns["start"], columns["end"] = original.spans(columns["start"], columns["end"])
    return build(name, columns)
