"""Units: the things that a sentence and a key point can share, as columns of one sparse matrix.

Words, characters, pairs of characters, concepts (see ``lexicon``), persons and articles. Every kind of unit
has its columns in one sparse matrix (units × columns), so that the overlap of all sentences of a batch with
all points, kind by kind, is one product. A column is the containment of a point's text (T), of its source
(S), or the plain weight of what is shared with either (U).

What a unit weighs depends on the readings and on the model's table of common words, never on the documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from reflectnlp.language import Vocabulary

TERMS, ANCHORS = "coverage.terms", "coverage.anchors"
#: The blocks of columns: kind of unit, then T, S or U; ``section`` is the weight and ``section.T`` the share
#: of the words of the point's section, ``name`` and ``ordinal`` are its anchors. ``gate`` is a rough sum that
#: decides which windows are looked at closely.
BLOCKS = (
    "word.T", "word.S", "word.U",
    "char.T", "char.S", "char.U",
    "pair.T", "pair.S", "pair.U",
    "concept.T", "concept.S", "concept.U",
    "soft.T", "soft.S", "soft.U",
    "section", "section.T", "name", "ordinal", "gate",
)  # fmt: skip
WIDE = ("gate", "pair.U", "soft.U")
HELD = ("section", "section.T", "name", "ordinal")
SAME_CONCEPT = 0.8  # what a word counts that is only paraphrased

Sparse = Any


@dataclass(frozen=True, slots=True)
class Common:
    """How common words and concepts are in reflections at large, as shares of documents in [0, 1].

    ``words`` has the words that are not rare; ``concepts`` one share for each group of the lexicon.
    """

    words: Mapping[str, float]
    concepts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """The compiled units of all points.

    Attributes
    ----------
    words
        The points' content words.
    word_unit
        Shape (n_vocabulary + 1,): the number among ``words`` of each word of the vocabulary, -1 for the
        others; the last stands for words that it does not have.
    has_unknown
        Whether the vocabulary lacks any of ``words``.
    characters
        Shape (0x110000,): the number of each character that a point holds, -1 otherwise.
    character_unit
        Shape (n_characters + 1,): the unit of each character; -1 for those that many points hold, and, last,
        for all other characters.
    pairs
        Shape (n_characters + 1, n_characters + 1): the number of each pair of characters, -1 otherwise; the
        last row and column stand for all other characters.
    terms, term_concept
        Strings to be found, and their concepts: a sparse matrix (n_terms, n_concepts) of ones.
    anchors, anchor_unit
        Strings to be found, and the person or article that each stands for: sparse (n_anchors, n) of ones.
    concept_word
        Sparse (n_concepts, n_words): which words belong to a concept, ``SAME_CONCEPT`` each.
    concept_weight
        Shape (n_concepts,).
    offsets
        Shape (8,): where each kind of units begins, and how many there are. The kinds are words, characters,
        pairs, concepts, words again (matched softly), words once more (for sections) and anchors.
    wide
        Sparse (n_units, len(WIDE) * n_points): the blocks that are wanted of every sentence and point.
    held
        Sparse (n_units, len(HELD) * n_points): the same for what a document holds of sections and anchors.
    entry, amounts
        Shape (n_points, n_units): the row of ``amounts`` with what a unit gives a point; the first row is 0,
        for nothing. ``amounts`` has a column for each block but ``gate``.
    n_points
        Number of points.
    """

    words: Vocabulary
    word_unit: NDArray[np.int32]
    has_unknown: bool
    characters: NDArray[np.int32]
    character_unit: NDArray[np.int32]
    pairs: NDArray[np.int32]
    terms: tuple[str, ...]
    term_concept: Sparse
    anchors: tuple[str, ...]
    anchor_unit: Sparse
    concept_word: Sparse
    concept_weight: NDArray[np.float64]
    offsets: NDArray[np.int64]
    wide: Sparse
    held: Sparse
    entry: NDArray[Any]
    amounts: NDArray[np.float32]
    n_points: int


def accepted(start: NDArray[Any], end: NDArray[Any], boundary: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which hits of terms count: both ends are word boundaries, or the term has three characters or more."""
    counted: NDArray[np.bool_] = (boundary.take(start) & boundary.take(end)) | (end - start >= 3)
    return counted


def terms_of(groups: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], Sparse]:
    """The distinct terms of groups, and which group each belongs to: sparse (n_terms, n_groups) of ones."""
    terms = tuple(sorted({term for group in groups for term in group}))
    number = {term: i for i, term in enumerate(terms)}
    member = [(number[term], g) for g, group in enumerate(groups) for term in set(group)]
    return terms, ones(member, (len(terms), len(groups)))


def ones(places: Sequence[tuple[int, int]], shape: tuple[int, int]) -> Sparse:
    """A sparse matrix of ones at the given places."""
    rows, columns = np.array(places, np.int64).reshape(-1, 2).T
    return sparse.csr_matrix((np.ones(rows.size, np.float32), (rows, columns)), shape=shape)
