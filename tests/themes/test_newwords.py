"""Names and slogans that the segmenter splits."""

from __future__ import annotations

from pathlib import Path

from reflectnlp.language import jieba_vocabulary, read_dictionary, rjieba_segmenter
from reflectnlp.themes.keyness import Sentence
from reflectnlp.themes.newwords import dictionary_text, new_words

TEXTS = [
    "我在标本馆工作多年。",
    "标本馆今年换了樟脑。",
    "大家去标本馆看展览。",
    "新来的同志走进标本馆，很高兴。",
    "这件事我们讨论过两次。",
    "这件事他也知道。",
    "听说这件事以后，我很后悔。",
    "说起这件事，大家都笑。",
    "认真学习文件以后写体会。",
    "他们认真学习，我也一样。",
    "只有认真学习才能明白。",
    "认真学习不是抄书。",
    # The more other words there are, the less of it is chance.
    "昨天下雨，院子里的水很深，路也不好走。",
    "食堂中午做了面条，味道清淡，价钱便宜。",
    "他从南方回来，带着一箱橘子分给邻居。",
    "会计每月核对发票，发现错误马上改正。",
    "老人坐在门口晒太阳，手里拿着报纸。",
    "火车晚点两个小时，旅客在车站等候。",
    "医生给病人量血压，嘱咐按时吃药。",
    "孩子放学以后，先做作业，再去操场打球。",
    "工人修好水泵，擦干双手，填写记录。",
    "冬天天黑得早，路灯五点钟就亮起来。",
]


def read(texts: list[str] = TEXTS) -> list[Sentence]:
    cut = rjieba_segmenter().cut
    return [Sentence(number, tuple(cut(text)), text) for number, text in enumerate(texts)]


def test_a_name_that_is_split_is_offered_and_a_phrase_is_not() -> None:
    (word,) = new_words(read(), vocabulary=jieba_vocabulary())
    assert (word.text, word.pieces, word.n, word.n_documents) == ("标本馆", ("标本", "馆"), 4, 4)


def test_rare_words_are_left_out() -> None:
    assert new_words(read(TEXTS[:3]), vocabulary=jieba_vocabulary()) == ()
    assert new_words([], vocabulary=jieba_vocabulary()) == ()


def test_the_dictionary_keeps_the_word_whole(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    text = dictionary_text(new_words(read(), vocabulary=jieba_vocabulary()))
    assert "# 标本/馆: 4 places in 4 documents\n标本馆\n" in text
    path.write_text(text, encoding="utf-8")
    segmenter = rjieba_segmenter(read_dictionary(path))
    assert "标本馆" in segmenter.cut("大家去标本馆看展览。")
