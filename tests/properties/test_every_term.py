"""Every term of every built-in scheme: found whatever stands around it, or refused with its reason."""

from __future__ import annotations

import random
from array import array
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reflectnlp.themes
from reflectnlp.language import StringIndex, default_segmenter, jieba_vocabulary, make_batch
from reflectnlp.records import Document, Sentence
from reflectnlp.themes import Matcher, Scheme
from reflectnlp.themes.candidates import REASONS

SCHEMES = sorted(
    p.parent.name for p in (Path(reflectnlp.themes.__file__).parent / "schemes").glob("*/scheme.yaml")
)
# Common characters, so that the segmenter joins them with the term; no line breaks, which end a sentence.
NEIGHBOURS = "的一是了我不人在他有这个上们来到时大地为子中说生国年着就那和要她出也得里后自以会，、“（ 3a"


def document(lines: list[str]) -> Document:
    """One sentence a line."""
    text, at, sentences = "\n".join(lines), 0, []
    for line in lines:
        sentences.append(Sentence(at, at + len(line), at, at + len(line), "body", "", line))
        at += len(line) + 1
    every, ends = array("i", range(len(text))), array("i", range(1, len(text) + 1))
    return Document("d", "d", "text", "", text, text, every, ends, sentences=tuple(sentences))


@pytest.fixture(scope="module", params=SCHEMES)
def matcher(request: pytest.FixtureRequest) -> Matcher:
    return Matcher(Scheme.builtin(request.param))


@settings(deadline=None, max_examples=6, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_every_term_is_found_or_refused_with_its_reason(matcher: Matcher, seed: int) -> None:
    pick = random.Random(seed)

    def neighbours() -> str:
        return "".join(pick.choices(NEIGHBOURS, k=pick.randint(0, 4)))

    terms = ["".join(pick.choice(part) for part in term.parts) for term in matcher.terms]
    before = [neighbours() for _ in terms]
    lines = [f"{left}{term}{neighbours()}" for left, term in zip(before, terms, strict=True)]
    batch = make_batch(
        [document(lines)],
        default_segmenter(),
        strings=StringIndex(matcher.strings),
        vocabulary=jieba_vocabulary(),
    )
    assert batch.n_sentences == len(terms)
    hits = matcher.find(batch, trace=True)
    assert set(np.unique(hits.rejected.reason)) <= set(range(1, len(REASONS)))
    places = set(zip(hits.term.tolist(), hits.start.tolist(), strict=True))
    places |= set(zip(hits.rejected.term.tolist(), hits.rejected.start.tolist(), strict=True))
    starts = batch.sent_start + np.array([len(left) for left in before])
    lost = [terms[n] for n, start in enumerate(starts.tolist()) if (n, start) not in places]
    assert lost == []


def test_all_terms_of_the_schemes_are_tried() -> None:
    n = {name: len(Matcher(Scheme.builtin(name)).terms) for name in SCHEMES}
    assert n["party_study"] > 5_000
