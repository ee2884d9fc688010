"""Hits of the scheme's strings in, candidates out: places of terms with what came of each of them.

A candidate starts with `ACCEPTED`; each rule that speaks against it sets its ``reason``, the first one stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reflectnlp.language.batch import Batch
from reflectnlp.themes.compiled import Compiled
from reflectnlp.themes.layout import Layout
from reflectnlp.themes.patterns import Chainer, Chains, Parts
from reflectnlp.themes.spans import Flags, Ints, Spans, key_order

REASONS = ("accepted", "boundary", "excluded", "condition", "covered", "overruled")
ACCEPTED, BOUNDARY, EXCLUDED, CONDITION, COVERED, OVERRULED = range(len(REASONS))
_ACCEPTED, _BOUNDARY = np.int8(ACCEPTED), np.int8(BOUNDARY)


@dataclass(frozen=True, slots=True)
class Found:
    """The places of the scheme's strings inside coded sentences, ordered by start; all of shape (n,)."""

    string: NDArray[np.int32]
    start: Ints
    end: Ints
    sent: NDArray[np.int32]
    aligned: Flags

    def kept(self, which: Flags | Ints) -> Found:
        """Some of them."""
        return Found(
            self.string[which], self.start[which], self.end[which], self.sent[which], self.aligned[which]
        )


@dataclass(frozen=True, slots=True)
class Candidates:
    """Places of terms; all of shape (n,). ``reason`` is a position in `REASONS`."""

    term: Ints
    theme: Ints
    start: Ints
    end: Ints
    sent: NDArray[np.int32]
    reason: NDArray[np.int8]

    def kept(self, which: Ints) -> Candidates:
        """Some of them."""
        return _joined([self], which)

    def refuse(self, which: Ints, reason: int) -> None:
        """Set the reason of some candidates that have none yet."""
        fresh = which[self.reason[which] == ACCEPTED]
        self.reason[fresh] = reason

    def open(self) -> Ints:
        """Positions of the candidates that nothing speaks against so far."""
        return np.flatnonzero(self.reason == ACCEPTED)


def coded_hits(batch: Batch, group: str) -> Found:
    """Where the strings of a group stand inside the sentences that are coded for themes."""
    string, start, end = batch.hits.of(group)
    sent = batch.sentence_at(start)
    # -1 leads to the last entry, which no hit lies before.
    limit = np.append(np.where(batch.sent_coded, batch.sent_end, -1), -1)
    inside = np.flatnonzero(end <= limit.take(sent))
    start, end = start.take(inside), end.take(inside)
    border = batch.boundary | batch.joint
    aligned = border.take(start) & border.take(end)
    return Found(string.take(inside), start, end, sent.take(inside), aligned)


def candidates(
    compiled: Compiled, chainer: Chainer, *, batch: Batch, found: Found, layout: Layout, trace: bool
) -> Candidates:
    """All places of terms: plain ones by themselves, patterns as chains.

    With ``trace``, patterns that fail by a boundary or an exclusion come out too, with their reason;
    without, they are left out before the chains are built, which is faster.
    """
    excluded = _Exclusions(compiled, found, len(batch.text))
    row, term = compiled.plain.expand(found.string)
    theme = compiled.term_theme.take(term).astype(np.int64)
    reason = np.where(compiled.plain_free.take(term) | found.aligned.take(row), _ACCEPTED, _BOUNDARY)
    plain = Candidates(term, theme, found.start.take(row), found.end.take(row), found.sent.take(row), reason)
    at = plain.open()
    plain.refuse(at[excluded.touch(plain.theme[at], plain.start[at], plain.end[at])], EXCLUDED)
    return _joined(
        [plain, *_patterns(compiled, chainer, found=found, layout=layout, excluded=excluded, trace=trace)]
    )


class _Exclusions:
    """Whether an exclusion of a theme touches a place."""

    __slots__ = ("_spans",)

    def __init__(self, compiled: Compiled, found: Found, n_chars: int) -> None:
        row, owner = compiled.excludes.expand(found.string)
        self._spans = Spans(owner, found.start[row], found.end[row], n_chars=n_chars)

    def touch(self, theme: Ints, start: Ints, end: Ints) -> Flags:
        return self._spans.touched(theme, start, end)


def _patterns(
    compiled: Compiled, chainer: Chainer, *, found: Found, layout: Layout, excluded: _Exclusions, trace: bool
) -> list[Candidates]:
    row, value = compiled.slots.expand(found.string)
    clean = ((value & 1) > 0) | found.aligned.take(row)
    if not trace:
        row, value, clean = row.compress(clean), value.compress(clean), clean.compress(clean)
    order = key_order(value >> 1)
    row, slot, clean = row.take(order), value.take(order) >> 1, clean.take(order)
    sent = found.sent.take(row)
    parts = Parts(slot, found.start.take(row), found.end.take(row), layout.sent_end.take(sent))
    result: list[Candidates] = []
    accepted: list[Ints] = []
    usable = np.flatnonzero(clean)
    while usable.size:
        some = parts if usable.size == row.size else parts.kept(usable)
        chains = chainer.chains(some, layout)
        bad = _touched_parts(compiled, some, chains, excluded)
        # Without the parts that an exclusion touches, another part may complete these patterns.
        again = np.zeros(len(compiled.terms), np.bool_)
        again[compiled.slot_term[some.slot[bad]]] = True
        whole = chains.kept(np.flatnonzero(~again[chains.term]))
        first = usable[whole.link[0]]
        result.append(_whole(compiled, whole, sent[first], np.zeros(first.size, np.int8)))
        accepted.append(first)
        usable = np.delete(usable, bad)
        usable = usable[again[compiled.slot_term[slot[usable]]]]
    if trace:
        first = np.concatenate((np.zeros(0, np.int64), *accepted))
        every = chainer.chains(parts, layout)
        lost = np.flatnonzero(~np.isin(every.link[0], first))
        broken = np.any([(link >= 0) & ~clean[link] for link in every.link], axis=0)
        reason = np.where(broken, BOUNDARY, EXCLUDED).astype(np.int8)[lost]
        result.append(_whole(compiled, every.kept(lost), sent[every.link[0][lost]], reason))
    return result


def _touched_parts(compiled: Compiled, parts: Parts, chains: Chains, excluded: _Exclusions) -> Ints:
    """The parts of chains that an exclusion of their theme touches."""
    is_used = np.zeros(parts.slot.size, np.bool_)
    for link in chains.link:
        is_used[link[link >= 0]] = True
    used = np.flatnonzero(is_used)
    theme = compiled.term_theme[compiled.slot_term[parts.slot[used]]].astype(np.int64)
    touched: Ints = used[excluded.touch(theme, parts.start[used], parts.end[used])]
    return touched


def _whole(
    compiled: Compiled, chains: Chains, sent: NDArray[np.int32], reason: NDArray[np.int8]
) -> Candidates:
    theme = compiled.term_theme[chains.term].astype(np.int64)
    return Candidates(chains.term, theme, chains.start, chains.end, sent, reason)


def _joined(several: list[Candidates], which: Ints | slice = slice(None)) -> Candidates:
    columns = ("term", "theme", "start", "end", "sent", "reason")
    return Candidates(*(np.concatenate([getattr(one, name) for one in several])[which] for name in columns))
