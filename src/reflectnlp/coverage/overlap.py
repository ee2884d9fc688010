"""A batch in, what each of its sentences shares with each key point out: two sparse products.

Rows are the coded sentences of the batch (body and headings). A unit counts once in a sentence, and once in
a pair of neighbouring sentences: what a pair shares is the sum of both less what both hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from reflectnlp.coverage.letters import code_points, fold
from reflectnlp.coverage.units import ANCHORS, BLOCKS, SAME_CONCEPT, TERMS, Units, accepted
from reflectnlp.language.batch import Batch
from reflectnlp.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Rows:
    """The coded sentences of a batch and what they hold.

    Attributes
    ----------
    sent
        Shape (n_rows,): their numbers in the batch.
    doc
        Shape (n_rows,): their documents.
    joined
        Shape (n_joined,): the rows that are followed by the next sentence of the same document.
    shared
        Shape (n_rows, len(BLOCKS), n_points): see ``units``.
    both
        Shape (n_joined, len(BLOCKS), n_points): the same for what a joined row and the next one both hold.
    n_letters, word_weight, concept_weight
        Shape (n_rows,): letters; idf / 10 of the content words; weight of the concepts.
    concepts_both
        Shape (n_joined,): weight of the concepts that a row and the next one both hold.
    """

    sent: NDArray[np.int64]
    doc: NDArray[np.int32]
    joined: NDArray[np.int64]
    shared: NDArray[np.float32]
    both: NDArray[np.float32]
    n_letters: NDArray[np.float64]
    word_weight: NDArray[np.float64]
    concept_weight: NDArray[np.float64]
    concepts_both: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WordWeights:
    """For each word of the vocabulary its part in the weight of a sentence; 0 for function words."""

    known: NDArray[np.float64]
    unknown: float


def word_weights(vocabulary: Vocabulary, stop: frozenset[str]) -> WordWeights:
    """Idf / 10 of content words, at most 1.2."""
    known = np.minimum(vocabulary.idf, 12.0) / 10
    known[[i for i, word in enumerate(vocabulary.words) if word in stop]] = 0.0
    return WordWeights(known, min(vocabulary.unknown_idf, 12.0) / 10)


def rows_of(batch: Batch, units: Units, weights: WordWeights) -> Rows:
    """What every coded sentence of a batch shares with every point."""
    sent = np.flatnonzero(batch.sent_coded)
    doc = batch.sent_doc[sent]
    row_of = _row_of_position(batch, sent)
    letter = fold(code_points(batch.text))
    held = _held(batch, units, row_of, letter=letter)
    joined = np.flatnonzero(doc[1:] == doc[:-1])
    meet = held[joined].minimum(held[joined + 1])
    concepts = np.zeros(held.shape[1])
    at = sum(units.sizes[:3])
    concepts[at : at + units.sizes[3]] = units.concept_weight
    word_row = row_of[batch.word_start]
    is_word = (letter[batch.word_start] > 0) & (word_row >= 0)
    weight = np.append(weights.known, weights.unknown)[batch.word_id]
    letter_row = row_of[:-1][(letter > 0) & (row_of[:-1] >= 0)]
    shape = (len(BLOCKS), units.n_points)
    return Rows(
        sent=sent,
        doc=doc,
        joined=joined,
        shared=(held @ units.columns).toarray().reshape(sent.size, *shape),
        both=(meet @ units.columns).toarray().reshape(joined.size, *shape),
        n_letters=np.bincount(letter_row, minlength=sent.size).astype(np.float64),
        word_weight=np.bincount(word_row[is_word], weight[is_word], minlength=sent.size).astype(np.float64),
        concept_weight=held @ concepts,
        concepts_both=meet @ concepts,
    )


def _row_of_position(batch: Batch, sent: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each character of the batch the row whose sentence holds it, -1 outside; one more for the end."""
    row_of = np.full(len(batch.text) + 1, -1, np.int64)
    start, length = batch.sent_start[sent], batch.sent_end[sent] - batch.sent_start[sent]
    row = np.repeat(np.arange(sent.size), length)
    within = np.arange(row.size) - np.repeat(np.cumsum(length) - length, length)
    row_of[start[row] + within] = row
    return row_of


def _held(batch: Batch, units: Units, row_of: NDArray[np.int64], *, letter: NDArray[np.uint32]) -> Any:
    """Sparse (n_rows, n_units): 1 for what a sentence holds, less for a word that it only paraphrases."""
    n_rows = int(row_of.max(initial=-1)) + 1
    n_words, n_characters, n_pairs, _ = units.sizes

    def ones(row: NDArray[np.int64], unit: NDArray[Any], n_units: int) -> Any:
        kept = (row >= 0) & (unit >= 0)
        ones_ = np.ones(int(kept.sum()), np.float32)
        held = sparse.csr_matrix((ones_, (row[kept], unit[kept])), shape=(n_rows, n_units))
        held.sum_duplicates()
        held.data[:] = 1
        return held

    word = units.words.ids(batch.text, batch.word_start, batch.word_end)
    character = units.characters[letter]
    pair = units.pairs[character[:-1], character[1:]]
    term, start, end = batch.hits.of(TERMS)
    counted = accepted(start, end, batch.boundary)
    terms = ones(row_of[start[counted]], term[counted], len(units.terms))
    concept = terms @ units.term_concept
    concept.data[:] = 1
    anchor, start, end = batch.hits.of(ANCHORS)
    counted = accepted(start, end, batch.boundary)
    anchors = ones(row_of[start[counted]], anchor[counted], len(units.anchors)) @ units.anchor_unit
    words = ones(row_of[batch.word_start], word, n_words)
    soft = concept @ units.concept_word
    soft.data = np.minimum(soft.data, SAME_CONCEPT)
    characters = ones(row_of[:-1], units.character_unit[character], n_characters)
    pairs = ones(row_of[: pair.size], pair, n_pairs)
    # Positions of two rows never meet: a sentence ends in a mark or before white space.
    kinds = [words, characters, pairs, concept, words.maximum(soft), words, anchors]
    held = sparse.hstack(kinds, format="csr")
    return held.astype(np.float32)
