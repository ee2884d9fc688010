"""A short line in, the date that it gives out, as ISO 8601.

People write 2005年4月9日, 二〇〇五年四月九日, 2005.4.9, 05.4.11, 2015年9月26, 3月12日, 四月二日, 2005年4月.
A date without its year takes the year of the study. A date without its day stays a month (``2005-04``). What
no calendar has (2月30日), what is masked (20__年_月_日) and lunar dates give no date.
"""

from __future__ import annotations

import re
from calendar import monthrange

_DIGIT = {char: value for value, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○Oo0", 0)
_HAN_DIGIT = "〇零○一二三四五六七八九"
_HAN_NUMBER = "[一二三四五六七八九十廿]{1,3}"

_FULL = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*(?:年\s*(?P<m>\d{1,2})\s*月(?:份)?\s*(?:(?P<d>\d{1,2})\s*[日号]?)?"
    r"|(?P<sep>[.\-/．·])\s*(?P<m2>\d{1,2})\s*(?P=sep)\s*(?P<d2>\d{1,2})\s*日?(?!\d))"
)
_HAN_FULL = re.compile(
    rf"(?P<y>[{_HAN_DIGIT}Oo]{{4}})\s*年\s*(?P<m>{_HAN_NUMBER})\s*月(?:份)?\s*(?:(?P<d>{_HAN_NUMBER})\s*[日号]?)?"
)
_MIXED = re.compile(
    rf"(?P<y>(?:19|20)\d{{2}})\s*年\s*(?P<m>{_HAN_NUMBER})\s*月\s*(?:(?P<d>{_HAN_NUMBER})\s*[日号]?)?"
)
_NO_YEAR = re.compile(r"(?<!\d)(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]")
_HAN_NO_YEAR = re.compile(rf"(?P<m>{_HAN_NUMBER})\s*月\s*(?P<d>{_HAN_NUMBER})\s*[日号]")
_SHORT = re.compile(r"(?<!\d)(?P<y>\d{2})(?P<sep>[.\-/])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)")
_MONTH = re.compile(r"(?P<y>(?:19|20)\d{2})[.\-/](?P<m>\d{1,2})(?![.\-/\d])")
_DOTTED = re.compile(r"(?P<m>\d{1,2})[./](?P<d>\d{1,2})")
_MASK = r"[\d_xX×*＊\sＸ【】〇○?？]"

# A line that is a date and nothing else, with what people add: 夜, 于深圳, 星期三, brackets, a full stop.
_LINE = re.compile(
    r"[（(【\[]?\s*(?:写?于|日期[:：]|时间[:：])?\s*(?:"
    r"(?:19|20)\d{2}\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月?份?\s*(?:\d{0,2}|"
    + _HAN_NUMBER
    + r")\s*[日号]?"
    r"|(?:19|20)\d{2}\s*[.\-/·]\s*\d{1,2}(?:\s*[.\-/·]\s*\d{1,2})?日?"
    rf"|[{_HAN_DIGIT}Oo]{{4}}\s*年\s*{_HAN_NUMBER}\s*月份?\s*(?:{_HAN_NUMBER})?\s*[日号]?"
    rf"|{_HAN_NUMBER}月{_HAN_NUMBER}[日号]?"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*[日号]?"
    r"|\d{2}[.\-/]\d{1,2}[.\-/]\d{1,2}"
    r"|\d{1,2}[./]\d{1,2}"
    rf"|{_MASK}{{2,8}}年{_MASK}{{0,8}}月{_MASK}{{0,8}}[日号]?"
    r")\s*[，,]?\s*(?:星期[一二三四五六日天]|周[一二三四五六日])?\s*"
    r"(?:于[\u4e00-\u9fff]{1,8}|(?:农历|阴历).{1,10}|[凌清早上中下晚深半夜晨午末初底中旬值班稿记]{1,4})?"
    r"\s*[）)】\]]?\s*[。.]?"
)
_LONGEST = 40


def is_date_line(line: str) -> bool:
    """Whether a line holds a date, masked or not, and nothing else."""
    return len(line) <= _LONGEST and _LINE.fullmatch(line) is not None


def find_date(text: str, *, year: int | None = None, line: bool = False) -> str:
    """The first date of a short text as ``YYYY-MM-DD`` or ``YYYY-MM``; empty when it gives none.

    Parameters
    ----------
    text
        A line, or a part of one.
    year
        Year of the study, for dates that do not say theirs.
    line
        Whether the text is a date line; only then are ``05.4.11`` and ``9.6`` dates.
    """
    for pattern in (_FULL, _HAN_FULL, _MIXED):
        match = pattern.search(text)
        if match:
            part = match.groupdict()
            return _iso(part["y"], part["m"] or part.get("m2") or "", part["d"] or part.get("d2") or "")
    if line:
        match = _MONTH.search(text)
        if match:
            return _iso(match["y"], match["m"], "")
        match = _SHORT.search(text)
        if match:
            return _iso(
                f"20{match['y']}" if int(match["y"]) < 70 else f"19{match['y']}", match["m"], match["d"]
            )
    if year is not None:
        patterns = (_NO_YEAR, _HAN_NO_YEAR, _DOTTED) if line else (_NO_YEAR, _HAN_NO_YEAR)
        for pattern in patterns:
            match = pattern.search(text)
            if match:
                return _iso(str(year), match["m"], match["d"])
    return ""


def _iso(year: str, month: str, day: str) -> str:
    y = int("".join(str(_DIGIT[char]) if char in _DIGIT else char for char in year))
    m, d = _number(month), _number(day)
    if not (1900 <= y <= 2099 and 1 <= m <= 12):
        return ""
    if not day:
        return f"{y}-{m:02d}"
    return f"{y}-{m:02d}-{d:02d}" if 1 <= d <= monthrange(y, m)[1] else ""


def _number(text: str) -> int:
    """The value of 4, 04, 四, 十二, 二十, 廿三; 0 for an empty text."""
    if not text or text.isdigit():
        return int(text or 0)
    text = text.replace("廿", "二十")
    tens, ten, units = text.rpartition("十")
    if not ten:
        return int("".join(str(_DIGIT[char]) for char in text)) if len(text) == 1 else 0
    if len(tens) > 1 or len(units) > 1:
        return 0
    return (_DIGIT[tens] if tens else 1) * 10 + (_DIGIT[units] if units else 0)
