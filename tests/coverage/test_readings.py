from __future__ import annotations

import json
from pathlib import Path

import pytest

from reflectnlp.coverage import Reading, load_readings
from reflectnlp.errors import OutlineError

TEXT = """# 值班规定（试行）

第一条　夜间值班不得少于两人，交班时当面清点物品。

第二条　脱岗一次，书面检查。
"""
OUTLINE = """id: Z
title: 值班规定（试行）
aliases: [值班规定, 规定]
author: 办公室
kind: regulation
points:
- id: Z.1
  text: 夜里至少两个人值班，交班当面点清。
  section: 第一条
  weight: 2
  source: 夜间值班不得少于两人，交班时当面清点物品。
- id: Z.2
  text: 离岗要写检查。
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_text(text, encoding="utf-8")
    return folder


def test_outline_beside_the_reading(tmp_path):
    write(tmp_path, z__md=TEXT, z__outline__yaml=OUTLINE)
    reading = Reading.from_file(tmp_path / "z.md")
    assert (reading.reading_id, reading.title, reading.author, reading.kind) == (
        "Z", "值班规定（试行）", "办公室", "regulation",
    )  # fmt: skip
    assert reading.aliases == ("值班规定", "规定")
    assert reading.names == ("值班规定", "规定")
    assert [(p.point_id, p.weight, p.section) for p in reading.points] == [
        ("Z.1", 2.0, "第一条"),
        ("Z.2", 1.0, ""),
    ]
    assert reading.places == ("z.outline.yaml:7", "z.outline.yaml:12")
    assert not reading.drawn


def test_json_outlines_are_read_with_tabs(tmp_path):
    data = {"id": "Z", "title": "值班规定", "points": [{"id": "Z.1", "text": "至少两人值班。"}]}
    write(tmp_path, z__txt=TEXT, z__outline__json=json.dumps(data, ensure_ascii=False, indent="\t"))
    reading = Reading.from_file(tmp_path / "z.txt")
    assert [(p.point_id, p.text) for p in reading.points] == [("Z.1", "至少两人值班。")]


def test_without_an_outline_points_are_drawn(tmp_path):
    write(tmp_path, z__md=TEXT)
    reading = Reading.from_file(tmp_path / "z.md")
    assert reading.drawn
    assert (reading.reading_id, reading.title) == ("z", "值班规定（试行）")
    assert [(p.point_id, p.section, p.text) for p in reading.points] == [
        ("z.1", "第一条", "夜间值班不得少于两人，交班时当面清点物品。"),
        ("z.2", "第二条", "脱岗一次，书面检查。"),
    ]


def test_all_mistakes_of_all_readings_are_listed(tmp_path):
    bad = """id: Z
titel: 值班规定
points:
- id: Z.1
  text: 夜里至少两个人值班。
  source: 夜间值班不得少于三人。
- id: Z.1
  text: ''
  weight: -1
- text: 没有编号
- 一行字
"""
    other = "id: Y\npoints:\n- {id: Z.1, text: 又一个要点}\n"
    write(
        tmp_path, a__md=TEXT, a__outline__yaml=bad, b__md="另一篇读物。", b__outline__yaml=other, c__md=" \n"
    )
    with pytest.raises(OutlineError) as caught:
        load_readings(tmp_path)
    assert str(caught.value).splitlines() == [
        "7 problems in the reading:",
        "  a.outline.yaml:2: unknown key 'titel' in an outline → did you mean 'title'?",
        "  a.outline.yaml:8: the text of Z.1 is empty → write it or remove the entry",
        "  a.outline.yaml:10: a point without id → write id: …",
        "  a.outline.yaml:11: a point must be a mapping (key: value) → keys: id, text, section, weight, "
        "source",
        "  a.outline.yaml:4: the source of Z.1 is not in the reading: '夜间值班不得少于三人' → copy "
        "the passage from the reading, or leave source out",
        "  c.md: the reading holds no text → put its text there or remove the file",
        "  b.outline.yaml:3: the id 'Z.1' of a point is taken (a.outline.yaml:4) → give each an id of its "
        "own in the whole study",
    ]


@pytest.mark.parametrize(
    ("outline", "message"),
    [
        ("points: [", "z.outline.yaml:2: is not YAML"),
        ("", "z.outline.yaml: is empty → list points, or remove the file"),
        ("points: 三条", "z.outline.yaml:1: points must be a list → write [a, b] or one - item a line"),
        ("points:\n- {id: a, text: [b]}", "z.outline.yaml:2: the text of a must be a string"),
        ("points:\n- {id: a, text: b, weight: 重}", "z.outline.yaml:2: the weight of a is '重'"),
        ("id: a\nid: b", "z.outline.yaml:2: key 'id' stands twice in an outline → keep one of them"),
    ],
)
def test_mistakes_of_an_outline_have_their_line(tmp_path, outline, message):
    write(tmp_path, z__md=TEXT, z__outline__yaml=outline)
    with pytest.raises(OutlineError) as caught:
        Reading.from_file(tmp_path / "z.md")
    assert message in str(caught.value)


def test_a_source_may_differ_in_width_and_punctuation(tmp_path):
    outline = "points:\n- {id: a, text: 至少两人。, source: '夜间值班不得少于两人, 交班时当面清点物品'}\n"
    write(tmp_path, z__md=TEXT, z__outline__yaml=outline)
    assert Reading.from_file(tmp_path / "z.md").points[0].point_id == "a"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(OutlineError, match=r"1 problem in the reading:\n  z\.md: cannot be opened"):
        Reading.from_file(tmp_path / "z.md")


def test_a_gb18030_reading_is_decoded(tmp_path):
    (tmp_path / "z.txt").write_bytes(TEXT.encode("gb18030"))
    assert "夜间值班" in Reading.from_file(tmp_path / "z.txt").text
