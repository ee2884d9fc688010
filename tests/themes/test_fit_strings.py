"""Strings of one's choice and the ridge regression."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.themes import fit_strings
from reflectnlp.themes.fit_strings import Candidates, ridge

TEXTS = ["坚定理想信念", "理想信念不动摇", "廉洁自律", "守住廉洁底线", "今天天气很好", "天气转凉了"]
MARKS = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 0], [0, 0]], bool)


def test_of_few_sentences_every_string_of_one_or_two_characters_is_taken() -> None:
    found = Candidates(TEXTS, np.ones(6, bool), 20)
    strings = found.choose(MARKS, np.ones(6, bool))
    assert [found.names[n] for n in strings.columns] == [
        "信", "信念", "天", "天气", "廉", "廉洁", "念", "想", "想信", "气", "洁", "理", "理想"
    ]  # fmt: skip
    assert strings.rarity == pytest.approx(np.full(13, np.log(3)))


def test_the_choice_sees_only_the_rows_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_strings, "FEW", 0)
    texts = [*["坚定理想信念"] * 3, *["廉洁"] * 3, *["天气"] * 3]
    marks = np.repeat(np.array([[1, 0], [0, 1], [0, 0]], bool), 3, axis=0)
    found = Candidates(texts, np.ones(9, bool), 1000)
    rows = np.ones(9, bool)
    assert "廉洁" in {found.names[n] for n in found.choose(marks, rows).columns}
    rows[3:6] = False
    assert "廉洁" not in {found.names[n] for n in found.choose(marks, rows).columns}


def test_rows_have_length_one_or_are_empty() -> None:
    found = Candidates([*TEXTS, "咦"], np.ones(7, bool), 20)
    cells = found.cells(found.choose(MARKS, np.ones(6, bool)))
    occurrences = found.counts[:, :]
    assert cells.shape == occurrences.shape
    assert cells[-1].nnz == 0
    assert cells[0].toarray().ravel() @ cells[0].toarray().ravel() == pytest.approx(1.0)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_ridge_solves_the_normal_equations(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y, weight = rng.normal(size=(12, 5)), rng.normal(size=(12, 2)), rng.uniform(0.2, 3, 12)
    coefficients, bias = ridge(sp.csr_matrix(x), y, weight=weight, penalty=0.8)
    full = np.hstack([x, np.ones((12, 1))])
    exact = np.linalg.solve(
        full.T @ (weight[:, None] * full) + 0.8 * np.eye(6), full.T @ (weight[:, None] * y)
    )
    assert np.vstack([coefficients, bias]) == pytest.approx(exact, abs=1e-4)
