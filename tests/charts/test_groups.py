from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.charts.groups import common_prefix, merge_small, shown, with_group
from reflectnlp.errors import TableError


def units(**sizes: int) -> pd.Series:
    return pd.Series([name for name, n in sizes.items() for _ in range(n)], dtype="str")


def test_small_groups_are_merged_and_blank_ones_named():
    groups = pd.Series(["标本馆支部"] * 5 + ["温室支部"] * 3 + ["机关支部"] * 2 + ["", " ", None, "", ""])
    assert merge_small(groups).value_counts().to_dict() == {"标本馆支部": 5, "其他": 5, "未注明": 5}


def test_groups_are_shown_by_size_and_the_merged_one_last():
    assert shown(units(其他=9, 甲=5, 乙=7, 未注明=6, 丙=5)) == ["乙", "丙", "甲", "未注明", "其他"]


def test_a_merged_group_that_stays_small_is_not_shown():
    assert shown(merge_small(units(甲=6, 乙=2, 丙=2))) == ["甲"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from("甲乙丙丁戊己庚"), max_size=60), st.integers(1, 8))
def test_no_shown_group_is_smaller_than_asked(names, min_group):
    merged = merge_small(pd.Series(names, dtype="str"), min_group=min_group)
    sizes = merged.value_counts()
    assert all(sizes[name] >= min_group for name in shown(merged, min_group=min_group))
    assert len(merged) == len(names)


def test_news_is_left_out_and_units_are_joined_from_documents():
    table = pd.DataFrame({"doc_id": ["a", "b", "c"], "share": [0.1, 0.2, 0.3]})
    documents = pd.DataFrame(
        {"doc_id": ["a", "b", "c"], "unit": ["甲", "甲", "乙"], "kind": ["reflection", "news", "letter"]}
    )
    rows = with_group(table, documents=documents, min_group=1)
    assert rows[["doc_id", "group"]].to_dict("list") == {"doc_id": ["a", "c"], "group": ["甲", "乙"]}


def test_a_column_that_is_nowhere_is_an_error():
    with pytest.raises(TableError) as error:
        with_group(pd.DataFrame({"doc_id": ["a"]}), by="stage")
    assert (
        str(error.value) == "the table has no column 'stage' → pass documents= with that column, or by=None"
    )


@pytest.mark.parametrize(
    ("names", "prefix"),
    [
        (["西南植物研究中心第1党支部", "西南植物研究中心第12党支部", "其他"], "西南植物研究中心"),
        (["西南植物研究中心", "西南植物研究中心机关"], "西南植物研究"),
        (["温室支部", "标本馆支部"], ""),
        (["西南植物研究中心第1党支部"], ""),
        ([], ""),
    ],
)
def test_the_beginning_that_all_units_share(names, prefix):
    assert common_prefix(names) == prefix
