"""The table ``sentences`` in, how often its words stand in them out: for word clouds and keyness.

What counts as a word is decided here, once: a word of the segmenter of at least two signs that holds a Han
character and is no function word and no part of a date. Headings count, front matter does not.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reflectnlp.language import Segmenter, default_segmenter, stop_words

TOLD = ("body", "heading")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
_COUNTS = re.compile(
    r"[第一二三四五六七八九十百千万亿零〇两几数多余半\d]+[年月日号个名位次条章节项天人岁元]?"
)
# Two characters that only point, count, deny or place: 这件, 一句, 每人, 不到, 心里, 会上.
_POINTS = re.compile(r"[这那哪每某各此该一两几不没].|.[里上]")
# What the list of function words leaves and a reader of a cloud learns nothing from.
_LIGHT = """
有人 就是 还是 的话 东西 主要 今后 以来 算了 再说 现将 当天 看见 看到 看过 回来 以为 具体 送到
前年 去年 今年 明年 今天 昨天 当时 以后 以前 之后 方面 情况 问题 时候 觉得 知道 说话 说法 只有
有的 还有 都是 也是 谈到 想想 事情 意思 当面
"""


@dataclass(frozen=True, slots=True)
class Words:
    """Every occurrence of a content word in some sentences.

    Attributes
    ----------
    names
        The words; an occurrence names one by its place here.
    row
        Shape (n,): the sentence of each occurrence, counted from 0 in the order of the table.
    word
        Shape (n,): the word of each occurrence.
    """

    names: tuple[str, ...]
    row: NDArray[np.int32]
    word: NDArray[np.int32]

    def counts(self, rows: NDArray[np.bool_] | None = None) -> pd.DataFrame:
        """Columns word, n over all sentences or those that ``rows`` marks; most frequent first."""
        chosen = self.word if rows is None else self.word[rows[self.row]]
        n = np.bincount(chosen, minlength=len(self.names))
        out = pd.DataFrame({"word": pd.Series(self.names, dtype="str"), "n": n.astype(np.int64)})
        out = out[out["n"] > 0]
        return out.sort_values(["n", "word"], ascending=[False, True], ignore_index=True)


class _Numbers(dict[str, int]):
    """Word → its number, given when it is first met; -1 for what is no content word."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def __missing__(self, word: str) -> int:
        number = -1
        if is_content(word):
            number = len(self.names)
            self.names.append(word)
        self[word] = number
        return number


@cache
def light_words() -> frozenset[str]:
    """Common words that no cloud shows, beside the function words."""
    return frozenset(_LIGHT.split())


def is_content(word: str) -> bool:
    """Whether a word of the segmenter tells something of what a text is about."""
    return (
        len(word) > 1
        and _HAN.search(word) is not None
        and not _COUNTS.fullmatch(word)
        and not _POINTS.fullmatch(word)
        and word not in light_words()
        and word not in stop_words()
    )


def find_words(sentences: pd.DataFrame, *, segmenter: Segmenter | None = None) -> Words:
    """All content words of the sentences that somebody told, in order.

    Parameters
    ----------
    sentences
        Columns role and text; rows of other roles than body and heading give no words.
    segmenter
        That of the study, else the default one without a user dictionary.
    """
    cut = (segmenter or default_segmenter()).cut
    numbers = _Numbers()
    found, sizes = array("i"), array("i")
    for role, text in zip(sentences["role"].tolist(), sentences["text"].tolist(), strict=True):
        words = cut(text) if role in TOLD else ()
        found.extend(map(numbers.__getitem__, words))
        sizes.append(len(words))
    word = np.frombuffer(found, dtype=np.int32) if found else np.zeros(0, dtype=np.int32)
    row = np.repeat(np.arange(len(sizes), dtype=np.int32), np.asarray(sizes, dtype=np.int64))
    kept = word >= 0
    return Words(tuple(numbers.names), row[kept], word[kept])


def count_words(
    sentences: pd.DataFrame, *, by: pd.Series | None = None, segmenter: Segmenter | None = None
) -> pd.DataFrame:
    """How often each word stands in the sentences, by group where groups are given.

    Parameters
    ----------
    by
        The group of each row of ``sentences`` (unit, stage, theme …); the same index.
    segmenter
        See ``find_words``.

    Returns
    -------
    Columns word, n — with ``by`` group, word, n; the most frequent first in each group. They are what
    ``charts.word_cloud`` and ``charts.keyness`` take.
    """
    words = find_words(sentences, segmenter=segmenter)
    if by is None:
        return words.counts()
    groups = by.reset_index(drop=True)
    parts = [
        words.counts((groups == name).to_numpy()).assign(group=name) for name in sorted(set(groups.dropna()))
    ]
    if not parts:
        return words.counts().assign(group=pd.Series(dtype="str"))[["group", "word", "n"]]
    return pd.concat(parts, ignore_index=True)[["group", "word", "n"]]
