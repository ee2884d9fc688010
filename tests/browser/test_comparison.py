"""The page of a comparison in a real browser: no request, no message, no barrier, dark and light."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reflectnlp.comparison import compare, write_comparison
from reflectnlp.results import Results


@pytest.fixture(scope="module")
def address(synthetic: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A comparison of two studies of the same themes and readings on disk."""
    first, second = (
        Results(
            synthetic.make_tables(synthetic.Spec(n_documents=n, n_units=4)),
            title=title,
            theme_names=synthetic.NAMES,
        )
        for n, title in ((40, "中国科学院某植物研究所二〇〇五年春季学习活动"), (60, "秋季学习活动"))
    )
    table = compare(first, second, allow_different_profiles=True)
    paths = write_comparison(table, tmp_path_factory.mktemp("compare"), kinds=["html"])
    return paths[0].as_uri()


@pytest.fixture
def screen(browser: Any) -> Iterator[Any]:
    """The browser, given back as it was."""
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_opens_from_disk_without_barriers(screen: Any, address: str, width: int, dark: bool) -> None:
    screen.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    screen.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    screen.get("about:blank")
    for log in ("browser", "performance"):
        screen.get_log(log)
    screen.get(address)
    assert screen.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in screen.get_log("performance")]
    asked = {
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    }
    assert {url for url in asked if not url.startswith("data:")} == {address}
    # Tables and charts scroll in themselves; the page does not scroll sideways.
    assert screen.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    screen.execute_script((Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = screen.execute_async_script(
        "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v =>"
        " [v.impact, v.id, ...v.nodes.slice(0, 3).map(n => n.html.slice(0, 120))])))"
    )
    assert found == []
