"""The pages of the documentation that are made say what the program has."""

from __future__ import annotations

import dataclasses
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from reflectnlp import charts
from reflectnlp.cli.main import COMMANDS
from reflectnlp.settings import StudySettings
from reflectnlp.themes import Scheme

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_pages", ROOT / "scripts" / "docs_pages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_commands_settings_and_charts_are_all_there(pages: ModuleType) -> None:
    page = pages.commands_page()
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(COMMANDS)
    assert "--allow-different-profiles" in page
    settings = pages.settings_page()
    for field in dataclasses.fields(StudySettings):
        assert field.name == "folder" or field.name in settings
    drawn = pages.charts_page()
    for name in charts.__all__:
        assert f"{name}_data" not in charts.__all__ or f"\n## {name}\n" in drawn


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_codebook_has_every_theme(pages: ModuleType, lang: str) -> None:
    page = pages.codebook_page(lang)
    for theme in Scheme.builtin().themes:
        assert f"### {theme.label['zh']} · {theme.label['en']} `{theme.theme_id}`" in page
        for example in theme.coded_examples:
            assert example in page
