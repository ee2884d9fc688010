"""What is compared: figures worked out by hand, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from reflectnlp.comparison import MEASURES, compare
from reflectnlp.errors import ProfileError, StudyError
from reflectnlp.tables.schema import build, empty


def row(table: pd.DataFrame, measure: str, key: str = "") -> pd.Series:
    found = table[(table["measure"] == measure) & (table["key"] == key)]
    assert len(found) == 1
    return found.iloc[0]


def test_figures_of_both_sides(before, after) -> None:
    table = compare(before, after)
    assert list(table.columns) == [
        *("measure", "key", "name", "n_first", "n_second", "first", "second"),
        *("difference", "low", "high", "clear"),
    ]
    ideals = row(table, "theme_sentences", "ideals")
    assert (ideals["name"], ideals["n_first"], ideals["n_second"]) == ("理想信念", 4, 5)
    assert (ideals["first"], ideals["second"]) == (pytest.approx(0.05), pytest.approx(0.5))
    assert ideals["difference"] == pytest.approx(0.45)
    assert 0.35 < ideals["low"] < 0.45 < ideals["high"] < 0.55
    assert ideals["clear"]
    service = row(table, "theme_sentences", "service")
    assert (service["first"], service["second"], service["low"], service["high"]) == (0, 0, 0, 0)
    assert not service["clear"]
    documents = row(table, "theme_documents", "ideals")
    assert (documents["first"], documents["second"]) == (0.5, 1.0)
    coverage = row(table, "coverage", "R1")
    assert (coverage["name"], coverage["difference"]) == ("值班守则", pytest.approx(0.0))
    assert coverage["low"] < 0 < coverage["high"] and not coverage["clear"]
    assert row(table, "own_words")["first"] == 0.75
    assert row(table, "characters")["difference"] == pytest.approx(5.0)
    counts = row(table, "documents")
    assert (counts["first"], counts["second"], counts["difference"]) == (4, 5, 1)
    assert np.isnan(counts["low"]) and not counts["clear"]
    assert set(table["measure"]) <= set(MEASURES)


def test_the_same_tables_differ_in_nothing(before) -> None:
    table = compare(before, before)
    assert (table["difference"] == 0).all() and not table["clear"].any()
    assert table.attrs["names"] == ("学习前 (1)", "学习前 (2)")
    assert table.equals(compare(before, before))


def test_exchanging_the_sides_turns_the_signs(before, after) -> None:
    one, two = compare(before, after), compare(after, before)
    assert one["difference"].to_numpy() == pytest.approx(-two["difference"].to_numpy())
    shares = one["measure"] == "theme_documents"
    assert one["low"][shares].to_numpy() == pytest.approx(-two["high"][shares].to_numpy())


def test_news_is_received_but_not_compared(before, make) -> None:
    after = make(
        "学习后", ideals=[0.5, 0.5, 1.0], scores=[0.1, 0.1, 1.0], kinds=["reflection", "letter", "news"]
    )
    table = compare(before, after)
    assert row(table, "documents")["second"] == 3
    assert row(table, "counted")["second"] == 2
    assert row(table, "theme_sentences", "ideals")["second"] == 0.5
    assert row(table, "coverage", "R1")["second"] == pytest.approx(0.1)


def test_names_are_in_the_language_of_the_first(before, after) -> None:
    table = compare(replace(before, lang="en"), after)
    assert row(table, "theme_sentences", "ideals")["name"] == "Ideals"
    assert row(table, "own_words")["name"] == "Share in own words (mean)"


def test_different_profiles_are_refused(before, make) -> None:
    other = make("去年", ideals=[0.1, 0.2], scores=[0.1, 0.2], profile="p2", points=("提前到岗", "巡查三次"))
    with pytest.raises(ProfileError) as caught:
        compare(before, other)
    assert str(caught.value) == (
        "the scores of 学习前 (p1) and 去年 (p2) come from different profiles: readings that are not in both "
        "or not alike: R1 → score both with the same scheme, readings and version of reflectnlp, or allow "
        "different profiles (--allow-different-profiles) to compare what they share"
    )
    table = compare(before, other, allow_different_profiles=True)
    assert table.attrs["left_out"] == ("readings that are not in both or not alike: R1",)
    assert set(table["measure"]) >= {"theme_sentences", "documents"}
    assert not set(table["measure"]) & {"coverage", "own_words"}


def test_the_same_contents_under_another_profile(before, make) -> None:
    other = make("去年", ideals=[0.1, 0.2], scores=[0.1, 0.2], profile="p2")
    with pytest.raises(ProfileError) as caught:
        compare(before, other)
    assert (
        "different profiles: the same themes and key points, but other settings or another version →"
        in str(caught.value)
    )
    table = compare(before, other, allow_different_profiles=True)
    assert "coverage" in set(table["measure"])
    assert table.attrs["left_out"] == (
        "the same themes and key points, but other settings or another version",
    )


def test_small_groups_are_refused(before, make) -> None:
    few = make("学习后", ideals=[0.5], scores=[0.5])
    with pytest.raises(StudyError) as caught:
        compare(before, few)
    assert str(caught.value) == (
        "1 problem in the study:\n"
        "  学习后: 1 documents to compare, fewer than min_group 2 "
        "→ choose a larger group or wait for more submissions"
    )
    with pytest.raises(StudyError) as caught:
        compare(replace(before, min_group=5), few)
    assert str(caught.value).count("fewer than min_group 5") == 2


def test_an_empty_study_is_told_as_such(before, make) -> None:
    with pytest.raises(StudyError) as caught:
        compare(before, make("空", ideals=[], scores=[]))
    assert "空: 0 documents to compare, fewer than min_group 2" in str(caught.value)


def test_without_readings_there_is_no_coverage(before, after) -> None:
    bare = [
        replace(side, arrow={**side.arrow, "points": empty("points"), "coverage": empty("coverage")})
        for side in (before, after)
    ]
    table = compare(*bare)
    assert set(table["measure"]) == {
        "documents",
        "counted",
        "units",
        "characters",
        "theme_sentences",
        "theme_documents",
    }


def test_parts_of_one_study(make) -> None:
    both = make(
        "学习", ideals=[0.1, 0.1, 0.3, 0.3], scores=[0.0] * 4, units=["甲支部", "甲支部", "乙支部", "乙支部"]
    )
    first, second = both.only(unit="甲支部"), both.only(unit="乙支部")
    assert (first.title, len(first.themes), len(first.points)) == ("甲支部", 4, 2)
    table = compare(first, second)
    assert row(table, "theme_sentences", "ideals")["difference"] == pytest.approx(0.2)
    assert "failures" not in set(table["measure"])
    for values, message in (
        ({"unit": "丙支部"}, "丙支部: no document has this unit → use one of 乙支部, 甲支部"),
        (
            {"stage": "学习后"},
            "学习后: no document has this stage → name the stages in study.toml, under [[stages]]",
        ),
    ):
        with pytest.raises(StudyError) as caught:
            both.only(**values)
        assert str(caught.value) == f"1 problem in the study:\n  {message}"


def test_where_there_is_nothing_to_name_the_next_step_is_told(make) -> None:
    nothing = make("空", ideals=[], scores=[])
    next_step = "there is none yet: put files into submissions/ and score the study"
    with pytest.raises(StudyError, match=f"甲: no document has this unit → {next_step}"):
        nothing.only(unit="甲")
    with pytest.raises(StudyError, match=f"甲: no document matches → {next_step}"):
        nothing.find("甲")


def test_a_part_keeps_its_pairs_with_model_essays_and_loses_those_with_others(make) -> None:
    whole = make("学习", ideals=[0.1] * 3, scores=[0.0] * 3, units=["甲支部", "甲支部", "乙支部"])
    pairs = [("学习-0", "学习-1"), ("学习-0", "学习-2"), ("学习-0", "essay:范文"), ("学习-2", "essay:范文")]
    values = {name: [0] * len(pairs) for name in ("share", "n_passages", "longest")}
    ids = {"doc_id": [doc for doc, _ in pairs], "other_id": [other for _, other in pairs]}
    reuse = build("reuse", {**ids, **values, "passages": [[] for _ in pairs]})
    part = replace(whole, arrow={**whole.arrow, "reuse": reuse}).only(unit="甲支部")
    found = list(zip(part.reuse["doc_id"], part.reuse["other_id"], strict=True))
    assert found == [("学习-0", "学习-1"), ("学习-0", "essay:范文")]
    with pytest.raises(StudyError, match="no document has this n_chars → use one of 100, 110, 120"):
        whole.only(n_chars="7")


def test_who_wrote_on_both_sides_counts_as_a_pair(make) -> None:
    shares = [0.0, 0.2, 0.4, 0.6]
    names = ["成员A", "成员B", "成员C", "成员D"]
    before = make("学习前", ideals=shares, scores=shares, authors=names)
    after = make("学习后", ideals=[share + 0.1 for share in shares], scores=shares, authors=names)
    paired = compare(before, after)
    ideals = row(paired, "theme_sentences", "ideals")
    assert (ideals["low"], ideals["high"]) == (pytest.approx(0.1), pytest.approx(0.1))
    assert paired.attrs["n_both"] == 4
    strangers = make("学习后", ideals=[share + 0.1 for share in shares], scores=shares, authors=["成员E"] * 4)
    apart = compare(before, strangers)
    assert apart.attrs["n_both"] == 0
    assert row(apart, "theme_sentences", "ideals")["low"] < 0.0
