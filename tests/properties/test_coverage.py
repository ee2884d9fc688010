"""What holds of coverage whatever is written: bounds, appended text, other documents, readings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.documents import document_from_text
from reflectnlp.kernel import score
from reflectnlp.profile import Profile

PLAIN = Path(__file__).parents[2] / "data" / "demo" / "gold" / "plain"
WRITTEN = tuple(path.read_text(encoding="utf-8") for path in sorted(PLAIN.iterdir())[:12])
LINES = tuple(line for text in WRITTEN for line in text.splitlines() if line.strip())
# Characters that no reading of the demo holds, and marks.
FOREIGN = "猫咪咖啡沙拉披萨吉他篮球键盘鼠标ABCxyz🐈。，！？\n"
VALUES = {"quoted": 1.0, "paraphrased": 1.0, "mentioned": 0.5, "absent": 0.0}


def tables(profile: Profile, *texts: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Evidence and coverage of texts, documents numbered."""
    documents = [document_from_text(text, source=f"{k}.txt") for k, text in enumerate(texts)]
    found = score(documents, profile)
    return found["evidence"].to_pandas(), found["coverage"].to_pandas()


def of(table: pd.DataFrame, number: int) -> pd.DataFrame:
    """The rows of one document without its id."""
    names = list(dict.fromkeys(table["doc_id"]))
    return table[table["doc_id"] == names[number]].drop(columns="doc_id").reset_index(drop=True)


texts = st.lists(st.sampled_from(LINES), max_size=8).map("\n".join)


def test_every_reading_covers_itself(profile: Profile) -> None:
    for reading in profile.parts.readings:
        _, coverage = tables(profile, reading.text)
        own = coverage.set_index("reading_id").loc[reading.reading_id]
        assert own["score"] == 1.0, reading.reading_id
        assert own["verbatim_share"] > 0.8, reading.reading_id


@settings(max_examples=15, deadline=None)
@given(text=st.text(alphabet=FOREIGN, max_size=300))
def test_text_that_shares_nothing_covers_nothing(profile: Profile, text: str) -> None:
    evidence, coverage = tables(profile, text)
    assert set(evidence["code"]) == {"absent"}
    assert (coverage[["score", "verbatim_share"]] == 0.0).all(axis=None)


@settings(max_examples=20, deadline=None)
@given(text=st.one_of(texts, st.text(max_size=200)))
def test_scores_are_numbers_from_0_to_1_and_add_up(profile: Profile, text: str) -> None:
    evidence, coverage = tables(profile, text)
    for values in (evidence["score"], evidence["similarity"], coverage["score"], coverage["verbatim_share"]):
        assert np.isfinite(values).all()
        assert values.between(0, 1).all()
    points = [(r.reading_id, p.point_id, p.weight) for r in profile.parts.readings for p in r.points]
    weights = pd.DataFrame(points, columns=["reading_id", "point_id", "weight"])
    rows = evidence.merge(weights, on="point_id")
    rows["value"] = rows["code"].map(VALUES) * rows["weight"]
    sums = rows.groupby("reading_id")[["value", "weight"]].sum()
    expected = (sums["value"] / sums["weight"]).loc[coverage["reading_id"]]
    assert coverage["score"].to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(text=texts, more=texts)
def test_appended_text_lowers_nothing(profile: Profile, text: str, more: str) -> None:
    evidence, coverage = tables(profile, text, f"{text}\n{more}")
    assert (of(coverage, 1)["score"] >= of(coverage, 0)["score"]).all()
    assert (of(evidence, 1)["score"] >= of(evidence, 0)["score"] - 1e-6).all()


@settings(max_examples=10, deadline=None)
@given(text=texts, others=st.lists(texts, min_size=1, max_size=3), at=st.integers(0, 3))
def test_other_documents_move_nothing(profile: Profile, text: str, others: list[str], at: int) -> None:
    place = min(at, len(others))
    together = tables(profile, *others[:place], text, *others[place:])
    alone = tables(profile, text)
    for many, one in zip(together, alone, strict=True):
        pd.testing.assert_frame_equal(of(many, place), of(one, 0))
