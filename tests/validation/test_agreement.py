"""Alpha against a worked example from the literature, against a library, and at its edges."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.validation.agreement import nominal_alpha, verdict

GAP = float("nan")

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", part C: four observers, twelve units,
# nominal data with gaps; the paper gives alpha = 0.743.
WORKED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]


def test_the_published_worked_example() -> None:
    assert nominal_alpha(WORKED) == pytest.approx(0.743, abs=0.0005)


def test_the_published_example_of_two_observers() -> None:
    # Part A of the same paper: two observers, ten units, binary data, alpha = 0.095.
    meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert nominal_alpha([meg, owen]) == pytest.approx(0.095, abs=0.0005)


@given(st.lists(st.tuples(*[st.sampled_from([0.0, 1.0, 2.0, GAP])] * 3), min_size=2, max_size=30))
@settings(deadline=None, max_examples=60)
def test_equals_the_library(units: list[tuple[float, float, float]]) -> None:
    codes = np.array(units).T
    ours = nominal_alpha(codes)
    paired = (~np.isnan(codes)).sum(axis=0) >= 2
    in_pairs = codes[:, paired]
    if len(np.unique(in_pairs[~np.isnan(in_pairs)])) < 2:
        assert np.isnan(ours)
    else:
        assert ours == pytest.approx(krippendorff.alpha(codes, level_of_measurement="nominal"))


def test_edges() -> None:
    assert nominal_alpha([[1, 0, 1], [1, 0, 1]]) == 1.0
    assert np.isnan(nominal_alpha([[1, 1], [1, 1]]))
    assert np.isnan(nominal_alpha(np.zeros((2, 0))))
    assert np.isnan(nominal_alpha([[1, GAP], [GAP, 0]]))


@pytest.mark.parametrize(
    ("alpha", "word"),
    [
        (0.8, "reliable"),
        (0.799, "tentative"),
        (0.667, "tentative"),
        (0.666, "unreliable"),
        (GAP, "undefined"),
    ],
)
def test_verdict(alpha: float, word: str) -> None:
    assert verdict(alpha) == word
