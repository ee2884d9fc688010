"""Schemes from YAML text, and batches from lines of text."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from reflectnlp.language import Batch, StringIndex, jieba_vocabulary, make_batch, rjieba_segmenter
from reflectnlp.records import Document, Sentence
from reflectnlp.themes.matcher import Matcher
from reflectnlp.themes.scheme import Scheme

SEGMENTER = rjieba_segmenter()


def document(text: str, doc_id: str = "d") -> Document:
    """One sentence a line; ``# `` opens a heading, ``@ `` a signature; both marks stay in the text."""
    roles = {"#": "heading", "@": "signature"}
    sentences, at, section = [], 0, ""
    for line in text.split("\n"):
        role, body = roles.get(line[:1], "body"), at + (2 if line[:1] in roles else 0)
        end = at + len(line)
        if body < end:
            sentences.append(Sentence(body, end, body, end, role, section, text[body:end]))
        section = text[body:end] if role == "heading" else section
        at = end + 1
    offsets = array("l", range(len(text)))
    ends = array("l", range(1, len(text) + 1))
    return Document(doc_id, "s.txt", "text", "utf-8", text, text, offsets, ends, sentences=tuple(sentences))


def batch_of(matcher: Matcher, *texts: str) -> Batch:
    documents = [document(text, f"d{i}") for i, text in enumerate(texts)]
    return make_batch(
        documents, SEGMENTER, strings=StringIndex(matcher.strings), vocabulary=jieba_vocabulary()
    )


@pytest.fixture(scope="session")
def batch_for() -> Callable[..., Batch]:
    """A batch of documents, each from its lines, with the strings of a matcher."""
    return batch_of


@pytest.fixture
def scheme_of(tmp_path: Path) -> Callable[[str], Scheme]:
    def read(text: str) -> Scheme:
        path = tmp_path / "scheme.yaml"
        path.write_text(dedent(text), encoding="utf-8")
        return Scheme.from_yaml(path)

    return read


@pytest.fixture
def found(scheme_of: Callable[[str], Scheme]) -> Callable[..., list[tuple[str, str, str]]]:
    """(theme, term, matched characters) of every accepted term, in order."""

    def find(scheme: str, *texts: str) -> list[tuple[str, str, str]]:
        matcher = Matcher(scheme_of(scheme))
        batch = batch_of(matcher, *texts)
        hits = matcher.find(batch)
        rows = zip(
            hits.theme.tolist(), hits.term.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True
        )
        ids = matcher.scheme.theme_ids
        return [
            (ids[theme], matcher.terms[term].name, batch.text[start:end]) for theme, term, start, end in rows
        ]

    return find
