"""A browser, and a report on disk for it to open."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from reflectnlp.report.frames import Options
from reflectnlp.report.html import build_html


def _load():
    name = "synthetic_tables"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[1] / "synthetic_tables.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def synthetic():
    return _load()


@pytest.fixture(scope="session")
def make_frames_of(synthetic):
    def make(**spec) -> dict[str, pd.DataFrame]:
        tables = synthetic.make_tables(synthetic.Spec(**spec))
        return {name: table.to_pandas() for name, table in tables.items()}

    return make


@pytest.fixture(scope="session")
def study(make_frames_of):
    return make_frames_of()


@pytest.fixture(scope="session")
def nothing(make_frames_of):
    return make_frames_of(n_documents=0, n_units=0, n_failures=0)


FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
)


def _absent(what: str) -> None:
    reason = f"the browser tests need {what} → install chromium and chromedriver (Debian: chromium-driver)"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """A headless Chromium with an empty profile, its console and network logged."""
    selenium = importlib.util.find_spec("selenium")
    binary = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None
    )
    driver = shutil.which("chromedriver")
    for what, found in (("selenium", selenium), ("a Chromium", binary), ("chromedriver", driver)):
        if not found:
            _absent(what)
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = binary
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    chrome = Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()


@pytest.fixture(scope="session")
def report(tmp_path_factory, make_frames_of, synthetic):
    """The address of a report on disk: 120 documents, 14 units."""
    page = build_html(
        make_frames_of(n_documents=160, n_units=14), Options(title="春季学习活动", names=synthetic.NAMES)
    )
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page, encoding="utf-8")
    return path.as_uri()
