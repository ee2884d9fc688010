"""Short lines in, which of them are headings out.

A heading is a short line of its own that opens a part: 一、 （一） 1. 1、 第一， 篇一, a Markdown ``#``.
The same numbers also open ordinary paragraphs (一是…, 1、四月中旬补完谈心谈话；) and the items of lists.
So a numbered line is a heading only when it does not end like a sentence, is short, and is followed by
something else than the next item of its own list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        1,
        re.compile(
            "[【\\[]?(?:第?[一二三四五六七八九十]{1,3}篇|篇[一二三四五六七八九十]{1,3}|"
            "篇\\d{1,2}|第\\d{1,2}篇)[】\\]：:、 ]*"
        ),
    ),
    (1, re.compile("第[一二三四五六七八九十百\\d]{1,4}[章讲节部编][\\s：:、]*")),
    (2, re.compile("[一二三四五六七八九十]{1,3}\\s*[、.．，,：:](?!\\d)")),
    (2, re.compile("[一二三四五六七八九十]{1,3} +(?=\\S)")),
    (3, re.compile("[（(][一二三四五六七八九十]{1,3}[)）]\\s*[、.．]?")),
    (3, re.compile("第[一二三四五六七八九十]{1,2}[，,、：:]\\s*")),
    (3, re.compile("第[一二三四五六七八九十]{1,2}(?:件事|个问题|个方面|方面|点|个|条)[，,：:]\\s*")),
    (3, re.compile("之[一二三四五六七八九十]$")),
    (4, re.compile("\\d{1,2}\\s*[、.．](?![\\d])\\s*")),
    (4, re.compile("\\d{1,2} +(?=[^\\d\\s:：年月日./\\-])")),
    (5, re.compile("[（(]\\d{1,2}[)）]\\s*")),
    (5, re.compile("[①-⑳⑴-⒇]\\s*")),
)
_NUMBERED = re.compile("[【\\[]?[一二三四五六七八九十\\d（(第篇之①-⑳⑴-⒇]")
_SENTENCE_END = re.compile("[。！!；;，,、：:….](?:[”’」』）)》】\"']*)$")
_MARKDOWN = re.compile(r"#{1,6}[ \t]+")
_MAX = 40  # characters of a numbered heading
# Headings without a number, alone in their line and the same in every organisation.
_PLAIN = re.compile(
    "(?:个人)?(?:体会|感想|收获|感悟|认识)|基本情况|主要做法|主要收获|存在的?(?:问题|"
    "不足|主要问题)|不足之处|下一步打算|"
    "努力方向|今后(?:努力的?方向|打算)|整改措施|原因分析|心得体会|学习(?:情况|收获|体会)|"
    "前言|引言|结束语|结语"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The level of a heading, 1 the highest, and its text without marks of Markdown."""

    level: int
    text: str


def number_level(line: str) -> int:
    """Level of the enumeration that opens the line; 0 when none does."""
    if not _NUMBERED.match(line):
        return 0
    for level, pattern in _LEVELS:
        if pattern.match(line):
            return level
    return 0


def find_headings(lines: Sequence[str], marked: Sequence[bool]) -> dict[int, Heading]:
    """The headings among the non-empty lines of a text.

    Parameters
    ----------
    lines
        Stripped, in order.
    marked
        For each line, whether the original sets it as a Markdown heading (``##``).
    """
    levels = [number_level(line) for line in lines]
    found: dict[int, Heading] = {}
    for i, line in enumerate(lines):
        if marked[i] or _MARKDOWN.match(line):
            found[i] = Heading(1, _MARKDOWN.sub("", line))
        elif levels[i]:
            if _is_heading(line, i, levels, lines):
                found[i] = Heading(levels[i] + 1, line)
        elif len(line) <= 9 and _PLAIN.fullmatch(line.rstrip("：:")):
            found[i] = Heading(2, line)
    return found


def _is_heading(line: str, i: int, levels: Sequence[int], lines: Sequence[str]) -> bool:
    if len(line) > _MAX or (_SENTENCE_END.search(line) and not _titled_end(line, levels[i])):
        return False
    if line.startswith("第") and levels[i] == 3 and i + 1 == len(lines):
        return False
    before = levels[i - 1] if i else 0
    after = levels[i + 1] if i + 1 < len(lines) else -1
    if levels[i] in (before, after):
        # Two in a row are items of a list, unless both are high: a skeleton of headings.
        return levels[i] <= 2 and len(line) <= 25 and not re.search("[，,。]", line)
    return after == 0 or after > levels[i]


def _titled_end(line: str, level: int) -> bool:
    """A colon may end a heading of the upper levels (一、思想方面：), a full stop a short 第一，… line."""
    return (line[-1] in "：:" and level <= 3) or (line[-1] == "。" and level == 3 and line.startswith("第"))
