"""Coded sentences in, a theme model out, with the record of how well it does on settings it has not seen.

The first regression is ridge regression; the second logistic regression on what the first says of settings
that it was not fitted on. Everything is fixed: folds keep a setting whole, or a document where there are
fewer than three settings, and nothing that codes decide (strings, coefficients, thresholds) sees the fold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from reflectnlp.language import Batch, Segmenter, StringIndex, Vocabulary, make_batch
from reflectnlp.records import Document
from reflectnlp.themes.fit_strings import Candidates, Marks, Strings, ridge
from reflectnlp.themes.matcher import Matcher, RuleHits
from reflectnlp.themes.model import RULES, Floats, ThemeModel, second_features, second_value, sigmoid
from reflectnlp.themes.scheme import Scheme

RIDGE = 0.8  # penalty of the first regression
PENALTY_ABOVE = 0.5  # inverse strength of regularisation of the second regression, on standardised features
GRID = np.round(np.arange(0.15, 0.71, 0.025), 3)
FOLDS = 5


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
    """Settings, their batches and rule hits, ready to fit on; marks and weights of all their sentences."""

    settings: tuple[Coded, ...]
    batches: tuple[Batch, ...]
    rules: tuple[RuleHits, ...]
    candidates: Candidates
    marks: Marks
    known: Marks
    weight: Floats


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
    seen = prepare(settings, scheme, segmenter=segmenter, vocabulary=vocabulary, n_strings=n_strings)
    held, above = _held_out(seen, by="setting")
    strings, (first, first_bias) = _first(seen, seen.known)
    second, second_bias = _logistic(above[:, held.row], held.marks, weight=held.weight)
    parts: dict[str, Floats] = {
        "rarity": strings.rarity,
        "first": first,
        "first_bias": first_bias,
        "second": second,
        "second_bias": second_bias,
        "limits": _thresholds(held.probability, held.marks, held.weight),
    }
    rounded: dict[str, Any] = {
        name: np.asarray(part, np.float32).astype(np.float64) for name, part in parts.items()
    }
    chosen = tuple(seen.candidates.names[n] for n in strings.columns)
    about = {**(record or {}), "leave_one_setting_out": _figures(scheme, held)}
    return ThemeModel(scheme.theme_ids, chosen, **rounded, record=about)


def prepare(
    settings: Sequence[Coded],
    scheme: Scheme,
    *,
    segmenter: Segmenter,
    vocabulary: Vocabulary,
    n_strings: int = 20_000,
) -> Seen:
    """Batches, rule hits and candidate strings of all settings."""
    matcher = Matcher(scheme)
    index = StringIndex(matcher.strings)
    batches = [make_batch(c.documents, segmenter, strings=index, vocabulary=vocabulary) for c in settings]
    known = np.concatenate([coded.known for coded in settings])
    given = [np.ones(c.known.size) if c.weight is None else c.weight for c in settings]
    weight = np.concatenate(given)
    texts = [s.text for coded in settings for document in coded.documents for s in document.sentences]
    return Seen(
        tuple(settings),
        tuple(batches),
        tuple(matcher.find(batch) for batch in batches),
        Candidates(texts, known, n_strings),
        marks=np.vstack([coded.marks for coded in settings]),
        known=known,
        weight=weight / weight[known].mean(),
    )


def held_out(seen: Seen, *, by: Sequence[str] = ("setting",)) -> list[HeldOut]:
    """What models say of folds that they were not fitted on, for each way to make folds.

    Strings, coefficients and thresholds are learnt without the fold. The second regression sees, of the
    other folds, what a first one says that was fitted without that other fold, yet with this one: as strict
    as leaving out both, at a twentieth of the fits, and the same to 0.002 where both were tried.

    Parameters
    ----------
    seen
        From ``prepare``.
    by
        ``setting`` leaves out one setting after the other; ``document`` a fifth of all documents, each
        document whole.
    """
    return [_held_out(seen, by=one)[0] for one in by]


def _first(seen: Seen, rows: Marks) -> tuple[Strings, tuple[Floats, Floats]]:
    """The first regression, fitted on these rows: its strings, coefficients and intercepts."""
    n_themes = seen.marks.shape[1]
    if not rows.any():
        nothing = Strings(np.empty(0, np.int64), np.empty(0))
        return nothing, (np.zeros((n_themes, n_themes)), np.zeros(n_themes))
    strings = seen.candidates.choose(seen.marks, rows)
    x = _cells(seen, strings)[np.flatnonzero(rows)]
    y = seen.marks[rows].astype(np.float64)
    return strings, ridge(x, y, weight=seen.weight[rows], penalty=RIDGE)


def _cells(seen: Seen, strings: Strings) -> Any:
    own = sp.csr_matrix(RULES * np.vstack([rules.own for rules in seen.rules]))
    return sp.hstack([seen.candidates.cells(strings), own]).tocsr()


def _held_out(seen: Seen, *, by: str) -> tuple[HeldOut, Floats]:
    """Held-out answers, and what the second regression sees of every sentence."""
    fold, names = _folds(seen, by)
    marks, weight, whole = seen.marks, seen.weight, seen.known & (fold >= 0)
    below = np.zeros(marks.shape)
    for left in names:
        strings, (coefficients, bias) = _first(seen, seen.known & (fold != left))
        mine = np.flatnonzero(fold == left)
        below[mine] = _cells(seen, strings)[mine] @ coefficients + bias
    above = _above(seen, below)
    held, said = np.zeros(marks.shape), np.zeros(marks.shape, np.bool_)
    for left in names:
        use = whole & (fold != left)
        fitted = _logistic(above[:, use], marks[use], weight=weight[use])
        held[fold == left] = sigmoid(second_value(above[:, fold == left], *fitted))
    for left in names:  # thresholds, too, come from the other folds
        use = whole & (fold != left)
        said[fold == left] = held[fold == left] >= _thresholds(held[use], marks[use], weight[use])
    row = np.flatnonzero(whole)
    return HeldOut(fold[row], names, held[row], said[row], marks[row], weight[row], row), above


def _folds(seen: Seen, by: str) -> tuple[NDArray[np.int64], dict[int, str]]:
    """Per sentence its fold, -1 for single sentences that only train; and the folds' names."""
    whole = [n for n, coded in enumerate(seen.settings) if not coded.single]
    if by == "setting" and len(whole) >= 3:
        sizes = [batch.n_sentences for batch in seen.batches]
        fold = [np.full(size, n if n in whole else -1) for n, size in enumerate(sizes)]
        return np.concatenate(fold), {n: seen.settings[n].setting for n in whole}
    doc, start = [], 0
    for n, batch in enumerate(seen.batches):
        mine = (batch.sent_doc.astype(np.int64) + start) % FOLDS
        doc.append(mine if n in whole or not whole else np.full(mine.size, -1))
        start += len(batch.documents) if n in whole or not whole else 0
    folds = np.concatenate(doc)
    return folds, {int(n): f"fold {n}" for n in np.unique(folds[folds >= 0])}


def _above(seen: Seen, below: Floats) -> Floats:
    parts = np.split(below, np.cumsum([batch.n_sentences for batch in seen.batches])[:-1])
    triples = zip(seen.batches, seen.rules, parts, strict=True)
    return np.concatenate([second_features(batch, rules, part) for batch, rules, part in triples], axis=1)


def _logistic(features: Floats, marks: Marks, *, weight: Floats) -> tuple[Floats, Floats]:
    """Coefficients and intercepts of one regression a theme, for features as they come."""
    weights, bias = np.zeros((len(features), marks.shape[1])), np.full(marks.shape[1], -6.0)
    for theme in range(marks.shape[1]):
        if not marks[:, theme].any() or marks[:, theme].all():
            continue
        own = features[:, :, theme].T
        middle, spread = own.mean(axis=0), own.std(axis=0) + 0.05
        model = LogisticRegression(C=PENALTY_ABOVE, solver="newton-cholesky")
        model.fit((own - middle) / spread, marks[:, theme], sample_weight=weight)
        weights[:, theme] = model.coef_[0] / spread
        bias[theme] = model.intercept_[0] - float(middle @ weights[:, theme])
    return weights, bias


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
