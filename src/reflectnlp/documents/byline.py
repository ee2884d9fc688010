"""A line of front matter or signature in, the unit, author and date that it names out.

Known forms: 植物园党支部 · 总务处  周广田 · （标本馆支部 张三） · 单位：… 姓名：… · 供稿人：… ·
张三（总务处） · 采购科  乔　薇 · 行政支部马贵全 · 贾云鹏　4月18日 · 汇报人：… .
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reflectnlp.documents.dates import find_date, is_date_line
from reflectnlp.documents.names import (
    is_masked,
    is_name,
    is_post,
    is_unit,
    tidy_unit,
    without_post,
)

_AUTHOR = (
    "姓名|作者|汇报人|申请人|发言人|供稿人|供稿|撰稿人?|执笔人?|撰写人|报告人|述职人|"
    "检查人|检讨人|填写人|填报人|填表人|提交人|总结人|学员姓名|学员|记录人?|报送人|整理|署名"
)
_UNIT = (
    "单位|所在单位|工作单位|部门|所在部门|支部|所在支部|所属支部|党支部|所在党支部|学院|"
    "班级|科室|车间|院系|学校|公司|班组|报送单位|填报单位|供稿单位|作者单位"
)
_DATE = "日期|时间|汇报时间|提交日期|填写日期|撰写时间"
_OTHER = (
    "职务|职称|岗位|学号|工号|地点|审核|编辑|责任编辑|来源|点击|阅读|人员|参加人员|主持|"
    "政治面貌|联系电话|电话|通讯员|年级|专业|题目"
)
_LABEL = re.compile(
    rf"(?:^|(?<=[\s,，;；|/（(]))(?P<label>{_AUTHOR}|{_UNIT}|{_DATE}|{_OTHER})"
    r"(?:\s*[:：]\s*|(?<=人) +(?=[\u4e00-\u9fff]))"
)
_AUTHOR_LABEL, _UNIT_LABEL, _DATE_LABEL = (re.compile(names) for names in (_AUTHOR, _UNIT, _DATE))
_SPLIT = re.compile("[\\s·•・|/、，,:：—]+")
_BRACKETS = re.compile("[（(【\\[]([^（）()【】\\[\\]]{0,40})[）)】\\]]")
_BRACKETED = re.compile("[（(【\\[][^（）()【】\\[\\]]+[)）】\\]]")
_STOPS = re.compile("[。！？!?；;…]")
_ENTRY = re.compile("^[□◇○●◆■☆★*]\\s*")
_TAIL = re.compile("(?:[口撰]述|记|撰|文|作|写|执笔|整理|供稿|摄|代笔|敬上|谨上|呈)$")
_AGE = re.compile(
    "[\\d一二三四五六七八九十]{1,4}岁|男|女|[汉壮苗回]族|"
    "[\\d一二三四五六七八九十]{1,3}[号桌]|发言稿|草稿|初稿|执笔"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line names; empty strings where it names nothing. ``labelled``: 单位：… and the like."""

    unit: str = ""
    author: str = ""
    date: str = ""
    labelled: bool = False
    is_signature: bool = False


def read_byline(line: str, *, year: int | None, strict: bool) -> Byline | None:
    """What a byline names, or None when the line is something else.

    Parameters
    ----------
    line
        One stripped line.
    year
        Year of the study, for dates without one.
    strict
        Where no title stands above: a lone word must then be a unit beyond doubt.
    """
    line = _ENTRY.sub("", line)
    if len(line) > 70:
        return None
    if _LABEL.match(line):
        return _labelled(line, year)
    inner = line[1:-1] if _BRACKETED.fullmatch(line) else line
    if _LABEL.match(inner):
        return _labelled(inner, year)
    if _STOPS.search(inner.rstrip("。")):
        return None
    return _words(inner.rstrip("。"), year, strict)


def _labelled(line: str, year: int | None) -> Byline | None:
    unit = author = date = ""
    matches = list(_LABEL.finditer(line))
    signature = False
    for i, match in enumerate(matches):
        stop = matches[i + 1].start() if i + 1 < len(matches) else len(line)
        value = line[match.end() : stop].strip(" ,，;；|/（(）)。")
        label = match["label"]
        if len(value) > 40 or _STOPS.search(value):
            return None
        if _AUTHOR_LABEL.fullmatch(label):
            signature = True
            masked = is_masked(value)
            found = None if masked or is_name(value.replace(" ", "")) else _words(value, year, False)
            if found:
                unit, author, date = unit or found.unit, author or found.author, date or found.date
            elif not masked and len(value.replace(" ", "")) <= 6:
                author = author or value.replace(" ", "")
        elif _UNIT_LABEL.fullmatch(label) and not is_masked(value):
            unit = unit or tidy_unit(value)
        elif _DATE_LABEL.fullmatch(label):
            date = date or find_date(value, year=year, line=True)
    return Byline(unit, author, date, labelled=True, is_signature=signature)


def _words(line: str, year: int | None, strict: bool) -> Byline | None:
    """A byline without labels: every word must be a unit, a name, a post or a date, or stand by them."""
    if is_name(line):
        return Byline(author=line)  # also 阿卜杜拉·买买提, whose dot parts no words
    inner = _BRACKETS.findall(line)
    outer = _joined([word for word in _SPLIT.split(_BRACKETS.sub(_keep_inside_unit, line)) if word])
    units: list[str] = []
    names: list[str] = []
    date, unknown = "", 0
    for word in outer:
        if is_date_line(word):
            date = date or find_date(word, year=year, line=True)
        elif not _take(word, units, names, strict=strict and len(outer) == 1):
            unknown += 1
    if len(outer) > 6:
        return None
    if not units and not names:  # a form left unfilled: 【单位】民警 【姓名】
        return Byline() if inner and not unknown and any(map(is_masked, inner)) else None
    if unknown and (unknown > 2 or not (units and names) or _long_unknown(outer, units, names)):
        return None
    for part in inner:
        for word in _joined([word for word in _SPLIT.split(part) if word]):
            if not units and is_unit(word, strict=False):
                units.append(tidy_unit(without_post(word)))
            elif not names and is_name(word):
                names.append(word)
    return Byline(_choose(units), names[-1] if names else "", date)


def _keep_inside_unit(match: re.Match[str]) -> str:
    """Brackets inside a unit stay: 初一（3）班."""
    rest = match.string[match.end() : match.end() + 1]
    return match.group() if rest and rest in "班组部" else " "


def _joined(words: list[str]) -> list[str]:
    """Names spaced out are one word: 乔 薇, 王 小 明."""
    result: list[str] = []
    single: list[str] = []
    for word in [*words, "  "]:
        if len(word) == 1:
            single.append(word)
            continue
        if single:
            result += ["".join(single)] if is_name("".join(single)) else single
            single = []
        result.append(word)
    return result[:-1]


def _take(word: str, units: list[str], names: list[str], *, strict: bool) -> bool:
    """Put a word where it belongs; whether it belongs anywhere."""
    bare = _TAIL.sub("", word)
    if is_name(word) or (bare != word and is_name(bare)):
        names.append(word if is_name(word) else bare)
        return True
    if is_post(word) or _AGE.fullmatch(word) or _TAIL.fullmatch(word) or is_masked(word):
        return True
    unit = without_post(word)
    if is_unit(unit, strict=strict):
        units.append(tidy_unit(unit))
        return True
    for size in (3, 2, 4):  # written without a space: 行政支部马贵全
        head, name = word[:-size], word[-size:]
        unit = without_post(head)
        if is_post(head) and is_name(name):  # 青年工人许亚东
            names.append(name)
            return True
        if len(unit) >= 3 and is_name(name) and is_unit(unit, strict=unit == head):
            units.append(tidy_unit(unit))
            names.append(name)
            return True
    return False


def _long_unknown(words: list[str], units: list[str], names: list[str]) -> bool:
    known = sum(map(len, units)) + sum(map(len, names))
    return sum(map(len, words)) - known > 10


def _choose(units: list[str]) -> str:
    """The branch where one is named, else the first unit."""
    for unit in units:
        if "支部" in unit or "总支" in unit:
            return unit
    return units[0] if units else ""
