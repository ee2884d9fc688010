"""Which sentences are drawn, and for how many each one stands."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.validation.sampling import NONE, allocate, draw, every_kth, strata

THEMES = ("ideals", "service", "duty")


def tables(n_documents: int = 4, n_sentences: int = 30) -> dict[str, pd.DataFrame]:
    """Every second sentence carries ideals, every tenth service too; the last two are no body."""
    documents, sentences, hits = [], [], []
    for d in range(n_documents):
        doc_id = f"D{d}"
        documents.append({"doc_id": doc_id, "source": f"submissions/{d}.txt", "text_sha256": f"{d:064}"})
        for s in range(n_sentences):
            role = "body" if s < n_sentences - 2 else "signature"
            sentences.append((doc_id, s, 10 * s, 10 * s + 9, "一、体会", role, f"第{d}篇第{s}句。"))
            if role == "body" and s % 2 == 0:
                hits.append((doc_id, s, "ideals"))
            if role == "body" and s % 10 == 0:
                hits.append((doc_id, s, "service"))
    names = ["doc_id", "sent_id", "start", "end", "section", "role", "text"]
    return {
        "documents": pd.DataFrame(documents).assign(unit=[f"支部{d % 2}" for d in range(n_documents)]),
        "sentences": pd.DataFrame(sentences, columns=names),
        "theme_hits": pd.DataFrame(hits, columns=["doc_id", "sent_id", "theme"]),
    }


def test_the_sample_holds_every_theme_and_sentences_without_one() -> None:
    found = tables()
    drawn = draw(found, THEMES, n=40)
    assert len(drawn) == 40
    assert len({(s.doc, s.start) for s in drawn}) == 40
    assert {s.doc for s in drawn} == {f"submissions/{d}.txt" for d in range(4)}
    hits = {(f"submissions/{d[1:]}.txt", 10 * n): theme for d, n, theme in found["theme_hits"].values}
    kinds = [hits.get((s.doc, s.start), NONE) for s in drawn]
    # 12 of 40 without a theme; the rarest theme gives all its 12 sentences, the other one the rest.
    assert (kinds.count(NONE), kinds.count("service"), kinds.count("ideals")) == (12, 12, 16)


def test_weights_add_up_to_the_study() -> None:
    drawn = draw(tables(), THEMES, n=40)
    assert sum(s.weight for s in drawn) == pytest.approx(4 * 28, abs=0.01)
    assert {s.weight for s in drawn} == {1.0, round(56 / 12, 4), round(44 / 16, 4)}


def test_a_sentence_stands_with_its_context() -> None:
    drawn = draw(tables(1, 6), THEMES, n=100)
    assert [s.text for s in drawn] == [f"第0篇第{n}句。" for n in range(4)]
    assert [s.previous for s in drawn] == ["", "第0篇第0句。", "第0篇第1句。", "第0篇第2句。"]
    assert drawn[3].next == ""  # the signature is no context
    assert (drawn[0].section, drawn[0].text_sha256) == ("一、体会", "0" * 16)


def test_the_seed_decides() -> None:
    found = tables()
    assert draw(found, THEMES, n=30, seed=3) == draw(found, THEMES, n=30, seed=3)
    assert draw(found, THEMES, n=30, seed=3) != draw(found, THEMES, n=30, seed=4)


def test_nothing_to_draw_from() -> None:
    found = {name: table.iloc[:0] for name, table in tables().items()}
    assert draw(found, THEMES, n=10) == ()


def test_a_sentence_belongs_to_its_rarest_theme() -> None:
    found = tables(1, 12)
    coded = found["sentences"][found["sentences"]["role"] == "body"]
    assert strata(coded, found["theme_hits"], THEMES)[:3] == ["service", NONE, "ideals"]


@given(
    sizes=st.lists(st.integers(0, 50), min_size=1, max_size=6),
    none=st.integers(0, 200),
    n=st.integers(1, 200),
)
@settings(deadline=None, max_examples=100)
def test_allocation_gives_all_it_can_and_no_more(sizes: list[int], none: int, n: int) -> None:
    strata_sizes = {NONE: none, **{f"t{k}": size for k, size in enumerate(sizes)}}
    given_ = allocate(strata_sizes, n)
    assert sum(given_.values()) == min(n, sum(strata_sizes.values()))
    assert all(0 <= given_[name] <= size for name, size in strata_sizes.items())
    # No theme gets more than another one that still had sentences to give.
    short = [given_[name] for name, size in strata_sizes.items() if name != NONE and given_[name] < size]
    themes = [given_[name] for name in strata_sizes if name != NONE]
    assert not short or max(themes) <= min(short) + 1


@given(k=st.integers(0, 40), extra=st.integers(0, 100), seed=st.integers(0, 5))
@settings(deadline=None, max_examples=80)
def test_positions_differ_and_lie_inside(k: int, extra: int, seed: int) -> None:
    positions = every_kth(k + extra, k, np.random.default_rng(seed))
    assert len(set(positions)) == k
    assert all(0 <= position < k + extra for position in positions)
