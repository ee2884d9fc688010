"""Coded sentences in, how well models do on documents that took no part in them out.

Here everything is learnt anew for every fold, the choice of strings too: with few sentences that choice alone
would tell a model much of what it is asked (0.56 for 0.43 on 918 sentences of four themes).

A learning curve's sizes are random parts of one another, drawn from the documents that are not held out as
`label` draws them: single sentences, their documents around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reflectnlp.language import Segmenter, StringIndex, Vocabulary, make_batch
from reflectnlp.themes.find import find_themes
from reflectnlp.themes.fit import Coded, fit_theme_model
from reflectnlp.themes.fit_strings import Marks
from reflectnlp.themes.matcher import Matcher
from reflectnlp.themes.model import Floats, ThemeModel
from reflectnlp.themes.scheme import Scheme

SIZES = (50, 100, 200, 500, 1000, 2000)
ROUNDS = 3
MARGIN = 0.5
LEAST_LABELS = 10  # a theme with fewer labelled sentences stays with its rules
SEED = 20050409


@dataclass(frozen=True)
class Answers:
    """Sentences that people coded, each answered by a model that its document took no part in.

    ``marks``, ``said`` (the model), ``rules`` (the rules alone): shape (n_sents, n_themes); ``weight``: for
    how many sentences each stands; ``row``: its number among all sentences of what was given.
    """

    marks: Marks
    said: Marks
    rules: Marks
    weight: Floats
    row: NDArray[np.int64]


def cross_fit(
    coded: Coded, scheme: Scheme, *, segmenter: Segmenter, vocabulary: Vocabulary, folds: int = 5
) -> Answers:
    """Hold out every fifth document in turn, fit on the others, and answer for it."""
    words: dict[str, Any] = {"segmenter": segmenter, "vocabulary": vocabulary}
    matcher, of = Matcher(scheme), _document(coded)
    said = np.zeros(coded.marks.shape, np.bool_)
    rules = said_of([coded], matcher, None, **words)
    for fold in range(folds):
        mine = of % folds == fold
        if not (coded.known & mine).any():
            continue
        model = fit_theme_model([_kept(coded, ~mine)], scheme, **words)
        said[mine] = said_of([_kept(coded, mine)], matcher, model, **words)
    row = np.flatnonzero(coded.known)
    return Answers(coded.marks[row], said[row], rules[row], _weight(coded)[row], row)


def learning_curve(
    settings: Sequence[Coded],
    scheme: Scheme,
    *,
    segmenter: Segmenter,
    vocabulary: Vocabulary,
    sizes: Sequence[int] = SIZES,
) -> list[dict[str, Any]]:
    """Figures on held-out settings (on held-out documents, where there are fewer than three settings).

    The settings or documents are dealt into three parts; each is held out once, and ``n`` sentences of the
    others are fitted on, for every size that all three rounds can give; as ``train`` does, themes with few
    labels, or that the rules find better, stay with their rules.

    Returns
    -------
    list of dict
        A row a size: ``sentences``; ``labels``, the mean number of labelled sentences by theme;
        ``macro_f1`` (mean over themes that people gave) and ``themes`` (F1 by theme) over the three parts
        together. The first row, with 0 sentences, is the rules alone.
    """
    rounds = list(_rounds(settings))
    least = min((int(_known(train).sum()) for train, _ in rounds), default=0)
    parts = [_Round(train, test, scheme, segmenter, vocabulary) for train, test in rounds]
    return [_row(n, parts, scheme) for n in (0, *(size for size in sizes if size <= least))]


class _Round:
    """A part that is held out, and the rest, in the order in which it is drawn from."""

    def __init__(
        self,
        train: list[Coded],
        test: list[Coded],
        scheme: Scheme,
        segmenter: Segmenter,
        vocabulary: Vocabulary,
    ) -> None:
        self.train, self.test, self.scheme = train, test, scheme
        self.segmenter, self.vocabulary = segmenter, vocabulary
        self.order = np.random.default_rng(SEED).permutation(np.flatnonzero(_known(train)))
        self.matcher = Matcher(scheme)
        self.known = _known(test)
        self.marks: Marks = np.vstack([coded.marks for coded in test])[self.known]
        self.weight: Floats = np.concatenate([_weight(coded) for coded in test])[self.known]

    def drawn(self, n: int) -> list[Coded]:
        """The training settings with ``n`` known sentences, without the documents that have none."""
        chosen = np.zeros(_known(self.train).size, np.bool_)
        chosen[self.order[:n]] = True
        sizes = np.cumsum([coded.known.size for coded in self.train])[:-1]
        pairs = zip(self.train, np.split(chosen, sizes), strict=True)
        return [_kept(replace(coded, known=known), known) for coded, known in pairs if known.any()]

    def said(self, n: int) -> Marks:
        """What a model of ``n`` sentences says of the held-out part; with 0 sentences the rules."""
        words: dict[str, Any] = {"segmenter": self.segmenter, "vocabulary": self.vocabulary}
        model = None
        if n:
            drawn = self.drawn(n)
            model = leave_to_rules(fit_theme_model(drawn, self.scheme, **words), drawn, self.matcher, **words)
        return said_of(self.test, self.matcher, model, **words)[self.known]

    def labels(self, n: int) -> NDArray[np.int64]:
        """Labelled sentences by theme among the first ``n``."""
        marks = np.vstack([coded.marks for coded in self.train])
        return np.asarray(marks[self.order[:n]].sum(axis=0), np.int64)


def leave_to_rules(
    model: ThemeModel,
    settings: Sequence[Coded],
    matcher: Matcher,
    *,
    segmenter: Segmenter,
    vocabulary: Vocabulary,
) -> ThemeModel:
    """The model with those themes left to their rules that have few labels, or that the rules find better.

    Compared are the figures of the model's own folds and those of the rules on the same sentences.
    """
    known = _known(settings)
    marks = np.vstack([coded.marks for coded in settings])[known]
    weight = np.concatenate([_weight(coded) for coded in settings])[known]
    rules = said_of(settings, matcher, None, segmenter=segmenter, vocabulary=vocabulary)[known]
    reached = np.array(list(model.record["leave_one_setting_out"]["themes"].values()))
    alone = ~helps(marks.sum(axis=0), reached, f1_scores(marks, rules, weight))
    return with_rules(model, matcher.scheme, alone)


def helps(labels: Any, reached: Any, rules: Any) -> Marks:
    """Whether F1 of rules and classifier is above that of the rules by more than chance would give.

    ``MARGIN`` / √labels is about the standard error of F1, so that few labels need a clear gain. Without it
    200 sentences of ``work_safety`` made its figures worse than the rules (0.65 for 0.68).
    """
    labels = np.asarray(labels)
    return np.asarray((labels >= LEAST_LABELS) & (reached > rules + MARGIN / np.sqrt(np.maximum(labels, 1))))


def with_rules(model: ThemeModel, scheme: Scheme, alone: Marks) -> ThemeModel:
    """The model with some themes, shape (n_themes,), left to their rules and their thresholds."""
    limits = np.array([theme.threshold for theme in scheme.themes])
    names = tuple(theme for theme, one in zip(scheme.theme_ids, alone, strict=True) if one)
    return replace(model, rules_only=names, limits=np.where(alone, limits, model.limits))


def said_of(
    settings: Sequence[Coded],
    matcher: Matcher,
    model: ThemeModel | None,
    *,
    segmenter: Segmenter,
    vocabulary: Vocabulary,
) -> Marks:
    """What a model (or the rules alone) says of all sentences of some settings, shape (n_sents, n_themes)."""
    strings = StringIndex({**matcher.strings, **(model.strings if model else {})})
    parts = []
    for coded in settings:
        batch = make_batch(coded.documents, segmenter, strings=strings, vocabulary=vocabulary)
        hits = find_themes(batch, matcher, model)
        said = np.zeros((batch.n_sentences, len(matcher.scheme.themes)), np.bool_)
        said[hits.sent, hits.theme] = True
        parts.append(said)
    return np.vstack(parts)


def f1_scores(marks: Marks, said: Marks, weight: Floats) -> Floats:
    """F1 of every theme; 0 where nothing was to be found and nothing was said."""
    both, total = weight @ (marks & said), weight @ marks + weight @ said
    return np.divide(2 * both, total, out=np.zeros(total.size), where=total > 0)


def _row(n: int, parts: Sequence[_Round], scheme: Scheme) -> dict[str, Any]:
    marks, weight = np.vstack([part.marks for part in parts]), np.concatenate([p.weight for p in parts])
    f1 = f1_scores(marks, np.vstack([part.said(n) for part in parts]), weight)
    given = marks.any(axis=0)
    labels = np.mean([part.labels(n) for part in parts], axis=0)
    return {
        "sentences": n,
        "labels": {t: round(float(v), 1) for t, v in zip(scheme.theme_ids, labels, strict=True)},
        "macro_f1": round(float(f1[given].mean()), 4) if given.any() else None,
        "themes": {t: round(float(v), 4) for t, v in zip(scheme.theme_ids, f1, strict=True)},
    }


def _rounds(settings: Sequence[Coded]) -> Iterator[tuple[list[Coded], list[Coded]]]:
    """(train, test): settings dealt into three parts, or documents; single sentences only train."""
    whole = [coded for coded in settings if not coded.single]
    bank = [coded for coded in settings if coded.single]
    for part in range(ROUNDS):
        if len(whole) >= ROUNDS:
            train = [coded for n, coded in enumerate(whole) if n % ROUNDS != part]
            yield train + bank, whole[part::ROUNDS]
            continue
        pairs = []
        for coded in whole or bank:
            mine = _document(coded) % ROUNDS == part
            pairs.append((_kept(coded, ~mine), _kept(coded, mine)))
        rest = bank if whole else []
        others = [train for train, _ in pairs if train.known.any()]
        held = [test for _, test in pairs if test.known.any()]
        if others and held:
            yield others + rest, held


def _document(coded: Coded) -> NDArray[np.int64]:
    """The number of each sentence's document."""
    return np.repeat(np.arange(len(coded.documents)), [len(d.sentences) for d in coded.documents])


def _kept(coded: Coded, wanted: NDArray[np.bool_]) -> Coded:
    """The documents that hold a wanted sentence."""
    of = _document(coded)
    held = np.zeros(len(coded.documents), np.bool_)
    held[of[wanted]] = True
    row = held[of]
    return replace(
        coded,
        documents=tuple(document for document, kept in zip(coded.documents, held, strict=True) if kept),
        marks=coded.marks[row],
        known=coded.known[row],
        weight=None if coded.weight is None else coded.weight[row],
    )


def _known(settings: Sequence[Coded]) -> NDArray[np.bool_]:
    return np.concatenate([coded.known for coded in settings])


def _weight(coded: Coded) -> Floats:
    return np.ones(coded.known.size) if coded.weight is None else coded.weight
