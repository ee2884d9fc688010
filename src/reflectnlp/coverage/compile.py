"""Key points in, their compiled `Units` out.

What a unit weighs: a word its idf, less when it is common in reflections at large or stands in many sentences
of the readings; a pair of characters less when many points hold it; a concept or number less when it stands
everywhere. Compiling takes about a second and is done once per process.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from reflectnlp.coverage.anchors import ordinal_forms, ordinals, person_names, point_names, vocabulary_words
from reflectnlp.coverage.columns import blocks_of, entries, gated
from reflectnlp.coverage.lexicon import concepts
from reflectnlp.coverage.numerals import Number, numbers
from reflectnlp.coverage.readings import Reading
from reflectnlp.coverage.units import (
    HELD,
    SAME_CONCEPT,
    TERMS,
    WIDE,
    Common,
    Sparse,
    Units,
    accepted,
    ones,
    terms_of,
)
from reflectnlp.language import Segmenter, StringIndex, Vocabulary, stop_words

_SENTENCE = re.compile(r"[。！？；!?;\n]+")
_LETTERS = re.compile(r"[^\W_]+")
_HIGHEST_IDF = 12.0
_IDF_OF_UNKNOWN_CHARACTER = 6.0
_WORD_COMMON, _CONCEPT_COMMON = 20.0, 3.0
_FEW, _EVERYWHERE = 5, 0.2  # a character of more points, and of more than this share, tells nothing


def compile_units(
    readings: Sequence[Reading], segmenter: Segmenter, *, vocabulary: Vocabulary, common: Common
) -> Units:
    """Compile the points of all readings."""
    maker = _Maker(readings, segmenter, vocabulary, common)
    return maker.units()


@dataclass(frozen=True, slots=True)
class _Characters:
    """See `Units`; with the columns of characters and of their pairs."""

    characters: NDArray[np.int32]
    character_unit: NDArray[np.int32]
    pairs: NDArray[np.int32]
    columns: Sparse
    pair_columns: Sparse


class _Maker:
    """Holds what the kinds of units share while they are compiled."""

    def __init__(
        self, readings: Sequence[Reading], segmenter: Segmenter, vocabulary: Vocabulary, common: Common
    ) -> None:
        self.readings = readings
        self.points = [point for reading in readings for point in reading.points]
        self.segmenter, self.vocabulary, self.common = segmenter, vocabulary, common
        self.stop = stop_words()
        sides = [(point.text, point.source or point.text) for point in self.points]
        self.sides = [tuple(text for text, _ in sides), tuple(source for _, source in sides)]
        self.sections = [point.section for point in self.points]
        self.sentences = [
            sentence
            for reading in readings
            for sentence in _SENTENCE.split(reading.text)
            if _LETTERS.search(sentence)
        ]

    def units(self) -> Units:
        words, word_columns, section_columns = self._words()
        known = self._characters()
        numbers_ = self._numbers()
        groups = [*concepts(), *(number.forms for number in numbers_)]
        terms, term_concept = terms_of(groups)
        concept_weight, concept_columns = self._concepts(terms, term_concept, numbers_)
        word_number = {word: i for i, word in enumerate(words.words)}
        anchors, anchor_unit, anchor_columns = self._anchors()
        belongs = [
            (g, word_number[term]) for g, group in enumerate(groups) for term in group if term in word_number
        ]
        concept_word = ones(belongs, (len(groups), len(word_number))) * SAME_CONCEPT
        kinds = [
            word_columns,
            known.columns,
            known.pair_columns,
            concept_columns,
            word_columns,
            sparse.hstack(section_columns),
            anchor_columns,
        ]
        columns = gated(sparse.block_diag(kinds, format="csc"), len(self.points))
        entry, amounts = entries(columns, len(self.points))
        return Units(
            words=words,
            word_unit=self._word_unit(words),
            has_unknown=None in vocabulary_words(self.vocabulary, words.words).values(),
            characters=known.characters,
            character_unit=known.character_unit,
            pairs=known.pairs,
            terms=terms,
            term_concept=term_concept,
            anchors=anchors,
            anchor_unit=anchor_unit,
            concept_word=concept_word,
            concept_weight=concept_weight,
            offsets=np.cumsum([0, *(kind.shape[0] for kind in kinds)]),
            wide=blocks_of(columns, WIDE),
            held=blocks_of(columns, HELD),
            entry=entry,
            amounts=amounts,
            n_points=len(self.points),
        )

    def _word_unit(self, words: Vocabulary) -> NDArray[np.int32]:
        number = {word: i for i, word in enumerate(words.words)}
        return np.array([*(number.get(word, -1) for word in self.vocabulary.words), -1], np.int32)

    def _content(self, text: str) -> list[str]:
        return [word for word in self.segmenter.cut(text) if _LETTERS.search(word) and word not in self.stop]

    def _words(self) -> tuple[Vocabulary, Sparse, tuple[Sparse, Sparse]]:
        sides = [[self._content(text) for text in side] for side in self.sides]
        sections = [self._content(text) for text in self.sections]
        found = sorted({word for side in (*sides, sections) for words in side for word in words})
        local = self._locality(Counter(word for s in self.sentences for word in set(self._content(s))))
        idf, share = self._idfs(found), self.common.words
        weights = {
            word: idf[word] * local(word) / (1 + _WORD_COMMON * share.get(word, 0.0)) for word in found
        }
        index = {word: i for i, word in enumerate(found)}
        weight = np.array([weights[word] for word in found])
        text, source = (_incidence(side, index) for side in sides)
        plain = np.array([idf[word] for word in found])
        section = sparse.diags(plain) @ _incidence(sections, index).T
        total = np.asarray(section.sum(axis=0)).ravel() + 0.5
        columns = _containments(text, source, weight, 1e-9)
        return Vocabulary(weights), columns, (section, section @ sparse.diags(1 / total))

    def _idfs(self, words: Sequence[str]) -> dict[str, float]:
        """Idf / 10 of each word, at most 1.2; characters that are no words of the vocabulary count less."""
        unknown = self.vocabulary.unknown_idf
        idfs = {
            word: (_IDF_OF_UNKNOWN_CHARACTER if len(word) == 1 else unknown) if idf is None else idf
            for word, idf in vocabulary_words(self.vocabulary, words).items()
        }
        return {word: min(idf, _HIGHEST_IDF) / 10 for word, idf in idfs.items()}

    def _locality(self, count: Mapping[Any, int]) -> Any:
        """1 for what one sentence of the readings holds, falling to 0 for what all hold."""
        n = len(self.sentences) + 1
        return lambda unit: math.log(n / max(count.get(unit, 1), 1)) / math.log(n) if n > 1 else 1.0

    def _characters(self) -> _Characters:
        sides = [[_LETTERS.findall(text.lower()) for text in side] for side in self.sides]
        found = sorted({char for side in sides for runs in side for run in runs for char in run})
        index = {char: i for i, char in enumerate(found)}
        ones_ = [[set("".join(runs)) for runs in side] for side in sides]
        twos = [[{r[i : i + 2] for r in runs for i in range(len(r) - 1)} for runs in side] for side in sides]
        held = Counter(char for pair in zip(*ones_, strict=True) for char in pair[0] | pair[1])
        most = max(_FEW, _EVERYWHERE * len(self.points))
        telling = [[{char for char in chars if held[char] <= most} for chars in side] for side in ones_]
        units, columns = [], []
        for kind in (telling, twos):
            order = sorted({unit for side in kind for each in side for unit in each})
            number = {unit: i for i, unit in enumerate(order)}
            count = Counter(unit for pair in zip(*kind, strict=True) for unit in pair[0] | pair[1])
            weight = np.array([1 / (1 + 0.5 * (count[unit] - 1)) for unit in order])
            text, source = (_incidence(side, number) for side in kind)
            columns.append(_containments(text, source, weight, 1e-9))
            units.append(order)
        characters = np.full(0x110000, -1, np.int32)
        characters[[ord(char) for char in found]] = np.arange(len(found))
        character_unit = np.full(len(found) + 1, -1, np.int32)
        character_unit[[index[char] for char in units[0]]] = np.arange(len(units[0]))
        pairs = np.full((len(found) + 1, len(found) + 1), -1, np.int32)
        for place, two in enumerate(units[1]):
            pairs[index[two[0]], index[two[1]]] = place
        return _Characters(characters, character_unit, pairs, columns[0], columns[1])

    def _anchors(self) -> tuple[tuple[str, ...], Sparse, Sparse]:
        """Strings, the anchor of each, and the columns ``name`` and ``ordinal``."""
        named, placed = [], []
        for reading in self.readings:
            names = person_names(reading, self.segmenter, self.vocabulary)
            named += [point_names(point, names) for point in reading.points]
            placed += [ordinals(reading, point) for point in reading.points]
        found = [*sorted({a for names in named for a in names}), *sorted({a for o in placed for a in o})]
        number = {anchor: i for i, anchor in enumerate(found)}
        strings, anchor_unit = terms_of([ordinal_forms(anchor) for anchor in found])
        name, ordinal = _incidence(named, number), _incidence(placed, number)
        shared = np.maximum(np.asarray(ordinal.sum(axis=0)).ravel(), 1)
        return strings, anchor_unit, sparse.hstack([name.T, sparse.diags(1 / shared) @ ordinal.T])

    def _numbers(self) -> list[Number]:
        found = {n.name: n for side in self.sides for text in side for n in numbers(text)}
        return [found[name] for name in sorted(found)]

    def _concepts(
        self, terms: tuple[str, ...], term_concept: Sparse, found: list[Number]
    ) -> tuple[NDArray[np.float64], Sparse]:
        index = StringIndex({TERMS: terms})
        seen = [_concepts_of(text, index, term_concept, self.segmenter) for text in self.sentences]
        local = self._locality(Counter(g for groups in seen for g in groups))
        share = np.array([*self.common.concepts, *np.zeros(len(found))])
        own = np.array([*np.ones(len(self.common.concepts)), *(number.weight for number in found)])
        weight = own * np.array([local(g) for g in range(share.size)]) / (1 + _CONCEPT_COMMON * share)
        each = {g: g for g in range(share.size)}
        text, source = (
            _incidence([_concepts_of(t, index, term_concept, self.segmenter) for t in side], each)
            for side in self.sides
        )
        return weight, _containments(text, source, weight, 0.3)


def _concepts_of(text: str, index: StringIndex, term_concept: Sparse, segmenter: Segmenter) -> set[int]:
    text = text.replace("\n", " ")
    which, start, end = index.find(text).of(TERMS)
    boundary = np.zeros(len(text) + 1, np.bool_)
    boundary[np.cumsum([0, *map(len, segmenter.cut(text))])] = True
    which = which[accepted(start, end, boundary)]
    return set(term_concept[which].indices.tolist())


def _incidence(lists: Sequence[Any], number: Mapping[Any, int]) -> Sparse:
    """Lists of units → sparse (n_lists, n_units) of ones."""
    return ones(
        [(i, number[u]) for i, units in enumerate(lists) for u in set(units)], (len(lists), len(number))
    )


def _containments(text: Sparse, source: Sparse, weight: NDArray[np.float64], floor: float) -> Sparse:
    """Columns T, S, U of one kind: weight / total weight of text and of source, and plain weight."""
    either = ((text + source) > 0).astype(np.float32)
    scale = sparse.diags(weight)
    parts = []
    for side in (text, source):
        total = np.asarray(side @ weight).ravel() + floor
        parts.append(scale @ side.T @ sparse.diags(1 / total))
    return sparse.hstack([*parts, scale @ either.T])
