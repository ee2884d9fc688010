"""A small reading, and a function that scores texts against readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest

from reflectnlp.coverage import KeyPoint, PointIndex, Reading
from reflectnlp.documents import document_from_text
from reflectnlp.language import StringIndex, default_segmenter, jieba_vocabulary, make_batch

RULES = """# 仓库管理规定

第一条　仓库钥匙由保管员和主任各执一把，开门时两人必须同时到场。

第二条　每年一月三十一日以前，保管员应当把库存清点一遍，并书面报告损耗情况。

第三条　任何人不得把公家的材料带回家中；带回的，三日内原样送还并登记。
"""
POINTS = (
    KeyPoint("W.1", "开库门要两个人同时到场，钥匙分两人保管。", "第一条", 1.0,
             "仓库钥匙由保管员和主任各执一把，开门时两人必须同时到场。"),
    KeyPoint("W.2", "每年一月底前清点库存，书面报告损耗。", "第二条", 1.0,
             "每年一月三十一日以前，保管员应当把库存清点一遍，并书面报告损耗情况。"),
    KeyPoint("W.3", "公家材料不得带回家，带回的三日内送还登记。", "第三条", 2.0,
             "任何人不得把公家的材料带回家中；带回的，三日内原样送还并登记。"),
)  # fmt: skip


@cache
def index_of(readings: tuple[Reading, ...]) -> tuple[PointIndex, StringIndex]:
    index = PointIndex(readings, default_segmenter(), vocabulary=jieba_vocabulary())
    return index, StringIndex(index.strings)


def score_texts(texts: Sequence[str], readings: Sequence[Reading]) -> dict[str, dict[str, Any]]:
    index, strings = index_of(tuple(readings))
    documents = [document_from_text(text, source=f"submissions/{i}.txt") for i, text in enumerate(texts)]
    batch = make_batch(documents, default_segmenter(), strings=strings, vocabulary=jieba_vocabulary())
    return index.score(batch)


@pytest.fixture
def rules() -> Reading:
    return Reading("W", "仓库管理规定", RULES, POINTS, ("仓库规定",), kind="regulation")


@pytest.fixture
def score() -> Callable[[Sequence[str], Sequence[Reading]], dict[str, dict[str, Any]]]:
    return score_texts
