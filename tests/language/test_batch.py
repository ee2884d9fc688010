"""A batch holds every document as it would be alone."""

from __future__ import annotations

from array import array

import numpy as np

from reflectnlp.language import Batch, StringIndex, jieba_vocabulary, make_batch, rjieba_segmenter
from reflectnlp.records import Document, Sentence

STRINGS = StringIndex({"terms": ["理想", "理想信念", "学习"], "cues": ["不"]})


def document(*sentences: tuple[str, str], doc_id: str = "d") -> Document:
    """(role, text) pairs, one a line."""
    text = "\n".join(text for _, text in sentences)
    rows, at = [], 0
    for role, line in sentences:
        rows.append(Sentence(at, at + len(line), at, at + len(line), role, "", line))
        at += len(line) + 1
    numbers = array("l", range(len(text) + 1))
    parts = (text, text, numbers, numbers)
    return Document(doc_id, "s.txt", "text", "utf-8", *parts, sentences=tuple(rows))


def batch(*documents: Document) -> Batch:
    return make_batch(documents, rjieba_segmenter(), strings=STRINGS, vocabulary=jieba_vocabulary())


FIRST = document(
    ("title", "学习体会"),
    ("body", "理想信念不能丢。"),
    ("heading", "一、学习"),
    ("body", "认真学习。"),
    ("heading", "二、理想"),
    ("body", "理想远大。"),
    ("signature", "张三"),
)
SECOND = document(("body", "没有标题的理想。"), ("heading", "学习"), ("body", "完"))


def test_sentences_roles_and_sections() -> None:
    made = batch(FIRST, document(), SECOND)
    assert made.sent_doc.tolist() == [0] * 7 + [2] * 3
    assert made.sent_id.tolist() == [0, 1, 2, 3, 4, 5, 6, 0, 1, 2]
    assert made.sent_coded.tolist() == [False, True, True, True, True, True, False, True, True, True]
    assert made.sent_heading.tolist() == [i in (2, 4, 8) for i in range(10)]
    assert made.sent_section.tolist() == [-1, -1, -1, 2, 2, 4, 4, -1, -1, 8]
    texts = [made.text[a:b] for a, b in zip(made.sent_start, made.sent_end, strict=True)]
    assert texts == [s.text for d in (FIRST, SECOND) for s in d.sentences]


def test_words_tile_the_text_and_mark_its_boundaries() -> None:
    made = batch(FIRST, SECOND)
    words = [made.text[a:b] for a, b in zip(made.word_start, made.word_end, strict=True)]
    assert "".join(words) == made.text == FIRST.clean + "\n" + SECOND.clean + "\n"
    assert np.flatnonzero(made.boundary).tolist() == sorted({0, *made.word_end.tolist()})
    known = {word: i for i, word in enumerate(jieba_vocabulary().words)}
    assert made.word_id.tolist() == [known.get(word, -1) for word in words]


def test_compounds_of_two_words_have_a_joint() -> None:
    made = batch(document(("body", "党员认真学习，服务器不了了之，是好榜样。")))
    joints = np.flatnonzero(made.joint)
    assert [made.text[i - 2 : i + 2] for i in joints] == ["认真学习", "是好榜样"]
    assert not made.boundary[joints].any()


def test_a_document_in_company_is_as_alone() -> None:
    alone, company = batch(SECOND), batch(FIRST, SECOND)
    shift = company.doc_start[1]
    own = company.hits.start >= shift
    assert (company.hits.start[own] - shift).tolist() == alone.hits.start.tolist()
    assert (company.word_end[company.word_end > shift] - shift).tolist() == alone.word_end.tolist()


def test_the_sentence_at_an_offset() -> None:
    made = batch(SECOND)
    assert made.sentence_at(np.array([0, 7, 8, 9, 11, 12])).tolist() == [0, 0, -1, 1, -1, 2]


def test_no_document_and_no_sentence() -> None:
    for made, n in ((batch(), 0), (batch(document()), 1)):
        assert made.doc_start.size == n + 1
        assert made.n_sentences == 0
        assert made.sent_start.dtype == made.word_start.dtype == np.int64
        assert made.sent_section.dtype == made.word_id.dtype == np.int32
        assert made.sentence_at(np.array([0])).tolist() == [-1]
        assert made.hits.string.size == 0


def test_words_are_the_same_beside_a_character_that_parts_them() -> None:
    odd = document(("body", "学习\0党章。"))
    made = batch(odd, FIRST)
    words = [made.text[a:b] for a, b in zip(made.word_start, made.word_end, strict=True)]
    cut = rjieba_segmenter().cut
    assert words == [*cut(odd.clean + "\n"), *cut(FIRST.clean + "\n")]
    assert batch(FIRST).word_end.tolist() == np.cumsum([len(w) for w in cut(FIRST.clean + "\n")]).tolist()
