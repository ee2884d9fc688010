"""Gold sentences and predicted sentences in, which predictions speak for which gold sentence out.

A program may split sentences its own way: a gold sentence is matched to the predictions whose span
overlaps it by at least half of the shorter one. Where gold counts in another form of the text (plain
text against DOCX), its offsets are first carried over by aligning the characters of both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from reflectnlp.validation.gold import GoldDocument

Spans = NDArray[np.int64]  # (n, 2) half-open


def gold_spans(gold: GoldDocument, text: str) -> Spans:
    """The spans of the gold sentences in the decoded ``text`` of the submission, shape (n, 2).

    A gold sentence of which nothing stands in ``text`` (a title that a spreadsheet keeps in another
    column) becomes an empty span.
    """
    spans = np.array([(s.start, s.end) for s in gold.sentences], dtype=np.int64).reshape(-1, 2)
    if not gold.plain or gold.plain == text:
        return spans
    position = _carried(gold.plain, text)
    moved = np.zeros_like(spans)
    for n, (start, end) in enumerate(spans):
        inside = position[start:end]
        inside = inside[inside >= 0]
        if inside.size:
            moved[n] = inside[0], inside[-1] + 1
    return moved


def _carried(plain: str, text: str) -> NDArray[np.int64]:
    """For every character of ``plain`` its position in ``text``, -1 where it has none."""
    left, left_at = _letters(plain)
    right, right_at = _letters(text)
    position = np.full(len(plain), -1, dtype=np.int64)
    for a, b, size in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        position[left_at[a : a + size]] = right_at[b : b + size]
    return position


def _letters(text: str) -> tuple[str, NDArray[np.int64]]:
    """The text without white space and format marks, width folded, with the offset of each character."""
    kept, at = [], []
    for n, character in enumerate(text):
        folded = unicodedata.normalize("NFKC", character)
        if len(folded) == 1 and not folded.isspace() and unicodedata.category(folded) not in ("Cf", "Cc"):
            kept.append(folded)
            at.append(n)
    return "".join(kept), np.array(at, dtype=np.int64)


def matches(gold: Spans, predicted: Spans) -> list[NDArray[np.int64]]:
    """For every gold span the numbers of the predicted spans that overlap half of the shorter one."""
    found = []
    for start, end in gold:
        shared = np.minimum(predicted[:, 1], end) - np.maximum(predicted[:, 0], start)
        shorter = np.minimum(predicted[:, 1] - predicted[:, 0], end - start)
        found.append(np.flatnonzero((shared > 0) & (2 * shared >= shorter)))
    return found


def spans(rows: Sequence[tuple[int, int]]) -> Spans:
    """Pairs of offsets as an array of shape (n, 2), also when there are none."""
    return np.array(rows, dtype=np.int64).reshape(-1, 2)
