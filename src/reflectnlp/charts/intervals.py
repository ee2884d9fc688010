"""Counts or values in, a confidence interval out: how far a figure may be off by chance alone.

The submissions of a study are often all there are; the interval then says how much the figure would move
had other members of like mind handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

RESAMPLES = 1000


def wilson(
    k: ArrayLike, n: ArrayLike, *, confidence: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson score interval of the share ``k / n``; (0, 1) where ``n`` is 0.

    Formula: ``(p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)``. Range [0, 1]. Source: Wilson 1927.
    """
    hits, total = np.asarray(k, dtype=np.float64), np.asarray(n, dtype=np.float64)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    safe = np.maximum(total, 1)
    p = hits / safe
    half = z * np.sqrt(p * (1 - p) / safe + z * z / (4 * safe * safe))
    scale = 1 + z * z / safe
    low, high = (p + z * z / (2 * safe) - half) / scale, (p + z * z / (2 * safe) + half) / scale
    none = total == 0
    return np.where(none, 0.0, np.clip(low, 0, 1)), np.where(none, 1.0, np.clip(high, 0, 1))


def newcombe(
    k: tuple[ArrayLike, ArrayLike], n: tuple[int, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """95 % interval of the difference of two shares, ``k[1] / n[1] - k[0] / n[0]``.

    Formula: with Wilson intervals (l, u) of both shares p, ``d - sqrt((p2-l2)² + (u1-p1)²)`` and
    ``d + sqrt((u2-p2)² + (p1-l1)²)``. Range [-1, 1]; it keeps its width where both shares are 0, unlike a
    bootstrap. Source: Newcombe 1998, method 10.
    """
    (p1, l1, u1), (p2, l2, u2) = (
        (np.asarray(hits, dtype=np.float64) / max(total, 1), *wilson(hits, total))
        for hits, total in zip(k, n, strict=True)
    )
    d = p2 - p1
    return d - np.hypot(p2 - l2, u1 - p1), d + np.hypot(u2 - p2, p1 - l1)


def bootstrap_mean(
    values: NDArray[np.float64], *, confidence: float = 0.95, seed: int = 0
) -> NDArray[np.float64]:
    """Percentile bootstrap interval of the column means; rows are documents, the unit of resampling.

    Parameters
    ----------
    values
        Shape (n documents, n columns).

    Returns
    -------
    Shape (2, n columns): lower and upper ends; NaN without rows. The same seed gives the same interval.
    """
    n, width = values.shape
    if n == 0:
        return np.full((2, width), np.nan)
    rng = np.random.default_rng(seed)
    means = np.empty((RESAMPLES, width))
    for i in range(RESAMPLES):
        weights = np.bincount(rng.integers(0, n, size=n), minlength=n)
        means[i] = weights @ values / n
    tail = (1 - confidence) / 2
    return np.asarray(np.quantile(means, [tail, 1 - tail], axis=0))


def bootstrap_difference(
    first: NDArray[np.float64], second: NDArray[np.float64], *, confidence: float = 0.95, seed: int = 0
) -> NDArray[np.float64]:
    """Percentile bootstrap interval of ``second - first`` column means; both sides are resampled by row.

    Shapes (n, k) and (m, k) give (2, k): lower and upper ends.
    """
    rng = np.random.default_rng(seed)
    means = np.empty((RESAMPLES, first.shape[1]))
    for i in range(RESAMPLES):
        sides = (side[rng.integers(0, len(side), size=len(side))].mean(axis=0) for side in (first, second))
        a, b = sides
        means[i] = b - a
    tail = (1 - confidence) / 2
    return np.asarray(np.quantile(means, [tail, 1 - tail], axis=0))


def bootstrap_persons(
    first: NDArray[np.float64],
    second: NDArray[np.float64],
    *,
    persons: tuple[Sequence[str], Sequence[str]],
    confidence: float = 0.95,
    seed: int = 0,
) -> NDArray[np.float64]:
    """Percentile bootstrap interval of ``second - first`` column means, drawn by persons with all they wrote.

    Whoever wrote on both sides counts on both or on neither, so what is peculiar to a person cancels out.
    Those of the first side only, of the second only, and of both are drawn apart; where nobody is on both
    sides and everybody wrote once, this is ``bootstrap_difference``.

    Parameters
    ----------
    first, second
        Shapes (n documents, k) and (m documents, k).
    persons
        Who wrote each document; an empty name is somebody else each time.

    Returns
    -------
    Shape (2, k): lower and upper ends.
    """
    named = [[name or f"\0{side}.{n}" for n, name in enumerate(names)] for side, names in enumerate(persons)]
    one, two = (set(names) for names in named)
    strata = [sorted(one - two), sorted(two - one), sorted(one & two)]
    place = {name: n for n, name in enumerate(name for stratum in strata for name in stratum)}
    at = [np.array([place[name] for name in names], dtype=np.int64) for names in named]
    rng = np.random.default_rng(seed)
    sizes = [len(part) for part in strata if part]
    differences = np.empty((RESAMPLES, first.shape[1]))
    for i in range(RESAMPLES):
        drawn = [np.bincount(rng.integers(0, n, n), minlength=n) for n in sizes]
        counts = np.concatenate(drawn).astype(np.float64)
        a, b = counts[at[0]], counts[at[1]]
        differences[i] = b @ second / b.sum() - a @ first / a.sum()
    tail = (1 - confidence) / 2
    return np.asarray(np.quantile(differences, [tail, 1 - tail], axis=0))
