"""The text of a document in, the works that it names out.

Works stand in book marks, also nested (《关于印发〈条例〉的通知》), in quotation marks after a verb of
reading, or without any marks when the name is one of a reading or the party constitution (党章). A title
given in full once is shortened afterwards, so names are resolved in the order of the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from reflectnlp.coverage.letters import places
from reflectnlp.coverage.titles import Titles, normal_title

CONSTITUTION = "党章"
# Works that everybody cites without marks.
KNOWN = (CONSTITUTION, *(f"{number}大报告" for number in ("十五", "十六", "十七", "十八", "十九", "二十")))
_ANGLES = re.compile(r"<{1,2}([^<>\n]{2,40})>{1,2}")
_READ = ["学习", "学", "读", "阅读", "通读", "研读", "重温", "观看", "看", "学完", "翻阅"]
_READING = tuple(word + done for word in _READ for done in ("", "了", "过", "完"))
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{2,30})[”\"]")
_GENRE = re.compile(
    "(?:条例|准则|章程|规定|办法|守则|规范|禁令|手册|讲话|报告|决定|决议|意见|通知|方案|纲要|读本|讲义|选编|文选|文集|"
    "宣言|规则|细则|规程|指南|讲稿|材料|事迹|简史|法)$"
)
_DEFINED = re.compile(
    r"[（(](?:以下|下文|以下统)?[简下]称(?:为)?[:：]?[“\"《〈]?([^“”\"《》〈〉（）()\n]{1,12})[”\"》〉]?[)）]"
)
_CITED_PART = re.compile(r"的?第?\s?[一二三四五六七八九十百零\d]{1,4}\s?[条章款讲]")
_SPEAKS = re.compile(r"[里中上]|(?:中|里)?(?:规定|要求|讲|说|写|指出|强调|明确|提出|提到|告诉|把|所)")
_STUDIED = re.compile(
    r"(?:学习?|学[了过完]|读[了过完]?|研读|通读|重温|翻开|翻[了过]|背[了过熟]?|听了?|抄[了过写]?)$"
)
_MEASURED = re.compile(r"(?:按照?|对照|对着|依照|根据|违反|结合|照)$")
# Words of everyday use: as a name they need more than "by the rules".
_WEAK = frozenset(
    ("规定", "办法", "要求", "意见", "决定", "讲话", "报告", "通知", "方案", "制度", "事迹", "材料")
)
_LONGEST = 60


class Work(NamedTuple):
    """A work that is named; ``name`` without marks, ``target`` a ``reading_id`` or empty."""

    start: int
    end: int
    name: str
    target: str


def find_works(
    text: str,
    titles: Titles,
    *,
    plain: Iterable[tuple[int, int]] = (),
    is_word: Callable[[int, int], bool] = lambda start, end: True,
) -> list[Work]:
    """The works named in a document, in order.

    Parameters
    ----------
    text
        The document.
    titles
        The names of the readings.
    plain
        Where names of readings stand in ``text``, marks or not.
    is_word
        Whether a range begins and ends at word boundaries.
    """
    named = [*_in_book_marks(text), *_in_angles(text, titles), *_in_quotes(text, titles)]
    works = _resolve(text, sorted(named), titles)
    covered = [(work.start, work.end) for work in works]
    for start, end in _longest(plain):
        if any(start < right and left < end for left, right in covered):
            continue
        if _stands_alone(text, start, end, is_word):
            works.append(Work(start, end, text[start:end], titles.resolve(text[start:end])))
    return sorted(works)


def _in_book_marks(text: str) -> list[tuple[int, int, str]]:
    """Ranges with their marks, inner ones too; a mark that is not closed on its line opens nothing."""
    found: list[tuple[int, int, str]] = []
    if "《" not in text and "〈" not in text:
        return found
    open_: list[int] = []
    for at in places(text, "《》〈〉"):
        if text[at] in "《〈":
            open_.append(at)
        elif open_:
            start = open_.pop()
            name = text[start + 1 : at]
            if 0 < len(name) <= _LONGEST and "\n" not in name:
                found.append((start, at + 1, name))
    return found


def _in_angles(text: str, titles: Titles) -> list[tuple[int, int, str]]:
    if "<" not in text:
        return []
    found = [(match.start(), match.end(), match.group(1)) for match in _ANGLES.finditer(text)]
    return [row for row in found if text.startswith("<<", row[0]) or titles.resolve(row[2])]


def _in_quotes(text: str, titles: Titles) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for start in places(text, '“"'):
        # Closed by the mark that would open the next one, it opens nothing.
        if text.endswith(_READING, 0, start) and (not found or found[-1][1] <= start):
            match = _QUOTED.match(text, start)
            found += [(start, match.end(), match.group(1))] if match else []
    return [row for row in found if "《" not in row[2] and (_GENRE.search(row[2]) or titles.resolve(row[2]))]


def _resolve(text: str, named: list[tuple[int, int, str]], titles: Titles) -> list[Work]:
    """Targets in the order of the document.

    A name keeps what it was defined as (以下简称) or first meant; else a title named in full before it that
    ends like it; else what the readings say.
    """
    works = []
    meant: dict[str, str] = {}
    for start, end, name in named:
        key = normal_title(name)
        if key not in meant:
            longer = [full for full in reversed(meant) if len(full) > len(key) and full.endswith(key)]
            meant[key] = meant[longer[0]] if longer and len(key) <= _LONGEST // 10 else titles.resolve(name)
        works.append(Work(start, end, name, meant[key]))
        defined = _DEFINED.match(text, end)
        if defined:
            short = normal_title(defined.group(1))
            meant.pop(short, None)
            meant[short] = meant[key]
    return works


def _longest(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _stands_alone(text: str, start: int, end: int, is_word: Callable[[int, int], bool]) -> bool:
    """Whether a name without marks is meant as one: long names always, short ones where they are cited."""
    name = text[start:end]
    if len(name) >= 4:
        return True
    if not is_word(start, end):
        return False
    if len(name) > 2 or name == CONSTITUTION:
        return True
    before = text[max(0, start - 3) : start]
    if _CITED_PART.match(text, end) or _STUDIED.search(before):
        return True
    return name not in _WEAK and bool(_SPEAKS.match(text, end) or _MEASURED.search(before))
