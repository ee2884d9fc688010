"""The report as a reader meets it: opened from disk in a real browser, worked by mouse and by keyboard."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pypdfium2
import pytest

from reflectnlp.report.pdf import print_pdf

CELL = "#themes .grid tbody tr:nth-child(2) button.n"
CONTRAST = """
const parse = c => c.match(/[\\d.]+/g).map(Number);
const over = (top, under) =>
  [0, 1, 2].map(i => top[i] * (top[3] ?? 1) + under[i] * (1 - (top[3] ?? 1)));
const linear = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = c => { const l = c.map(v => linear(v / 255));
  return .2126 * l[0] + .7152 * l[1] + .0722 * l[2]; };
const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
  return (x + .05) / (y + .05); };
const ground = node => { const layers = [];
  for (let n = node; n; n = n.parentElement) layers.push(parse(getComputedStyle(n).backgroundColor));
  return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]); };
const texts = "h1, h2, p, th, td, li, a, button, small, dd, dt, code, footer, .n0, .chip";
return [...document.querySelectorAll(texts)]
  .filter(n => n.offsetParent && n.textContent.trim())
  .filter(n => !n.closest(".sr"))
  .map(n => [ratio(parse(getComputedStyle(n).color).slice(0, 3), ground(n)), n.outerHTML.slice(0, 90)])
  .filter(([r]) => r < 4.5).map(([r, html]) => r.toFixed(2) + " " + html);
"""


@pytest.fixture
def page(browser, report):
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.get_log("browser"), browser.get_log("performance")
    browser.get(report)
    browser.execute_script("try { localStorage.clear() } catch (e) {}")
    browser.get(report)
    return browser


def one(page, selector):
    return page.find_element("css selector", selector)


def texts(page, selector):
    return [node.text for node in page.find_elements("css selector", selector)]


def press(page, *keys):
    from selenium.webdriver import ActionChains

    for key in keys:
        ActionChains(page).send_keys(key).perform()


def test_it_opens_without_an_error_and_asks_no_network(page, report):
    page.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = {m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"}
    assert {address for address in asked if not address.startswith("data:")} == {report}
    assert one(page, "h1").text == "春季学习活动"


def test_a_click_opens_the_sentences_and_closes_again(page):
    button = one(page, CELL)
    page.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", button)
    number = button.get_attribute("data-e")
    button.click()
    pool = json.loads(one(page, "#evidence").get_attribute("textContent"))
    expected = [pool["s"][entry[0]][2] for entry in pool["c"][number][1]]
    assert texts(page, "#sentences-list li > p:not(.about):not(.point)") == expected
    assert one(page, "#sentences-count").text.startswith(f"共 {pool['c'][number][0]} 处")
    unit = one(page, "#themes .grid tbody tr:nth-child(2) th").text
    assert one(page, "#sentences-title").text == f"{unit} · 理想信念"
    one(page, "#close").click()
    assert not one(page, "#sentences").is_displayed()


def test_a_word_opens_the_sentences_that_hold_it(page):
    word = one(page, "#themes .cloud button.n")
    page.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", word)
    name = page.execute_script("return arguments[0].firstChild.textContent", word)
    word.click()
    assert one(page, "#sentences-title").text == f"用得最多的词 · {name}"
    marked = texts(page, "#sentences-list mark")
    assert marked
    assert set(marked) == {name}


def test_every_number_that_stands_on_sentences_opens(page):
    page.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true })")
    closed = page.execute_script(
        """
        return [...document.querySelectorAll('#themes td, #coverage td, #gaps td, #citations td, #reuse td')]
          .filter(cell => /[1-9]/.test(cell.textContent) && !cell.querySelector('button'))
          .filter(cell => !cell.matches('.id, .wide, .text') && !cell.querySelector('small'))
          .map(cell => [cell.closest('table').tHead.rows[0].cells[cell.cellIndex].innerText, cell.innerText])
          .filter(([head]) => !head.startsWith('篇数')).map(pair => pair.join(' '))"""
    )
    assert closed == []


def test_the_keyboard_opens_and_closes_and_comes_back(page):
    from selenium.webdriver.common.keys import Keys

    page.execute_script("document.querySelector(arguments[0]).focus()", CELL)
    press(page, Keys.ENTER)
    assert one(page, "#sentences").is_displayed()
    press(page, Keys.ESCAPE)
    assert not one(page, "#sentences").is_displayed()
    assert page.switch_to.active_element == one(page, CELL)


def test_focus_can_be_seen(page):
    from selenium.webdriver.common.keys import Keys

    press(page, Keys.TAB)
    assert page.switch_to.active_element.get_attribute("class") == "skip"
    press(page, Keys.TAB)
    style = page.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


def test_sorting_by_keyboard_keeps_the_whole_on_top(page):
    from selenium.webdriver.common.keys import Keys

    head = "#submissions thead th:nth-child(2)"
    cells = "#submissions table.sortable tbody tr"
    for key, order, backwards in ((Keys.ENTER, "descending", True), (Keys.SPACE, "ascending", False)):
        page.execute_script("document.querySelector(arguments[0] + ' button').focus()", head)
        press(page, key)
        assert one(page, head).get_attribute("aria-sort") == order
        rows = page.find_elements("css selector", cells)
        assert "全体" in rows[0].text
        members = [
            int(row.find_elements("css selector", "td")[0].text) for row in rows[1:] if "全体" not in row.text
        ]
        assert members == sorted(members, reverse=backwards)
    assert one(page, "#status").get_attribute("textContent") == "已按“应交”从小到大排序"


def test_filtering_leaves_what_was_asked_for(page):
    box = one(page, "#submissions input[type=search]")
    box.send_keys("温室")
    shown = [
        row
        for row in page.find_elements("css selector", "#submissions table.filterable tbody tr")
        if row.is_displayed()
    ]
    assert [row.find_element("css selector", "th").text for row in shown] == ["全体", "温室支部"]


def test_the_theme_changes_by_keyboard_and_is_remembered(page, report):
    from selenium.webdriver.common.keys import Keys

    ground = "return getComputedStyle(document.body).backgroundColor"
    assert page.execute_script(ground) == "rgb(251, 250, 247)"
    page.execute_script("document.getElementById('tool-theme').focus()")
    press(page, Keys.ENTER)
    assert page.execute_script(ground) == "rgb(20, 23, 28)"
    assert one(page, "#tool-theme").get_attribute("aria-pressed") == "true"
    page.get(report)
    assert page.execute_script(ground) == "rgb(20, 23, 28)"


def test_the_language_changes_by_keyboard(page):
    from selenium.webdriver.common.keys import Keys

    assert one(page, "#h-gaps").text == "五、少有人写到的要点"
    page.execute_script("document.getElementById('tool-lang').focus()")
    press(page, Keys.ENTER)
    assert one(page, "#h-gaps").text == "5. Gaps"
    page.execute_script("document.querySelector(arguments[0]).click()", CELL)
    assert one(page, "#sentences-title").text.endswith(" · Ideals and conviction")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_has_enough_contrast(page, theme):
    page.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
    page.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.execute_script(CONTRAST) == []


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_no_width_makes_the_page_scroll_sideways(page, width):
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    page.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_print_on_a4_cuts_nothing(page):
    page.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    # A4 less the margins of 14 mm, in CSS pixels.
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 688, "height": 1000, "deviceScaleFactor": 1, "mobile": False},
    )
    wide = page.execute_script(
        "return [...document.querySelectorAll('table')].filter(t => t.offsetWidth > 690)"
        ".map(t => t.caption?.innerText)"
    )
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    pdf = page.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    assert wide == []
    document = pypdfium2.PdfDocument(base64.b64decode(pdf["data"]))
    sizes = {tuple(round(x) for x in sheet.get_size()) for sheet in document}
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert sizes == {(595, 842)}
    assert "春季学习活动" in text


def test_without_scripts_the_tables_can_be_read(browser, report):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(report)
    rows = len(browser.find_elements("css selector", "#themes .grid tbody tr"))
    note = one(browser, "noscript").text
    tools = one(browser, "#tools").is_displayed()
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert rows > 10
    assert note.startswith("浏览器没有启用脚本")
    assert not tools


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_violation(page, theme, width):
    # axe-core 4.14.1 (MPL-2.0) lies beside this file as it was published.
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    page.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
    page.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.execute_script((Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    for opened in (False, True):
        if opened:
            page.execute_script("document.querySelector(arguments[0]).click()", CELL)
        found = page.execute_async_script(
            "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v =>"
            " [v.impact, v.id, ...v.nodes.slice(0, 3).map(n => n.html.slice(0, 120))])))"
        )
        assert found == []


def test_the_pdf_opens_every_part(browser, report, tmp_path):
    html = Path(url2pathname(urlsplit(report).path)).read_text(encoding="utf-8")
    document = pypdfium2.PdfDocument(print_pdf(html, tmp_path / "report.pdf"))
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    n = len(document)
    document.close()
    assert n > 5
    assert "每个要点有多少文档写到" in text
    assert "Underlined" not in text
