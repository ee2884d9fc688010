"""What many tests need: the demo study, opened once, small studies to play with, and made-up tables."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pandas as pd
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


@pytest.fixture(scope="session")
def synthetic() -> ModuleType:
    """The module ``synthetic_tables``: tables of any size, for charts and reports."""
    name = "synthetic_tables"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def make_frames_of(synthetic: ModuleType) -> Callable[..., dict[str, pd.DataFrame]]:
    """Makes synthetic tables as data frames, by the fields of ``synthetic.Spec``."""

    def make(**spec: object) -> dict[str, pd.DataFrame]:
        tables = synthetic.make_tables(synthetic.Spec(**spec))
        return {name: table.to_pandas() for name, table in tables.items()}

    return make


@pytest.fixture(scope="session")
def frames(make_frames_of: Callable[..., dict[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Synthetic tables of 60 documents; for reading only."""
    return make_frames_of()


@pytest.fixture(scope="session")
def no_frames(make_frames_of: Callable[..., dict[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Synthetic tables of a study that nobody has handed anything in for."""
    return make_frames_of(n_documents=0, n_units=0, n_failures=0)
