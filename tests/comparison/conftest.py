"""Two small sets of tables, every figure of which can be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reflectnlp.results import Results
from reflectnlp.tables.schema import SCHEMAS, build, empty

NAMES = {"ideals": {"zh": "理想信念", "en": "Ideals"}, "service": {"zh": "为民服务", "en": "Service"}}


def make_results(
    title: str,
    *,
    ideals: Sequence[float],
    scores: Sequence[float],
    kinds: Sequence[str] = (),
    units: Sequence[str] = (),
    authors: Sequence[str] = (),
    profile: str = "p1",
    points: Sequence[str] = ("提前到岗", "当面交接"),
) -> Results:
    """Documents that differ in the share of one theme and the coverage of one reading."""
    n = len(ideals)
    ids = [f"{title}-{k}" for k in range(n)]
    themes = [(doc, theme) for doc in ids for theme in NAMES]
    shares = [share for value in ideals for share in (value, 0.0)]
    tables = {name: empty(name) for name in SCHEMAS}
    tables["documents"] = build(
        "documents",
        {
            **{name: [""] * n for name in ("format", "encoding", "title", "text_sha256")},
            "doc_id": ids,
            "source": [f"submissions/{doc}.txt" for doc in ids],
            "author": list(authors) or [""] * n,
            "unit": list(units) or ["甲支部"] * n,
            "date": ["2005-04-01"] * n,
            "kind": list(kinds) or ["reflection"] * n,
            "kind_confidence": [1.0] * n,
            "n_chars": [100 + 10 * k for k in range(n)],
            "n_sentences": [10] * n,
            "n_words": [50] * n,
            "profile": [profile] * n,
        },
    )
    tables["themes"] = build(
        "themes",
        {
            "doc_id": [doc for doc, _ in themes],
            "theme": [theme for _, theme in themes],
            "n_sentences": [round(share * 10) for share in shares],
            "share": shares,
            "score": shares,
        },
    )
    tables["points"] = build(
        "points",
        {
            "reading_id": ["R1"] * len(points),
            "point_id": [f"R1.{k}" for k in range(len(points))],
            "title": ["值班守则"] * len(points),
            "text": list(points),
            "section": [""] * len(points),
            "weight": [1.0] * len(points),
        },
    )
    tables["coverage"] = build(
        "coverage",
        {
            "doc_id": ids,
            "reading_id": ["R1"] * n,
            "score": list(scores),
            **{name: [0] * n for name in ("n_points", "n_quoted", "n_paraphrased", "n_mentioned")},
            "verbatim_share": [0.25] * n,
        },
    )
    return Results(tables, title=title, min_group=2, theme_names=NAMES)


@pytest.fixture
def make():
    return make_results


@pytest.fixture
def before() -> Results:
    return make_results("学习前", ideals=[0.0, 0.1, 0.0, 0.1], scores=[0.0, 0.1, 0.2, 0.1])


@pytest.fixture
def after() -> Results:
    return make_results("学习后", ideals=[0.5, 0.4, 0.5, 0.6, 0.5], scores=[0.1, 0.1, 0.2, 0.0, 0.1])
