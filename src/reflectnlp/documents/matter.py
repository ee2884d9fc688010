"""The lines of a text in, what stands before and after the text proper out.

Above the body stand title, unit, author, date and salutation, in any order and each of them optional;
below it a closing (此致 敬礼), a signature and a date. Reading goes inwards from both ends and stops at the
first line that is none of these, so nothing in the middle of a text is taken for a signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reflectnlp.documents.byline import Byline, read_byline
from reflectnlp.documents.dates import find_date, is_date_line
from reflectnlp.documents.furniture import is_furniture
from reflectnlp.documents.headings import number_level
from reflectnlp.documents.names import is_name, is_unit, leading_unit, tidy_unit
from reflectnlp.documents.titles import (
    TITLE_WORD,
    is_second_half,
    is_subtitle,
    title_byline,
    title_like,
    without_label,
)

_N_TOP, _N_BOTTOM = 12, 10  # lines looked at from either end
_SALUTATION = re.compile(
    "(?:敬爱|尊敬|亲爱)的.{1,30}[:：,，!！]?|(?:各位|全体|同志|朋友|同事|老师|同学|战友|"
    "领导|伙伴)[^。；？]{0,30}(?:们|好|同志|领导|同事|代表|委员|老师|党员|来宾|"
    "专家)?[:：!！]|"
    "[^。；？！，,]{1,18}(?:党组织|党委|党支部|支部|党组|党总支|总支|团支部|团委|书记|"
    "老师|领导|同志|主任|校长|院长|局长|所长|们)[:：]|"
    "[^。；？！]{2,24}(?:书记|老同志|同志们|老师|领导|支部)[:：]|大家好[!！。]?|(?:您|"
    "你们?)好[!！。,，:：]?|(?:大家)?(?:早上|下午|上午|晚上|中午)好[!！。]?"
)
_CLOSING = re.compile(
    "(?:特?此(?:汇报|报告|致))?[，,]?\\s*(?:此致)?[!！，,。]?\\s*(?:敬礼|敬上|"
    "谨上)?[!！。]?|致以.{0,10}(?:敬礼|敬意)[!！。]?|谨呈.{0,12}"
)


@dataclass(slots=True)
class Matter:
    """What the lines around the body say: a role for each such line, and the fields they give."""

    roles: dict[int, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    unit: str = ""
    author: str = ""
    date: str = ""

    def take(self, found: Byline, *, date_first: bool = False) -> None:
        """Fill the fields that are still empty."""
        self.unit = self.unit or found.unit
        self.author = self.author or found.author
        self.date = (found.date or self.date) if date_first else (self.date or found.date)


def read_matter(lines: Sequence[str], marked: Sequence[bool], *, year: int | None) -> Matter:
    """Find title, byline, date, salutation, closing and signature.

    Parameters
    ----------
    lines
        The non-empty lines of the clean text, stripped.
    marked
        For each line, whether the original sets it as a Markdown heading.
    year
        Year of the study, for dates without one.
    """
    matter = Matter()
    first_body = _top(lines, marked, matter, year)
    _bottom(lines, max(first_body, 1), matter, year)
    if not matter.unit or not matter.author:
        _elsewhere(matter, lines, first_body)
    return matter


def _top(lines: Sequence[str], marked: Sequence[bool], matter: Matter, year: int | None) -> int:
    """Read the top; the number of the first line that is not part of it."""
    titled = False
    for i, line in enumerate(lines[:_N_TOP]):
        role = _top_role(lines, i, titled, matter, year) if not (marked[i] and titled) else ""
        if not role:
            return i
        matter.roles[i] = role
        titled = titled or role == "title"
        if role == "title":
            matter.titles.append(without_label(line))
    return min(len(lines), _N_TOP)


def _top_role(lines: Sequence[str], i: int, titled: bool, matter: Matter, year: int | None) -> str:
    line = lines[i]
    if is_furniture(line, top=True):
        return "furniture"
    if is_date_line(line):
        matter.date = matter.date or find_date(line, year=year, line=True)
        return "date"
    if len(line) <= 32 and _SALUTATION.fullmatch(line):
        return "salutation"
    below_title = i > 0 and matter.roles.get(i - 1) == "title"
    if below_title and is_subtitle(line):
        return "title"
    if number_level(line):
        return ""
    title_fields = None if titled else title_byline(line, year)
    if title_fields is not None:
        matter.take(title_fields)
        return "title"
    followed = i + 1 < len(lines)
    found = read_byline(line, year=year, strict=not titled) if followed or titled else None
    if found is not None and (titled or found.labelled or _sure(found, lines[i : i + 2])):
        matter.take(found)
        if found.author or found.is_signature:
            return "author"
        return "unit" if found.unit else "date" if found.date else "furniture" if found.labelled else "author"
    if line[0] in "（(" and line[-1] in "）)" and titled and len(line) <= 50:
        matter.date = matter.date or find_date(line, year=year)
        return "date" if find_date(line, year=year or 2000) else "furniture"
    if below_title and is_second_half(line, lines[i - 1]):
        return "title"
    if titled or "salutation" in matter.roles.values() or not title_like(line):
        return ""
    return "title" if followed or TITLE_WORD.search(line) else ""


def _sure(found: Byline, lines: Sequence[str]) -> bool:
    """A byline above the title must name a unit; a lone word like 张三 or 前言 may well be the title.

    Unless the next line says that it is one: 张三 above 学习心得.
    """
    if found.unit:
        return is_unit(lines[0].strip("（）() "), strict=True) or bool(found.author)
    titled_below = len(lines) > 1 and title_like(lines[1]) and TITLE_WORD.search(lines[1]) is not None
    return titled_below and is_name(lines[0])


def _bottom(lines: Sequence[str], first: int, matter: Matter, year: int | None) -> None:
    """Read the bottom upwards; a date there outweighs one at the top."""
    dated = False
    for i in range(len(lines) - 1, max(first - 1, len(lines) - _N_BOTTOM - 1), -1):
        if i in matter.roles:
            return
        line = lines[i]
        if is_furniture(line) or (line[0] in "（(" and _is_note(line)):
            matter.roles[i] = "furniture"
            note = read_byline(line, year=year, strict=False) if _is_note(line) else None
            if note:
                matter.take(note)
            continue
        if is_date_line(line):
            date = find_date(line, year=year, line=True)
            matter.date = date if date and not dated else matter.date
            dated = dated or bool(date)
            matter.roles[i] = "date"
            continue
        if _CLOSING.fullmatch(line):
            matter.roles[i] = "signature"
            continue
        found = None if number_level(line) else read_byline(line, year=year, strict=False)
        if found is None and matter.roles.get(i + 1) == "date":
            found = _greeting_and_name(line)
        if found is None or not _signs(found, line, i, len(lines), matter):
            return
        matter.take(found, date_first=not dated)
        dated = dated or bool(found.date)
        matter.roles[i] = "signature"


def _signs(found: Byline, line: str, i: int, n_lines: int, matter: Matter) -> bool:
    """A signature stands last, or right above a date or another signature."""
    if found.labelled or (found.unit and found.author):
        return True
    above_signature = matter.roles.get(i + 1) in ("date", "signature")
    lone_name = is_name(line.replace(" ", "").strip("（）()"))
    if found.unit and not found.author:
        return above_signature or (i == n_lines - 1 and is_unit(line.strip("（）() "), strict=True))
    return (above_signature or i == n_lines - 1) and (lone_name or " " in line or bool(found.date))


def _greeting_and_name(line: str) -> Byline | None:
    """您的党员 高山: whatever a short line above the date says, its last word may be the name."""
    words = line.split()
    if len(words) == 2 and len(line) <= 14 and is_name(words[1]):
        return Byline(author=words[1])
    return None


def _is_note(line: str) -> bool:
    return line[-1] in "）)" and re.match("[（(].{0,20}(?:供稿|审核|联系电话|作者)", line) is not None


_I_AM = re.compile(
    "我(?:是|叫|来自)(?P<clause>[^，。！？；]{4,24})"
    "|(?:目前|现|一直|我)在(?P<post>[\u4e00-\u9fff“”]{3,16}?)(?:担任|工作|从事|任职|上班)"
    "|(?:被|由|经)(?P<other>[\u4e00-\u9fff“”]{2,18}?支部)(?:确定|接收|吸收|列|批准|通过)"
)
_WRITER = re.compile("[（(](?:通讯员|记者)\\s*[:：]?\\s*(?P<name>[\u4e00-\u9fff]{2,4})[)）]")
_NO_BRANCH = re.compile(
    "^(?:所在|我们|我|本|各|该|全体|基层|两个|这个|[在向由对从一])|(?:各|本|我|该|基层|"
    "我们|所在)(?:党)?支部$|^党?支部$"
)


def _elsewhere(matter: Matter, lines: Sequence[str], first_body: int) -> None:
    """Fill unit and author from the title's opening words, or from what the author says of himself."""
    if not matter.unit:
        leads = [leading_unit(title) for title in matter.titles]
        called = [leading_unit(lines[i]) for i, role in matter.roles.items() if role == "salutation"]
        leads += [unit for unit in called if "支部" in unit]
        matter.unit = tidy_unit(next((lead for lead in leads if lead and not _NO_BRANCH.search(lead)), ""))
    for line in lines[first_body : first_body + 2]:
        writer = _WRITER.search(line[:40])
        if writer and not matter.author and is_name(writer["name"]):
            matter.author = writer["name"]
        for match in _I_AM.finditer(line[:120]):
            found = _said(match)
            if found and found.unit and not _NO_BRANCH.search(found.unit):
                matter.take(found)


def _said(match: re.Match[str]) -> Byline | None:
    """What an author says of himself: 我是…支部的…, 目前在…担任, 被…支部接收."""
    if match["other"]:
        return Byline(unit=tidy_unit(match["other"]))
    if match["post"]:
        return Byline(unit=match["post"]) if is_unit(match["post"], strict=True) else None
    return read_byline(match["clause"].replace("的", " "), year=None, strict=False)
