"""Words at spans have the numbers that a plain dictionary would give them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.language.stopwords import stop_words
from reflectnlp.language.vocabulary import Vocabulary, jieba_vocabulary
from reflectnlp.language.words import rjieba_segmenter

WORD = st.text(alphabet="党员学习心𠮷a\x00", min_size=1, max_size=4)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORD, max_size=20), st.lists(WORD, max_size=30))
def test_numbers_equal_those_of_a_dictionary(known: list[str], text: list[str]) -> None:
    vocabulary = Vocabulary(dict.fromkeys(known, 1.0))
    number = {word: i for i, word in enumerate(vocabulary.words)}
    end = np.cumsum([len(word) for word in text], dtype=np.int64)
    start = end - np.array([len(word) for word in text], np.int64)
    ids = vocabulary.ids("".join(text), start, end)
    assert ids.dtype == np.int32
    assert ids.tolist() == [number.get(word, -1) for word in text]


def test_words_of_a_real_text() -> None:
    vocabulary = jieba_vocabulary()
    words = rjieba_segmenter().cut("植物园的党员认真学习条例，芈姓名字也在其中。" * 20)
    end = np.cumsum([len(word) for word in words], dtype=np.int64)
    ids = vocabulary.ids("".join(words), end - [len(word) for word in words], end)
    number = {word: i for i, word in enumerate(vocabulary.words)}
    assert ids.tolist() == [number.get(word, -1) for word in words]


def test_the_table_is_jiebas() -> None:
    vocabulary = jieba_vocabulary()
    idf = dict(zip(vocabulary.words, vocabulary.idf.tolist(), strict=True))
    assert len(idf) == 270_132
    assert idf["劳动防护"] == 13.900677652
    assert vocabulary.unknown_idf == 11.9547675029


def test_unknown_words_weigh_as_the_median() -> None:
    vocabulary = Vocabulary({"甲": 1.0, "乙": 2.0, "丙": 9.0})
    ids = vocabulary.ids("丙丁", np.array([0, 1]), np.array([1, 2]))
    assert vocabulary.weights(ids).tolist() == [9.0, 2.0]


def test_no_word_at_all() -> None:
    vocabulary = Vocabulary({})
    nothing = np.zeros(0, np.int64)
    assert vocabulary.ids("", nothing, nothing).size == 0
    assert vocabulary.ids("甲", np.array([0]), np.array([1])).tolist() == [-1]
    assert vocabulary.describe()["n_words"] == 0


def test_the_description_tells_vocabularies_apart() -> None:
    one, two = Vocabulary({"甲": 1.0}).describe(), Vocabulary({"甲": 1.5}).describe()
    assert one["sha256"] != two["sha256"]
    assert one == Vocabulary({"甲": 1.0}).describe()


def test_stop_words_are_function_words() -> None:
    words = stop_words()
    assert {"的", "我们", "因为", "十分", "进行", "通过"} <= words
    assert not words & {"学习", "党员", "理想", "群众", "作风", "服务", "不足", "工作"}
