"""Codes of two or more coders in, Krippendorff's alpha out.

Agreement beyond chance for nominal codes, any number of coders, gaps allowed:

    alpha = 1 - D_o / D_e
    D_o = observed disagreement: share of unequal pairs of codes within units,
          each unit weighted by its number of codes
    D_e = expected disagreement: share of unequal pairs among all codes, whichever unit they belong to

Range: 1 is perfect agreement, 0 is chance, below 0 is systematic disagreement. Higher is better.
Caveat: where nearly all codes are equal (a rare theme) alpha swings on single units; read it beside the
prevalence. With all codes equal there is nothing to expect: alpha is NaN, not 1.
Source: Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

RELIABLE, TENTATIVE = 0.800, 0.667  # customary bounds: rely / draw tentative conclusions


def nominal_alpha(codes: ArrayLike) -> float:
    """Krippendorff's alpha for nominal codes.

    Parameters
    ----------
    codes
        Shape (n_coders, n_units), numbers; NaN where a coder did not code a unit.

    Returns
    -------
    float
        At most 1; NaN where it is undefined (no unit with two codes, or only one code in use).
    """
    table = np.asarray(codes, dtype=float)
    values = np.unique(table[~np.isnan(table)])
    counts = (
        np.stack([(table == value).sum(axis=0) for value in values], axis=1)
        if values.size
        else np.zeros((0, 0))
    )
    per_unit = counts.sum(axis=1) if counts.size else np.zeros(0)
    counts, per_unit = counts[per_unit >= 2], per_unit[per_unit >= 2]
    n = per_unit.sum()
    if n == 0:
        return float("nan")
    unequal = per_unit * (per_unit - 1) - (counts * (counts - 1)).sum(axis=1)
    observed = (unequal / (per_unit - 1)).sum() / n
    totals = counts.sum(axis=0)
    expected = (n * (n - 1) - (totals * (totals - 1)).sum()) / (n * (n - 1))
    return float("nan") if expected == 0 else float(1 - observed / expected)


def alpha_interval(codes: ArrayLike, *, n: int = 1000, seed: int = 20050409) -> list[float] | None:
    """95 % bootstrap interval of the alpha of yes/no codes; units are drawn with replacement.

    Parameters
    ----------
    codes
        Shape (n_coders, n_units), 1 or 0; NaN where a coder did not code a unit.
    n, seed
        Draws; the same seed gives the same interval.

    Returns
    -------
    list of float or None
        Lower and upper bound; None where alpha is undefined.
    """
    table = np.asarray(codes, dtype=float)
    size = (~np.isnan(table)).sum(axis=0)
    table, size = table[:, size >= 2], size[size >= 2]
    if not size.size:
        return None
    ones = np.nansum(table, axis=0)
    unequal = 2 * ones * (size - ones) / (size - 1)
    times = np.random.default_rng(seed).multinomial(size.size, np.full(size.size, 1 / size.size), size=n)
    total, positive = times @ size, times @ ones
    expected = 2 * positive * (total - positive) / (total * (total - 1))
    defined: NDArray[np.bool_] = expected > 0
    if not defined.any():
        return None
    alpha = 1 - (times @ unequal)[defined] / total[defined] / expected[defined]
    return [float(bound) for bound in np.percentile(alpha, [2.5, 97.5])]


def verdict(alpha: float) -> str:
    """``reliable`` from 0.800, ``tentative`` from 0.667, else ``unreliable``; ``undefined`` for NaN."""
    if np.isnan(alpha):
        return "undefined"
    return "reliable" if alpha >= RELIABLE else "tentative" if alpha >= TENTATIVE else "unreliable"
