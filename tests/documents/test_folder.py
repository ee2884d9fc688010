"""Names of files: as text, also where the system does not know their encoding."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath

import pytest

import reflectnlp as rn
from reflectnlp.documents import legible


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("submissions/一支部/表.txt", "submissions/一支部/表.txt"),
        ("一支部/\udcb1\udced.txt", "一支部/表.txt"),
        ("\udcff\udcff\udcff.txt", "\\udcff\\udcff\\udcff.txt"),
        ("\ud800.txt", "\\ud800.txt"),
    ],
)
def test_a_path_as_text(path: str, expected: str) -> None:
    assert legible(PurePosixPath(path)) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse names that are no UTF-8")
def test_a_name_in_gb18030_stops_nothing(small_study: Path) -> None:
    path = small_study / "submissions" / os.fsdecode("钱小满.txt".encode("gb18030"))
    path.write_text(
        "学习《值班守则》的体会\n\n今后当面交接钥匙和记录本，提前十五分钟到岗。\n", encoding="utf-8"
    )
    study = rn.open_study(small_study)
    results = study.score()
    assert sorted(results.documents["source"]) == ["submissions/钱小满.txt", "submissions/韩玉芬.txt"]
    assert rn.read(path)[0].source == "钱小满.txt"
    assert study.score().documents["source"].tolist() == results.documents["source"].tolist()
    assert study.last.n_skipped == 2
