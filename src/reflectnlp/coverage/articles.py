"""Numbers of articles in, whether the regulation has them out.

第三条, 第十五条第一款, 第一章第三条, 第三、四条: an article belongs to the work that is named before it, and
the work's own text says which articles it has. 第一条 also opens an enumeration, and 第八节课 is a lesson.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reflectnlp.coverage.works import Work

_NUMBER = r"(?:[一二三四五六七八九十百千零〇两]{1,7}|\d{1,4})"
_NEXT = rf"(?:\s?(?:[、，,和与及]|至|到|[-—－~]{{1,2}})\s?第?\s?{_NUMBER})*"
_UNIT = rf"第\s?{_NUMBER}{_NEXT}\s?[章条](?:之{_NUMBER})?"
_ARTICLE = re.compile(rf"{_UNIT}(?:的?第\s?{_NUMBER}{_NEXT}\s?[节条款项](?:之{_NUMBER})?)*")
_PART = re.compile(rf"第\s?({_NUMBER}{_NEXT})\s?([章节条款项])(?:之({_NUMBER}))?")
_ONE = re.compile(rf"(至|到|[-—－~])?[\s第]*({_NUMBER})")
_LINE = re.compile(rf"^[\s#*>◎•·\-\u3000]*第\s?({_NUMBER})\s?([章条])(?:之({_NUMBER}))?")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_BY = re.compile(
    r"(?:对照|按照?|照|根据|依照|依据|依|违反|触犯|学到|学习?了?|读到|研读|抄|背|重温|尤其是|特别是|包括|即|的|"
    r"[》”\"里中])$"
)
_SAYS = re.compile(r"(?:的)?(?:规定|写|讲|要求|说|明确|指出|提出|是这样|告诉|里|中|，?我能背|：“)")
_AND = re.compile(r"[、，,和及与以\s]{1,3}")
_LISTED = re.compile(r"[，,：:、。\s]|是")


# A unit (章, 条, 款, …) and the numbers given for it; 第十条之一 is (10, 1).
Part = tuple[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Articles:
    """What a regulation holds: its chapters, its articles by chapter, paragraphs by article."""

    chapters: frozenset[int]
    chapter_of: Mapping[tuple[int, int], int]
    paragraphs: Mapping[tuple[int, int], int]

    def check(self, cited: Sequence[Part]) -> str:
        """``exact`` if all that is cited exists, else ``not_found``; empty if nothing is numbered so."""
        named = dict(cited)
        chapters, articles = named.get("章", ()), named.get("条", ())
        if (articles and not self.paragraphs) or (chapters and not self.chapters):
            return ""
        known = all(number in self.chapters for number, _ in chapters)
        known = known and all(article in self.paragraphs for article in articles)
        if known and len(chapters) == 1:
            known = all(self.chapter_of[article] == chapters[0][0] for article in articles)
        if known and articles:
            highest = max((number for number, _ in named.get("款", ())), default=0)
            known = highest <= self.paragraphs[articles[-1]]
        return "exact" if known else "not_found"


def chinese_number(text: str) -> int:
    """The value of 3, 三, 十五, 二十一, 一百〇三, 一二三 (digit by digit)."""
    if text.isdigit():
        return int(text)
    if not any(unit in text for unit in "十百千"):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def read_articles(text: str) -> Articles:
    """The chapters and articles of a text that begins each on a line of its own."""
    chapters: set[int] = set()
    chapter_of: dict[tuple[int, int], int] = {}
    paragraphs: dict[tuple[int, int], int] = {}
    chapter, article = 0, None
    for line in text.splitlines():
        match = _LINE.match(line)
        if match and match.group(2) == "章":
            chapter, article = chinese_number(match.group(1)), None
            chapters.add(chapter)
        elif match:
            article = (chinese_number(match.group(1)), chinese_number(match.group(3) or "0"))
            chapter_of[article], paragraphs[article] = chapter, 1
        elif article and line.strip() and not line.lstrip().startswith("#"):
            paragraphs[article] += 1
    return Articles(frozenset(chapters), chapter_of, paragraphs)


def parse_article(text: str) -> list[Part]:
    """第一章第三、四条 → [("章", ((1, 0),)), ("条", ((3, 0), (4, 0)))]; ranges are filled in."""
    parts: list[Part] = []
    for match in _PART.finditer(text):
        numbers: list[tuple[int, int]] = []
        for one in _ONE.finditer(match.group(1)):
            value = chinese_number(one.group(2))
            if one.group(1) and numbers and 0 < value - numbers[-1][0] < 50:
                numbers += [(between, 0) for between in range(numbers[-1][0] + 1, value)]
            numbers.append((value, 0))
        if match.group(3):
            numbers[-1] = (numbers[-1][0], chinese_number(match.group(3)))
        parts.append((match.group(2), tuple(numbers)))
    return parts


def find_articles(
    text: str, works: Sequence[Work], articles: Mapping[str, Articles]
) -> list[tuple[int, int, str, str]]:
    """The articles that a document cites, as ``(start, end, reading_id or "", verified)``.

    Parameters
    ----------
    text
        The document.
    works
        What ``find_works`` found in it.
    articles
        By ``reading_id``: what the readings hold.
    """
    found = []
    last_end, last_target = -1, ""
    for match in _ARTICLE.finditer(text):
        start, end = match.span()
        follows = last_end >= 0 and _AND.fullmatch(text, last_end, start)
        targets = (last_target,) if follows else _targets(text, start, end, works=works, articles=articles)
        for target in targets:
            verified = articles[target].check(parse_article(match.group())) if target in articles else ""
            found.append((start, end, target, verified))
            last_end, last_target = end, target
    return found


def _targets(
    text: str, start: int, end: int, *, works: Sequence[Work], articles: Mapping[str, Articles]
) -> tuple[str, ...]:
    """The reading whose article is cited ("" if unknown), as a tuple of one; empty if nothing is cited."""
    before = [work for work in works if work.end <= start]
    measured = bool(_BY.search(text[max(0, start - 4) : start]))
    cited = (measured or bool(_SAYS.match(text, end))) and not _enumerates(text, start, end)
    if not before:
        target = _only_regulation(articles)
        return (target,) if cited and (measured or target) else ()
    gap = text[before[-1].end : start]
    beside = len(gap) <= 3 and not re.search(r"[。；！？\n]", gap)
    in_sentence = not re.search(r"[。！？\n]", gap) and not _LISTED.match(text, end)
    return (before[-1].target,) if beside or in_sentence or cited else ()


def _enumerates(text: str, start: int, end: int) -> bool:
    """第一条，…: an item of a list rather than an article."""
    opens = start == 0 or text[start - 1] in "。；：！？\n\u3000 "
    return opens and bool(_LISTED.match(text, end))


def _only_regulation(articles: Mapping[str, Articles]) -> str:
    numbered = [key for key, value in articles.items() if value.paragraphs]
    return numbered[0] if len(numbered) == 1 else ""
