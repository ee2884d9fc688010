"""The data behind the charts on words, time, length, pairs and clusters, exactly."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.charts import (
    coverage_timeline_data,
    dumbbell_data,
    keyness_data,
    lengths_data,
    own_words_data,
    reuse_clusters_data,
    theme_network_data,
    theme_radar_data,
    theme_timeline_data,
    timeline_data,
    word_cloud_data,
)


def test_words_are_added_up_and_the_frequent_come_first():
    table = pd.DataFrame({"word": ["学习", "温室", "学习", " ", "标本"], "n": [3, 4, 2, 9, 0]})
    assert word_cloud_data(table).to_dict("tight")["data"] == [["学习", 5], ["温室", 4]]
    assert word_cloud_data(table, top=1)["word"].tolist() == ["学习"]


def test_timeline_counts_up_and_leaves_out_what_has_no_date():
    table = pd.DataFrame({"date": ["2005-04-09", "", "2005-03-12", "2005-04-09", "2005-05", "2004-12-31"]})
    assert timeline_data(table).to_dict("tight")["data"] == [
        ["2004-12-31", 1, 1], ["2005-03-12", 1, 2], ["2005-04-09", 2, 4],
    ]  # fmt: skip
    assert timeline_data(table, period="year")["n"].tolist() == [1, 3]
    with pytest.raises(ValueError) as error:
        timeline_data(table, period="week")
    assert str(error.value) == "period='week' is unknown → give day, month or year"


def test_theme_timeline_is_a_mean_by_month():
    themes = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "theme": "duty",
            "share": [0.1, 0.3, 0.5],
            "date": ["2005-03-01", "2005-03-09", "2005-04-01"],
        }
    )
    data = theme_timeline_data(themes, min_group=1).round(4)
    assert data.to_dict("tight")["data"] == [["2005-03", "duty", 2, 0.2], ["2005-04", "duty", 1, 0.5]]
    assert theme_timeline_data(themes, min_group=2)["period"].tolist() == ["2005-03"]


def test_stages_stand_in_the_order_of_their_first_day():
    coverage = pd.DataFrame(
        {"doc_id": ["a", "b", "c", "d"], "reading_id": "R1", "score": [0.2, 0.4, 0.6, 0.8]}
    )
    documents = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c", "d"],
            "kind": "reflection",
            "date": ["2005-05-01", "2005-03-01", "", "2005-04-01"],
            "stage": ["整改提高", "学习动员", "学习动员", ""],
        }
    )
    data = coverage_timeline_data(coverage, documents=documents, period="stage", min_group=1).round(4)
    assert data.to_dict("tight")["data"] == [["学习动员", "R1", 2, 0.5], ["整改提高", "R1", 1, 0.2]]


def test_lengths_keep_empty_classes_between():
    table = pd.DataFrame({"n_chars": [0, 99, 100, 420], "kind": "reflection"})
    assert lengths_data(table, step=100).to_dict("tight")["data"] == [
        [0, 100, 2], [100, 200, 1], [200, 300, 0], [300, 400, 0], [400, 500, 1],
    ]  # fmt: skip


def test_own_words_are_what_is_not_copied():
    table = pd.DataFrame({"doc_id": ["a", "a", "b", "c"], "verbatim_share": [0.2, 0.1, 0.0, 1.0]})
    data = own_words_data(table)
    assert data.loc[data["n"] > 0, ["low", "n"]].round(2).to_dict("tight")["data"] == [
        [0.0, 1], [0.7, 1], [0.95, 1],
    ]  # fmt: skip


def test_pairs_of_themes_in_one_sentence():
    hits = pd.DataFrame(
        [("a", 1, "duty"), ("a", 1, "ideals"), ("a", 2, "duty"), ("b", 1, "ideals"), ("b", 1, "duty")],
        columns=["doc_id", "sent_id", "theme"],
    )
    data = theme_network_data(hits).round(4)
    assert data.to_dict("tight")["data"] == [["duty", "ideals", 2, 3, 2, 0.6667]]
    assert theme_network_data(hits.head(0)).empty


def test_radar_takes_the_largest_group_and_refuses_small_ones():
    themes = pd.DataFrame(
        {
            "doc_id": list("abcdef"),
            "theme": "duty",
            "share": 0.5,
            "n_sentences": 1,
            "unit": list("甲甲甲甲甲乙"),
        }
    )
    assert theme_radar_data(themes)["group"].tolist() == ["全体", "甲"]
    with pytest.raises(ValueError) as error:
        theme_radar_data(themes, groups=["乙"])
    assert str(error.value) == "no group of at least 5 documents: ['乙'] → choose from ['甲']"


def test_dumbbell_subtracts_the_first_from_the_second():
    themes = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c", "d"] * 2,
            "theme": ["duty"] * 4 + ["ideals"] * 4,
            "share": [0.1, 0.1, 0.4, 0.4, 0.2, 0.2, 0.2, 0.2],
            "unit": ["甲", "甲", "乙", "乙"] * 2,
        }
    )
    data = dumbbell_data(themes, groups=("甲", "乙"), min_group=2).round(4)
    assert data.to_dict("tight")["data"] == [
        ["duty", 2, 2, 0.1, 0.4, 0.3, 0.3, 0.3],
        ["ideals", 2, 2, 0.2, 0.2, 0.0, 0.0, 0.0],
    ]
    with pytest.raises(ValueError) as error:
        dumbbell_data(themes, groups=("甲", "丙"), min_group=2)
    assert str(error.value) == "'丙' has fewer than 2 documents → choose from ['乙', '甲']"


def test_keyness_by_hand():
    table = pd.DataFrame(
        {"word": ["温室", "学习", "学习", "罕见"], "group": ["甲", "甲", "乙", "乙"], "n": [30, 70, 98, 2]}
    )
    data = keyness_data(table, groups=("甲", "乙"))
    # 温室: 30 of 100 against 0 of 100: 2 · 30 · ln(30 / 15); 学习: 70 and 98 of 100, expected 84 each.
    assert data[["word", "n_first", "n_second"]].to_dict("tight")["data"] == [
        ["温室", 30, 0],
        ["学习", 70, 98],
    ]
    assert data["keyness"].round(3).tolist() == [41.589, -4.689]


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.floats(0.2, 1)), max_size=20
    )
)
def test_clusters_are_the_parts_of_the_graph(pairs):
    rows = [(a, b, share) for a, b, share in pairs if a != b]
    data = reuse_clusters_data(pd.DataFrame(rows, columns=["doc_id", "other_id", "share"]))
    members: dict[int, set[str]] = {}
    for row in data.to_dict("records"):
        members.setdefault(row["cluster"], set()).update((row["doc_id"], row["other_id"]))
    sizes = [len(members[k]) for k in range(len(members))]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == len(set().union(*members.values()) if members else set())
    assert all(any({a, b} <= group for group in members.values()) for a, b, _ in rows)


def test_documents_that_share_little_are_no_cluster():
    table = pd.DataFrame({"doc_id": ["a", "b"], "other_id": ["b", "a"], "share": [0.1, 0.19]})
    assert reuse_clusters_data(table).empty
    assert reuse_clusters_data(table, min_share=0.15).to_dict("tight")["data"] == [[0, 2, "a", "b", 0.19]]
