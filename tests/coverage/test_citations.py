from __future__ import annotations

import json
from array import array
from collections.abc import Sequence

import numpy as np
import pytest

from reflectnlp.coverage.citations import CitationIndex
from reflectnlp.coverage.persons import Person
from reflectnlp.coverage.readings import Reading
from reflectnlp.language import default_segmenter
from reflectnlp.language.batch import make_batch
from reflectnlp.language.strings import StringIndex
from reflectnlp.language.vocabulary import jieba_vocabulary
from reflectnlp.records import Document, Sentence

RULES = Reading(
    "R1",
    "仓库管理守则（试行）",
    "# 仓库管理守则\n第一条　钥匙两人分管。\n第二条　出入都要登记，当天入账。\n",
    (),
    ("《守则》", "守则"),
)
INDEX = CitationIndex([RULES])


def document(doc_id: str, *lines: str | tuple[str, str]) -> Document:
    text, sentences = "", []
    for line in lines:
        role, piece = ("body", line) if isinstance(line, str) else line
        start, text = len(text), text + piece
        sentences.append(Sentence(start, len(text), start, len(text), role, "", piece))
        text += "\n"
    places = array("i", range(len(text) + 1))
    return Document(
        doc_id, doc_id, "text", "", text, text, places[:-1], places[1:], sentences=tuple(sentences)
    )


def found(
    documents: Sequence[Document], index: CitationIndex = INDEX
) -> list[tuple[int, str, str, str, str]]:
    strings = StringIndex(index.strings)
    batch = make_batch(documents, default_segmenter(), strings=strings, vocabulary=jieba_vocabulary())
    cited = index.find(batch)
    texts = [batch.text[start:end] for start, end in zip(cited.start, cited.end, strict=True)]
    assert cited.doc.dtype == np.int32 and cited.start.dtype == cited.end.dtype == np.int64
    return list(zip(cited.doc.tolist(), cited.kind, texts, cited.target, cited.verified, strict=True))


def test_every_kind_is_found_in_order() -> None:
    rows = found(
        [
            document("a", "没有什么可引。"),
            document(
                "b",
                "读了《仓库管理守则》，也看了《昆虫的生活》。",
                "《守则》第二条要求“出入都要登记，当天入账”，第七条没有读到。",
                "毛主席说过：手上的账要比嘴上的话清楚。",
                "孔繁森令人敬佩，胡长青让人警醒。",
            ),
        ]
    )
    assert (
        rows
        == [
            (1, "work", "《仓库管理守则》", "R1", ""),
            (1, "work", "《昆虫的生活》", "", ""),
            (1, "work", "《守则》", "R1", ""),
            (1, "article", "第二条", "R1", "exact"),
            (1, "quotation", "出入都要登记，当天入账", "守则", "exact"),
            (1, "article", "第七条", "R1", "not_found"),
            (1, "person", "毛主席", "毛泽东", ""),
            (1, "quotation", "手上的账要比嘴上的话清楚。", "毛泽东", "not_found"),
            (1, "person", "孔繁森", "孔繁森", ""),
            (1, "case", "胡长青", "胡长清", ""),
        ]
        or rows[4][3] == "R1"
    )


def test_a_work_that_speaks_is_named_by_its_reading() -> None:
    rows = found([document("a", "《守则》规定，出入都要登记，当天入账，我记下了。")])
    assert rows[-1] == (0, "quotation", "出入都要登记，当天入账", "R1", "exact")


def test_without_readings_quotations_cannot_be_checked() -> None:
    rows = found([document("a", "邓小平指出：账目清楚的单位，人心就齐！")], CitationIndex([]))
    assert rows == [
        (0, "person", "邓小平", "邓小平", ""),
        (0, "quotation", "账目清楚的单位，人心就齐！", "邓小平", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "坚持马克思主义，学好邓小平理论和毛泽东思想。",
        "以习近平同志为核心的党中央。",
        "孔子学院办得好。",
        "片子叫《焦裕禄》。",
    ],
)
def test_longer_words_that_hold_a_name_are_no_persons(text: str) -> None:
    assert [row for row in found([document("a", text)]) if row[1] == "person"] == []


def test_names_of_two_characters_must_be_words() -> None:
    index = CitationIndex([], [Person("开明"), Person("雷锋", aliases=("雷锋同志",))])
    assert found([document("a", "支部召开明天的会。")], index) == []
    assert len(found([document("a", "开明说了。")], index)) == 1
    rows = found([document("a", "学雷锋精神，做雷锋同志那样的人，雷锋说得好。")], index)
    assert [row[2] for row in rows] == ["雷锋", "雷锋同志", "雷锋"]


@pytest.mark.parametrize("role", ["author", "signature", "unit", "furniture"])
def test_the_author_is_not_cited(role: str) -> None:
    assert found([document("a", (role, "雷锋"), "今天浇了水。")]) == []
    assert len(found([document("a", ("title", "学习雷锋"), "今天浇了水。")])) == 1


def test_rows_do_not_depend_on_the_batch() -> None:
    documents = [
        document("a", "《守则》第一条我背了。"),
        document("b"),
        document("c", "雷锋说过：“出入都要登记。”", "党章我读了。"),
    ]
    together = found(documents)
    alone = [(number, *row[1:]) for number, one in enumerate(documents) for row in found([one])]
    assert together == alone and len(together) == 5


def test_a_study_brings_its_own_persons() -> None:
    index = CitationIndex([], [Person("郭守站", "model", ("郭师傅",))])
    assert found([document("a", "郭师傅守了二十年，雷锋也守。")], index) == [
        (0, "person", "郭师傅", "郭守站", "")
    ]


def test_nothing_in_nothing_out() -> None:
    assert found([]) == [] and found([document("a"), document("b", "。！")]) == []


def test_what_decides_is_described() -> None:
    described = INDEX.describe()
    assert json.loads(json.dumps(described, ensure_ascii=False))["readings"][0][:2] == [
        "R1",
        "仓库管理守则（试行）",
    ]
    other = CitationIndex([Reading("R1", RULES.title, RULES.text + "第三条", (), RULES.aliases)])
    assert other.describe() != described
    assert CitationIndex([RULES]).describe() == described
    assert CitationIndex([RULES], []).describe() != described
