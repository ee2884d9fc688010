"""A batch in, the units that each of its sentences holds out: one sparse matrix.

Rows are coded sentences. A unit counts once in a sentence, however often it stands there; a word that a
sentence only paraphrases counts less.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from reflectnlp.coverage.units import ANCHORS, SAME_CONCEPT, TERMS, Sparse, Units, accepted
from reflectnlp.language.batch import Batch

Ints = NDArray[np.int64]


def held_units(
    batch: Batch, units: Units, row_of: NDArray[np.int32], *, letter: NDArray[np.uint32], n_rows: int
) -> Sparse:
    """Sparse (n_rows, n_units): 1 for what a sentence holds, ``SAME_CONCEPT`` for what it paraphrases.

    Parameters
    ----------
    batch
        With its words and the hits of the units' strings.
    units
        The points' units.
    row_of
        For each character of the batch the row whose sentence holds it, -1 outside.
    letter
        The letter that each character counts as, 0 if it is none.
    n_rows
        Number of coded sentences.
    """
    begin = units.offsets.astype(np.int32)
    row, word = _kept(row_of.take(batch.word_start), _words(batch, units, row_of))
    concept_row, concept = _concepts(batch, units, row_of)
    places = [
        *((row, word + begin[i]) for i in (0, 4, 5)),
        *_characters(units, row_of, letter, begin=begin),
        (concept_row, concept + begin[3]),
    ]
    whole = _incidence(places, (n_rows, int(begin[-1])))
    whole.data[:] = 1
    at, word = _members(units.concept_word, concept)
    anchor_row, anchor = _anchors(batch, units, row_of)
    places = [(concept_row[at], word + begin[4]), (anchor_row, anchor + begin[6])]
    less = _incidence(places, whole.shape)
    # An anchor counts as often as there are different strings of it.
    less.data[less.indices < begin[6]] = SAME_CONCEPT
    return whole.maximum(less)


def _kept(row: NDArray[Any], unit: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Those whose row and unit are there."""
    kept = np.flatnonzero((row >= 0) & (unit >= 0))
    return row.take(kept), unit.take(kept)


def _incidence(places: Sequence[tuple[NDArray[Any], NDArray[Any]]], shape: tuple[int, int]) -> Sparse:
    """How often each row holds each unit, both in order."""
    row, unit = (np.concatenate(part) for part in zip(*places, strict=True))
    # Laid down by units and turned: two passes in linear time, where sorting takes five times as long.
    turned = sparse.csr_matrix((np.ones(row.size, np.float32), (unit, row)), shape=shape[::-1])
    return turned.T.tocsr()


def _words(batch: Batch, units: Units, row_of: NDArray[np.int32]) -> NDArray[np.int32]:
    """The unit of each word, -1 for none."""
    found = units.word_unit.take(batch.word_id)
    if units.has_unknown:
        start = batch.word_start
        unknown = np.flatnonzero((batch.word_id < 0) & (row_of.take(start) >= 0))
        found[unknown] = units.words.ids(batch.text, start[unknown], batch.word_end[unknown])
    return found


def _characters(
    units: Units, row_of: NDArray[np.int32], letter: NDArray[np.uint32], *, begin: NDArray[np.int32]
) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    """Rows and units of characters, and of pairs of them."""
    character = units.characters.take(letter)
    known = (character >= 0) & (row_of >= 0)
    at = np.flatnonzero(known)
    row, single = _kept(row_of.take(at), units.character_unit.take(character.take(at)))
    # Positions of two rows never meet: a sentence ends in a mark or before white space.
    at = np.flatnonzero(known[:-1] & known[1:])
    place = character.take(at) * np.int64(len(units.pairs)) + character.take(at + 1)
    pair_row, pair = _kept(row_of.take(at), units.pairs.ravel().take(place))
    return [(row, single + begin[1]), (pair_row, pair + begin[2])]


def _concepts(
    batch: Batch, units: Units, row_of: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Rows and concepts."""
    term, start, end = batch.hits.of(TERMS)
    row = row_of.take(start)
    counted = np.flatnonzero(accepted(start, end, batch.boundary) & (row >= 0))
    at, concept = _members(units.term_concept, term[counted])
    return row[counted][at], concept


def _anchors(
    batch: Batch, units: Units, row_of: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Rows and anchors, one for each different string."""
    string, start, end = batch.hits.of(ANCHORS)
    counted = np.flatnonzero(accepted(start, end, batch.boundary))
    row, string = _kept(row_of[start[counted]], string[counted])
    n_strings = max(len(units.anchors), 1)
    row_once, once = np.divmod(np.unique(row * np.int64(n_strings) + string), n_strings)
    at, anchor = _members(units.anchor_unit, once)
    return row_once[at], anchor


def _members(belongs: Sparse, which: NDArray[Any]) -> tuple[Ints, NDArray[np.int32]]:
    """The columns of some rows laid behind each other, and the position in ``which`` of each."""
    first = belongs.indptr[which].astype(np.int64)
    size = belongs.indptr[which + 1] - first
    position = np.repeat(np.arange(size.size), size)
    within = np.arange(position.size) - np.repeat(np.cumsum(size) - size, size)
    return position, belongs.indices[first[position] + within]
