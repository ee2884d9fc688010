"""Coded sentences in, a theme model out, with the record of how well it does on settings it has not seen.

The first regression is ridge regression solved over the sentences: then what it would say of a setting that
was left out (or of two) follows from one matrix inverse, e = (A⁻¹ of the left out)⁻¹ · α (leave-one-out in
closed form), instead of from a hundred fits. The second is logistic regression on what the first says of
settings that it was not fitted on. Everything is fixed: folds keep a setting whole, or a document where there
are fewer than three settings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.linalg import lapack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression

from reflectnlp.language import Batch, Segmenter, StringIndex, Vocabulary, make_batch
from reflectnlp.records import Document
from reflectnlp.themes.matcher import Matcher, RuleHits
from reflectnlp.themes.model import GROUP, Floats, ThemeModel, first_features, second_features
from reflectnlp.themes.scheme import Scheme

Marks = NDArray[np.bool_]
RIDGE = 0.8  # added to the diagonal of the sentences' similarities
PENALTY_ABOVE = 0.1  # inverse strength of regularisation of the second regression, on standardised features
GRID = np.round(np.arange(0.15, 0.71, 0.025), 3)
FOLDS = 5
FEW = 3000  # sentences below which strings are not chosen by codes


@dataclass(frozen=True)
class Coded:
    """Documents of one setting and, per sentence of all of them, which themes people gave.

    ``marks`` has the shape (n_sents, n_themes); ``known`` tells which sentences people coded; ``weight``
    for how many sentences each stands, where they are a stratified sample (1 each by default).
    """

    setting: str
    documents: tuple[Document, ...]
    marks: Marks
    known: NDArray[np.bool_]
    single: bool = False  # single sentences without context: a bank
    weight: Floats | None = None


@dataclass(frozen=True)
class Seen:
    """A setting with its batch, ready to fit on."""

    coded: Coded
    batch: Batch
    rules: RuleHits


@dataclass(frozen=True)
class HeldOut:
    """What models say of sentences that they were not fitted on; one row a sentence that people coded.

    Attributes
    ----------
    fold, names
        Number of each sentence's fold, and the names of the folds.
    probability, said, marks
        Shape (n_sents, n_themes): what is said of the fold by models of the others, whether that reaches
        the threshold (chosen on the others, too), and what people said.
    weight
        For how many sentences each stands.
    row
        Number of each sentence among all sentences of what was given, in its order.
    """

    fold: NDArray[np.int64]
    names: Mapping[int, str]
    probability: Floats
    said: Marks
    marks: Marks
    weight: Floats
    row: NDArray[np.int64]


def fit_theme_model(
    settings: Sequence[Coded],
    scheme: Scheme,
    *,
    segmenter: Segmenter,
    vocabulary: Vocabulary,
    n_strings: int = 20_000,
    record: Mapping[str, Any] | None = None,
) -> ThemeModel:
    """Fit a model for a scheme.

    The second regression and the thresholds are fitted on what the first one says of settings that it was
    not fitted on, so that neither trusts it more than it deserves. The model's ``record`` gains
    ``leave_one_setting_out``: macro F1, F1 per theme and per setting with every setting left out in turn.
    """
    few = sum(int(coded.known.sum()) for coded in settings) < FEW
    chosen, rarity = frequent_strings(settings) if few else choose_strings(settings, n_strings)
    seen = prepare(settings, scheme, chosen, segmenter=segmenter, vocabulary=vocabulary)
    return fit_seen(seen, scheme, chosen, rarity=rarity, record=record or {})


def choose_strings(settings: Sequence[Coded], n_strings: int) -> tuple[tuple[str, ...], Floats]:
    """The strings of one to four characters that tell themes apart best, and how rare each is."""
    texts = [s.text for coded in settings for document in coded.documents for s in document.sentences]
    marks = np.vstack([coded.marks for coded in settings])
    known = np.concatenate([coded.known for coded in settings])
    texts = [text for text, counts in zip(texts, known, strict=True) if counts]
    least = 3 if len(texts) > 1000 else 1
    counter = CountVectorizer(analyzer="char", ngram_range=(1, 4), min_df=least, binary=True, lowercase=False)
    cells = counter.fit_transform(texts)
    names = counter.get_feature_names_out()
    columns = [column for column in marks[known].T if column.any()]
    worth = np.max([chi2(cells, column)[0] for column in columns], axis=0)
    usable = np.array([name.strip() == name and "\n" not in name for name in names])
    worth = np.where(usable, np.nan_to_num(worth), -1.0)
    best = np.argsort(-worth, kind="stable")[: min(n_strings, int(usable.sum()))]
    order = sorted(best, key=lambda n: names[n])
    df = np.asarray(cells.sum(axis=0)).ravel()[order]
    return tuple(str(names[n]) for n in order), np.log(len(texts) / df)


def frequent_strings(settings: Sequence[Coded]) -> tuple[tuple[str, ...], Floats]:
    """The strings of one or two characters that stand in two sentences or more, coded or not.

    For few sentences: no choice by codes can then give away those of a fold that is held out.
    """
    texts = [s.text for coded in settings for document in coded.documents for s in document.sentences]
    least = min(2, len(texts))
    counter = CountVectorizer(analyzer="char", ngram_range=(1, 2), min_df=least, binary=True, lowercase=False)
    cells = counter.fit_transform(texts)
    names, df = counter.get_feature_names_out(), np.asarray(cells.sum(axis=0)).ravel()
    use = [n for n, name in enumerate(names) if name.strip() == name and "\n" not in name]
    return tuple(str(names[n]) for n in use), np.log(len(texts) / df[use])


def prepare(
    settings: Sequence[Coded],
    scheme: Scheme,
    chosen: tuple[str, ...],
    *,
    segmenter: Segmenter,
    vocabulary: Vocabulary,
) -> list[Seen]:
    """Batches and rule hits of all settings."""
    matcher = Matcher(scheme)
    strings = StringIndex({**matcher.strings, GROUP: chosen})
    seen = []
    for coded in settings:
        batch = make_batch(coded.documents, segmenter, strings=strings, vocabulary=vocabulary)
        seen.append(Seen(coded, batch, matcher.find(batch)))
    return seen


def fit_seen(
    seen: Sequence[Seen],
    scheme: Scheme,
    chosen: tuple[str, ...],
    *,
    rarity: Floats,
    record: Mapping[str, Any],
) -> ThemeModel:
    """Fit both regressions and the thresholds."""
    ridge, marks, weight = _first(seen, rarity)
    held, above, use = _held_out(seen, ridge, by="setting")
    limits = _thresholds(held.probability, held.marks, held.weight)
    second, second_bias = _logistic(above, marks, use, weight=weight)
    low, low_bias = ridge.weights()
    parts = {
        "rarity": rarity,
        "first": low,
        "first_bias": low_bias,
        "second": second,
        "second_bias": second_bias,
        "limits": limits,
    }
    rounded: dict[str, Any] = {
        name: np.asarray(part, np.float32).astype(np.float64) for name, part in parts.items()
    }
    figures = _figures(scheme, held)
    about = {**record, "leave_one_setting_out": figures}
    return ThemeModel(scheme.theme_ids, chosen, **rounded, record=about)


def held_out(seen: Sequence[Seen], rarity: Floats, *, by: Sequence[str] = ("setting",)) -> list[HeldOut]:
    """What models say of folds that they were not fitted on, for each way to make folds.

    Parameters
    ----------
    seen, rarity
        From ``prepare`` and ``choose_strings``.
    by
        ``setting`` leaves out one setting after the other; ``document`` a fifth of all documents, each
        document whole.
    """
    ridge, _, _ = _first(seen, rarity)
    return [_held_out(seen, ridge, by=one)[0] for one in by]


def _first(seen: Sequence[Seen], rarity: Floats) -> tuple[_Ridge, Marks, Floats]:
    """The first regression of all known sentences; marks and weights of all sentences."""
    x = sp.vstack([first_features(one.batch, one.rules, rarity) for one in seen]).tocsr().astype(np.float32)
    x.sum_duplicates()
    marks = np.vstack([one.coded.marks for one in seen])
    known = np.concatenate([one.coded.known for one in seen])
    given = [np.ones(o.coded.known.size) if o.coded.weight is None else o.coded.weight for o in seen]
    weight = np.concatenate(given)
    weight = weight / weight[known].mean()
    return _Ridge(x[known], marks[known].astype(np.float32), weight=weight[known]), marks, weight


def _held_out(seen: Sequence[Seen], ridge: _Ridge, *, by: str) -> tuple[HeldOut, Floats, Marks]:
    """Held-out answers; what the second regression is fitted on in the end, and on which sentences."""
    marks = np.vstack([one.coded.marks for one in seen])
    known = np.concatenate([one.coded.known for one in seen])
    weight = np.zeros(known.size)
    weight[known] = ridge.weight
    fold, names = _folds(seen, by)
    inner = fold[known]
    above = {left: _above(seen, _said(ridge, inner, known, left), marks.shape[1]) for left in (-1, *names)}
    held, said, whole = np.zeros(marks.shape), np.zeros(marks.shape, np.bool_), known & (fold >= 0)
    for left in names:
        fitted = _logistic(above[left], marks, whole & (fold != left), weight=weight)
        held[fold == left] = _probability(above[left][fold == left], *fitted)
    for left in names:  # thresholds, too, come from the other folds
        use = whole & (fold != left)
        said[fold == left] = held[fold == left] >= _thresholds(held[use], marks[use], weight[use])
    row = np.flatnonzero(whole)
    parts = (held[row], said[row], marks[row], weight[row], row)
    return HeldOut(fold[row], names, *parts), above[-1], whole


def _folds(seen: Sequence[Seen], by: str) -> tuple[NDArray[np.int64], dict[int, str]]:
    """Per sentence its fold, -1 for single sentences that only train; and the folds' names."""
    whole = [n for n, one in enumerate(seen) if not one.coded.single]
    if by == "setting" and len(whole) >= 3:
        fold = [np.full(one.batch.n_sentences, n if n in whole else -1) for n, one in enumerate(seen)]
        return np.concatenate(fold), {n: seen[n].coded.setting for n in whole}
    doc, start = [], 0
    for n, one in enumerate(seen):
        mine = (one.batch.sent_doc.astype(np.int64) + start) % FOLDS
        doc.append(mine if n in whole or not whole else np.full(mine.size, -1))
        start += len(one.batch.documents) if n in whole or not whole else 0
    folds = np.concatenate(doc)
    return folds, {int(n): f"fold {n}" for n in np.unique(folds[folds >= 0])}


class _Ridge:
    """Ridge regression over sentences: α = A⁻¹y with A = xxᵀ + 1 + λ·diag(1 / weight)."""

    def __init__(self, x: Any, y: NDArray[np.float32], *, weight: Floats) -> None:
        self.x, self.y, self.weight = x, y, weight
        a = np.asarray((x @ x.T).toarray(), dtype=np.float32, order="F")
        a += 1.0
        a[np.diag_indices(len(a))] += (RIDGE / weight).astype(np.float32)
        factor, _ = lapack.spotrf(a, lower=1, overwrite_a=1)
        half, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
        half = np.tril(half)  # only this half is filled
        self.inverse = half + np.tril(half, -1).T
        self.alpha = self.inverse @ y

    def without(self, left: NDArray[np.int64]) -> Floats:
        """What it says of some sentences when these are left out."""
        block = self.inverse[np.ix_(left, left)]
        return np.asarray(self.y[left] - np.linalg.solve(block, self.alpha[left]), np.float64)

    def weights(self) -> tuple[Floats, Floats]:
        """The same regression as coefficients of the features, and intercepts."""
        return np.asarray(self.x.T @ self.alpha, np.float64), np.asarray(self.alpha.sum(axis=0), np.float64)


def _said(ridge: _Ridge, fold: NDArray[np.int64], known: Marks, left: int) -> Floats:
    """What the first regression says of every fold by a fit without it and without ``left``."""
    inner = np.zeros(ridge.y.shape)
    aside = np.flatnonzero(fold == left) if left >= 0 else np.empty(0, np.int64)
    for one in np.unique(fold[fold >= 0]):
        own = np.flatnonzero(fold == one)
        both = own if one == left else np.concatenate([own, aside])
        inner[own] = ridge.without(both)[: own.size]
    out = np.zeros((known.size, ridge.y.shape[1]))
    out[known] = inner
    return out


def _above(seen: Sequence[Seen], below: Floats, n_themes: int) -> Floats:
    size = [one.batch.n_sentences for one in seen]
    parts = np.split(below.reshape(-1, n_themes), np.cumsum(size)[:-1])
    return np.vstack(
        [second_features(one.batch, one.rules, part) for one, part in zip(seen, parts, strict=True)]
    )


def _logistic(features: Floats, marks: Marks, use: Marks, *, weight: Floats) -> tuple[Floats, Floats]:
    """Coefficients and intercepts of one regression a theme, for features as they come."""
    middle, spread = features[use].mean(axis=0), features[use].std(axis=0) + 0.05
    x, y = (features[use] - middle) / spread, marks[use]
    weights, bias = np.zeros((x.shape[1], y.shape[1])), np.full(y.shape[1], -6.0)
    for theme in range(y.shape[1]):
        if y[:, theme].any() and not y[:, theme].all():
            model = LogisticRegression(C=PENALTY_ABOVE, max_iter=300)
            model.fit(x, y[:, theme], sample_weight=weight[use])
            weights[:, theme], bias[theme] = model.coef_[0] / spread, model.intercept_[0]
            bias[theme] -= float(middle @ weights[:, theme])
    return weights, bias


def _probability(features: Floats, weights: Floats, bias: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(features @ weights + bias, -30, 30))))


def _thresholds(said: Floats, marks: Marks, weight: Floats) -> Floats:
    """Per theme the threshold with the best F1 on held-out sentences, drawn towards the best common one."""
    f1 = np.array([_scores(marks, said >= limit, weight) for limit in GRID])
    common = GRID[int(f1.mean(axis=1).argmax())]
    return np.asarray((GRID[f1.argmax(axis=0)] + 2 * common) / 3)


def _figures(scheme: Scheme, held: HeldOut) -> dict[str, Any]:
    def of(rows: Marks) -> list[float]:
        return _scores(held.marks[rows], held.said[rows], held.weight[rows])

    themes = of(np.ones(held.row.size, np.bool_))
    settings = {name: round(float(np.mean(of(held.fold == n))), 4) for n, name in held.names.items()}
    named = {theme: round(value, 4) for theme, value in zip(scheme.theme_ids, themes, strict=True)}
    return {"macro_f1": round(float(np.mean(themes)), 4), "themes": named, "settings": settings}


def _scores(marks: Marks, said: Marks, weight: Floats) -> list[float]:
    """F1 of each theme."""
    both, total = weight @ (marks & said), weight @ marks + weight @ said
    return [float(value) for value in np.divide(2 * both, total, out=np.zeros(total.size), where=total > 0)]
