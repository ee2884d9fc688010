"""The kind of short texts of every class: those that the model was fitted on, and held-out ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectnlp.documents import document_from_text
from reflectnlp.documents.kind import CLASSES, kind_model
from reflectnlp.documents.kind_shape import looked_at, shape
from reflectnlp.records import KINDS

FOLDER = Path(__file__).parents[2] / "data" / "gold" / "kinds"
CHARTED = ("reflection", "outline", "summary", "letter")


def texts(part: str, kind: str) -> list[str]:
    return (FOLDER / part / f"{kind}.txt").read_text(encoding="utf-8").split("\n%%\n")


def kinds_of(part: str, kind: str) -> list[str]:
    return [document_from_text(text, source=f"{i}.txt").kind for i, text in enumerate(texts(part, kind))]


@pytest.mark.parametrize("kind", CLASSES)
def test_no_two_texts_are_alike(kind: str) -> None:
    found = texts("train", kind) + texts("test", kind)
    assert len(found) >= 37
    assert len({text[:20] for text in found}) == len(found)


@pytest.mark.parametrize("kind", CLASSES)
def test_nine_in_ten_known_texts_get_their_class(kind: str) -> None:
    found = kinds_of("train", kind)
    assert found.count(kind) >= 0.9 * len(found)


def test_nine_in_ten_held_out_texts_get_their_class() -> None:
    found = [(kind, got) for kind in CLASSES for got in kinds_of("test", kind)]
    wrong = [pair for pair in found if pair[0] != pair[1]]
    assert len(wrong) <= len(found) // 10, wrong


@pytest.mark.parametrize("kind", ["news", "other"])
@pytest.mark.parametrize("part", ["train", "test"])
def test_what_is_no_reflection_is_never_called_one(part: str, kind: str) -> None:
    assert [got for got in kinds_of(part, kind) if got in CHARTED] == []


def test_a_diary_is_never_called_a_reflection() -> None:
    assert [got for got in kinds_of("train", "private") if got in CHARTED] == []


@pytest.mark.parametrize("kind", CHARTED)
@pytest.mark.parametrize("part", ["train", "test"])
def test_no_submission_is_kept_out_of_the_charts(part: str, kind: str) -> None:
    assert [got for got in kinds_of(part, kind) if got in ("news", "other")] == []


def test_the_answer_is_a_probability_for_every_kind() -> None:
    document = document_from_text(texts("test", "letter")[0], source="a.txt")
    body = looked_at(document.clean)
    look = shape(body, document.title, document.sentences, document.clean)
    chance = kind_model().predict(body, look)
    assert len(chance) == len(CLASSES)
    assert sum(chance) == pytest.approx(1.0)
    assert document.kind_confidence == round(max(chance), 3)


@pytest.mark.parametrize("text", ["", "。。。！", "好", "已阅", "学习了", "12345"])
def test_too_little_text_is_unknown(text: str) -> None:
    document = document_from_text(text, source="a.txt")
    assert (document.kind, document.kind_confidence) == ("unknown", 0.0)


@pytest.mark.parametrize("kind", CLASSES)
def test_confidence_lies_between_0_and_1(kind: str) -> None:
    for i, text in enumerate(texts("test", kind)):
        document = document_from_text(text, source=f"{i}.txt")
        assert document.kind in KINDS
        assert 0.0 <= document.kind_confidence <= 1.0
