from __future__ import annotations

import pytest

from reflectnlp.coverage import KeyPoint, Reading
from reflectnlp.coverage.anchors import ordinal_forms, ordinals, person_names, point_names
from reflectnlp.language import default_segmenter, jieba_vocabulary

TEXT = """# 身边的人

第一条　守林员温树生三十年没有离开林场。温树生病了也上山。

第二条　会计项某从一条烟开始收礼。
"""


def test_persons_of_a_reading():
    points = (
        KeyPoint("A.1", "温树生守林三十年不下山。", source="守林员温树生三十年没有离开林场。"),
        KeyPoint("A.2", "项某由一条烟走到贪污。", source="会计项某从一条烟开始收礼。"),
        KeyPoint("A.3", "学习焦裕禄先摸底数。"),
    )
    reading = Reading("A", "身边的人", TEXT, points)
    names = person_names(reading, default_segmenter(), jieba_vocabulary())
    assert names == ("温树生", "焦裕禄", "项某")
    assert [point_names(point, names) for point in points] == [("温树生",), ("项某",), ("焦裕禄",)]
    assert [ordinals(reading, point) for point in points] == [("第一条",), ("第二条",), ()]


@pytest.mark.parametrize(
    ("ordinal", "forms"),
    [("第十条", ("第10条", "第十条")), ("第二讲", ("第2讲", "第二讲")), ("温树生", ("温树生",))],
)
def test_ordinals_are_written_in_both_figures(ordinal, forms):
    assert ordinal_forms(ordinal) == forms


def test_whoever_names_the_person_mentions_the_point(score):
    points = (
        KeyPoint(
            "A.1", "温树生守林三十年不下山，病了也巡山。", "第一条", 1.0, "守林员温树生三十年没有离开林场。"
        ),
    )
    reading = Reading("A", "身边的人", TEXT, points)
    found = score(["温树生同志的事迹很感人，我要好好学习。"], [reading])
    assert found["evidence"]["code"].tolist() == ["mentioned"]
    assert found["coverage"]["score"].tolist() == [0.5]
