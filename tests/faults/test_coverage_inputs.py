"""Readings and submissions that are not as they should be: what is said of them, and what they score."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from reflectnlp.checking import check_study
from reflectnlp.errors import StudyError
from reflectnlp.study import open_study

RULES = """\
# 值班守则

第一条　值班人员应当提前十五分钟到岗，当面交接钥匙和记录本。

第二条　夜间巡查不得少于三次，每次都要在记录本上写明时间。
"""
OUTLINE = """\
id: R1
title: 值班守则
points:
  - id: R1.1
    text: 提前十五分钟到岗，当面交接钥匙和记录本。
    source: 值班人员应当提前十五分钟到岗，当面交接钥匙和记录本。
  - id: R1.2
    text: 夜间巡查不少于三次，每次写明时间。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study with one reading, its outline, and nothing handed in."""
    (tmp_path / "readings").mkdir()
    (tmp_path / "submissions").mkdir()
    (tmp_path / "readings" / "R1.md").write_text(RULES, encoding="utf-8")
    (tmp_path / "readings" / "R1.outline.yaml").write_text(OUTLINE, encoding="utf-8")
    return tmp_path


def hand_in(folder: Path, name: str, text: str) -> None:
    (folder / "submissions" / name).write_text(text, encoding="utf-8")


def test_a_source_that_is_not_in_the_reading_and_two_points_with_one_id(folder: Path) -> None:
    wrong = OUTLINE.replace("值班人员应当", "值班员必须").replace("R1.2", "R1.1")
    (folder / "readings" / "R1.outline.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        open_study(folder)
    assert str(caught.value) == "\n".join(
        [
            "2 problems in the study:",
            "  R1.outline.yaml:4: the source of R1.1 is not in the reading: "
            "'值班员必须提前十五分钟到岗，当面交接钥匙和记录本'"
            " → copy the passage from the reading, or leave source out",
            "  R1.outline.yaml:7: the id 'R1.1' of a point is taken (R1.outline.yaml:4)"
            " → give each an id of its own in the whole study",
        ]
    )


@pytest.mark.parametrize("text", [" \n\n", "。。。\n"])
def test_a_reading_without_text(folder: Path, text: str) -> None:
    (folder / "readings" / "R2.md").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        open_study(folder)
    assert str(caught.value).splitlines() == [
        "1 problem in the study:",
        "  R2.md: the reading holds no text → put its text there or remove the file",
    ]


@pytest.mark.parametrize("form", ["as it is", "without marks", "in GB18030"])
def test_a_reading_among_the_submissions_is_named_and_scores_one(folder: Path, form: str) -> None:
    text = RULES.replace("# ", "") if form == "without marks" else RULES
    hand_in(folder, "我的体会.txt", text)
    if form == "in GB18030":
        (folder / "submissions" / "我的体会.txt").write_bytes(text.encode("gb18030"))
    study = open_study(folder)
    (note,) = [note for note in check_study(study).notes if "R1" in note.fact]
    assert (note.place, note.fact, note.remedy) == (
        "submissions/我的体会.txt",
        "is the reading R1 itself",
        "remove it from the submissions",
    )
    (row,) = study.score().coverage.to_dict("records")
    assert row["score"] == 1.0
    assert row["verbatim_share"] == 1.0


@pytest.mark.parametrize("text", ["好", "。。。！！", "1", "交接"])
def test_less_than_a_sentence_scores_nothing(folder: Path, text: str) -> None:
    hand_in(folder, "短.txt", text)
    study = open_study(folder)
    notes = [note for note in check_study(study).notes if note.place == "submissions/短.txt"]
    assert (notes[0].fact, notes[0].remedy) == (
        f"only {len(text)} character{'s' * (len(text) > 1)}",
        "is it whole? its scores are 0 or near",
    )
    results = study.score()
    (row,) = results.coverage.to_dict("records")
    assert (row["score"], row["n_points"], row["verbatim_share"]) == (0.0, 2, 0.0)
    assert set(results.evidence["code"]) == {"absent"}
    assert results.failures.empty


def test_an_empty_file_is_a_failure_and_has_no_score(folder: Path) -> None:
    hand_in(folder, "空.txt", "")
    results = open_study(folder).score()
    assert results.coverage.empty
    assert results.failures[["source", "stage", "reason", "remedy"]].to_dict("records") == [
        {
            "source": "submissions/空.txt",
            "stage": "open",
            "reason": "the file is empty",
            "remedy": "hand in the file that holds the text",
        }
    ]


def test_a_book_is_named_and_scored(folder: Path) -> None:
    """Half a million characters; the points of the reading stand in the last page."""
    page = "今天清点库房，把去年的旧账翻出来，一本一本地对过去，对到天黑才收工。\n"
    n_pages = 500_000 // len(page)
    hand_in(folder, "书.txt", page * n_pages + RULES)
    study = open_study(folder)
    (note,) = [note for note in check_study(study).notes if note.fact.endswith(" characters")]
    assert note.place == "submissions/书.txt"
    assert note.remedy == "is it one submission? a file with several should be split"
    (row,) = study.score().coverage.to_dict("records")
    assert row["score"] == 1.0
    assert 0 < row["verbatim_share"] < 0.01
    assert math.isfinite(row["verbatim_share"])
