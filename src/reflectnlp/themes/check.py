"""A scheme and documents in, what became of every term out: hits, refusals with their reasons, examples.

A term that never matches, or is refused more often than it counts, is a mistake in the scheme that no total
shows. The tables are for the person who writes the scheme; nothing here enters a score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from reflectnlp.language.batch import Batch, make_batch
from reflectnlp.language.strings import StringIndex
from reflectnlp.language.vocabulary import Vocabulary
from reflectnlp.language.words import Segmenter
from reflectnlp.records import Document
from reflectnlp.themes.candidates import REASONS
from reflectnlp.themes.matcher import Matcher, RuleHits
from reflectnlp.themes.scheme import Scheme

BATCH = 64
_TEXT, _INT = pa.string(), pa.int32()
_COUNTS = tuple(f"n_{reason}" for reason in REASONS)
TERMS = pa.schema(
    [("theme", _TEXT), ("term", _TEXT), ("place", _TEXT), ("weight", pa.float64())]
    + [(name, _INT) for name in _COUNTS]
    + [("split", _TEXT)]
)
EXAMPLES = pa.schema(
    [(name, _TEXT) for name in ("theme", "term", "reason", "doc_id")]
    + [("sent_id", _INT), ("text", _TEXT), ("matched", _TEXT)]
)
SHARED = pa.schema([(name, _TEXT) for name in ("string", "theme", "other_theme", "inside")])


@dataclass(frozen=True, slots=True)
class SchemeCheck:
    """What became of the terms of a scheme.

    Attributes
    ----------
    terms
        One row a term, in the order of the scheme: theme, term, place (file:line), weight; how many places
        were accepted and how many refused, by reason: ``boundary`` (not at word boundaries), ``excluded``,
        ``condition`` (not what must stand around it), ``covered`` (inside a longer term of the theme),
        ``overruled`` (a term of another theme wins over it). All counts 0: the term never occurs. ``split``
        shows how the segmenter cuts the term when it does not know it as a word (形成/性/评价), else empty.
    examples
        Up to ``n_examples`` places for each term and reason (``accepted`` too): theme, term, reason, doc_id,
        sent_id, the sentence, the characters that matched.
    shared
        Plain terms that two themes share, or that lie inside a term of another theme: string, theme,
        other_theme, ``inside`` (the other theme's longer term; empty if it is the same string).
    """

    terms: pa.Table
    examples: pa.Table
    shared: pa.Table


def check_scheme(
    scheme: Scheme,
    documents: Iterable[Document],
    *,
    segmenter: Segmenter,
    vocabulary: Vocabulary,
    n_examples: int = 3,
) -> SchemeCheck:
    """Try every term of a scheme on documents.

    Parameters
    ----------
    scheme
        The scheme.
    documents
        Any number; without any the counts are 0, what is shared and split is shown all the same.
    segmenter, vocabulary
        As in the study.
    n_examples
        Most examples for each term and reason.

    Returns
    -------
    SchemeCheck
    """
    matcher = Matcher(scheme)
    strings = StringIndex(matcher.strings)
    counts = np.zeros((len(matcher.terms), len(REASONS)), np.int64)
    examples: dict[tuple[int, int], list[_Example]] = defaultdict(list)
    for group in _groups(documents):
        batch = make_batch(group, segmenter, strings=strings, vocabulary=vocabulary)
        places = _places(matcher.find(batch, trace=True))
        np.add.at(counts, (places[0], places[1]), 1)
        _collect(batch, places, examples, n_examples)
    return SchemeCheck(
        _terms_table(scheme, matcher, counts, segmenter),
        _examples_table(scheme, matcher, examples),
        _shared(scheme),
    )


_Places = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class _Example:
    doc_id: str
    sent_id: int
    text: str
    matched: str


def _groups(documents: Iterable[Document]) -> Iterator[Sequence[Document]]:
    rest = iter(documents)
    while group := tuple(islice(rest, BATCH)):
        yield group


def _places(hits: RuleHits) -> _Places:
    """Term, reason, sentence, start and end of every place, accepted or not."""
    lost = hits.rejected
    accepted = np.zeros(hits.term.size, np.int64)
    return (
        np.concatenate((hits.term, lost.term)).astype(np.int64),
        np.concatenate((accepted, lost.reason)).astype(np.int64),
        np.concatenate((hits.sent, lost.sent)).astype(np.int64),
        np.concatenate((hits.start, lost.start)),
        np.concatenate((hits.end, lost.end)),
    )


def _collect(
    batch: Batch, places: _Places, examples: dict[tuple[int, int], list[_Example]], n_examples: int
) -> None:
    order = np.argsort(places[3], kind="stable")
    for term, reason, sent, start, end in zip(*(column[order].tolist() for column in places), strict=True):
        kept = examples[term, reason]
        if len(kept) < n_examples:
            document = batch.documents[batch.sent_doc[sent]]
            number = int(batch.sent_id[sent])
            text = batch.text[batch.sent_start[sent] : batch.sent_end[sent]]
            kept.append(_Example(document.doc_id, number, text, batch.text[start:end]))


def _owners(scheme: Scheme) -> list[str]:
    return [theme.theme_id for theme in scheme.themes for _ in theme.terms]


def _terms_table(
    scheme: Scheme, matcher: Matcher, counts: NDArray[np.int64], segmenter: Segmenter
) -> pa.Table:
    words = ([] if term.is_pattern else segmenter.cut(term.parts[0][0]) for term in matcher.terms)
    columns: dict[str, object] = {
        "theme": _owners(scheme),
        "term": [term.name for term in matcher.terms],
        "place": [term.place for term in matcher.terms],
        "weight": [term.weight for term in matcher.terms],
        **{name: counts[:, i].astype(np.int32) for i, name in enumerate(_COUNTS)},
        "split": ["/".join(cut) if len(cut) > 1 else "" for cut in words],
    }
    return pa.table(columns, schema=TERMS)


def _examples_table(
    scheme: Scheme, matcher: Matcher, examples: dict[tuple[int, int], list[_Example]]
) -> pa.Table:
    owners = _owners(scheme)
    rows = [
        {
            "theme": owners[term],
            "term": matcher.terms[term].name,
            "reason": REASONS[reason],
            "doc_id": example.doc_id,
            "sent_id": example.sent_id,
            "text": example.text,
            "matched": example.matched,
        }
        for (term, reason), kept in sorted(examples.items())
        for example in kept
    ]
    return pa.Table.from_pylist(rows, schema=EXAMPLES)


def _shared(scheme: Scheme) -> pa.Table:
    """Each pair once if it is the same string, and from the shorter side if one lies inside the other."""
    strings = {
        theme.theme_id: list(dict.fromkeys(term.parts[0][0] for term in theme.terms if not term.is_pattern))
        for theme in scheme.themes
    }
    owned = [(theme, string) for theme, group in strings.items() for string in group]
    index = StringIndex(strings)
    order = {theme: number for number, theme in enumerate(strings)}
    rows = []
    for theme, string in owned:
        hits = index.find(string)
        for other, group in strings.items():
            if other == theme:
                continue
            for position in dict.fromkeys(hits.of(other)[0].tolist()):
                found = group[position]
                if found != string:
                    rows.append({"string": found, "theme": other, "other_theme": theme, "inside": string})
                elif order[theme] < order[other]:
                    rows.append({"string": string, "theme": theme, "other_theme": other, "inside": ""})
    return pa.Table.from_pylist(rows, schema=SHARED)
