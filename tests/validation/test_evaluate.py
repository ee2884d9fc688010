"""Figures computed by hand on a study of two documents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from reflectnlp.tables.schema import SCHEMAS, empty
from reflectnlp.validation import GoldDocument, GoldPoint, GoldSentence, Setting, evaluate, render
from reflectnlp.validation.alignment import gold_spans, matches, spans
from reflectnlp.validation.measures import interval, pair_measures, pearson, precision_recall, spearman

TEXTS = {"a.txt": "坚定理想信念。为群众服务。", "b.txt": "天气很好。效果不理想。"}


def gold() -> list[GoldDocument]:
    def sentence(start: int, end: int, *themes: str) -> GoldSentence:
        return GoldSentence(start, end, frozenset(themes))

    return [
        GoldDocument(
            "a.txt",
            "a.txt",
            (sentence(0, 7, "ideals"), sentence(7, 13, "service")),
            {
                "R1.1": GoldPoint("paraphrased", frozenset({0})),
                "R1.2": GoldPoint("mentioned", frozenset({1})),
            },
        ),
        GoldDocument("b.txt", "b.txt", (sentence(0, 5), sentence(5, 11)), copy_of="a.txt"),
        GoldDocument("c.txt", "c.txt", ()),
    ]


def tables() -> dict[str, pd.DataFrame]:
    found = {name: empty(name).to_pandas() for name in SCHEMAS}
    found["documents"] = pd.DataFrame({"doc_id": ["A", "B"], "source": ["a.txt", "b.txt"]})
    found["sentences"] = pd.DataFrame(
        {"doc_id": ["A", "A", "B"], "sent_id": [0, 1, 0], "start": [0, 7, 0], "end": [7, 13, 11]}
    )
    found["theme_hits"] = pd.DataFrame(
        {"doc_id": ["A", "B"], "sent_id": [0, 0], "theme": ["ideals", "ideals"]}
    )
    found["points"] = pd.DataFrame(
        {"reading_id": ["R1", "R1"], "point_id": ["R1.1", "R1.2"], "weight": [1.0, 3.0]}
    )
    found["evidence"] = pd.DataFrame(
        {
            "doc_id": ["A", "A", "B", "B"],
            "point_id": ["R1.1", "R1.2"] * 2,
            "code": ["quoted", "absent", "paraphrased", "absent"],
            "sent_id": [0, -1, 0, -1],
        }
    )
    found["coverage"] = pd.DataFrame(
        {"doc_id": ["A", "B"], "reading_id": ["R1", "R1"], "score": [0.25, 0.25]}
    )
    found["reuse"] = pd.DataFrame({"doc_id": ["A", "B"], "other_id": ["B", "A"]})
    return found


def setting() -> Setting:
    return Setting(
        themes=("ideals", "service", "duty"),
        texts=TEXTS,
        readings={"R1": "理想信念"},
        keywords={"ideals": ["理想"], "service": ["服务"]},
        cut=list,
    )


def test_all_measures_by_hand() -> None:
    result = evaluate(tables(), gold(), setting())
    assert result["documents"] == {"n": 2, "missing": ["c.txt"]}
    themes = result["themes"]
    # b.txt is one predicted sentence: it speaks for both gold sentences, so ideals is said of three.
    assert themes["per_theme"]["ideals"]["precision"] == pytest.approx(1 / 3)
    assert themes["per_theme"]["ideals"]["recall"] == 1.0
    assert themes["per_theme"]["service"]["f1"] == 0.0
    assert themes["per_theme"]["duty"]["support"] == 0
    assert themes["macro_f1"] == pytest.approx((0.5 + 0.0) / 2)
    assert themes["dictionary_only"]["macro_f1"] == pytest.approx((2 / 3 + 1.0) / 2)
    coverage = result["coverage"]
    assert (coverage["point_precision"], coverage["point_recall"]) == (0.5, 1.0)
    assert coverage["code_accuracy"] == 0.25
    assert coverage["evidence_precision"] == 0.5
    assert coverage["pearson"] is None  # both scores are 0.25
    assert coverage["mean_gold"] == pytest.approx((1.0 * 1 + 0.5 * 3) / 4 / 2)
    assert coverage["cosine_baseline"]["pearson"] == pytest.approx(1.0)
    assert result["reuse"] == {"precision": 1.0, "recall": 1.0, "n_gold": 1, "n_predicted": 1}


def test_the_page_names_every_baseline() -> None:
    page = render(evaluate(tables(), gold(), setting()))
    assert "in gold but not among the submissions: c.txt" in page
    assert "themes: macro F1 0.25   dictionary only 0.83" in page
    assert "whole-document cosine: Pearson 1.00" in page
    assert "reuse: pairs in gold 1, found 1: precision 1.00, recall 1.00" in page


def test_nothing_to_measure_is_undefined_not_perfect() -> None:
    bare = {name: empty(name).to_pandas() for name in SCHEMAS}
    result = evaluate(bare, [], setting())
    assert result["themes"]["macro_f1"] is None
    assert result["coverage"]["pearson"] is None
    assert result["reuse"] == {"precision": None, "recall": None, "n_gold": 0, "n_predicted": 0}
    assert "macro F1 –" in render(result)


def test_a_sample_of_sentences_is_measured_by_what_it_stands_for() -> None:
    sampled = [
        GoldDocument("a.txt", "a.txt", (GoldSentence(7, 13, frozenset({"ideals"}), 3.0),), parts=("themes",)),
        GoldDocument("b.txt", "b.txt", (GoldSentence(0, 5, frozenset({"ideals"})),), parts=("themes",)),
    ]
    result = evaluate(tables(), sampled, setting())
    # Of four sentences two are listed: one was missed and stands for three, one was found. Nothing else
    # counts, so the hit on the sentence that nobody listed is no false one.
    row = result["themes"]["per_theme"]["ideals"]
    assert (row["precision"], row["recall"], row["support"]) == (1.0, 0.25, 2)
    assert (result["themes"]["n_sentences"], row["prevalence"]) == (2, 1.0)
    assert result.keys() == {"documents", "themes"}
    assert "coverage" not in render(result)


def test_half_of_the_shorter_one_is_enough() -> None:
    found = matches(spans([(0, 10), (10, 20)]), spans([(0, 4), (4, 17), (17, 20)]))
    assert [list(f) for f in found] == [[0, 1], [1, 2]]


def test_gold_on_a_plain_text_is_carried_to_the_submission() -> None:
    plain = "题目\n\n坚定　理想,信念。\n为群众服务。"
    document = GoldDocument(
        "a.txt",
        "a.docx",
        (
            GoldSentence(0, 2, frozenset()),
            GoldSentence(4, 13, frozenset()),
            GoldSentence(14, 20, frozenset()),
        ),
        plain=plain,
    )
    text = "坚定理想，信念。为群众\r\n服务。"
    assert [text[s:e] for s, e in gold_spans(document, text)] == ["", "坚定理想，信念。", "为群众\r\n服务。"]


def test_correlations() -> None:
    x, y = np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 4.0, 9.0, 16.0])
    assert pearson(x, y) == pytest.approx(0.9844, abs=1e-4)
    assert spearman(x, y) == pytest.approx(1.0)
    assert spearman(np.array([1.0, 1.0, 2.0]), np.array([3.0, 3.0, 1.0])) == pytest.approx(-1.0)
    low, high = interval(x, y, np.arange(4)) or (0.0, 0.0)
    assert 0.9 < low <= high <= 1.0
    assert interval(x, y, np.arange(4)) == [low, high]


def test_counts() -> None:
    yes, no = np.array([True, True, False]), np.array([False, False, False])
    assert precision_recall(yes, no) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert precision_recall(yes, yes) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    one, other = frozenset({"a", "b"}), frozenset({"a", "c"})
    assert pair_measures([one], [one, other]) == {
        "precision": 0.5,
        "recall": 1.0,
        "n_gold": 1,
        "n_predicted": 2,
    }


def test_a_gold_file_of_the_demo_is_whole() -> None:
    from reflectnlp.validation import load_gold

    documents = load_gold(Path(__file__).parents[2] / "data" / "demo" / "gold" / "gold.jsonl")
    assert len(documents) == 32
    assert all(document.plain for document in documents)
