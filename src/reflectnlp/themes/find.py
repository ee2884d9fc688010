"""A batch in, one row for each theme of each sentence out: what rules and model say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from reflectnlp.language.batch import Batch
from reflectnlp.themes.matcher import Matcher, RuleHits

Shares = NDArray[np.float64]
# On held-out prose about other matters (data/gold/offtopic/test) 2.6 % of the sentences then carry a theme;
# with the usual thresholds 14 %.
SURE_IN_OTHER = 0.8


class Model(Protocol):
    """What gives each sentence the probability of each theme; `reflectnlp.themes` has one that is trained.

    ``thresholds`` has the shape (n_themes,): from which probability a theme is there.
    """

    @property
    def strings(self) -> Mapping[str, tuple[str, ...]]:
        """The strings that must be in the batch's `StringIndex`, by group."""

    @property
    def thresholds(self) -> Shares:
        """Shape (n_themes,), in [0, 1]."""

    @property
    def rules_only(self) -> tuple[str, ...]:
        """Themes that the rules decide alone: their values are the rules' weights."""

    def describe(self) -> dict[str, Any]:
        """Everything in it that can change a score, as plain data."""

    def predict(self, batch: Batch, rule_hits: RuleHits) -> Shares:
        """Probabilities, shape (n_sents, n_themes)."""


@dataclass(frozen=True, slots=True)
class ThemeHits:
    """One row for each theme of each sentence, ordered by sentence and theme; all of shape (n_hits,).

    Attributes
    ----------
    sent, theme
        Number of the sentence in the batch, number of the theme in the scheme.
    score
        In [0, 1], higher is surer. With a model: the probability that a coder would give the theme. Without:
        the weight of the rules, 1 - ∏(1 - w), which orders sentences but is no probability.
    by
        ``rule`` (there is no model, or it leaves the theme to the rules), ``model`` (the rules alone would
        not say so) or ``both``.
    term
        The heaviest term, the first of equals; empty where no term stands in the sentence.
    start, end
        Where that term stands in the batch's text: for an inherited theme in the sentence that it comes from;
        the sentence itself for ``model``.
    negated
        Whether a negation governs that term.
    """

    sent: NDArray[np.int32]
    theme: NDArray[np.int16]
    score: Shares
    by: NDArray[Any]
    term: NDArray[Any]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    negated: NDArray[np.bool_]


def find_themes(batch: Batch, matcher: Matcher, model: Model | None = None) -> ThemeHits:
    """The themes of the sentences that are coded (body and headings).

    Parameters
    ----------
    batch
        Made with an index that holds the strings of the matcher and the model.
    matcher
        The compiled scheme.
    model
        Decides where it is given; it sees what the rules found. In documents of the kind ``other`` it must be
        all but certain. Without it the rules decide: a theme is there
        when its weight reaches the theme's threshold.

    Returns
    -------
    ThemeHits
    """
    rules = matcher.find(batch)
    limits = np.array([theme.threshold for theme in matcher.scheme.themes])
    # A weight of 0 is no hit, whatever the threshold.
    by_rule = (rules.weights >= limits) & (rules.weights > 0)
    if model is None:
        score, there = rules.weights, by_rule
        names = np.array(["rule", "rule"], dtype=object)
    else:
        score = model.predict(batch, rules)
        there = (score >= limits_of(batch, model.thresholds)) & batch.sent_coded[:, None]
        names = np.array(["model", "both"], dtype=object)
    sent, theme = np.nonzero(there)
    by = names[by_rule[sent, theme].astype(np.int64)]
    if model is not None:
        alone = [matcher.scheme.theme_ids.index(one) for one in model.rules_only]
        by = np.where(np.isin(theme, alone), "rule", by).astype(object)
    place = _heaviest(rules, matcher, batch)[sent, theme]
    # What only the model says is shown by its sentence, not by a term too weak to say it.
    shown = by_rule[sent, theme] & (place >= 0)
    row = np.where(shown, place, 0)
    terms = np.array([term.name for term in matcher.terms] or [""], dtype=object)
    pad = rules.sent.size == 0
    return ThemeHits(
        sent=sent.astype(np.int32),
        theme=theme.astype(np.int16),
        score=score[sent, theme].astype(np.float64),
        by=by,
        term=np.where(shown, terms[_at(rules.term, row, pad)], ""),
        start=np.where(shown, _at(rules.start, row, pad), batch.sent_start[sent]),
        end=np.where(shown, _at(rules.end, row, pad), batch.sent_end[sent]),
        negated=shown & _at(rules.negated, row, pad).astype(np.bool_),
    )


def limits_of(batch: Batch, thresholds: Shares) -> Shares:
    """From which probability a theme is there, shape (n_sents, n_themes).

    In a document about other matters (a recipe, a manual) words like those of a theme mean something else, so
    a theme must be all but certain there.
    """
    other = np.array([document.kind == "other" for document in batch.documents], np.bool_)[batch.sent_doc]
    return np.where(other[:, None], np.maximum(thresholds, SURE_IN_OTHER), thresholds)


def _at(values: NDArray[Any], row: NDArray[np.int64], pad: bool) -> NDArray[Any]:
    """Some values; zeros where there are none at all."""
    return np.zeros(row.size, values.dtype) if pad else values[row]


def _heaviest(rules: RuleHits, matcher: Matcher, batch: Batch) -> NDArray[np.int64]:
    """For each sentence and theme the row of the term that speaks most for it, -1 if none does.

    A sentence without a term of its own shows the term that it inherits from, the stronger one of the two.
    """
    n_themes = len(matcher.scheme.themes)
    best = np.full((batch.n_sentences, n_themes), -1, np.int64)
    # Written in rising order of weight, so that the heaviest stays; of equals the first.
    order = np.lexsort((-np.arange(rules.sent.size), rules.weight))
    best[rules.sent[order], rules.theme[order]] = order
    shares = np.array([[t.previous, t.heading] for t in matcher.scheme.themes]).reshape(n_themes, 2)
    section = np.where(batch.sent_coded & ~batch.sent_heading, batch.sent_section, -1)
    given = np.zeros(best.shape)
    own = best.copy()
    for share, source in ((shares[:, 0], rules.previous), (shares[:, 1], section)):
        row = np.flatnonzero(source >= 0)
        above = source[row]
        weight = rules.own[above] * share
        taken = (own[row] < 0) & (weight > given[row])
        best[row] = np.where(taken, own[above], best[row])
        given[row] = np.where(taken, weight, given[row])
    return best
