"""The two segmenters agree, lose nothing, and leave each other alone."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.language.words import (
    Segmenter,
    UserWord,
    default_segmenter,
    jieba_segmenter,
    rjieba_segmenter,
)

TEXTS = (
    "开展先进性教育活动以来，我们支部全体党员认真学习了两个条例，收获很大。",
    "一、加强理论学习，提高思想认识；二、联系工作实际，查找自身不足。",
    "孔繁森同志两次赴藏，把一生献给了高原；牛玉儒说：“生命一分钟，敬业六十秒。”",
    "3月12日下午2:30，会议在501室召开，到会23人（请假2人），讨论GDP增长8.5%的问题。",
    "他的心得体会写了1,200字，题目是《学习〈党章〉有感》——兼谈“不忘初心”。",
    "结合成分分析结果，大学生活动中心的负责人教学生学会了如何合成样品。",
    "豆腐乳要腐得透才香，监督学习的学习率取0.01，效果不理想。",
    "作风建设永远在路上……不敢腐、不能腐、不想腐！\n\n第二段\t有制表符　和全角空格。",
    "林则徐、慕绥新、成克杰等人的名字，王小明和欧阳娜娜同志在标本馆工作。",
    "ＡＢＣ１２３全角字母，用C++和C#写程序，5G网络，iPhone13手机，得分87.5，占50%。",
    "繁體字也要切開：領導幹部應當以身作則，為人民服務。",
    "",
)  # fmt: skip
MIXED = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("党员学习的心得体会不忘初心廉洁奉公人民群众，。！？、；“”《》一二三 \n\t")),
        st.characters(codec="utf-8", exclude_categories=("Cs",)),
    ),
    max_size=60,
)


@pytest.fixture(scope="module")
def rust() -> Segmenter:
    return rjieba_segmenter()


@pytest.fixture(scope="module")
def python() -> Segmenter:
    return jieba_segmenter()


@pytest.mark.parametrize("text", TEXTS)
def test_rjieba_cuts_as_jieba_does(rust: Segmenter, python: Segmenter, text: str) -> None:
    assert rust.cut(text) == python.cut(text)


def test_they_differ_only_where_letters_and_digits_are_joined(rust: Segmenter, python: Segmenter) -> None:
    text = "从2005.4.9到COVID-19疫情"
    assert rust.cut(text) == ["从", "2005.4.9", "到", "COVID-19", "疫情"]
    assert python.cut(text) == ["从", "2005.4", ".", "9", "到", "COVID", "-", "19", "疫情"]


def test_they_agree_on_user_words_too() -> None:
    words = [UserWord("植物园党支部"), UserWord("三会一课", 20, "n"), UserWord("学习心得", 5)]
    text = "植物园党支部落实三会一课，党员交了学习心得体会。"
    fast, slow = rjieba_segmenter(words), jieba_segmenter(reversed(words))
    assert fast.cut(text) == slow.cut(text)
    assert fast.cut(text)[:3] == ["植物园党支部", "落实", "三会一课"]


@settings(deadline=None, max_examples=200)
@given(text=MIXED)
def test_words_tile_the_text(rust: Segmenter, text: str) -> None:
    assert "".join(rust.cut(text)) == text


@settings(deadline=None, max_examples=60)
@given(texts=st.lists(MIXED.map(lambda text: text.replace("\r", "")), max_size=4))
def test_documents_joined_by_line_breaks_are_cut_as_alone(rust: Segmenter, texts: list[str]) -> None:
    alone = [word for text in texts for word in rust.cut(text + "\n")]
    assert rust.cut("".join(text + "\n" for text in texts)) == alone


def test_every_segmenter_has_a_private_dictionary(rust: Segmenter, python: Segmenter) -> None:
    text, whole = "植物园党支部开会", [UserWord("植物园党支部", 100)]
    assert rjieba_segmenter(whole).cut(text) == jieba_segmenter(whole).cut(text) == ["植物园党支部", "开会"]
    assert rust.cut(text) == python.cut(text) == ["植物园", "党支部", "开会"]


@pytest.mark.parametrize("send", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_segmenter_can_be_sent_to_another_process(send: Callable[[Segmenter], Segmenter]) -> None:
    segmenter = rjieba_segmenter([UserWord("植物园党支部")])
    other = send(segmenter)
    assert other.describe() == segmenter.describe()
    assert other.cut("植物园党支部") == ["植物园党支部"]


def test_the_description_names_all_that_decides() -> None:
    described = rjieba_segmenter([UserWord("三会一课", 20, "n")]).describe()
    assert described["segmenter"] == "rjieba"
    assert described["user_words"] == [["三会一课", 20, "n"]]
    assert set(described) == {"segmenter", "version", "user_words"}


def test_the_default_is_the_fast_one_and_falls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_segmenter().name == "rjieba"
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert default_segmenter().name == "jieba"


def test_a_missing_rjieba_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Exception) as error:
        rjieba_segmenter()
    assert str(error.value) == "the segmenter rjieba is not installed → pip install rjieba, or use jieba"
