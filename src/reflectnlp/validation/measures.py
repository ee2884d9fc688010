"""Codes of people and of the program in, figures out: how far the program can be trusted.

Each function takes plain arrays, so that every figure can be checked by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reflectnlp.validation.agreement import nominal_alpha, verdict

BOOTSTRAP = 1000
SEED = 20050409


def precision_recall(
    gold: NDArray[np.bool_], predicted: NDArray[np.bool_], *, weight: NDArray[np.float64] | None = None
) -> dict[str, float]:
    """Precision, recall and F1 of yes/no codes; 0 where nothing was predicted or nothing was to be found.

    ``weight`` says for how many units each one stands, 1 by default.
    """
    mass = np.ones(len(gold)) if weight is None else weight
    both = float(mass[gold & predicted].sum())
    n_predicted, n_gold = float(mass[predicted].sum()), float(mass[gold].sum())
    precision = both / n_predicted if n_predicted else 0.0
    recall = both / n_gold if n_gold else 0.0
    f1 = 2 * both / (n_predicted + n_gold) if n_predicted + n_gold else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def theme_measures(
    gold: Sequence[Collection[str]],
    predicted: Sequence[Collection[str]],
    themes: Sequence[str],
    *,
    weight: Sequence[float] | None = None,
) -> dict[str, Any]:
    """Per-theme figures over sentences, and the macro mean of F1.

    ``macro_f1`` is the unweighted mean over themes that gold gives at least once; None without any.
    ``alpha`` is Krippendorff's alpha of the two codings of the theme, None where it is undefined.
    ``weight`` says for how many sentences each one stands (a stratified sample), 1 by default; it enters
    precision, recall, F1 and the shares, not alpha, and not the counts ``support`` and ``predicted``.
    """
    mass = np.ones(len(gold)) if weight is None else np.asarray(weight, dtype=np.float64)
    per_theme: dict[str, dict[str, Any]] = {}
    for theme in themes:
        real = np.array([theme in codes for codes in gold], dtype=bool)
        said = np.array([theme in codes for codes in predicted], dtype=bool)
        alpha = nominal_alpha(np.stack([real, said]).astype(float))
        per_theme[theme] = {
            **precision_recall(real, said, weight=mass),
            "alpha": none_if_nan(alpha),
            "verdict": verdict(alpha),
            "support": int(real.sum()),
            "predicted": int(said.sum()),
            "prevalence": share(real, mass) or 0.0,
        }
    supported = [row["f1"] for row in per_theme.values() if row["support"]]
    return {
        "macro_f1": float(np.mean(supported)) if supported else None,
        "n_sentences": len(gold),
        "share_without_theme": share(np.array([not codes for codes in gold], dtype=bool), mass),
        "per_theme": per_theme,
    }


def share(yes: NDArray[np.bool_], weight: NDArray[np.float64]) -> float | None:
    """The share of ``weight`` that is ``yes``; None of nothing."""
    return float(weight[yes].sum() / weight.sum()) if len(yes) else None


def pearson(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """Pearson's r; NaN where one side does not vary or there are fewer than two pairs."""
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def spearman(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """Spearman's rank correlation: Pearson's r of mean ranks."""
    return pearson(_ranks(x), _ranks(y))


def _ranks(x: NDArray[np.float64]) -> NDArray[np.float64]:
    _, inverse, counts = np.unique(x, return_inverse=True, return_counts=True)
    mean = np.cumsum(counts) - (counts - 1) / 2
    return np.asarray(mean[inverse], dtype=np.float64)


def interval(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    groups: NDArray[np.int64],
    *,
    measure: Callable[[NDArray[np.float64], NDArray[np.float64]], float] | None = None,
) -> list[float] | None:
    """95 % bootstrap interval of Pearson's r, or of another ``measure``.

    Whole ``groups`` (documents) are drawn with replacement. The seed is fixed, so the interval of the same
    figures is always the same. None where the measure is undefined.
    """
    value_of = measure or pearson
    rows = [np.flatnonzero(groups == name) for name in np.unique(groups)]
    if not rows:
        return None
    random = np.random.default_rng(SEED)
    drawn = []
    for _ in range(BOOTSTRAP):
        picked = np.concatenate([rows[n] for n in random.integers(0, len(rows), len(rows))])
        value = value_of(x[picked], y[picked])
        if not np.isnan(value):
            drawn.append(value)
    return [float(v) for v in np.percentile(drawn, [2.5, 97.5])] if drawn else None


def pair_measures(gold: Collection[frozenset[str]], predicted: Collection[frozenset[str]]) -> dict[str, Any]:
    """Precision and recall of unordered pairs of documents; None where there is nothing to divide by."""
    both = len(set(gold) & set(predicted))
    return {
        "precision": both / len(predicted) if predicted else None,
        "recall": both / len(gold) if gold else None,
        "n_gold": len(gold),
        "n_predicted": len(predicted),
    }


def none_if_nan(value: float) -> float | None:
    """JSON has no NaN."""
    return None if np.isnan(value) else value
