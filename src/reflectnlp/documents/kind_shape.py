"""Clean text in, numbers that describe its kind out: its characters, its lines, its cues.

What tells a letter from a report is not only words: news quotes others and dates its first line, an outline
has short lines without full stops, a summary counts, a letter addresses somebody.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from reflectnlp.documents.cues import CUES
from reflectnlp.records import Sentence

HEAD, TAIL = 4000, 600  # characters looked at: cues stand at both ends of long texts
KINDS = ("reflection", "outline", "summary", "letter", "news", "other", "context")
_QUOTED = re.compile("“[^”]{0,400}”|「[^」]{0,400}」")
_COUNTED = re.compile(
    "[0-9一二三四五六七八九十百千两](?:次|人|户|份|条|名|项|元|期|场|篇|个|处|册|件|公里|小时|批|盏)"
)
_MEASURED = re.compile("[0-9一二三四五六七八九十百](?:克|毫升|分钟|度|级|米|厘米|年|天|W|kg|mm|圈|轮|分)")
_DATE = re.compile("[0-9〇一二三四五六七八九十][年月日]")
_NUMBERED = re.compile(r"[一二三四五六七八九十0-9（(①②③④*\-△◎·第其]")
_ADDRESS = re.compile("[^，。0-9“”（）()]{2,20}[：:]")
_CLOSE = re.compile("此致|敬礼|敬上|汇报人|申请人|祝.{0,8}[！!。]")
_DATED = re.compile("月[0-9一二三四五六七八九十]*日?|昨|近日|日前|今天")
_MOST = 6.0


def looked_at(clean: str) -> str:
    """The part of a text that is looked at, with a line break in front."""
    return "\n" + (clean if len(clean) <= HEAD + TAIL else clean[:HEAD] + "\n" + clean[-TAIL:])


def shape(body: str, title: str, sentences: Sequence[Sentence], clean: str) -> list[float]:
    """What the text looks like: rates by 100 characters, means, and the cues' sums."""
    own = _QUOTED.sub("", body)
    lines = [line for line in (part.strip() for part in body.split("\n")) if line]
    first = [line for line in lines[:4] if line != title][:3]
    rate = 100 / len(body)
    n_lines = max(len(lines), 1)
    look = [
        own.count("我") * rate,
        own.count("我们") * rate,
        *(len(pattern.findall(body)) * rate for pattern in (_COUNTED, _MEASURED, _DATE)),
        math.log1p(sum(map(len, lines)) / n_lines),
        sum(line[-1] not in "。！？；”）" for line in lines) / n_lines,
        sum(_NUMBERED.match(line) is not None for line in lines) / n_lines,
        math.log1p(len(body)),
        1 - len(own) / len(body),
        any(_ADDRESS.fullmatch(line) for line in first[:2]),
        _CLOSE.search(body[-120:]) is not None,
        _DATED.search("".join(first)[:60]) is not None,
        not title,
    ]
    return [min(float(value), _MOST) for value in (*look, *_cues(body, title, _top(clean, sentences)))]


def characters(body: str, idf: Mapping[str, float]) -> dict[str, float]:
    """Weights of the text's known characters: (1 + ln count) · idf, of length 1 together."""
    row = {
        character: (1 + math.log(count)) * idf[character]
        for character, count in Counter(body).items()
        if character in idf
    }
    length = math.sqrt(math.fsum(value * value for value in row.values()))
    return {character: value / length for character, value in row.items()} if length else row


def _top(clean: str, sentences: Sequence[Sentence]) -> str:
    """The beginning from the first salutation, heading or body sentence on."""
    for sentence in sentences:
        if sentence.role in ("salutation", "body", "heading"):
            return clean[sentence.clean_start : sentence.clean_start + 300]
    return clean[:300]


def _cues(body: str, title: str, top: str) -> list[float]:
    """Sums of the weights of the cues found, by kind."""
    places = {"title": title, "top": top, "end": body[-300:], "text": body}
    scores = dict.fromkeys(KINDS, 0.0)
    for cue in CUES:
        place = places[cue.where]
        if cue.most == 1:
            scores[cue.kind] += cue.weight * (cue.pattern.search(place) is not None)
            continue
        n = 0
        for _ in cue.pattern.finditer(place):
            n += 1
            if n == cue.most:
                break
        scores[cue.kind] += n * cue.weight
    return [score / 4 for score in scores.values()]
