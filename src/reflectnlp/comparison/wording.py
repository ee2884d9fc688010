"""A figure of ``compare`` in, how it is written out; and the words around it in both languages."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from reflectnlp.charts.style import percent, signed
from reflectnlp.comparison.measures import MEASURES

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "比较",
        "against": "与",
        "what": "项目",
        "difference": "差",
        "interval": "95% 区间",
        "figures": "总体",
        "clear": "{n} 个有区间的差里，{clear} 个的区间不含 0（标 *）；"
        "即使两边毫无差别，平均也会有约 {chance} 个碰巧如此。",
        "read": "差是后者减前者，占比的差以百分点计。区间说明换一批想法相近的人来写，差会有多大出入。",
        "limits": "比较的是两组文字写了什么，不评价人，也不说明差别从何而来："
        "文献、组织方式、提纲、写作时间都可能不同。",
        "both": "{n} 位作者两边都写了：均值的区间把他们成对计算；写到主题的文档占比不成对，区间偏宽。",
        "left_out": "未比较：",
    },
    "en": {
        "title": "Comparison",
        "against": "and",
        "what": "what",
        "difference": "difference",
        "interval": "95% interval",
        "figures": "In all",
        "clear": "Of {n} differences with an interval, {clear} have 0 outside of it (marked *); about "
        "{chance} would by chance alone if nothing differed.",
        "read": "Differences are second minus first, those of shares in percentage points. The interval says "
        "how far a difference would move had other members of like mind written.",
        "limits": "This compares what two groups of texts say. It judges nobody and does not tell where a "
        "difference comes from: readings, outlines, the way of studying and the time may all "
        "differ.",
        "both": "{n} authors wrote on both sides: intervals of means take them as pairs; those of shares of "
        "documents do not and are too wide.",
        "left_out": "Not compared: ",
    },
}


def notes(attrs: Mapping[Any, Any], lang: str) -> list[str]:
    """What a reader must know of the two sides: who is on both, and what could not be compared."""
    words, both = WORDS[lang], attrs.get("n_both", 0)
    paired = [words["both"].format(n=both)] if both else []
    return paired + [words["left_out"] + part for part in attrs.get("left_out", ())]


def amount(measure: str, value: float) -> str:
    """A figure: a percentage, a mean or a count."""
    kind = MEASURES[measure][2]
    return percent(value, digits=1) if kind == "share" else f"{value:,.0f}"


def difference(measure: str, value: float) -> str:
    """A difference with its sign; of shares in percentage points."""
    kind = MEASURES[measure][2]
    if kind == "share":
        return signed(value * 100)
    text = f"{value:+,.0f}".replace("-", "−")
    return "0" if text in ("+0", "−0") else text


def interval(measure: str, low: float, high: float) -> str:
    """``[low, high]``; nothing where there is no interval."""
    return "" if math.isnan(low) else f"[{difference(measure, low)}, {difference(measure, high)}]"
