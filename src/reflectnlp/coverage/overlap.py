"""A batch in, what each of its sentences shares with each key point out: two sparse products.

Rows are the coded sentences of the batch (body and headings). A unit counts once in a sentence, and once in
a pair of neighbouring sentences: what a pair shares is the sum of both less what both hold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from reflectnlp.coverage.held import held_units
from reflectnlp.coverage.units import Sparse, Units
from reflectnlp.language.batch import Batch, numbered
from reflectnlp.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Rows:
    """The coded sentences of a batch and what they hold.

    Attributes
    ----------
    units
        Of the points.
    sent
        Shape (n_rows,): their numbers in the batch.
    doc
        Shape (n_rows,): their documents.
    row_of
        Shape (n_chars,): for each character of the batch the row whose sentence holds it, -1 outside.
    joined
        Shape (n_joined,): the rows that are followed by the next sentence of the same document.
    held
        Sparse (n_rows, n_units): what each sentence holds.
    meet
        Sparse (n_joined, n_units): what a joined row and the next one both hold.
    shared, both
        Shapes (n_rows, len(WIDE) * n_points) and (n_joined, …): the blocks ``WIDE`` of the two.
    n_letters, word_weight, concept_weight
        Shape (n_rows,): letters; idf / 10 of the content words; weight of the concepts.
    concepts_both
        Shape (n_joined,): weight of the concepts that a row and the next one both hold.
    """

    units: Units
    sent: NDArray[np.int64]
    doc: NDArray[np.int32]
    row_of: NDArray[np.int32]
    joined: NDArray[np.int64]
    held: Sparse
    meet: Sparse
    shared: NDArray[np.float32]
    both: NDArray[np.float32]
    n_letters: NDArray[np.float64]
    word_weight: NDArray[np.float64]
    concept_weight: NDArray[np.float64]
    concepts_both: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WordWeights:
    """For each word of the vocabulary its part in the weight of a sentence; 0 for function words.

    Shape (n_words + 1,): the last stands for unknown words.
    """

    of: NDArray[np.float64]


def word_weights(vocabulary: Vocabulary, stop: frozenset[str]) -> WordWeights:
    """Idf / 10 of content words, at most 1.2."""
    known = np.minimum(vocabulary.idf, 12.0) / 10
    known[[i for i, word in enumerate(vocabulary.words) if word in stop]] = 0.0
    return WordWeights(np.append(known, min(vocabulary.unknown_idf, 12.0) / 10))


def rows_of(batch: Batch, units: Units, weights: WordWeights, *, letter: NDArray[np.uint32]) -> Rows:
    """What every coded sentence of a batch shares with every point.

    ``letter`` has for each character of the batch the letter that it counts as, 0 if it is none.
    """
    sent = np.flatnonzero(batch.sent_coded)
    doc = batch.sent_doc[sent]
    row_of = numbered(batch.sent_start[sent], batch.sent_end[sent], len(batch.text))
    held = held_units(batch, units, row_of, letter=letter, n_rows=sent.size)
    joined = np.flatnonzero(doc[1:] == doc[:-1])
    meet = _neighbours(held)[joined]
    concepts = np.zeros(held.shape[1])
    concepts[units.offsets[3] : units.offsets[4]] = units.concept_weight
    word_row = row_of.take(batch.word_start)
    is_word = np.flatnonzero((letter.take(batch.word_start) > 0) & (word_row >= 0))
    weight = weights.of.take(batch.word_id.take(is_word))
    letter_row = row_of.compress((letter > 0) & (row_of >= 0))
    return Rows(
        units=units,
        sent=sent,
        doc=doc,
        row_of=row_of,
        joined=joined,
        held=held,
        meet=meet,
        shared=(held @ units.wide).toarray(),
        both=(meet @ units.wide).toarray(),
        n_letters=np.bincount(letter_row, minlength=sent.size).astype(np.float64),
        word_weight=np.bincount(word_row.take(is_word), weight, minlength=sent.size).astype(np.float64),
        concept_weight=held @ concepts,
        concepts_both=meet @ concepts,
    )


def _neighbours(held: Sparse) -> Sparse:
    """What each row and the next one both hold; the arrays of ``held`` serve twice, one row apart."""
    n, n_units = max(held.shape[0] - 1, 0), held.shape[1]
    first = int(held.indptr[1]) if n else 0
    upper = sparse.csr_matrix((held.data, held.indices, held.indptr[: n + 1]), shape=(n, n_units))
    later = (held.data[first:], held.indices[first:], held.indptr[1:] - first if n else [0])
    lower = sparse.csr_matrix(later, shape=(n, n_units))
    upper.has_canonical_format = lower.has_canonical_format = True
    return upper.minimum(lower)


def amounts_of(
    held: Sparse, units: Units, row: NDArray[np.int64], point: NDArray[np.int64]
) -> NDArray[np.float32]:
    """All blocks but ``gate`` for some rows with one point each, shape (n, len(BLOCKS) - 1)."""
    rows = held[row]
    shift = np.repeat((point * units.entry.shape[1]).astype(rows.indices.dtype), np.diff(rows.indptr))
    # Flat: one look-up a unit is most of the work here.
    entry = units.entry.ravel().take(rows.indices + shift)
    some = np.flatnonzero(entry > 0)
    begin = np.searchsorted(some, rows.indptr)
    shape = (row.size, len(units.amounts))
    found: NDArray[np.float32] = (
        sparse.csr_matrix((rows.data.take(some), entry.take(some), begin), shape=shape) @ units.amounts
    )
    return found
