"""Sentences and phrases in, groups of phrases that stand together out, by non-negative matrix factorisation.

The matrix holds sentences by phrases, each entry ln(sentences / sentences with the phrase), rows of length 1.
Factorised with fixed seeds into as many parts as there are groups: a phrase belongs to the part in which it
weighs most, a sentence exemplifies the part that explains most of it. Source: Lee and Seung 1999.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEED = 20050409
ROUNDS = 600


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers of phrases and of sentences that belong together, the most typical first."""

    phrases: tuple[int, ...]
    sentences: tuple[int, ...]


def group_phrases(
    holds: Sequence[Sequence[int]], *, n_phrases: int, n_groups: int, n_examples: int = 3
) -> tuple[Group, ...]:
    """Group phrases by the sentences that hold them.

    Parameters
    ----------
    holds
        For every sentence, the numbers of its phrases.
    n_phrases
        How many phrases there are.
    n_groups
        Most groups; groups without a phrase are left out.
    n_examples
        Most sentences a group.

    Returns
    -------
    tuple of Group
        Heaviest first; empty where no sentence holds a phrase.
    """
    matrix, rows = _matrix(holds, n_phrases)
    n_groups = min(n_groups, *matrix.shape)
    if n_groups < 1:
        return ()
    weight, parts = _factors(matrix, n_groups)
    owner = parts.argmax(axis=0)
    there = parts.max(axis=0) > 0
    groups = []
    for part in np.argsort(-weight.sum(axis=0) * parts.sum(axis=1), kind="stable").tolist():
        mine = np.flatnonzero((owner == part) & there)
        if not mine.size:
            continue
        phrases = mine[np.argsort(-parts[part, mine], kind="stable")]
        best = np.argsort(-weight[:, part], kind="stable")[:n_examples]
        examples = [rows[row] for row in best.tolist() if weight[row, part] > 0]
        groups.append(Group(tuple(phrases.tolist()), tuple(examples)))
    return tuple(groups)


def _matrix(holds: Sequence[Sequence[int]], n_phrases: int) -> tuple[NDArray[np.float64], list[int]]:
    """Rows of sentences that hold a phrase, and the numbers of these sentences."""
    rows = [number for number, phrases in enumerate(holds) if phrases]
    matrix = np.zeros((len(rows), n_phrases))
    for row, number in enumerate(rows):
        matrix[row, list(holds[number])] = 1.0
    frequency = matrix.sum(axis=0)
    matrix *= np.log((1 + len(rows)) / np.maximum(frequency, 1.0))
    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.where(length > 0, length, 1.0), rows


def _factors(matrix: NDArray[np.float64], n_groups: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    model = NMF(n_groups, init="nndsvd", random_state=SEED, max_iter=ROUNDS)
    with warnings.catch_warnings():
        # Groups to look at need no last digit.
        warnings.simplefilter("ignore", ConvergenceWarning)
        weight = model.fit_transform(matrix)
    # Rounded, so that ties and the noise of another machine's arithmetic do not reorder anything.
    return np.round(weight, 6), np.round(model.components_, 6)
