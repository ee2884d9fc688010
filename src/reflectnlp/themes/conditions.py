"""Candidates with conditions in, those whose conditions do not hold out.

Each kind of condition is answered once for all candidates that have it. Context strings are looked at only
in the sentences (and headings) that such a candidate stands in.
"""

from __future__ import annotations

import numpy as np

from reflectnlp.language.batch import Batch
from reflectnlp.themes.candidates import Candidates, Found
from reflectnlp.themes.compiled import UNWANTED, Compiled
from reflectnlp.themes.layout import Layout
from reflectnlp.themes.spans import Flags, Ints, Spans


def unmet(compiled: Compiled, some: Candidates, *, batch: Batch, found: Found, layout: Layout) -> Ints:
    """Positions of the candidates, among those still open, whose conditions do not hold."""
    at = some.open()
    at = at[compiled.term_condition[some.term[at]] >= 0]
    if not at.size:
        return at
    place = _Places(compiled, some, at, batch=batch, found=found, layout=layout)
    holds = place.role() & place.edge()
    for kind, set_of in compiled.condition_set.items():
        sets = set_of[place.number]
        asked = np.flatnonzero(sets >= 0)
        if asked.size:
            holds[asked] &= place.ask(kind, sets[asked], asked)
    return at[~holds]


class _Places:
    """Where the candidates with conditions stand, and what stands around them."""

    def __init__(
        self, compiled: Compiled, some: Candidates, at: Ints, *, batch: Batch, found: Found, layout: Layout
    ) -> None:
        self.compiled, self.layout, self.batch = compiled, layout, batch
        self.number = compiled.term_condition[some.term[at]]
        self.start, self.end, self.sent = some.start[at], some.end[at], some.sent[at]
        self.within = compiled.within[self.number]
        self.low, self.high = batch.sent_start[self.sent], batch.sent_end[self.sent]
        self.clause_low, self.clause_high = layout.clause(self.start)
        heading = np.where(batch.sent_heading[self.sent], self.sent, batch.sent_section[self.sent])
        # No heading is an empty stretch, in which nothing stands.
        self.head_low = np.where(heading >= 0, batch.sent_start[heading], 0)
        self.head_high = np.where(heading >= 0, batch.sent_end[heading], 0)
        looked_at = np.zeros(batch.n_sentences, np.bool_)
        looked_at[self.sent] = looked_at[heading[heading >= 0]] = True
        around = found.kept(np.flatnonzero(looked_at[found.sent]))
        row, sets = compiled.sets.expand(around.string)
        self.spans = Spans(sets, around.start[row], around.end[row], n_chars=len(batch.text))

    def role(self) -> Flags:
        role = self.compiled.role[self.number]
        holds: Flags = (role == 0) | ((role == 2) == self.batch.sent_heading[self.sent])
        return holds

    def edge(self) -> Flags:
        at = self.compiled.at[self.number]
        holds = np.ones(at.size, np.bool_)
        first, last = np.flatnonzero(at == 1), np.flatnonzero(at == 2)
        holds[first] = self.start[first] == self.layout.lead(self.sent[first])
        holds[last] = self.end[last] == self.layout.tail(self.sent[last])
        return holds

    def ask(self, kind: str, sets: Ints, i: Ints) -> Flags:
        """Whether a condition holds for the candidates ``i``, each with its set of context strings."""
        match kind:
            case "near":
                found = self._before(sets, i, self.low, self.within) | self._after(
                    sets, i, self.high, self.within
                )
            case "before":
                found = self._before(sets, i, self.low, self.within)
            case "after":
                found = self._after(sets, i, self.high, self.within)
            case "same_clause":
                found = self._before(sets, i, self.clause_low) | self._after(sets, i, self.clause_high)
            case "same_sentence":
                found = self._before(sets, i, self.low) | self._after(sets, i, self.high)
            case "unless":
                found = self.spans.touched(sets, self.low[i], self.high[i])
            case "unless_clause":
                found = self.spans.touched(sets, self.clause_low[i], self.clause_high[i])
            case "unless_near":
                low = np.maximum(self.low[i], self.start[i] - self.within[i] - 1)
                high = np.minimum(self.high[i], self.end[i] + self.within[i] + 1)
                found = self.spans.touched(sets, low, high)
            case _:
                found = self.spans.touched(sets, self.head_low[i], self.head_high[i])
        return ~found if kind in UNWANTED else found

    def _before(self, sets: Ints, i: Ints, low: Ints, within: Ints | None = None) -> Flags:
        end = self.spans.last_end(sets, self.start[i])
        found: Flags = end > low[i]
        return found if within is None else found & (self.start[i] - end <= within[i])

    def _after(self, sets: Ints, i: Ints, high: Ints, within: Ints | None = None) -> Flags:
        start = self.spans.next_start(sets, self.end[i])
        found: Flags = start < high[i]
        return found if within is None else found & (start - self.end[i] <= within[i])
