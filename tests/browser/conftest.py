"""A browser, and a report on disk for it to open."""

from __future__ import annotations

import importlib.util
import os
import shutil

import pytest

from reflectnlp.report.frames import Options
from reflectnlp.report.html import build_html

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
