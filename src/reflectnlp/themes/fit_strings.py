"""Sentences in, the strings that may serve a model out, and their cells.

Which strings a model uses is learnt from codes, so it must be learnt anew for every fold: chosen once from
all settings, the choice alone told a model enough of a setting that it had not seen to lift its macro F1
from 0.645 to 0.676 (one regression, seven settings).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.feature_selection import chi2

from reflectnlp.themes.model import Floats

LONGEST = 4  # characters of a string
LEAST = 3  # sentences that hold a string
FEW = 3000  # sentences below which strings are not chosen by codes
Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Strings:
    """Strings of some columns with their rarities: ln(sentences / sentences with it)."""

    columns: NDArray[np.int64]
    rarity: Floats


class Candidates:
    """All strings that stand in enough of the sentences, and how often each stands in each.

    Parameters
    ----------
    texts
        Every sentence, coded or not.
    known
        Shape (n_sents,): which of them people coded.
    n_strings
        How many strings a model may have.
    """

    def __init__(self, texts: Sequence[str], known: Marks, n_strings: int) -> None:
        self.n_strings = n_strings
        self.few = int(known.sum()) < FEW
        longest, least = (2, min(2, len(texts))) if self.few else (LONGEST, LEAST)
        counter = CountVectorizer(analyzer="char", ngram_range=(1, longest), min_df=least, lowercase=False)
        counts = counter.fit_transform(texts)
        names = counter.get_feature_names_out()
        usable = np.array([name.strip() == name and "\n" not in name for name in names])
        self.names: tuple[str, ...] = tuple(str(name) for name in names[usable])
        self.counts: Any = counts[:, np.flatnonzero(usable)].tocsr().astype(np.float64)

    def choose(self, marks: Marks, rows: Marks) -> Strings:
        """The strings that tell themes apart best on these rows (chi-squared), in the order of the names.

        Of few sentences all strings are taken, since a choice by so few codes would be chance.
        """
        here = self.counts if self.few else self.counts[np.flatnonzero(rows)]
        there = here.sign()
        df = np.asarray(there.sum(axis=0)).ravel()
        columns = np.arange(df.size)
        if not self.few:
            given = [column for column in marks[rows].T if column.any()]
            worth = np.max([np.nan_to_num(chi2(there, column)[0]) for column in given], axis=0)
            worth[df < LEAST] = -1.0
            best = np.argsort(-worth, kind="stable")[: self.n_strings]
            columns = np.sort(best[worth[best] > 0])
        return Strings(columns, np.log(here.shape[0] / df[columns]))

    def cells(self, strings: Strings) -> sp.csr_matrix:
        """What ``model.string_cells`` makes of all sentences, shape (n_sents, n_strings)."""
        part = self.counts[:, strings.columns]
        length = np.sqrt(part @ (strings.rarity * strings.rarity))
        scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
        return (sp.diags(scale) @ part @ sp.diags(strings.rarity)).tocsr()


def ridge(x: Any, y: Floats, *, weight: Floats, penalty: float) -> tuple[Floats, Floats]:
    """Coefficients and intercepts of ridge regression, by conjugate gradients on all targets at once.

    The intercept is the coefficient of a column of ones, and shrunk like the others.
    """
    root = np.sqrt(weight)[:, None]
    rows = sp.hstack([sp.diags(root.ravel()) @ x, sp.csr_matrix(root)]).tocsr()
    columns = rows.T.tocsr()
    solution = np.zeros((rows.shape[1], y.shape[1]))
    residual = columns @ (root * y)
    step, size = residual.copy(), (residual * residual).sum(axis=0)
    enough = 1e-10 * np.maximum(size, 1e-12)
    for _ in range(300):
        if (size <= enough).all():
            break
        along = columns @ (rows @ step) + penalty * step
        length = size / np.maximum((step * along).sum(axis=0), 1e-300)
        solution += length * step
        residual -= length * along
        before, size = size, (residual * residual).sum(axis=0)
        step = residual + size / np.maximum(before, 1e-300) * step
    return solution[:-1], solution[-1]
