from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.charts.intervals import (
    bootstrap_difference,
    bootstrap_mean,
    bootstrap_persons,
    newcombe,
    wilson,
)


def test_wilson_as_in_the_literature():
    low, high = wilson([81], [263])
    assert (round(float(low[0]), 4), round(float(high[0]), 4)) == (0.2553, 0.3662)  # Newcombe 1998, table I


def test_newcombe_as_in_the_literature():
    # Newcombe 1998, table II, 56/70 against 48/80, method 10.
    low, high = newcombe(([48], [56]), (80, 70))
    assert (round(float(low[0]), 4), round(float(high[0]), 4)) == (0.0524, 0.3339)


def test_newcombe_keeps_its_width_where_nobody_does():
    low, high = newcombe(([0], [0]), (10, 10))
    assert float(low[0]) == -float(high[0]) and 0.2 < float(high[0]) < 0.4


def test_without_documents_everything_is_possible():
    low, high = wilson([0], [0])
    assert (low.tolist(), high.tolist()) == ([0.0], [1.0])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_holds_the_share(k, n):
    k = min(k, n)
    low, high = wilson([k], [n])
    assert 0 <= low[0] <= k / n + 1e-12 and k / n - 1e-12 <= high[0] <= 1


def test_bootstrap_is_the_same_each_time_and_holds_the_mean():
    values = np.linspace(0, 1, 40).reshape(20, 2)
    low, high = bootstrap_mean(values)
    assert (low < values.mean(axis=0)).all() and (values.mean(axis=0) < high).all()
    assert np.array_equal(bootstrap_mean(values), bootstrap_mean(values))


def test_bootstrap_of_equal_values_has_no_width():
    assert bootstrap_mean(np.full((7, 1), 0.25)).tolist() == [[0.25], [0.25]]


def test_bootstrap_without_rows_is_not_a_number():
    assert np.isnan(bootstrap_mean(np.zeros((0, 3)))).all()


def test_persons_on_both_sides_cancel_out():
    first = np.array([[0.1], [0.5], [0.9]])
    same = ["甲", "乙", "丙"]
    low, high = bootstrap_persons(first, first + 0.2, persons=(same, same))
    assert np.allclose([low[0], high[0]], 0.2)
    apart = bootstrap_persons(first, first + 0.2, persons=(same, ["丁", "戊", "己"]))
    assert apart[0, 0] < 0.0 < 0.4 < apart[1, 0]


def test_without_names_everybody_is_somebody_else():
    values = np.linspace(0, 1, 12).reshape(12, 1)
    none = ([""] * 12, [""] * 12)
    ends = bootstrap_persons(values, values, persons=none)
    assert np.allclose(ends, bootstrap_difference(values, values), atol=0.08)
    assert np.array_equal(ends, bootstrap_persons(values, values, persons=none))


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(["", "甲", "乙", "丙"]), min_size=2, max_size=8), st.integers(1, 7))
def test_any_mixture_of_persons_has_an_interval(names, cut):
    cut = min(cut, len(names) - 1)
    values = np.arange(len(names), dtype=np.float64).reshape(-1, 1)
    ends = bootstrap_persons(values[:cut], values[cut:], persons=(names[:cut], names[cut:]))
    assert np.isfinite(ends).all() and ends[0, 0] <= ends[1, 0]
