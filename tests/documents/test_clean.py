from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.documents.clean import clean

CASES = [
    ("普通的一句话。", "普通的一句话。"),
    ("标点，不动。！？；：（）“”《》…—、", "标点，不动。！？；：（）“”《》…—、"),
    ("２００５年ＡＢＣ", "2005年ABC"),
    ("出席率９１％", "出席率91%"),
    ("\u3000\u3000缩进", "  缩进"),
    ("零\u200b宽\ufeff字\u2060符", "零宽字符"),
    ("软\xad连字符", "软连字符"),
    ("不换行\xa0空格\u2003全角", "不换行 空格 全角"),
    ("甲\r\n乙\r丙\n丁", "甲\n乙\n丙\n丁"),
    ("段\u2028落\u2029分", "段\n落\n分"),
    ("响铃\x07和\x1b转义", "响铃和转义"),
    ("面积３０㎡，㈠总则", "面积30m2，(一)总则"),
    ("①第一 ②第二", "①第一 ②第二"),
    ("⼀个⼈⼒", "一个人力"),
    ("小逗号﹐小冒号﹕竖排︒", "小逗号，小冒号：竖排。"),
    ("半角｡､", "半角。、"),
    ("cafe\u0301", "café"),
    ("制\t表", "制 表"),
    ("残<br>留</p>标签<h3>题</h3>", "残留标签题"),
    ("尖括号 a<b 且 c>d", "尖括号 a<b 且 c>d"),
    ("空&nbsp;格&ldquo;引号&rdquo;&hellip;", "空 格“引号”…"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_characters(text: str, expected: str) -> None:
    assert clean(text).clean == expected


def test_markdown_marks_go_and_their_text_stays() -> None:
    text = "# 学习体会\n\n我**深受**教育，读了[读本](a.md)。\n\n## 一、收获\n- 一条"
    assert clean(text, markdown=True).clean == "学习体会\n\n我深受教育，读了读本。\n\n一、收获\n- 一条"


def test_asterisks_that_mask_a_name_stay_in_plain_text() -> None:
    assert clean("感谢**同志和***同志").clean == "感谢**同志和***同志"


# Blocks that Chinese text uses; enclosed enumerations (2460–24FF) keep their form on purpose.
BLOCKS = [
    (0xA0, 0x100),
    (0x2000, 0x2460),
    (0x2E80, 0xA000),
    (0xF900, 0xFB00),
    (0xFE10, 0xFFF0),
    (0x2F800, 0x2FA20),
]


@pytest.mark.parametrize(("first", "stop"), BLOCKS)
def test_every_character_that_nfkc_would_change_is_changed(first: int, stop: int) -> None:
    """The hand-written ranges leave no compatibility character out."""
    kept = set("！（），：；？～￥…‥")
    missed = [
        hex(code)
        for code in range(first, stop)
        if unicodedata.normalize("NFKC", chr(code)) != chr(code)
        and chr(code) not in kept
        and clean(f"甲{chr(code)}乙").clean == f"甲{chr(code)}乙"
    ]
    assert missed == []


def test_offsets_lead_back_to_the_original() -> None:
    text = "\ufeff２００５年\r\n四\u200b月"
    result = clean(text)
    assert result.clean == "2005年\n四月"
    origins = [text[a:b] for a, b in zip(result.starts, result.ends, strict=True)]
    assert origins == ["２", "０", "０", "５", "年", "\r\n", "四", "月"]


WRAPPED = """学习体会
总务处 周广
　　我是总务处的水电工，不教书，也不是党员。开大会那天我坐在最后一
排，校长讲到七位老师在旧粮仓里点桐油灯上课，我心里一热。那座粮仓我
去修过管子，墙上还有粉笔印子，一算比我年纪都大，不知道是谁写上去的
字。要说我自己的毛病，也有一件，搁在心里快一年了，今天写出来请大家
批评。
　　一、先说水管
　　水管的事不大，漏一夜就是三吨水，够一个班的学生喝上一个礼拜的。
"""


def test_hard_wrapped_paragraphs_become_one_line() -> None:
    lines = clean(WRAPPED).clean.strip().split("\n")
    assert [line.strip()[:6] for line in lines] == [
        "学习体会",
        "总务处 周广",
        "我是总务处的",
        "一、先说水管",
        "水管的事不大",
    ]
    assert "坐在最后一排，校长" in lines[2]
    assert "不知道是谁写上去的字。要说" in lines[2]


@pytest.mark.parametrize(
    "text",
    [
        "白日依山尽\n黄河入海流\n欲穷千里目\n更上一层楼\n",
        "一、先说干了啥\n- 读了两遍《读本》\n- 看了案卷\n- 写了笔记\n二、打算\n- 画一张水阀图\n",
        "一、加强学习\n二、改进作风\n三、严守纪律\n四、服务群众\n",
        "第一段是一个完整的段落，有三十多个字，写到这里就结束了。\n第二段也是一样，写完了。\n第三段。\n",
    ],
)
def test_verse_lists_headings_and_paragraphs_keep_their_lines(text: str) -> None:
    assert clean(text).clean == text


def test_words_of_latin_letters_are_joined_with_a_space() -> None:
    line = "we have studied the rules of the house and"
    assert clean(f"{line}\n{line}\n{line}\n{line}\nthen the rest.").clean == " ".join(
        [line] * 4 + ["then the rest."]
    )


PAGES = (
    "某某厂学习材料\n我在厂里干了二十年，读了这份材料以后想了很多，想得最多的还是我师傅当年说过的那\n- 1 -"
    "\f某某厂学习材料\n句话：手要干净，心才不慌。\n第二段在这里开始，也在这里结束。\n- 2 -"
    "\f某某厂学习材料\n第三页的话很短。\n- 3 -"
)


def test_page_headers_and_numbers_go_and_the_sentence_runs_on() -> None:
    result = clean(PAGES, paged=True).clean
    assert "某某厂" not in result
    assert "- 1 -" not in result and "- 2 -" not in result and "- 3 -" not in result
    assert "当年说过的那句话：手要干净" in result


def test_a_single_page_has_a_number_but_nothing_repeated() -> None:
    text = "标题\n第一句话在这里。\n第二句话也在这里。\n第三句话还在这里。\n1"
    assert clean(text, paged=True).clean.strip() == text[:-2]


ALPHABET = "我们学习。！，\n\r\t \u3000\u200bＡ１a1《》“”#*-<>&;\f一、２㎡\ufeff"


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=ALPHABET, max_size=120), paged=st.booleans(), markdown=st.booleans())
def test_the_way_back_is_monotone_and_within_the_text(text: str, paged: bool, markdown: bool) -> None:
    result = clean(text, paged=paged, markdown=markdown)
    assert len(result.clean) == len(result.starts) == len(result.ends)
    for i, (start, end) in enumerate(zip(result.starts, result.ends, strict=True)):
        assert 0 <= start < end <= len(text)
        if i:
            assert start >= result.starts[i - 1]
            assert end >= result.ends[i - 1]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=80))
def test_any_string_is_cleaned_and_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).clean
    assert clean(once).clean in (once, clean(clean(once).clean).clean)


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=60))
def test_han_characters_come_from_themselves(text: str) -> None:
    result = clean(text)
    assert result.clean == text
    assert list(result.starts) == list(range(len(text)))


def test_a_book_is_cleaned() -> None:
    text = ("　　我读了这一章，想了很久。\r\n" * 100_000)[:1_500_000]
    result = clean(text)
    assert len(result.starts) == len(result.clean)
