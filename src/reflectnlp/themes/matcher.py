"""A batch in, the themes that the scheme's terms give its sentences out.

Works on the strings that were found for all rooms together. Which hits count is decided in this order:
word boundaries, exclusions, conditions, longer terms of the same theme, terms that win over other themes.
Then weights are joined per sentence and theme, and sentences that point back take their share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reflectnlp.language.batch import Batch
from reflectnlp.themes.candidates import (
    ACCEPTED,
    CONDITION,
    COVERED,
    OVERRULED,
    Candidates,
    Found,
    candidates,
    coded_hits,
)
from reflectnlp.themes.compiled import Compiled, compile_scheme
from reflectnlp.themes.conditions import unmet
from reflectnlp.themes.layout import Layout
from reflectnlp.themes.negation import negated
from reflectnlp.themes.patterns import Chainer
from reflectnlp.themes.scheme import Scheme
from reflectnlp.themes.spans import Flags, Ints, Spans

GROUP = "themes"
_SURE = -60.0


@dataclass(frozen=True, slots=True)
class RuleHits:
    """Accepted terms, and what they weigh together.

    Attributes
    ----------
    sent, theme, weight, term, start, end, negated
        Shape (n_hits,), ordered by sentence, theme and start: number of the sentence in the batch; number of
        the theme; weight of the term; number of the term in `Matcher.terms`; where it stands in the batch's
        text; whether a negation governs it.
    own
        Shape (n_sents, n_themes), in [0, 1]: 1 - ∏(1 - weight) over the distinct terms of the sentence.
    weights
        The same with what was inherited from the sentence before and the heading. Higher is surer; it is no
        probability. At or above the theme's threshold the rules alone say that the theme is there.
    previous
        Shape (n_sents,): number of the sentence that each sentence points back to, -1 if none.
    rejected
        Candidates that were refused, with the reason; those of patterns only when traced.
    """

    sent: NDArray[np.int32]
    theme: NDArray[np.int16]
    weight: NDArray[np.float32]
    term: NDArray[np.int32]
    start: Ints
    end: Ints
    negated: Flags
    own: NDArray[np.float64]
    weights: NDArray[np.float64]
    previous: NDArray[np.int32]
    rejected: Candidates


class Matcher:
    """A compiled scheme.

    Parameters
    ----------
    scheme
        The scheme; the matcher is a function of it alone.

    Attributes
    ----------
    scheme
        The scheme.
    terms
        All terms of all themes, in order.
    strings
        The strings that must be in the batch's `StringIndex`, by group.
    """

    __slots__ = ("_chainer", "_compiled", "scheme", "strings", "terms")

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self._compiled = compile_scheme(scheme)
        self._chainer = Chainer(self._compiled)
        self.terms = self._compiled.terms
        self.strings: dict[str, tuple[str, ...]] = {GROUP: self._compiled.strings}

    def find(self, batch: Batch, *, trace: bool = False) -> RuleHits:
        """The terms of the scheme in the body and headings of all documents.

        Parameters
        ----------
        batch
            Made with an index that holds `Matcher.strings`.
        trace
            Also give the reason of patterns that were refused; slower, for checks.

        Returns
        -------
        RuleHits
        """
        compiled = self._compiled
        found, layout = coded_hits(batch, GROUP), Layout(batch)
        some = candidates(compiled, self._chainer, batch=batch, found=found, layout=layout, trace=trace)
        some.refuse(unmet(compiled, some, batch=batch, found=found, layout=layout), CONDITION)
        some.refuse(_covered(compiled, some, len(batch.text)), COVERED)
        some.refuse(_overruled(compiled, some, len(batch.text)), OVERRULED)
        kept = some.open()
        kept = kept[self._order(some, kept, len(batch.text))]
        reach = self.scheme.negation.reach
        mark = negated(
            compiled, some.start[kept], found=found, layout=layout, reach=reach, n_chars=len(batch.text)
        )
        own = self._own(some, kept, batch.n_sentences)
        previous = self._previous(batch, found, layout)
        return RuleHits(
            sent=some.sent[kept],
            theme=some.theme[kept].astype(np.int16),
            weight=compiled.term_weight[some.term[kept]].astype(np.float32),
            term=some.term[kept].astype(np.int32),
            start=some.start[kept],
            end=some.end[kept],
            negated=mark,
            own=own,
            weights=self._inherited(batch, own, previous),
            previous=previous,
            rejected=some.kept(np.flatnonzero(some.reason != ACCEPTED)),
        )

    def _order(self, some: Candidates, kept: Ints, n_chars: int) -> Ints:
        """By sentence, theme, start and term, packed into one number since that sorts fastest."""
        cell = some.sent[kept] * np.int64(len(self.scheme.themes)) + some.theme[kept]
        return np.argsort((cell * (n_chars + 1) + some.start[kept]) * len(self.terms) + some.term[kept])

    def _own(self, some: Candidates, kept: Ints, n_sentences: int) -> NDArray[np.float64]:
        n_themes, n_terms = len(self.scheme.themes), max(len(self.terms), 1)
        # A term that stands twice in a sentence says no more than once.
        pair = np.sort(some.sent[kept] * np.int64(n_terms) + some.term[kept], kind="stable")
        sent, term = np.divmod(pair[np.diff(pair, prepend=-1) != 0], n_terms)
        doubt = np.full(term.size, _SURE)
        np.log1p(-self._compiled.term_weight[term], out=doubt, where=self._compiled.term_weight[term] < 1)
        cell = sent * n_themes + self._compiled.term_theme[term]
        total = np.bincount(cell, weights=doubt, minlength=n_sentences * n_themes)
        own: NDArray[np.float64] = -np.expm1(total).reshape(n_sentences, n_themes)
        return own

    def _previous(self, batch: Batch, found: Found, layout: Layout) -> NDArray[np.int32]:
        """The sentence before, for those that begin with an opener and are short enough."""
        previous = np.full(batch.n_sentences, -1, np.int32)
        at = np.flatnonzero(self._compiled.is_opener[found.string])
        sent = found.sent[at]
        sent = sent[found.start[at] == layout.lead(sent)]
        length = batch.sent_end[sent] - batch.sent_start[sent]
        usable = (
            (length <= self.scheme.inherit.longest) & ~batch.sent_heading[sent] & (batch.sent_id[sent] > 0)
        )
        sent = sent[usable]
        sent = sent[batch.sent_coded[sent - 1] & ~batch.sent_heading[sent - 1]]
        previous[sent] = sent - 1
        return previous

    def _inherited(
        self, batch: Batch, own: NDArray[np.float64], previous: NDArray[np.int32]
    ) -> NDArray[np.float64]:
        weights = own
        shares = np.array([[t.previous, t.heading] for t in self.scheme.themes]).reshape(-1, 2)
        section = np.where(batch.sent_coded & ~batch.sent_heading, batch.sent_section, -1)
        for share, source in ((shares[:, 0], previous), (shares[:, 1], section)):
            if share.any():
                taken = np.where(source[:, None] >= 0, own[source] * share, 0.0)
                weights = 1.0 - (1.0 - weights) * (1.0 - taken)
        return weights

    def describe(self) -> dict[str, Any]:
        """The scheme as plain data, for the profile's fingerprint."""
        return self.scheme.describe()


def _covered(compiled: Compiled, some: Candidates, n_chars: int) -> Ints:
    """Plain candidates inside a longer one of their theme; of equal ones all but the heaviest."""
    at = some.open()
    at = at[~compiled.term_pattern[some.term[at]]]
    theme, start, end = some.theme[at], some.start[at], some.end[at]
    base = theme * (n_chars + 1)
    # By theme and start, the longest first, of equals the heaviest: packed into one number.
    shorter = int((end - start).max(initial=0)) - (end - start)
    size = int(shorter.max(initial=0)) + 1
    order = np.argsort(
        ((base + start) * size + shorter) * len(compiled.terms) + compiled.term_rank[some.term[at]]
    )
    reach = (base + end)[order]
    inside = reach[1:] <= np.maximum.accumulate(reach)[:-1]
    return at[order[1:][inside]]


def _overruled(compiled: Compiled, some: Candidates, n_chars: int) -> Ints:
    """Candidates that overlap a term which wins over their theme."""
    at = some.open()
    if not compiled.overruled.value.size:
        return at[:0]
    by_start = at[np.argsort(some.start[at], kind="stable")]
    row, theme = compiled.overruled.expand(some.term[by_start].astype(np.int32))
    winners = Spans(theme, some.start[by_start][row], some.end[by_start][row], n_chars=n_chars)
    beaten = winners.touched(some.theme[at], some.start[at], some.end[at])
    return at[beaten]
