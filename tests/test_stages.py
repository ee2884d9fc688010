"""Stages: which document belongs to which, and all mistakes of study.toml at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectnlp.errors import StudyError
from reflectnlp.settings import load_settings
from reflectnlp.stages import Stage, stage_of
from reflectnlp.study import open_study


@pytest.mark.parametrize(
    ("source", "when", "expected"),
    [
        ("submissions/学习前/张.txt", "", "学习前"),
        ("submissions/学习前.zip#张.txt", "", "打包"),
        ("submissions/学习前的/张.txt", "", ""),
        ("submissions/张.txt", "2005-04-01", "学习后"),
        ("submissions/张.txt", "2005-06-30", "学习后"),
        ("submissions/张.txt", "2005-03-31", ""),
        ("submissions/张.txt", "2005-05", "学习后"),
        ("submissions/张.txt", "2005-06", "学习后"),
        ("submissions/张.txt", "2005-07", ""),
        ("submissions/张.txt", "2005", ""),
    ],
)
def test_the_stage_of_a_document(source: str, when: str, expected: str) -> None:
    stages = (
        Stage("学习前", "submissions/学习前"),
        Stage("打包", "submissions/学习前.zip"),
        Stage("学习后", first="2005-04-01", last="2005-06-30"),
    )
    assert stage_of(stages, source, when) == expected


def test_stages_of_a_study(small_study: Path) -> None:
    folder = small_study / "submissions" / "学习后"
    folder.mkdir()
    (folder / "韩玉芬.txt").write_text("《值班守则》我又读了一遍。\n", encoding="utf-8")
    (small_study / "study.toml").write_text(
        '[[stages]]\nname = "学习后"\nfolder = "学习后"\n\n'
        '[[stages]]\nname = "学习前"\nfrom = 2005-04-01\nuntil = "2005-04-30"\n',
        encoding="utf-8",
    )
    results = open_study(small_study).score()
    assert dict(zip(results.documents["source"], results.documents["stage"], strict=True)) == {
        "submissions/韩玉芬.txt": "学习前",
        "submissions/学习后/韩玉芬.txt": "学习后",
    }
    assert set(results.themes["stage"]) == {"学习前", "学习后"}
    assert results.only(stage="学习后").documents["source"].tolist() == ["submissions/学习后/韩玉芬.txt"]


def test_a_report_by_stage(small_study: Path, tmp_path: Path) -> None:
    text = (small_study / "submissions" / "韩玉芬.txt").read_text(encoding="utf-8")
    for stage in ("学习前", "学习后"):
        (small_study / "submissions" / stage).mkdir()
        for number in range(2):
            path = small_study / "submissions" / stage / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
    blocks = "".join(f'[[stages]]\nname = "{name}"\nfolder = "{name}"\n' for name in ("学习前", "学习后"))
    (small_study / "study.toml").write_text(f"[privacy]\nmin_group = 2\n{blocks}", encoding="utf-8")
    study = open_study(small_study)
    study.score()
    page = study.report(tmp_path / "report.html", by="stage").read_text(encoding="utf-8")
    assert '<span class="zh" lang="zh-CN">阶段</span>' in page
    assert page.count("学习前") > 2 and page.count("学习后") > 2


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_text(
        'year = 2005\n[[stages]]\nfolder = "甲"\nto = 3\n[[stages]]\nname = "乙"\n'
        '[[stages]]\nname = "丙"\nfrom = 2005-05-01\nuntil = 2005-04-01\n'
        '[[stages]]\nname = "丙"\nfolder = 1\nfrom = "五月"\n',
        encoding="utf-8",
    )
    with pytest.raises(StudyError) as caught:
        load_settings(tmp_path)
    example = 'name = "学习后" and folder = "学习后", or from = 2005-04-01 and until = 2005-06-30'
    assert str(caught.value) == "\n".join(
        [
            "7 problems in the study:",
            f"  {path}:2: stage 1: unknown setting 'to' → use one of name, folder, from, until",
            f"  {path}:2: stage 1: has no name → {example}",
            f"  {path}:2: stage 2: has neither folder nor dates → {example}",
            f"  {path}:2: stage 3: from 2005-05-01 is after until 2005-04-01 → exchange them",
            f"  {path}:2: stage 4: folder is 1 → give text in quotation marks",
            f"  {path}:2: stage 4: from is '五月' → give a date such as 2005-04-01",
            f"  {path}:2: stage 4: name '丙' stands twice → rename one",
        ]
    )
    path.write_text('stages = "学习前"\n', encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        load_settings(tmp_path)
    assert str(caught.value) == (
        f"1 problem in the study:\n  {path}:1: stages are no list → write [[stages]] above each of them"
    )
