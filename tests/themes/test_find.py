"""Rules and model become one row for each theme of each sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from reflectnlp.language import Batch
from reflectnlp.themes.find import ThemeHits, find_themes
from reflectnlp.themes.matcher import Matcher, RuleHits
from reflectnlp.themes.scheme import Scheme

SCHEME = """
scheme: t
negation: {cues: [不能], harmless: []}
inherit: {openers: [这个问题]}
themes:
  - id: a
    label: 甲
    inherit: {previous: 0.6, heading: 0.1}
    terms: [理想信念, {text: 信念, weight: 0.4}, {text: 理想, weight: 0.4}, {text: 党性, weight: 0.9}]
  - {id: b, label: 乙, threshold: 0.8, terms: [{text: 纪律, weight: 0.7}, {text: 规矩, weight: 0.7}]}
"""


@dataclass(frozen=True)
class Fixed:
    """A model that says always the same."""

    probability: NDArray[np.float64]
    thresholds: NDArray[np.float64]
    rules_only: tuple[str, ...] = ()

    def predict(self, batch: Batch, rule_hits: RuleHits) -> NDArray[np.float64]:
        assert rule_hits.weights.shape == self.probability.shape
        return self.probability


@pytest.fixture
def matcher(scheme_of: Callable[[str], Scheme]) -> Matcher:
    return Matcher(scheme_of(SCHEME))


def rows(batch: Batch, hits: ThemeHits) -> list[tuple[int, int, float, str, str, str, bool]]:
    spans = [batch.text[a:b] for a, b in zip(hits.start, hits.end, strict=True)]
    score = hits.score.round(6).tolist()
    columns = (hits.sent.tolist(), hits.theme.tolist(), score, hits.by.tolist(), hits.term.tolist())
    return list(zip(*columns, spans, hits.negated.tolist(), strict=True))


def test_rules_alone(matcher: Matcher, batch_for: Callable[..., Batch]) -> None:
    text = "不能丢理想信念和党性。\n信念。\n信念和理想。\n纪律。\n纪律与规矩。\n@ 理想信念"
    batch = batch_for(matcher, text)
    assert rows(batch, find_themes(batch, matcher)) == [
        (0, 0, 1.0, "rule", "理想信念", "理想信念", True),
        (2, 0, 0.64, "rule", "信念", "信念", False),
        (4, 1, 0.91, "rule", "纪律", "纪律", False),
    ]


def test_an_inherited_theme_shows_where_it_comes_from(
    matcher: Matcher, batch_for: Callable[..., Batch]
) -> None:
    batch = batch_for(matcher, "# 党性\n谈理想信念。\n这个问题要紧。")
    assert rows(batch, find_themes(batch, matcher)) == [
        (0, 0, 0.9, "rule", "党性", "党性", False),
        (1, 0, 1.0, "rule", "理想信念", "理想信念", False),
        (2, 0, round(1 - 0.4 * 0.91, 6), "rule", "理想信念", "理想信念", False),
    ]


def test_with_a_model_its_probability_decides(matcher: Matcher, batch_for: Callable[..., Batch]) -> None:
    batch = batch_for(matcher, "理想信念。\n信念。\n纪律与规矩。\n@ 纪律")
    probability = np.array([[0.9, 0.1], [0.6, 0.2], [0.3, 0.4], [0.9, 0.9]])
    hits = find_themes(batch, matcher, Fixed(probability, np.array([0.5, 0.2])))
    assert rows(batch, hits) == [
        (0, 0, 0.9, "both", "理想信念", "理想信念", False),
        (1, 0, 0.6, "model", "", "信念。", False),
        (1, 1, 0.2, "model", "", "信念。", False),
        (2, 1, 0.4, "both", "纪律", "纪律", False),
    ]


def test_in_a_document_about_other_matters_a_theme_must_be_all_but_certain(
    matcher: Matcher, batch_for: Callable[..., Batch]
) -> None:
    batch = batch_for(matcher, "理想信念。", "理想信念。\n信念。")
    documents = (batch.documents[0], replace(batch.documents[1], kind="other"))
    probability = np.array([[0.6, 0.1], [0.6, 0.1], [0.85, 0.1]])
    model = Fixed(probability, np.array([0.5, 0.9]))
    assert find_themes(batch, matcher, model).sent.tolist() == [0, 1, 2]
    assert find_themes(replace(batch, documents=documents), matcher, model).sent.tolist() == [0, 2]


@pytest.mark.parametrize("texts", [(), ("",), ("天晴。",)])
def test_nothing_is_typed(matcher: Matcher, batch_for: Callable[..., Batch], texts: tuple[str, ...]) -> None:
    hits = find_themes(batch_for(matcher, *texts), matcher)
    assert (hits.sent.dtype, hits.theme.dtype, hits.score.dtype) == (np.int32, np.int16, np.float64)
    assert (hits.start.dtype, hits.end.dtype, hits.negated.dtype) == (np.int64, np.int64, np.bool_)
    assert hits.by.tolist() == hits.term.tolist() == []
