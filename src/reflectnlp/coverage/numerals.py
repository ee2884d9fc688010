"""A key point's wording in, its numbers with all ways of writing them out.

Numbers are what makes a point recognisable, and everybody writes them differently: 八元六角 is 8.6元 and
八块六, 一月三十一日 is 1月31日 and 一月底. The ways are spelled out once for each point, so that finding them
in a document is a search for strings like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_VALUE = {char: i for i, char in enumerate(_DIGITS)} | {"〇": 0, "两": 2}
_PLACE = {"十": 10, "百": 100, "千": 1000}
_NUMBER = r"(?:\d+(?:\.\d+)?[万亿]*|[零〇一二三四五六七八九十百千两][零〇一二三四五六七八九十百千两万亿]*)"
# What is counted, in groups that mean the same; the first is the name of the group.
_UNITS = (
    ("日", "天", "号", "个工作日", "工作日", "昼夜"),
    ("个月", "月"),
    ("年",),
    ("岁",),
    ("小时", "个小时", "钟头", "个钟头"),
    ("分钟",),
    ("元", "块钱", "块", "元钱"),
    ("次", "回", "遍", "趟"),
    ("人", "名", "位", "个人"),
    ("个", "只"),
    ("件", "桩"),
    ("条", "项"),
    ("份",),
    ("里", "里路", "公里"),
    ("斤", "公斤"),
    ("户", "家"),
    ("村", "个村", "个村子"),
    ("字",),
    ("步",),
    ("句", "句话"),
    ("亩",),
    ("吨",),
    ("台",),
    ("倍",),
    ("级",),
)
_NAMED = {unit: names for names in _UNITS for unit in names}
_UNIT = "|".join(sorted(_NAMED, key=len, reverse=True))
_COUNTED = re.compile(f"(?P<number>{_NUMBER})(?P<unit>{_UNIT})?")
_DATE = re.compile(f"(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号]")
_MONEY = re.compile(f"(?P<yuan>{_NUMBER})(?:元|块)(?P<jiao>[一二三四五六七八九\\d])(?:角|毛)?")
_PERCENT = re.compile(
    f"百分之(?P<number>{_NUMBER})|(?P<figure>\\d+(?:\\.\\d+)?)%|(?P<tenths>[一二三四五六七八九])成"
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a point: a name for what it is, the strings that say it, and how telling it is.

    ``weight`` is 1 for a date, a sum of money, a share or a number above ten, less for the small numbers
    that stand in every text.
    """

    name: str
    forms: tuple[str, ...]
    weight: float = 1.0


def value(text: str) -> float | None:
    """What a number in Arabic or Chinese figures is worth; None if it is no well-formed number."""
    for name, many in (("亿", 100_000_000), ("万", 10_000)):
        head, found, tail = text.rpartition(name)
        if found:
            parts = (value(head), value(tail) if tail else 0.0)
            return None if parts[0] is None or parts[1] is None else parts[0] * many + parts[1]
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    if not text or any(char not in _VALUE and char not in _PLACE for char in text):
        return None
    if not any(char in _PLACE for char in text):
        return float("".join(str(_VALUE[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _PLACE:
            total += (digit or 1) * _PLACE[char]
            digit = 0
        else:
            digit = _VALUE[char]
    return float(total + digit)


def chinese(number: int) -> str:
    """A whole number below 10^12 in Chinese figures, as it is read aloud."""
    for many, name in ((100_000_000, "亿"), (10_000, "万")):
        if number >= many:
            rest = number % many
            tail = ("零" if 0 < rest < many // 10 else "") + (chinese(rest) if rest else "")
            return chinese(number // many) + name + tail
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = bool(text)
    text = text or "零"
    return text[1:] if text.startswith("一十") else text


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a point, each once.

    A bare number below three is left out: 一 and 两 stand in every text.
    """
    found: dict[str, Number] = {}
    rest = text
    for pattern, make in ((_DATE, _date), (_MONEY, _money), (_PERCENT, _percent)):
        for match in pattern.finditer(rest):
            number = make(match)
            if number is not None:
                found.setdefault(number.name, number)
        rest = pattern.sub("，", rest)
    for match in _COUNTED.finditer(rest):
        number = _counted(match)
        if number is not None:
            found.setdefault(number.name, number)
    return tuple(found.values())


def _plain(amount: float) -> str:
    """15 for 15.0, 8.6 for 8.6."""
    return str(int(amount)) if amount == int(amount) else f"{amount:.4f}".rstrip("0")


def _writings(amount: float) -> list[str]:
    """Ways to write a number: 15 and 十五; 120000, 12万 and 十二万; 2 as 二 and 两."""
    ways = [_plain(amount)]
    if amount == int(amount) and amount < 1e12:
        whole = int(amount)
        ways.append(chinese(whole))
        if whole == 2 or re.match("二[百千万]", ways[-1]):
            ways.append("两" + ways[-1][1:])
        if whole >= 10_000 and whole % 1000 == 0:
            ways.append(f"{_plain(whole / 10_000)}万")
        if whole >= 10_000_000 and whole % 1_000_000 == 0:
            ways.append(f"{_plain(whole / 100_000_000)}亿")
        if whole >= 1000 and whole % 1000 == 0 and whole < 10_000:
            ways.append(f"{whole // 1000}千")
    return ways


def _date(match: re.Match[str]) -> Number | None:
    month, day = value(match["month"]), value(match["day"])
    if month is None or day is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    months, days = _writings(month), _writings(day)
    forms = {f"{m}月{d}{end}" for m in months for d in days for end in ("日", "号", "")}
    if day >= 28:
        forms |= {f"{m}月底" for m in months} | {f"{m}月末" for m in months}
        forms |= {"元月底", "元月末"} if month == 1 else {"年底", "年末"} if month == 12 else set()
    return Number(f"{month:g}月{day:g}日", tuple(sorted(form for form in forms if form[-1] != "月")))


def _money(match: re.Match[str]) -> Number | None:
    yuan, jiao = value(match["yuan"]), value(match["jiao"])
    if yuan is None or jiao is None:
        return None
    amount = yuan + jiao / 10
    ways = {f"{amount:.1f}元", f"{amount:.2f}元", f"{amount:.1f}块"}
    for whole in _writings(yuan):
        for part in _writings(jiao):
            ways |= {f"{whole}元{part}角", f"{whole}块{part}毛", f"{whole}块{part}", f"{whole}元{part}"}
    return Number(f"{_plain(amount)}元", tuple(sorted(ways)))


def _percent(match: re.Match[str]) -> Number | None:
    share = value(match["number"] or match["figure"] or match["tenths"])
    if share is None:
        return None
    share *= 10 if match["tenths"] else 1
    forms = {f"{share:g}%", f"{share:g}％"} | {f"百分之{way}" for way in _writings(share)}
    if share % 10 == 0 and 0 < share < 100:
        forms |= {f"{_DIGITS[int(share) // 10]}成", f"{int(share) // 10}成"}
    elif share % 5 == 0 and 10 < share < 100:
        tenths = _DIGITS[int(share) // 10]
        forms |= {f"{tenths}成五", f"{tenths}成半"}
    return Number(f"{share:g}%", tuple(sorted(forms)))


def _counted(match: re.Match[str]) -> Number | None:
    amount = value(match["number"])
    unit = match["unit"]
    if amount is None or amount == 0 or (unit is None and amount < 13):
        return None
    if unit is None:
        return Number(_plain(amount), tuple(sorted({way for way in _writings(amount) if len(way) > 1})))
    names = _NAMED[unit]
    forms = {way + name for way in _writings(amount) for name in names}
    if names[0] == "日" and amount == 15:
        forms |= {"半个月", "半月"}
    if names[0] == "个月" and amount == 6:
        forms |= {"半年"}
    if names[0] == "年" and 1900 <= amount < 2100 and amount == int(amount):
        figures = _plain(amount)
        read = "".join(_DIGITS[int(digit)] for digit in figures)
        forms = {f"{way}年" for way in (figures, figures[2:], read, read[2:], read.replace("零", "〇"))}
    weight = 1.0 if amount > 10 else 0.5 if amount > 2 else 0.25
    return Number(_plain(amount) + names[0], tuple(sorted(form for form in forms if len(form) > 1)), weight)
