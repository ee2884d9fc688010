"""The numbering part of a Word document in, the number drawn before each paragraph out.

Only what structure can use is worked out: Chinese and Arabic counting. Bullets become a dash, other
formats nothing.
"""

from __future__ import annotations

import re
from typing import Any

_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseCountingThousand",
    }
)
_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below a hundred as it is counted in headings: 一, 十, 十二, 二十."""
    if not 0 < number < 100:
        return str(number)
    tens, units = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return lead + (_DIGITS[units] if units else "")


class Numbering:
    """Counts the numbered paragraphs of one document, from the top."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._style_numbers: dict[str, tuple[str, int]] = {}
        for item in numbering if numbering is not None else ():
            if _local(item) == "abstractNum":
                self._levels[_value(item, "abstractNumId")] = dict(map(_level, _children(item, "lvl")))
            elif _local(item) == "num":
                for link in _children(item, "abstractNumId"):
                    self._abstract[_value(item, "numId")] = _value(link)
        for style in styles if styles is not None else ():
            for properties in _children(style, "pPr"):
                self._style_numbers[_value(style, "styleId")] = _number_of(properties)

    def next(self, properties: Any, style_id: str) -> str:
        """The number to draw before the next paragraph; empty when it has none."""
        number_id, level = _number_of(properties) if properties is not None else ("", 0)
        if not number_id:
            number_id, level = self._style_numbers.get(style_id, ("", 0))
        levels = self._levels.get(self._abstract.get(number_id, ""), {})
        if number_id in ("", "0") or level not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract[number_id], {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        form, pattern, _ = levels[level]
        if form == "bullet":
            return "- "
        return re.sub(r"%(\d)", lambda match: _drawn(levels, counts, int(match[1]) - 1), pattern)


def _drawn(levels: dict[int, tuple[str, str, int]], counts: dict[int, int], level: int) -> str:
    form = levels.get(level, ("decimal", "", 1))[0]
    number = counts.get(level, 1)
    if form in _CHINESE:
        return chinese(number)
    return str(number) if form.startswith("decimal") else ""


def _level(item: Any) -> tuple[int, tuple[str, str, int]]:
    form, pattern, start = "decimal", "", 1
    for part in item:
        name = _local(part)
        if name == "numFmt":
            form = _value(part)
        elif name == "lvlText":
            pattern = _value(part)
        elif name == "start" and _value(part).isdigit():
            start = int(_value(part))
    return int(_value(item, "ilvl") or 0), (form, pattern, start)


def _number_of(properties: Any) -> tuple[str, int]:
    for numbers in _children(properties, "numPr"):
        number_id = "".join(map(_value, _children(numbers, "numId")))
        level = "".join(map(_value, _children(numbers, "ilvl")))
        return number_id, int(level) if level.isdigit() else 0
    return "", 0


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Any, name: str = "val") -> str:
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _children(element: Any, name: str) -> list[Any]:
    return [item for item in element if _local(item) == name]
