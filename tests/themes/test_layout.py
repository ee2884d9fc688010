"""Where sentences open and close, and where clauses end."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from reflectnlp.language import Batch
from reflectnlp.themes.layout import Layout
from reflectnlp.themes.matcher import Matcher
from reflectnlp.themes.scheme import Scheme

Lay = Callable[[str], tuple[Batch, Layout]]


@pytest.fixture
def lay(scheme_of: Callable[[str], Scheme], batch_for: Callable[..., Batch]) -> Lay:
    def run(text: str) -> tuple[Batch, Layout]:
        matcher = Matcher(scheme_of("scheme: t\nthemes: [{id: a, label: 甲, terms: [理想]}]"))
        batch = batch_for(matcher, text)
        return batch, Layout(batch)

    return run


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("理想很大。", "理想很大"),
        ("　　“理想很大。”", "理想很大"),
        ("一、理想很大！", "理想很大"),
        ("（一）理想很大", "理想很大"),
        ("12. 理想很大……", "理想很大"),
        ("第三，理想很大", "理想很大"),
        ("二是理想很大；", "理想很大"),
        ("一个理想很大", "一个理想很大"),
        ("——理想——", "理想"),
        ("。", ""),
    ],
)
def test_the_inner_part_of_a_sentence(lay: Lay, text: str, inner: str) -> None:
    batch, layout = lay(text)
    sentence = np.zeros(1, np.int32)
    start, end = layout.lead(sentence)[0], layout.tail(sentence)[0]
    assert batch.text[start:end] == inner


def test_clauses(lay: Lay) -> None:
    batch, layout = lay("有理想、有信念，很好。\n第二句")
    start, end = layout.clause(np.arange(len(batch.text)))
    found = dict.fromkeys(batch.text[a:b] for a, b in zip(start, end, strict=True))
    assert list(found) == ["有理想、有信念，", "很好。", "\n", "第二句"]
