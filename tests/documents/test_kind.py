"""The kind of short texts of every class, written for this test."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectnlp.documents import document_from_text
from reflectnlp.records import KINDS

FOLDER = Path(__file__).parent / "kinds"
CLASSES = ("reflection", "outline", "summary", "letter", "news", "other")


def texts(kind: str) -> list[str]:
    return (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").split("\n%%\n")


def kinds_of(kind: str) -> list[str]:
    return [document_from_text(text, source=f"{i}.txt").kind for i, text in enumerate(texts(kind))]


@pytest.mark.parametrize("kind", CLASSES)
def test_there_are_25_texts_of_a_class_and_no_two_alike(kind: str) -> None:
    found = texts(kind)
    assert len(found) >= 25
    assert len({text[:20] for text in found}) == len(found)


@pytest.mark.parametrize("kind", CLASSES)
def test_nine_in_ten_texts_get_their_class(kind: str) -> None:
    found = kinds_of(kind)
    wrong = [(text[:20], got) for text, got in zip(texts(kind), found, strict=True) if got != kind]
    assert len(wrong) <= len(found) // 10, wrong


@pytest.mark.parametrize("kind", ["news", "other", "private"])
def test_what_is_no_reflection_is_never_called_one(kind: str) -> None:
    charted = ("reflection", "outline", "summary", "letter")
    assert [text for text, got in zip(texts(kind), kinds_of(kind), strict=True) if got in charted] == []


@pytest.mark.parametrize("kind", ["reflection", "outline", "summary", "letter"])
def test_no_submission_is_kept_out_of_the_charts(kind: str) -> None:
    assert [
        text for text, got in zip(texts(kind), kinds_of(kind), strict=True) if got in ("news", "other")
    ] == []


@pytest.mark.parametrize("text", ["", "。。。！", "好", "已阅", "学习了", "12345"])
def test_too_little_text_is_unknown(text: str) -> None:
    document = document_from_text(text, source="a.txt")
    assert (document.kind, document.kind_confidence) == ("unknown", 0.0)


@pytest.mark.parametrize("kind", CLASSES)
def test_confidence_lies_between_0_and_1(kind: str) -> None:
    for i, text in enumerate(texts(kind)):
        document = document_from_text(text, source=f"{i}.txt")
        assert document.kind in KINDS
        assert 0.0 <= document.kind_confidence <= 1.0
