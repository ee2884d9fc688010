"""A scheme in, tables of numbers out: which string serves which terms, parts, conditions and exclusions.

Every string of the scheme has one number, its position in ``strings``; all that the matcher asks of a string
found in a text is answered by an array indexed with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reflectnlp.themes.scheme import Conditions, Scheme, Term
from reflectnlp.themes.spans import Csr, Flags, Ints

WANTED = ("near", "before", "after", "same_clause", "same_sentence", "under_heading")
UNWANTED = ("unless", "unless_clause", "unless_near", "unless_heading")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A scheme as tables.

    Attributes
    ----------
    strings
        Every string of the scheme once, sorted.
    terms, term_theme, term_weight, term_condition, term_pattern
        The terms of all themes in order; number of theme; weight; number of its conditions, -1 if it has
        none; whether it is a pattern.
    plain, plain_free
        String → plain terms; for each term whether it needs no word boundaries.
    slots, slot_free
        String → slots, 2 × slot + (1 if the string needs no word boundaries there). A slot is one part of one
        pattern; the slots of a pattern follow each other.
    slot_term, slot_left
        Term of each slot; how many parts are behind it.
    sets
        String → sets of context strings.
    condition_set, within, at, role
        By kind of condition, the set of each conditions' number (-1 for none); distance; 0, 1 (start), 2
        (end); 0, 1 (body), 2 (heading).
    term_rank
        For each term its place when the heaviest come first.
    excludes
        String → themes whose terms it blocks.
    is_cue, is_harmless, is_opener
        By string.
    overruled
        For each term the themes that it wins over.
    """

    strings: tuple[str, ...]
    terms: tuple[Term, ...]
    term_theme: NDArray[np.int16]
    term_weight: NDArray[np.float64]
    term_condition: Ints
    term_pattern: Flags
    plain: Csr
    plain_free: Flags
    slots: Csr
    slot_term: Ints
    slot_left: Ints
    sets: Csr
    condition_set: dict[str, Ints]
    within: Ints
    at: Ints
    role: Ints
    excludes: Csr
    is_cue: Flags
    is_harmless: Flags
    is_opener: Flags
    term_rank: Ints
    overruled: Csr


def compile_scheme(scheme: Scheme) -> Compiled:
    """The tables of a scheme."""
    owned = [(number, term) for number, theme in enumerate(scheme.themes) for term in theme.terms]
    terms = tuple(term for _, term in owned)
    conditions = list(dict.fromkeys(term.conditions for term in terms if _asks(term.conditions)))
    sets = list(dict.fromkeys(found for one in conditions for found in _sets(one).values()))
    excludes = [dict.fromkeys((*scheme.exclude, *theme.exclude)) for theme in scheme.themes]
    negation, openers = scheme.negation, scheme.inherit.openers
    groups = [
        negation.cues,
        negation.harmless,
        openers,
        *excludes,
        *sets,
        *(p for t in terms for p in t.parts),
    ]
    strings = tuple(sorted({string for group in groups for string in group}))
    number_of = {string: number for number, string in enumerate(strings)}

    def lists(pairs: Iterable[tuple[Iterable[str], int]]) -> Csr:
        found: list[list[int]] = [[] for _ in strings]
        for group, value in pairs:
            for string in group:
                found[number_of[string]].append(value)
        return Csr.of(found)

    def flags(group: Iterable[str]) -> Flags:
        wanted = set(group)
        return np.array([string in wanted for string in strings], np.bool_)

    free = [_free(term, scheme.settings.anywhere_from) for term in terms]
    slots = [(i, k) for i, term in enumerate(terms) if term.is_pattern for k in range(len(term.parts))]
    condition_number = {one: number for number, one in enumerate(conditions)}
    set_number = {one: number for number, one in enumerate(sets)}
    theme_number = {theme_id: number for number, theme_id in enumerate(scheme.theme_ids)}
    return Compiled(
        strings=strings,
        terms=terms,
        term_theme=np.array([theme for theme, _ in owned], np.int16),
        term_weight=np.array([term.weight for term in terms], np.float64),
        term_condition=np.array([condition_number.get(t.conditions, -1) for t in terms], np.int64),
        term_pattern=np.array([term.is_pattern for term in terms], np.bool_),
        plain=lists((term.parts[0], i) for i, term in enumerate(terms) if not term.is_pattern),
        plain_free=np.array(
            [not t.is_pattern and t.parts[0][0] in free[i] for i, t in enumerate(terms)], np.bool_
        ),
        slots=lists(
            ([string], 2 * slot + (string in free[i]))
            for slot, (i, k) in enumerate(slots)
            for string in terms[i].parts[k]
        ),
        slot_term=np.array([i for i, _ in slots], np.int64),
        slot_left=np.array([len(terms[i].parts) - 1 - k for i, k in slots], np.int64),
        sets=lists((group, number) for number, group in enumerate(sets)),
        condition_set={
            kind: np.array([set_number.get(getattr(one, kind), -1) for one in conditions], np.int64)
            for kind in (*WANTED, *UNWANTED)
        },
        within=np.array([one.within for one in conditions], np.int64),
        at=np.array([("", "start", "end").index(one.at) for one in conditions], np.int64),
        role=np.array([("", "body", "heading").index(one.role) for one in conditions], np.int64),
        excludes=lists((group, number) for number, group in enumerate(excludes)),
        term_rank=np.argsort(np.argsort([-term.weight for term in terms], kind="stable")),
        is_cue=flags(negation.cues),
        is_harmless=flags(negation.harmless),
        is_opener=flags(openers),
        overruled=Csr.of([[theme_number[i] for i in term.wins_over] for term in terms]),
    )


def _asks(conditions: Conditions) -> bool:
    return bool(_sets(conditions) or conditions.at or conditions.role)


def _sets(conditions: Conditions) -> dict[str, tuple[str, ...]]:
    found = {kind: getattr(conditions, kind) for kind in (*WANTED, *UNWANTED)}
    return {kind: group for kind, group in found.items() if group}


def _free(term: Term, anywhere_from: int) -> set[str]:
    """The strings of a term that need no word boundaries."""
    strings = {string for part in term.parts for string in part}
    if term.anywhere is not None:
        return strings if term.anywhere else set()
    return {string for string in strings if len(string) >= anywhere_from}
