"""The bytes of an HTML page in, its main text out, a block a line.

Scripts, navigation, forms and footers are dropped. Where the page marks its article (``article``, ``main``,
the classes of common Chinese site systems) only that is read, with the page's headline.
"""

from __future__ import annotations

import re
from typing import Any

from reflectnlp.documents.decode import decode
from reflectnlp.documents.readers.parts import Extract, Limits, Part
from reflectnlp.errors import ReadError

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.I)
_DROPPED = (
    "script", "style", "noscript", "template", "nav", "aside", "form",
    "iframe", "svg", "button", "select", "head",
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip
_MAIN = re.compile(
    r"^(?:article|content|main|post|entry|TRS_Editor|v_news_content|wp_articlecontent|"
    r"art_con|zoom|text|news_?(?:con|text|content))"
    r"|(?:article|content|post|entry|news)[-_]?(?:body|text|content|main|con|detail)",
    re.I,
)
_AROUND = re.compile(r"nav|menu|breadcrumb|sidebar|footer|copyright|related|comment|share|crumb", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read(data: bytes, limits: Limits) -> Extract:
    """Read the main text; the headline comes first.

    Raises
    ------
    ReadError
        The encoding cannot be told, or the page holds no text.
    """
    from bs4 import BeautifulSoup

    match = _CHARSET.search(data[:4096])
    found = decode(data, declared=match[1].decode("ascii") if match else "")
    soup = BeautifulSoup(found.text, "lxml")
    headline = _headline(soup)
    for element in soup(list(_DROPPED)):
        element.decompose()
    root = _main(soup)
    for element in root.find_all(_is_around):
        if not element.decomposed:
            element.decompose()
    text = _lines(root)
    if headline and headline not in text[:500].replace("## ", ""):
        text = f"{headline}\n{text}"
    if not text.strip():
        raise ReadError("the page holds no text", "copy the text into a .docx or .txt file")
    return Extract((Part(text, encoding=found.encoding),))


def _headline(soup: Any) -> str:
    """The only ``h1`` of the page; the ``title`` element often adds the site's name, so it comes second."""
    headings = soup.find_all("h1")
    if len(headings) == 1:
        return _SPACES.sub(" ", headings[0].get_text()).strip()
    title = soup.title.get_text() if soup.title else ""
    title = _SPACES.sub(" ", title).strip()
    return re.split(r"\s*[|_]\s*|\s+[-–—]\s+", title)[0] if not headings else ""


def _main(soup: Any) -> Any:
    """The element that holds most of the text among those marked as main, else the body."""
    whole = soup.body or soup
    marked = [
        element
        for element in whole.find_all(True)
        if element.name in ("article", "main") or element.get("role") == "main" or _marked_main(element)
    ]
    best = max(marked, key=lambda element: len(element.get_text()), default=None)
    if best is None or len(best.get_text(strip=True)) < 0.3 * len(whole.get_text(strip=True)):
        return whole
    return best


def _marked_main(element: Any) -> bool:
    if element.name not in ("div", "section", "td"):
        return False
    return any(_MAIN.search(name) for name in [element.get("id") or "", *(element.get("class") or [])])


def _is_around(element: Any) -> bool:
    if element.name in ("footer",):
        return True
    if element.name not in ("div", "ul", "section", "p", "span"):
        return False
    return any(_AROUND.search(name) for name in [element.get("id") or "", *(element.get("class") or [])])


def _lines(root: Any) -> str:
    """The text below an element: blocks in lines of their own, cells of a table parted by tabs.

    Walked without recursion, since pages nest elements thousands deep.
    """
    pieces: list[str] = []
    stack: list[Any] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str) and type(item) is str:
            pieces.append(item)
            continue
        name = getattr(item, "name", None)
        if name is None:
            if type(item).__name__ == "NavigableString":
                pieces.append(_SPACES.sub(" ", str(item)))
            continue
        after = "\n" if name in _BLOCKS or name == "br" else "\t" if name in ("td", "th") else ""
        if name in _BLOCKS:
            pieces.append("\n")
        if name in ("h1", "h2", "h3", "h4", "h5", "h6") and item.get_text(strip=True):
            pieces.append("## ")
        stack.append(after)
        stack.extend(reversed(list(item.children)))
    lines = [line.strip() for line in "".join(pieces).split("\n")]
    return "\n".join(line for line in lines if line and line != "##")
