"""A reason or remedy of a file that was not read in, the same in both languages out.

Readers speak English, as all messages of the program do; a committee reads Chinese. What is not in
``reasons_zh.txt`` stays as it is: nothing is lost.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from reflectnlp.report.words import say

FILE = "reasons_zh.txt"


def reason_words(text: str) -> Markup:
    """A reason or remedy in both languages."""
    for pattern, chinese in _translations():
        match = pattern.fullmatch(text)
        if match:
            parts = match.groups()
            return say("{zh}", "{en}", zh=chinese.format(*parts), en=text)
    return Markup("{}").format(text)


@cache
def _translations() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = (files("reflectnlp.report") / FILE).read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" = ", 1) for line in lines if line and not line.startswith("#")]
    return tuple(
        (re.compile(re.escape(english).replace(re.escape("{}"), "(.+?)"), re.S), chinese)
        for english, chinese in pairs
    )
