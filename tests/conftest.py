"""What many tests need: the demo study, opened once, and small studies to play with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reflectnlp.profile import Profile, ProfileParts, compile_profile
from reflectnlp.study import Study, open_study
from reflectnlp.themes import Scheme

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "data" / "demo"

READING = """\
# 值班守则

第一条　值班人员应当提前十五分钟到岗，当面交接钥匙和记录本。

第二条　夜间巡查不得少于三次，每次都要在记录本上写明时间。

第三条　发现漏水、冒烟，先断电断水，再打电话报告。
"""

REFLECTION = """\
学习《值班守则》的体会
标本馆支部　韩玉芬

这次学习，我对照检查了自己的不足。守则要求提前十五分钟到岗，当面交接钥匙和记录本。过去我常常踩着点来，今后一定改正。
我们要坚定理想信念，全心全意为人民服务。
2005年4月9日
"""


@pytest.fixture(scope="session")
def demo() -> Study:
    """The demo study as it lies in the repository; for reading only."""
    return open_study(DEMO)


@pytest.fixture(scope="session")
def scored_demo(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A copy of the demo study, scored; for reading only."""
    folder = tmp_path_factory.mktemp("scored") / "demo"
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns("results"))
    study = open_study(folder)
    study.score()
    return study


@pytest.fixture(scope="session")
def profile(demo: Study) -> Profile:
    """The demo study's profile."""
    return demo.profile


@pytest.fixture(scope="session")
def bare_profile() -> Profile:
    """A profile of the built-in scheme without readings and model."""
    return compile_profile(ProfileParts(Scheme.builtin()))


@pytest.fixture
def small_study(tmp_path: Path) -> Path:
    """A study of one reading without an outline and one reflection, with no settings at all."""
    folder = tmp_path / "值班学习"
    for name in ("readings", "submissions"):
        (folder / name).mkdir(parents=True)
    (folder / "readings" / "守则.md").write_text(READING, encoding="utf-8")
    (folder / "submissions" / "韩玉芬.txt").write_text(REFLECTION, encoding="utf-8")
    return folder
