"""The data behind the charts, exactly."""

from __future__ import annotations

import pandas as pd
import pytest

from reflectnlp.charts.coverage_heatmap import coverage_heatmap_data
from reflectnlp.charts.points_covered import points_covered_data
from reflectnlp.charts.roster_completion import roster_completion_data
from reflectnlp.charts.theme_bars import theme_bars_data
from reflectnlp.charts.theme_heatmap import theme_heatmap_data

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["a", "b", "c", "d"],
        "unit": ["温室支部", "温室支部", "机关支部", "机关支部"],
        "kind": ["reflection", "reflection", "summary", "news"],
    }
)
THEMES = pd.DataFrame(
    [
        ("a", "duty", 2, 0.5), ("a", "ideals", 0, 0.0),
        ("b", "duty", 1, 0.1), ("b", "ideals", 0, 0.0),
        ("c", "duty", 0, 0.0), ("c", "ideals", 3, 0.3),
        ("d", "duty", 9, 0.9), ("d", "ideals", 9, 0.9),
    ],
    columns=["doc_id", "theme", "n_sentences", "share"],
)  # fmt: skip


def test_theme_bars_counts_documents():
    data = theme_bars_data(THEMES, documents=DOCUMENTS)
    assert data[["theme", "n", "total"]].to_dict("list") == {
        "theme": ["duty", "ideals"],
        "n": [2, 1],
        "total": [3, 3],
    }
    assert data["share"].round(4).tolist() == [0.6667, 0.3333]
    assert data["low"].round(4).tolist() == [0.2077, 0.0615]
    assert data["high"].round(4).tolist() == [0.9385, 0.7923]


def test_theme_bars_of_sentences_are_means_over_documents():
    data = theme_bars_data(THEMES, of="sentences", documents=DOCUMENTS)
    assert data[["theme", "n"]].to_dict("list") == {"theme": ["duty", "ideals"], "n": [3, 3]}
    assert data["share"].round(4).tolist() == [0.2, 0.1]


def test_theme_bars_of_something_else_is_an_error():
    with pytest.raises(ValueError) as error:
        theme_bars_data(THEMES, of="words")
    assert str(error.value) == "of='words' is unknown → give 'documents' or 'sentences'"


def test_theme_heatmap_by_unit():
    data = theme_heatmap_data(THEMES, documents=DOCUMENTS, min_group=1)
    rows = data.drop(columns="share").to_dict("tight")["data"]
    assert rows == [
        ["全体", "duty", 3, 2, 3], ["全体", "ideals", 3, 1, 3],
        ["温室支部", "duty", 2, 2, 3], ["温室支部", "ideals", 2, 0, 0],
        ["机关支部", "duty", 1, 0, 0], ["机关支部", "ideals", 1, 1, 3],
    ]  # fmt: skip
    assert data["share"].round(4).tolist() == [0.2, 0.1, 0.3, 0.0, 0.0, 0.3]


def test_theme_heatmap_shows_no_small_group():
    data = theme_heatmap_data(THEMES, documents=DOCUMENTS)
    assert set(data["group"]) == {"全体"}


def test_coverage_heatmap_by_unit():
    coverage = pd.DataFrame(
        [("a", "R1", 0.5, 1, 0, 1, 0.1), ("b", "R1", 0.25, 0, 0, 1, 0.0), ("c", "R1", 1.0, 0, 2, 0, 0.2)],
        columns=[
            "doc_id",
            "reading_id",
            "score",
            "n_quoted",
            "n_paraphrased",
            "n_mentioned",
            "verbatim_share",
        ],
    )
    data = coverage_heatmap_data(coverage, documents=DOCUMENTS, min_group=1).round(4)
    assert data.to_dict("tight")["data"] == [
        ["全体", "R1", 3, 0.5833, 0.1, 1, 2, 2],
        ["温室支部", "R1", 2, 0.375, 0.05, 1, 0, 2],
        ["机关支部", "R1", 1, 1.0, 0.2, 0, 2, 0],
    ]
    whole = coverage_heatmap_data(coverage, by=None, documents=DOCUMENTS).round(4)
    assert whole["group"].tolist() == ["全体"]


def test_points_covered_keeps_points_that_nobody_took_up():
    points = pd.DataFrame(
        {
            "reading_id": "R1",
            "point_id": ["R1.1", "R1.2", "R1.3"],
            "title": "读本",
            "section": "",
            "text": ["一", "二", "三"],
        }
    )
    evidence = pd.DataFrame(
        [
            ("a", "R1.1", "quoted"), ("b", "R1.1", "mentioned"), ("c", "R1.1", "absent"),
            ("d", "R1.1", "quoted"),
            ("a", "R1.2", "paraphrased"), ("b", "R1.2", "paraphrased"), ("c", "R1.2", "absent"),
        ],
        columns=["doc_id", "point_id", "code"],
    )  # fmt: skip
    data = points_covered_data(evidence, points=points, documents=DOCUMENTS)
    counts = ["point_id", "n", "n_quoted", "n_paraphrased", "n_mentioned", "n_absent"]
    assert data[counts].to_dict("tight")["data"] == [
        ["R1.2", 3, 0, 2, 0, 1],
        ["R1.1", 3, 1, 0, 1, 1],
        ["R1.3", 0, 0, 0, 0, 0],
    ]
    assert data["share"].round(4).tolist() == [0.6667, 0.3333, 0.0]


def test_roster_completion_lists_the_least_complete_unit_first():
    roster = pd.DataFrame(
        {"unit": ["甲", "甲", "乙", "乙", "乙", ""], "handed_in": [True, True, True, False, False, False]}
    )
    data = roster_completion_data(roster)
    assert data.drop(columns="share").to_dict("tight")["data"] == [
        ["全体", 6, 3, 3], ["乙", 3, 1, 2], ["甲", 2, 2, 0], ["未注明", 1, 0, 1],
    ]  # fmt: skip
    assert roster_completion_data(roster, min_group=3)["group"].tolist() == ["全体", "乙", "其他"]


def test_no_documents_give_empty_data_of_the_same_columns(frames, no_frames):
    for name in ("themes", "coverage"):
        assert no_frames[name].empty
    assert list(theme_bars_data(no_frames["themes"]).columns) == list(
        theme_bars_data(frames["themes"]).columns
    )
    empty = theme_heatmap_data(no_frames["themes"], documents=no_frames["documents"])
    full = theme_heatmap_data(frames["themes"], documents=frames["documents"])
    assert empty.empty and list(empty.columns) == list(full.columns)
    empty = coverage_heatmap_data(no_frames["coverage"], documents=no_frames["documents"])
    full = coverage_heatmap_data(frames["coverage"], documents=frames["documents"])
    assert empty.empty and list(empty.columns) == list(full.columns)
    assert roster_completion_data(no_frames["roster"]).empty
    points = points_covered_data(no_frames["evidence"], points=no_frames["points"])
    assert len(points) == 40 and not points["n"].any()
