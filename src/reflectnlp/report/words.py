"""Chinese and English in, one piece of HTML with both out.

A report holds both languages; a switch in the page shows one. So every sentence of a template stands beside
its translation, and no catalogue of messages can fall behind.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup, escape

from reflectnlp.charts.wording import Names, name_of, word


def say(zh: str, en: str, /, **values: Any) -> Markup:
    """Both languages as spans; ``{name}`` fields are filled with escaped ``values``.

    A value that is itself the answer of ``say`` gives each side its own language only through CSS, so it may
    stand inside either.
    """
    filled = {key: escape(value) for key, value in values.items()}
    # Safe: the two texts are literals of this package, the values are escaped.
    left, right = (Markup(text).format(**filled) for text in (zh, en))  # noqa: S704  fields are escaped
    if left == right:
        return left
    return Markup('<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>').format(
        left, right
    )


def term(key: str) -> Markup:
    """A fixed word of the charts (group names, codes) in both languages."""
    return say(*(str(escape(word(key, lang))).replace("{", "{{").replace("}", "}}") for lang in ("zh", "en")))


def named(key: str, names: Names | None) -> Markup:
    """The display name of a theme in both languages."""
    return say("{zh}", "{en}", zh=name_of(key, names, "zh"), en=name_of(key, names, "en"))


def count(n: int, noun: str) -> str:
    """An English count: 1 unit, 2 units, 1,200 documents."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def percent(share: float, digits: int = 0) -> str:
    """A share in [0, 1] as a percentage; an en dash where it is not a number."""
    return "–" if share != share else f"{share * 100:.{digits}f}%"


def listed(parts: list[Markup]) -> Markup:
    """Names in a row: 、 between them in Chinese, commas in English."""
    return say("、", ", ").join(parts)


class _Reader(HTMLParser):
    """Collects text outside of the elements whose class is the other language."""

    def __init__(self, drop: str) -> None:
        super().__init__(convert_charrefs=True)
        self.drop, self.depth, self.parts = drop, 0, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += 1 if self.depth or ("class", self.drop) in attrs else 0

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1 if self.depth else 0

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(data)


def plain(text: Markup | str, lang: str) -> str:
    """One language of an answer of ``say`` as plain text, for forms of the report that are no HTML."""
    if not isinstance(text, Markup):
        return text
    reader = _Reader("en" if lang == "zh" else "zh")
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)
