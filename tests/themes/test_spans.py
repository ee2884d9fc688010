"""Questions to spans under keys are answered as a plain loop would."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.themes.spans import Csr, Spans

N = 30
SPAN = st.tuples(st.integers(0, 3), st.integers(0, N - 6), st.integers(1, 5)).map(
    lambda row: (row[0], row[1], row[1] + row[2])
)
QUESTION = st.tuples(st.integers(0, 3), st.integers(0, N - 6), st.integers(1, 5)).map(
    lambda row: (row[0], row[1], row[1] + row[2])
)


@settings(deadline=None, max_examples=150)
@given(st.lists(SPAN, max_size=15), st.lists(QUESTION, max_size=10))
def test_spans_answer_as_a_loop_does(
    rows: list[tuple[int, int, int]], questions: list[tuple[int, int, int]]
) -> None:
    rows.sort(key=lambda row: row[1])
    spans = Spans(*np.array(rows, np.int64).reshape(-1, 3).T, n_chars=N)
    key, low, high = np.array(questions, np.int64).reshape(-1, 3).T
    own = [[(s, e) for k, s, e in rows if k == wanted] for wanted in key.tolist()]
    pairs = list(zip(own, low.tolist(), high.tolist(), strict=True))
    assert spans.touched(key, low, high).tolist() == [any(s < b and e > a for s, e in o) for o, a, b in pairs]
    assert spans.around(key, low, high).tolist() == [
        any(s <= a and e >= b for s, e in o) for o, a, b in pairs
    ]
    starts = [min((s for s, _ in o if s >= a), default=1 << 40) for o, a, _ in pairs]
    ends = [max((e for _, e in o if e <= a), default=-(1 << 40)) for o, a, _ in pairs]
    assert spans.next_start(key, low).tolist() == starts
    assert spans.last_end(key, low).tolist() == ends


def test_lists_of_numbers_are_laid_behind_each_other() -> None:
    row, value = Csr.of([[7], [], [8, 9]]).expand(np.array([2, 1, 0, 2], np.int32))
    assert row.tolist() == [0, 0, 2, 3, 3]
    assert value.tolist() == [8, 9, 7, 8, 9]
