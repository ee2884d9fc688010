"""The documentation builds strictly, asks no network, and opens and searches from disk."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
# What a page loads by itself; links that a reader may follow are not among it.
LOADED = re.compile(r'<(?:script|img|iframe|source)[^>]*\ssrc="([^"]+)"|<link[^>]*\shref="([^"]+)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built documentation."""
    pytest.importorskip("material", reason="the extra docs is not installed")
    pytest.importorskip("mkdocstrings", reason="the extra docs is not installed")
    target = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert built.returncode == 0, built.stderr
    return target


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 25
    for page in found:
        for source, link in LOADED.findall(page.read_text(encoding="utf-8")):
            assert not re.match(r"(?:https?:)?//", source or link), f"{page.name} loads {source or link}"
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet.name


def test_the_index_holds_chinese_words(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    text = "".join(entry["text"] for entry in index["docs"])
    # Not cut into words, nothing but whole sentences could be found.
    assert "\u200b主题\u200b" in text and "\u200b代号\u200b" in text


def test_chinese_is_found_from_disk(site: Path, browser: Any) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    browser.get_log("performance")
    browser.get((site / "index.html").as_uri())
    box = browser.find_element(By.CSS_SELECTOR, "input[data-md-component=search-query]")
    browser.execute_script("arguments[0].focus()", box)
    box.send_keys("雷同")
    titles = WebDriverWait(browser, 20).until(
        lambda page: [item.text for item in page.find_elements(By.CSS_SELECTOR, ".md-search-result__item h1")]
    )
    assert "分数不说明什么" in titles and "怎样读报告" in titles
    events = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    asked = {
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    }
    assert asked
    elsewhere = sorted(address for address in asked if address.startswith(("http", "ws", "//")))
    assert elsewhere == []
    errors = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    assert errors == []
