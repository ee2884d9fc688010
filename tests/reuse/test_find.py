from __future__ import annotations

import random
from array import array
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.errors import ReflectError
from reflectnlp.records import Document, Sentence
from reflectnlp.reuse import ReuseSettings, find_reuse

VISIT = (
    "三月里我去了城北的老粮站，墙皮掉了大半，磅秤还立在门口。",
    "守站的郭师傅把二十年的流水账摊在桌上，一页一页指给我们看。",
    "有一年闹水灾，他背着账本蹚过齐腰深的水，鞋丢了一只，账一页没湿。",
    "我问他图个什么，他说账在人在，账要是糊涂了，人也就糊涂了。",
    "回来的路上大家都不说话，我把自己这几年的报销单想了一遍。",
)
WORK = (
    "我在档案室管钥匙，柜子一共四十六个，每天下班要挨个拉一遍。",
    "上个月有位熟人要调一份卷宗，没带介绍信，我碍着面子给他看了。",
    "事后科长没有批评我，只把借阅登记簿翻到那一天，那一行是空的。",
    "从四月起，不论谁来，都先登记后开柜，我自己查也照样写一行。",
    "新来的小姑娘嫌麻烦，我就陪着她写，写到第三天她不再问为什么了。",
)
GARDEN = (
    "温室里的墨兰今年开得晚，我天天量土温，本子上记满了数字。",
    "参观的小学生问花为什么不睡觉，我蹲下来讲了半个钟头的光照。",
    "水泵半夜坏过一次，我披着棉袄守到天亮，没有惊动值班的同志。",
    "年底算账，水费比去年省了一成，办法不过是把滴管换细了一号。",
)
SLOGAN = "牢固树立正确的世界观、人生观、价值观，始终保持同人民群众的血肉联系。"


def document(doc_id: str, *lines: str | tuple[str, str], date: str = "") -> Document:
    """Each line is a sentence of the body, or a pair of role and text."""
    text, sentences = "", []
    for line in lines:
        role, piece = ("body", line) if isinstance(line, str) else line
        start, text = len(text), text + piece
        sentences.append(Sentence(start, len(text), start, len(text), role, "", piece))
        text += "\n"
    places = array("i", range(len(text) + 1))
    return Document(
        doc_id,
        doc_id,
        "text",
        "utf-8",
        text,
        text,
        places[:-1],
        places[1:],
        date=date,
        sentences=tuple(sentences),
    )


def pairs(*documents: Document, **more: object) -> dict[tuple[str, str], dict[str, object]]:
    rows = find_reuse(documents, **more).to_pylist()
    return {(row["doc_id"], row["other_id"]): row for row in rows}


def test_a_verbatim_copy_is_found_both_ways_with_its_spans() -> None:
    first, second = document("a", *VISIT, *WORK), document("b", *GARDEN, *VISIT, *WORK)
    found = pairs(second, first)
    assert list(found) == [("a", "b"), ("b", "a")]
    assert found["a", "b"]["share"] == 1.0
    assert 0.6 < found["b", "a"]["share"] < 0.8
    (passage,) = found["b", "a"]["passages"]
    copied = second.text[passage["start"] : passage["end"]]
    assert copied.startswith("三月里") and copied.endswith("不再问为什么了")
    assert first.text[passage["other_start"] : passage["other_end"]] == copied
    assert found["b", "a"]["longest"] == len(copied)
    assert found["b", "a"]["n_passages"] == 1


def test_spans_count_in_the_original_text() -> None:
    plain = document("a", *VISIT)
    wide = "\ufeff\u3000" + plain.text
    places = array("i", range(2, len(wide) + 1))
    shifted = Document(
        "b", "b", "text", "", wide, plain.clean, places[:-1], places[1:], sentences=plain.sentences
    )
    (row, _) = pairs(plain, shifted).values()
    passage = row["passages"][0]
    assert passage["other_start"] == passage["start"] + 2


@pytest.mark.parametrize(
    "copy",
    [
        [VISIT[at] for at in (4, 2, 0, 3, 1)],
        [line.replace("，", ",").replace("。", " . ").replace("二十", "２０") for line in VISIT],
        [line.replace("，", "，\u3000") for line in VISIT],
        [line.replace("郭师傅", "老高").replace("一页一页", "逐页") for line in VISIT],
        [*VISIT[:3], *WORK[3:]],
    ],
    ids=["reordered", "punctuation and width", "spaces", "edited", "half"],
)
def test_a_changed_copy_is_found(copy: list[str]) -> None:
    found = pairs(document("a", *VISIT), document("b", *copy), document("c", *GARDEN))
    assert list(found) == [("a", "b"), ("b", "a")]
    assert found["a", "b"]["share"] > 0.5


def test_two_halves_lead_to_both_sources() -> None:
    mixed = document("c", *VISIT[:3], *WORK[2:])
    found = pairs(document("a", *VISIT), document("b", *WORK), mixed)
    assert [pair for pair in found if pair[0] == "c"] == [("c", "a"), ("c", "b")]
    assert ("a", "b") not in found


def test_what_stands_in_a_reading_is_nobodys_own() -> None:
    reading = SimpleNamespace(text="".join(VISIT))
    first, second = document("a", *VISIT, *WORK), document("b", *GARDEN, *VISIT)
    assert pairs(first, second)
    assert not pairs(first, second, readings=[reading])


def test_a_slip_in_a_quotation_of_a_reading_does_not_raise_it() -> None:
    reading = SimpleNamespace(text="".join(VISIT))
    slipped = [line.replace("大半", "许多").replace("一年", "回") for line in VISIT]
    first, second = document("a", *slipped, *WORK), document("b", *GARDEN, *slipped)
    assert not pairs(first, second, readings=[reading])


def test_text_in_quotation_marks_is_nobodys_own() -> None:
    quoted = "他在信里写：“" + "".join(VISIT) + "”"
    assert not pairs(document("a", quoted, *WORK), document("b", *GARDEN, quoted))


@pytest.mark.parametrize("role", ["heading", "title", "salutation", "signature", "furniture"])
def test_only_the_body_is_compared(role: str) -> None:
    shared = [(role, line) for line in VISIT]
    assert not pairs(document("a", *shared, *WORK), document("b", *shared, *GARDEN))


def test_phrases_that_many_share_do_not_raise_a_pair() -> None:
    rng = random.Random(3)
    phrases = [
        "坚定理想信念加强党性修养",
        "立足本职岗位扎实做好各项工作",
        "常修为政之德常思贪欲之害",
        "深入学习贯彻上级会议精神",
    ]

    def own(number: int) -> list[str]:
        letters = [chr(0x4E00 + rng.randrange(5000)) for _ in range(240)]
        return [
            "".join(letters[at : at + 30]) + "，" + rng.choice(phrases) + "。" for at in range(0, 240, 30)
        ]

    documents = [document(f"d{number}", *own(number), SLOGAN) for number in range(30)]
    assert not pairs(*documents)


def test_a_text_that_all_copied_is_no_common_phrase() -> None:
    documents = [document(f"d{number:02d}", *VISIT, *WORK) for number in range(30)]
    assert len(pairs(*documents)) == 30 * 29


def test_a_paragraph_that_many_copied_is_found_in_all_of_them() -> None:
    rng = random.Random(5)
    documents = []
    for number in range(30):
        own = "".join(chr(0x4E00 + rng.randrange(5000)) for _ in range(400))
        documents.append(document(f"d{number:02d}", own[:200] + "。", *VISIT, own[200:] + "。"))
    assert len(pairs(*documents)) == 30 * 29


def test_model_essays_appear_on_the_other_side_only() -> None:
    essays = [document("essay/1", *VISIT), document("essay/2", *VISIT)]
    found = pairs(document("a", *VISIT), document("b", *WORK), essays=essays)
    assert list(found) == [("a", "essay/1"), ("a", "essay/2")]


def test_a_long_shared_passage_is_reported_however_long_the_document() -> None:
    rng = random.Random(9)
    own = ["".join(chr(0x4E00 + rng.randrange(5000)) for _ in range(3000)) for _ in range(2)]
    first, second = document("a", own[0], *VISIT), document("b", *VISIT, own[1])
    found = pairs(first, second)
    assert found["a", "b"]["share"] < 0.12 and found["a", "b"]["longest"] > 120
    assert not pairs(first, second, settings=ReuseSettings(least_long=1000))


def test_nothing_in_nothing_out() -> None:
    assert find_reuse([]).num_rows == 0
    assert not pairs(document("a"), document("b", "……！"), document("c", "好。"))


def test_one_document_has_nobody_to_share_with() -> None:
    assert not pairs(document("a", *VISIT, *VISIT))


def test_a_document_without_sentences_is_all_body() -> None:
    text = "".join(VISIT)
    places = array("i", range(len(text) + 1))
    bare = Document("b", "b", "text", "", text, text, places[:-1], places[1:])
    assert pairs(document("a", *VISIT), bare)["b", "a"]["share"] == 1.0


def test_two_documents_with_one_id_are_refused() -> None:
    with pytest.raises(ReflectError) as caught:
        find_reuse([document("a", *VISIT), document("a", *WORK)])
    assert str(caught.value) == "two documents have the doc_id 'a' (a and a) → give each document its own id"


@given(st.permutations(range(5)))
@settings(deadline=None, max_examples=20)
def test_the_order_of_the_documents_does_not_matter(order: list[int]) -> None:
    documents = [
        document("a", *VISIT),
        document("b", *VISIT[2:], *WORK),
        document("c", *WORK),
        document("d", *GARDEN),
        document("e", *GARDEN[1:], *VISIT[:2]),
    ]
    expected = find_reuse(documents)
    assert find_reuse([documents[at] for at in order]).equals(expected)


@given(st.lists(st.sampled_from([*VISIT, *WORK, *GARDEN, "。", "好"]), max_size=8), st.integers(0, 8))
@settings(deadline=None, max_examples=40)
def test_shares_and_spans_hold(lines: list[str], cut: int) -> None:
    documents = {
        "a": document("a", *lines),
        "b": document("b", *lines[cut:], *VISIT),
        "c": document("c", *WORK),
    }
    rows = pairs(*documents.values())
    for (left, right), row in rows.items():
        assert 0.0 < row["share"] <= 1.0 and (right, left) in rows
        assert row["n_passages"] == len(row["passages"]) == rows[right, left]["n_passages"]
        for passage in row["passages"]:
            here = documents[left].text[passage["start"] : passage["end"]]
            there = documents[right].text[passage["other_start"] : passage["other_end"]]
            assert set(here) & set(there) and len(here) >= 20 and len(there) >= 20
