from __future__ import annotations

import numpy as np
import pytest

from reflectnlp.coverage.fit import Words, common_of, f1, f1_threshold, logistic, overlaps
from reflectnlp.coverage.lexicon import concepts
from reflectnlp.documents import document_from_text
from reflectnlp.language import default_segmenter, jieba_vocabulary


def test_logistic_regression_finds_known_weights():
    random = np.random.default_rng(3)
    signal = random.normal(size=(4000, 2))
    odds = 2.0 * signal[:, 0] - 1.0 * signal[:, 1] + 0.5
    label = random.random(4000) < 1 / (1 + np.exp(-odds))
    bias, weights = logistic(signal, label, weight=np.ones(4000), strength=10.0)
    assert [round(bias, 1), *np.round(weights, 1)] == [pytest.approx(v, abs=0.2) for v in (0.5, 2.0, -1.0)]


def test_rising_weights_do_not_fall_below_zero():
    signal = np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 2.0], [2.0, 0.0]])
    label = np.array([False, True, False, True])
    _, weights = logistic(signal, label, weight=np.ones(4), strength=1.0, rising=True)
    assert weights[0] > 0
    assert weights[1] == 0


def test_f1():
    yes, no = np.array([True, True, False]), np.array([False, False, False])
    assert f1(yes, np.array([True, False, True])) == 0.5
    assert f1(no, no) == 1.0
    assert f1(yes, no) == 0.0


def test_threshold_is_the_middle_of_those_that_do_best():
    score = np.array([0.9, 0.8, 0.7, 0.2, 0.1])
    label = np.array([True, True, False, False, False])
    assert f1_threshold(score, label) == pytest.approx(0.755, abs=0.01)


def test_overlap_by_half_of_the_shorter():
    spans = np.array([[0, 10], [10, 30]])
    assert overlaps(spans, 5, 12).tolist() == [True, False]
    assert overlaps(spans, 8, 12).tolist() == [True, True]


def test_common_words_and_concepts_are_shares_of_documents():
    texts = ["我们学习了次日上报的规定。", "今天学习，第二天汇报。", "天气很好。", "学习很重要。"]
    documents = [document_from_text(text, source=f"{i}.txt") for i, text in enumerate(texts)]
    common = common_of(documents, Words(default_segmenter(), jieba_vocabulary()))
    assert common.words["学习"] == 0.75
    assert "天气" not in common.words
    next_day = next(i for i, terms in enumerate(concepts()) if "次日" in terms)
    assert common.concepts[next_day] == 0.5
