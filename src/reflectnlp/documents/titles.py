"""A line in, whether it can be the title, or go on with one.

A title is short and does not end like a sentence. It may be followed by a subtitle (——读《…》有感), be broken
in two lines, or name its author: 学习感想（标本馆支部·钱小满） · 标本馆支部 汪小舟 发言提纲 ·
张三：学习党章心得体会.
"""

from __future__ import annotations

import re

from reflectnlp.documents.byline import Byline, read_byline
from reflectnlp.documents.names import is_name, is_unit

TITLE_WORD = re.compile(
    "心得|体会|感想|感悟|有感|感言|总结|小结|汇报|报告|提纲|发言|材料|检查|剖析|检视|"
    "笔记|摘记|札记|琐记|杂感|随笔|思考|想法|交流|书$|记$|简报"
)
_TITLE_END = re.compile("[。；;，,、：:]$")
_SUBTITLE = re.compile("[—\\-–─]{1,3}|[（(《]|——")
_BRACKETED = re.compile("[（(][^）)]*[)）]")
_NAME_TITLE = re.compile("(?P<name>[\u4e00-\u9fff·]{2,6})\\s*[:：]\\s*(?P<rest>.{4,40})")
_TAIL_BRACKET = re.compile("(?P<title>.{2,}?)\\s*[（(](?P<inner>[^（）()]{2,40})[)）]$")
_MAX_TITLE = 60
_LABEL = re.compile("(?:标题|题目)\\s*[:：]\\s*")


def title_like(line: str) -> bool:
    """Whether a line can be a title."""
    if len(line) > _MAX_TITLE or _TITLE_END.search(line) or "。" in line:
        return False
    return len(line) <= 30 or "，" not in line or TITLE_WORD.search(line) is not None


def is_subtitle(line: str) -> bool:
    """Whether a line below a title goes on with it: ——读《读本》有感."""
    return title_like(line) and _SUBTITLE.match(line) is not None and not _BRACKETED.fullmatch(line)


def is_second_half(line: str, above: str) -> bool:
    """Whether a title was broken in two: only its second line says what it is (心得体会, 小结)."""
    return title_like(line) and bool(TITLE_WORD.search(line[-6:])) and not TITLE_WORD.search(above)


def without_label(line: str) -> str:
    """The title of a line that says 标题：."""
    return _LABEL.sub("", line) or line


def title_byline(line: str, year: int | None) -> Byline | None:
    """The byline that a title holds, or None."""
    bracket = _TAIL_BRACKET.fullmatch(line)
    if bracket and title_like(bracket["title"]):
        found = read_byline(bracket["inner"], year=year, strict=False)
        if found and not is_unit(bracket["title"], strict=True) and not is_name(bracket["title"].split()[-1]):
            return found
    named = _NAME_TITLE.fullmatch(line)
    if named and is_name(named["name"]) and TITLE_WORD.search(named["rest"]) and title_like(line):
        return Byline(author=named["name"])
    words = line.split()
    if len(words) >= 3 and TITLE_WORD.search(words[-1]):
        found = read_byline(" ".join(words[:-1]), year=year, strict=False)
        if found and found.unit and found.author:
            return found
    return None
