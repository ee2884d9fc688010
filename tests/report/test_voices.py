from __future__ import annotations

import pandas as pd

from reflectnlp.report.sections.voices import diverse


def rows(*lines: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["text", "group", "score"])


def test_a_near_copy_gives_way_to_another_thought():
    table = rows(
        ("苗木商送来的茶叶，我当着他的面退了回去。", "温室支部", 0.99),
        ("苗木商送来的茶叶，我当着他面退了回去。", "机关支部", 0.98),
        ("采购要两个人签字，少一个都不能付款。", "后勤支部", 0.70),
    )
    assert diverse(table, n=2)["score"].tolist() == [0.99, 0.70]


def test_units_speak_in_turn():
    table = rows(
        ("值班表排不开时我顶上。", "温室支部", 0.90),
        ("花期表印成了大字。", "温室支部", 0.89),
        ("台账补齐是本分。", "机关支部", 0.80),
    )
    assert diverse(table, n=2)["group"].tolist() == ["温室支部", "机关支部"]


def test_fewer_rows_than_asked_and_none():
    assert len(diverse(rows(("一句话。", "甲", 0.5)), n=4)) == 1
    assert diverse(rows(), n=4).empty
