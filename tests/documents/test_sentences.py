from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.documents.sentences import split

CASES = [
    ("甲。乙！丙？丁；戊", ["甲。", "乙！", "丙？", "丁；", "戊"]),
    ("他说：“我错了。”大家都没有说话。", ["他说：“我错了。”", "大家都没有说话。"]),
    ("（我属于第二段。）下一句。", ["（我属于第二段。）", "下一句。"]),
    ("真的吗？！不会吧……也许。", ["真的吗？！", "不会吧……也许。"]),
    ("等等。。。好", ["等等。。。", "好"]),
    ("都很认真.我也看了材料", ["都很认真.我也看了材料"]),
    ("大家学习得都很认真.我也认真看了材料.", ["大家学习得都很认真.", "我也认真看了材料."]),
    ("占3.5%;其次是2.1%;完", ["占3.5%;", "其次是2.1%;", "完"]),
    ("1.先读后议。2.开门听意见。", ["1.先读后议。", "2.开门听意见。"]),
    ("见 http://a.cn/x?id=1;b=2 一页", ["见 http://a.cn/x?id=1;b=2 一页"]),
    ('他说"好。"我说"行。"', ['他说"好。"', '我说"行。"']),
    ("没有句号", ["没有句号"]),
    ("。", ["。"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_split(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split(text, 0, len(text))] == expected


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet='我学习。！；?.;”）" 1', min_size=1).map(str.strip).filter(bool))
def test_sentences_tile_the_line(text: str) -> None:
    spans = split(text, 0, len(text))
    at = 0
    for start, end in spans:
        assert text[at:start].strip() == ""
        assert start < end
        at = end
    assert at == len(text)
