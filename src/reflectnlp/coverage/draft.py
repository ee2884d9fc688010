"""A reading without an outline in, its key points out; and a draft outline for a person to edit.

A regulation is drawn article by article; anything else section by section. In each part the sentences are
ranked by what makes a point recognisable: words that the whole reading turns on, numbers, dates and names,
duties (必须、不得、要), contrasts (不是……而是), the place at the head or the end of the part.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from reflectnlp.coverage.readings import KeyPoint, Reading
from reflectnlp.documents import document_from_text
from reflectnlp.language import default_segmenter, stop_words

_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百\d]{1,7}条(?:之[一二三四五六七八九十])?[\s:：、]*")
_FORMAL = re.compile(r"制定本|本\w{1,6}适用|负责解释|起施行|起实施|另行规定|同时废止|为示例文本")
_NUMBER = re.compile(
    r"\d|[二三四五六七八九十百千万两]+(?:个|年|月|日|天|元|次|人|条|份|户|里|万|成|小时|分之)"
)
_DUTY = re.compile(r"必须|不得|不准|严禁|应当|务必|一律|要(?!求|点|么)|不能|有权|有义务")
_CONTRAST = re.compile(r"不是.{1,20}而是|才|就是|只有.{1,20}才|不在.{1,12}而在|根子|关键|说到底|归根")
_ORDER = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[、.．])\s*")
_ADDRESS = re.compile(
    r"^(?:各位|同志们|老师们|同学们|朋友们|谢谢)|与大家共勉|我就讲到这里|请(?:大家|当面)?指正"
)
_MARKS = ((_NUMBER, 0.5), (_DUTY, 0.6), (_CONTRAST, 1.0))
_N_CHARS_A_POINT = 260  # a section of this length holds about one point
_MOST_A_PART = 4
_MAX_TEXT = 90


@dataclass(slots=True)
class _Part:
    """A section or an article: its name and its sentences."""

    section: str
    sentences: list[str] = field(default_factory=list)
    is_article: bool = False


def title_of(text: str) -> str:
    """The title line of a reading, without notes in brackets; empty where none is found."""
    for line in text.splitlines():
        stripped = line.strip(" \t#\ufeff\u3000")
        if stripped:
            return stripped if len(stripped) <= 40 and not stripped.endswith("。") else ""
    return ""


def draw_points(text: str, reading_id: str) -> tuple[KeyPoint, ...]:
    """Key points from the text of a reading.

    Parameters
    ----------
    text
        The decoded text, plain or Markdown.
    reading_id
        Their ids are ``<reading_id>.1`` and so on.

    Returns
    -------
    tuple of KeyPoint
        In the order of the text, each with the passage as its source and weight 1. At least one for a text
        that holds a sentence.
    """
    parts = _parts(text)
    worth = _Worth([sentence for part in parts for sentence in part.sentences])
    chosen = [(part.section, passage) for part in parts for passage in worth.passages(part)]
    if not chosen:
        chosen = [(part.section, part.sentences[0]) for part in parts if part.sentences][:1]
    return tuple(
        KeyPoint(f"{reading_id}.{number}", _ORDER.sub("", passage).strip(), section, 1.0, passage)
        for number, (section, passage) in enumerate(chosen, 1)
    )


def _parts(text: str) -> list[_Part]:
    document = document_from_text(text, source="reading.md", format="markdown")
    parts = [_Part("")]
    for sentence in document.sentences:
        article = _ARTICLE.match(sentence.text)
        if sentence.is_heading and not article:
            parts.append(_Part(sentence.text))
        elif article:
            name = article.group().strip(" :：、\u3000")
            parts.append(_Part(name, is_article=True))
            rest = sentence.text[article.end() :].strip()
            if rest:
                parts[-1].sentences.append(rest)
        elif sentence.role in ("body", "salutation"):
            parts[-1].sentences.append(sentence.text)
    return [part for part in parts if part.sentences]


class _Worth:
    """Ranks sentences against the whole reading they come from."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._segmenter = default_segmenter()
        self._stop = stop_words()
        self._n = len(sentences)
        self._count = Counter(word for sentence in sentences for word in self._words(sentence))

    def _words(self, sentence: str) -> set[str]:
        words = self._segmenter.cut(sentence)
        return {word for word in words if len(word) > 1 and word.isalnum() and word not in self._stop}

    def passages(self, part: _Part) -> list[str]:
        """The passages of a part that are worth a point, in order."""
        sentences = part.sentences
        if part.is_article:
            kept = [sentence for sentence in sentences if not _FORMAL.search(sentence)]
            return [_joined(kept)] if kept else []
        ranked = sorted(
            range(len(sentences)), key=lambda i: (-self._score(sentences[i], i, len(sentences)), i)
        )
        n_chars = sum(map(len, sentences))
        wanted = min(_MOST_A_PART, max(1, round(n_chars / _N_CHARS_A_POINT)))
        usable = [i for i in ranked if len(sentences[i]) >= 8 and not _ADDRESS.search(sentences[i])]
        return [sentences[i] for i in sorted(usable[:wanted])]

    def _score(self, sentence: str, i: int, n: int) -> float:
        words = self._words(sentence)
        if not words:
            return -1.0
        central = sum(math.log1p(self._count[word] - 1) for word in words) / math.sqrt(len(words))
        marks = sum(weight for pattern, weight in _MARKS if pattern.search(sentence))
        place = 0.4 if i in (0, n - 1) and n > 1 else 0.0
        return central + marks + place - (0.8 if len(sentence) < 14 else 0.0)


def _joined(sentences: Sequence[str]) -> str:
    """The first sentences, as many as make a point of one or two sentences; at least one."""
    text = sentences[0]
    for sentence in sentences[1:]:
        if len(text) + len(sentence) > _MAX_TEXT:
            break
        text += sentence
    return text


def draft_outline(reading: Reading) -> str:
    """The outline of a reading as YAML for a person to edit.

    Parameters
    ----------
    reading
        With key points of its own or drawn ones.

    Returns
    -------
    str
        YAML that `read_outline` reads back to the same points.
    """
    head = (
        "# 提纲草稿：逐条改写 text（一两句话说清一个要点），删去不要的，weight 默认为 1；source 须是原文。\n"
    )
    data = {
        "id": reading.reading_id,
        "title": reading.title,
        "aliases": list(reading.aliases),
        "author": reading.author,
        "kind": reading.kind,
        "points": [
            {
                "id": point.point_id,
                "text": point.text,
                "section": point.section,
                "weight": point.weight,
                "source": point.source,
            }
            for point in reading.points
        ],
    }
    return head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
