"""A batch in, everything its documents cite out: works, articles, persons, cases, quotations.

The strings that are looked for are found with all others of the profile in one pass; what is left to do per
document touches only the few places where something is cited.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reflectnlp.coverage.articles import find_articles, read_articles
from reflectnlp.coverage.persons import Person, builtin_persons
from reflectnlp.coverage.quotations import find_quotations
from reflectnlp.coverage.readings import Reading
from reflectnlp.coverage.speakers import Named
from reflectnlp.coverage.titles import Titles
from reflectnlp.coverage.wording import Wordings
from reflectnlp.coverage.works import KNOWN, Work, find_works
from reflectnlp.language.batch import Batch

PERSONS, WORKS = "citation_persons", "citation_works"
_SPOKEN_OF = ("body", "heading", "title")
_BEFORE, _AFTER = ("学", "像"), ("同志", "精神", "式", "班", "的")  # beside a name inside a word

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Citations:
    """What is cited; rows in the order of document, start, end, kind; all columns have one length.

    ``doc`` numbers the document in the batch, ``start`` and ``end`` are batch offsets, ``kind`` is work,
    article, person, case or quotation. ``target`` is a ``reading_id`` (work, article), the canonical name
    (person, case) or the speaker, else the reading (quotation); empty if it leads nowhere. ``verified`` is
    ``exact``, ``altered`` or ``not_found`` for articles and quotations, empty where nothing can be checked.
    ``original`` is what the reading says in the place of an altered quotation, else empty.
    """

    doc: NDArray[np.int32]
    start: Ints
    end: Ints
    kind: tuple[str, ...]
    target: tuple[str, ...]
    verified: tuple[str, ...]
    original: tuple[str, ...]


class _Row(NamedTuple):
    start: int
    end: int
    kind: str
    target: str
    verified: str = ""
    original: str = ""


class CitationIndex:
    """The names and wordings that citations are checked against; a function of its arguments alone.

    Parameters
    ----------
    readings
        What works, articles and quotations can lead to.
    persons
        Whom the documents may name; the built-in lists by default.

    Attributes
    ----------
    strings
        The strings that must be in the batch's ``StringIndex``, by group.
    """

    def __init__(self, readings: Sequence[Reading], persons: Sequence[Person] | None = None) -> None:
        self.readings = tuple(readings)
        self.persons = tuple(builtin_persons() if persons is None else persons)
        self._titles = Titles(self.readings)
        self._wordings = Wordings(self.readings)
        self._names = {reading.reading_id: reading.names for reading in self.readings}
        self._texts = {reading.reading_id: reading.text for reading in self.readings}
        self._articles = {reading.reading_id: read_articles(reading.text) for reading in self.readings}
        self._by_name = {name: person for person in self.persons for name in person.names}
        blockers = {word for person in self.persons for word in person.not_in} - set(self._by_name)
        names = {name for reading in self.readings for name in reading.names if "\n" not in name}
        self.strings: dict[str, tuple[str, ...]] = {
            PERSONS: tuple(sorted({*self._by_name, *blockers})),
            WORKS: tuple(sorted({*names, *KNOWN})),
        }

    def find(self, batch: Batch) -> Citations:
        """Everything that the documents of ``batch`` cite."""
        persons, works = self._named(batch), _by_document(batch, *batch.hits.of(WORKS)[1:])
        rows = [
            (number, row)
            for number in range(len(batch.documents))
            for row in self._cited(batch, number, persons=persons[number], plain=works[number])
        ]
        starts = [row.start + int(batch.doc_start[number]) for number, row in rows]
        return Citations(
            doc=np.array([number for number, _ in rows], np.int32),
            start=np.array(starts, np.int64),
            end=np.array([row.end - row.start for _, row in rows], np.int64) + np.array(starts, np.int64),
            kind=tuple(row.kind for _, row in rows),
            target=tuple(row.target for _, row in rows),
            verified=tuple(row.verified for _, row in rows),
            original=tuple(row.original for _, row in rows),
        )

    def describe(self) -> dict[str, Any]:
        """All that can change a citation, as JSON holds it."""
        readings = [
            (
                reading.reading_id,
                reading.title,
                *reading.names,
                hashlib.sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest(),
            )
            for reading in self.readings
        ]
        return {"readings": readings, "persons": [asdict(person) for person in self.persons]}

    def _named(self, batch: Batch) -> list[list[tuple[int, int]]]:
        """Persons by document: the longest names at each place, at word boundaries, in what is spoken of."""
        _, start, end = batch.hits.of(PERSONS)
        order = np.lexsort((-end, start))
        start, end = start[order], end[order]
        reach = np.concatenate(([-1], np.maximum.accumulate(end)))[:-1]
        kept = np.flatnonzero(end > reach)
        start, end = start[kept], end[kept]
        sentence = batch.sentence_at(start)
        spoken = [
            at >= 0
            and batch.documents[batch.sent_doc[at]].sentences[batch.sent_id[at]].role in _SPOKEN_OF
            and batch.text[left:right] in self._by_name
            and (right - left > 2 or _is_name(batch, int(left), int(right)))
            for at, left, right in zip(sentence, start, end, strict=True)
        ]
        chosen = np.array(spoken, np.bool_)
        return _by_document(batch, start[chosen], end[chosen])

    def _cited(
        self, batch: Batch, number: int, *, persons: list[tuple[int, int]], plain: list[tuple[int, int]]
    ) -> list[_Row]:
        base = int(batch.doc_start[number])
        text = batch.text[base : int(batch.doc_start[number + 1])]

        def is_word(start: int, end: int) -> bool:
            return bool(batch.boundary[base + start] and batch.boundary[base + end])

        works = find_works(text, self._titles, plain=plain, is_word=is_word)
        persons = [span for span in persons if not _inside(span, works)]
        who = [(start, end, self._by_name[text[start:end]]) for start, end in persons]
        rows = [_Row(work.start, work.end, "work", work.target) for work in works]
        rows += [_Row(start, end, "case" if p.kind == "case" else "person", p.name) for start, end, p in who]
        rows += [
            _Row(start, end, "article", target, verified)
            for start, end, target, verified in find_articles(text, works, self._articles)
        ]
        named = sorted(
            [Named(start, end, person.name) for start, end, person in who]
            + [Named(work.start, work.end, work.target or work.name) for work in works]
        )
        for quotation in find_quotations(text, named, wordings=self._wordings):
            found = quotation.found
            verified = found.verified if self.readings else ""
            altered = verified == "altered"
            original = self._texts[found.reading_id][found.start : found.end] if altered else ""
            # 条例 is who speaks in 条例还说, but the reading says more.
            is_short = any(quotation.speaker in name for name in self._names.get(found.reading_id, ()))
            target = found.reading_id if is_short else quotation.speaker or found.reading_id
            rows.append(_Row(quotation.start, quotation.end, "quotation", target, verified, original))
        return sorted({(row.start, row.end, row.kind): row for row in rows}.values())


def _by_document(batch: Batch, start: Ints, end: Ints) -> list[list[tuple[int, int]]]:
    """Ranges of the batch as ranges of each document."""
    spans: list[list[tuple[int, int]]] = [[] for _ in batch.documents]
    number = np.searchsorted(batch.doc_start, start, side="right") - 1
    base = batch.doc_start[number]
    for doc, left, right in zip(number.tolist(), (start - base).tolist(), (end - base).tolist(), strict=True):
        spans[doc].append((left, right))
    return spans


def _is_name(batch: Batch, start: int, end: int) -> bool:
    """Whether two characters are a word here, or part of one that is made from names (学雷锋, 雷锋精神)."""
    begins = bool(batch.boundary[start]) or batch.text[start - 1 : start] in _BEFORE
    return begins and (bool(batch.boundary[end]) or batch.text.startswith(_AFTER, end))


def _inside(span: tuple[int, int], works: Sequence[Work]) -> bool:
    return any(work.start <= span[0] and span[1] <= work.end for work in works)
