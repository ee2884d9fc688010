"""Every term is accounted for: where it counts, where not and why, and where an example stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reflectnlp.language import Batch, jieba_vocabulary, rjieba_segmenter
from reflectnlp.records import Document
from reflectnlp.themes.check import EXAMPLES, SHARED, TERMS, SchemeCheck, check_scheme
from reflectnlp.themes.scheme import Scheme

SCHEME = """\
scheme: t
themes:
  - id: a
    label: 甲
    exclude: [理想气体]
    terms:
      - 理想
      - {text: 信念, near: [坚定]}
      - 作风
      - 形成性评价
      - 坚定…信仰
  - {id: b, label: 乙, terms: [作风, 理想信念]}
"""


@pytest.fixture
def check(scheme_of: Callable[[str], Scheme], batch_for: Callable[..., Batch]) -> Callable[..., SchemeCheck]:
    def run(documents: tuple[Document, ...], n_examples: int = 3) -> SchemeCheck:
        return check_scheme(
            scheme_of(SCHEME),
            documents,
            segmenter=rjieba_segmenter(),
            vocabulary=jieba_vocabulary(),
            n_examples=n_examples,
        )

    return run


@pytest.fixture
def documents(scheme_of: Callable[[str], Scheme], batch_for: Callable[..., Batch]) -> tuple[Document, ...]:
    from reflectnlp.themes.matcher import Matcher

    texts = ("有理想，有作风。\n理想气体。\n写作风格。", "有信念。\n坚定信念。\n坚定的信仰。\n理想，理想。")
    return batch_for(Matcher(scheme_of(SCHEME)), *texts).documents


def test_counts_by_reason(check: Callable[..., SchemeCheck], documents: tuple[Document, ...]) -> None:
    rows = check(documents).terms.to_pylist()
    counts = {
        (row["theme"], row["term"]): {k[2:]: v for k, v in row.items() if k.startswith("n_") and v}
        for row in rows
    }
    assert counts == {
        ("a", "理想"): {"accepted": 3, "excluded": 1},
        ("a", "信念"): {"accepted": 1, "condition": 1},
        ("a", "作风"): {"accepted": 1, "boundary": 1},
        ("a", "形成性评价"): {},
        ("a", "坚定…信仰"): {"accepted": 1},
        ("b", "作风"): {"accepted": 1, "boundary": 1},
        ("b", "理想信念"): {},
    }
    assert [row["place"] for row in rows][:2] == ["scheme.yaml:7", "scheme.yaml:8"]
    assert {row["term"]: row["split"] for row in rows if row["split"]} == {"形成性评价": "形成/性/评价"}


def test_examples(check: Callable[..., SchemeCheck], documents: tuple[Document, ...]) -> None:
    rows = check(documents, n_examples=2).examples.to_pylist()
    shown = [
        (r["term"], r["reason"], r["doc_id"], r["sent_id"], r["text"]) for r in rows if r["theme"] == "a"
    ]
    assert shown == [
        ("理想", "accepted", "d0", 0, "有理想，有作风。"),
        ("理想", "accepted", "d1", 3, "理想，理想。"),
        ("理想", "excluded", "d0", 1, "理想气体。"),
        ("信念", "accepted", "d1", 1, "坚定信念。"),
        ("信念", "condition", "d1", 0, "有信念。"),
        ("作风", "accepted", "d0", 0, "有理想，有作风。"),
        ("作风", "boundary", "d0", 2, "写作风格。"),
        ("坚定…信仰", "accepted", "d1", 2, "坚定的信仰。"),
    ]
    assert rows[-1]["matched"] == "作风"


def test_terms_that_two_themes_share(check: Callable[..., SchemeCheck]) -> None:
    assert check(()).shared.to_pylist() == [
        {"string": "作风", "theme": "a", "other_theme": "b", "inside": ""},
        {"string": "理想", "theme": "a", "other_theme": "b", "inside": "理想信念"},
        {"string": "信念", "theme": "a", "other_theme": "b", "inside": "理想信念"},
    ]


def test_without_documents_the_tables_have_their_types(check: Callable[..., SchemeCheck]) -> None:
    found = check(())
    assert (found.terms.schema, found.examples.schema, found.shared.schema) == (TERMS, EXAMPLES, SHARED)
    assert found.examples.num_rows == 0
    assert found.terms.num_rows == 7
