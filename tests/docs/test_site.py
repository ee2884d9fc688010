"""The pages that are made say what the program has; the whole site builds strictly and asks no network."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from reflectnlp import charts
from reflectnlp.cli.main import COMMANDS
from reflectnlp.settings import StudySettings
from reflectnlp.themes import Scheme

ROOT = Path(__file__).parents[2]
# What a page loads by itself; links that a reader may follow are not among it.
LOADED = re.compile(r'<(?:script|img|iframe|source)[^>]*\ssrc="([^"]+)"|<link[^>]*\shref="([^"]+)"')


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


def test_the_site_builds_strictly_and_asks_no_network(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="the extra docs is not installed")
    pytest.importorskip("mkdocstrings", reason="the extra docs is not installed")
    target = str(tmp_path / "site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", target]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert built.returncode == 0, built.stderr
    found = sorted((tmp_path / "site").rglob("*.html"))
    assert len(found) > 25
    for page in found:
        for source, link in LOADED.findall(page.read_text(encoding="utf-8")):
            assert not re.match(r"(?:https?:)?//", source or link), f"{page.name} loads {source or link}"
    for sheet in (tmp_path / "site").rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet.name
    index = json.loads((tmp_path / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    text = "".join(entry["text"] for entry in index["docs"])
    # Chinese is cut into words, else nothing but whole sentences could be found.
    assert "\u200b覆盖\u200b度\u200b" in text or "\u200b覆盖度\u200b" in text
