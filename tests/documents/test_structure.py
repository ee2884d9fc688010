from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.documents import document_from_text
from reflectnlp.records import ROLES, Document

BODY = "我在厂里干了二十年，读了这份材料以后想了很多。今天写出来，请大家批评。"


def read(text: str, year: int | None = 2011) -> Document:
    return document_from_text(text, source="a.txt", year=year)


def roles(document: Document) -> list[tuple[str, str]]:
    return [(sentence.role, sentence.text) for sentence in document.sentences]


SUMMARY = """城北供电所党支部

主题教育学习阶段工作小结

（2013年9月6日）

根据公司党委的安排，支部用一个月时间完成了学习。大家都有收获。

一、领导重视  全员参加

支部书记带头学习。

二、学习体会

我们认识到，服务没有终点；要常学常新。
"""


def test_a_branch_summary() -> None:
    document = read(SUMMARY)
    assert (document.title, document.unit, document.author, document.date) == (
        "主题教育学习阶段工作小结",
        "城北供电所党支部",
        "",
        "2013-09-06",
    )
    assert document.kind == "summary"
    assert roles(document) == [
        ("unit", "城北供电所党支部"),
        ("title", "主题教育学习阶段工作小结"),
        ("date", "（2013年9月6日）"),
        ("body", "根据公司党委的安排，支部用一个月时间完成了学习。"),
        ("body", "大家都有收获。"),
        ("heading", "一、领导重视  全员参加"),
        ("body", "支部书记带头学习。"),
        ("heading", "二、学习体会"),
        ("body", "我们认识到，服务没有终点；"),
        ("body", "要常学常新。"),
    ]
    assert [sentence.section for sentence in document.sentences[4:8]] == [
        "",
        "",
        "一、领导重视  全员参加",
        "一、领导重视  全员参加",
    ]


def test_a_letter() -> None:
    document = read(
        f"思想汇报\n\n敬爱的党组织：\n\n{BODY}\n\n此致\n敬礼！\n\n汇报人：陆小北\n2012年5月20日\n"
    )
    assert (document.title, document.author, document.date, document.kind) == (
        "思想汇报",
        "陆小北",
        "2012-05-20",
        "letter",
    )
    assert [role for role, _ in roles(document)] == [
        "title", "salutation", "body", "body", "signature", "signature", "signature", "date",
    ]  # fmt: skip


def test_title_with_subtitle_and_byline() -> None:
    document = read(f"把好手里这把尺\n——读《质检规程》有感\n质检科  韩立\n\n{BODY}\n")
    assert document.title == "把好手里这把尺——读《质检规程》有感"
    assert (document.unit, document.author) == ("质检科", "韩立")
    assert [role for role, _ in roles(document)][:3] == ["title", "title", "author"]


def test_byline_in_the_brackets_of_the_title() -> None:
    document = read(f"学习感想（信息中心·运维组·钱小满）\n{BODY}\n")
    assert (document.unit, document.author) == ("信息中心", "钱小满")


def test_signature_at_the_end_with_unit_name_and_date() -> None:
    document = read(f"小事不小\n\n{BODY}\n\n        保障支部卫生所  卫春\n        3月6日夜班\n")
    assert (document.unit, document.author, document.date) == ("保障支部", "卫春", "2011-03-06")
    assert [role for role, _ in roles(document)][-2:] == ["signature", "date"]


def test_furniture_of_a_web_page_and_a_file_number() -> None:
    text = (
        f"某局党字〔2012〕6号\n\n关于学习情况的小结\n来源：本站 作者：王某 点击：12次\n\n{BODY}\n"
        "（责任编辑：小李）\n上一篇：春季植树 下一篇：放假通知\n"
    )
    found = roles(read(text))
    assert [role for role, _ in found] == [
        "furniture",
        "title",
        "furniture",
        "body",
        "body",
        "furniture",
        "furniture",
    ]


def test_front_matter_of_markdown_is_furniture() -> None:
    document = document_from_text(
        f"---\ntitle: 体会\ndate: 2012-01-01\n---\n# 学习体会\n\n![图](a.png)\n\n{BODY}\n\n## 收获\n{BODY}\n",
        source="a.md",
        format="markdown",
    )
    assert document.title == "学习体会"
    assert [role for role, _ in roles(document)] == [
        "furniture", "furniture", "furniture", "furniture", "title", "furniture", "body", "body", "heading",
        "body", "body",
    ]  # fmt: skip
    heading = document.sentences[8]
    assert (heading.text, document.text[heading.start : heading.end]) == ("收获", "## 收获")


def test_the_branch_that_an_author_names_in_the_text() -> None:
    body = "我于去年十二月被护理学院学生党支部接收为预备党员。我很激动。"
    text = f"思想汇报\n敬爱的党组织：\n{body}\n汇报人：温若\n2018年1月2日"
    assert read(text).unit == "护理学院学生党支部"


def test_what_an_author_says_of_himself() -> None:
    body = "我是数控加工车间的青年工人许小东，读了材料，想说几句心里话。"
    document = read(f"思想汇报\n敬爱的党组织：\n{body}\n此致\n敬礼\n2018年1月2日")
    assert (document.unit, document.author) == ("数控加工车间", "许小东")


def test_a_name_above_the_title_and_a_label_without_a_colon() -> None:
    assert read(f"张小三\n学习心得\n{BODY}").author == "张小三"
    assert read(f"思想汇报\n敬爱的党组织：\n{BODY}\n汇报人 张小三\n2013年5月6日").author == "张小三"


def test_a_greeting_is_no_title() -> None:
    document = read(f"尊敬的各位领导、同志们：\n大家上午好！\n{BODY}\n谢谢大家！")
    assert document.title == ""
    assert [role for role, _ in roles(document)] == ["salutation", "salutation", "body", "body", "body"]


def test_known_fields_win_over_those_in_the_text() -> None:
    document = document_from_text(
        f"学习体会\n总务处 周广田\n{BODY}\n2012年1月1日",
        source="form.xlsx#3",
        meta={"unit": "后勤支部", "date": "2012-02-02", "author": ""},
    )
    assert (document.unit, document.author, document.date) == ("后勤支部", "周广田", "2012-02-02")


def test_empty_and_punctuation_only() -> None:
    assert read("").sentences == ()
    assert read(" \n\u3000\n").sentences == ()
    assert [sentence.role for sentence in read("。。。！").sentences] == ["body"]


def test_one_sentence_is_body() -> None:
    assert roles(read("我学习了材料，收获很大。")) == [("body", "我学习了材料，收获很大。")]


def test_masked_dates_and_names_are_front_or_back_matter_without_values() -> None:
    document = read(f"学习感想\n部门：XXX　　姓名：（此处填写）\n{BODY}\n20__年__月__日")
    assert (document.unit, document.author, document.date) == ("", "", "")
    assert [role for role, _ in roles(document)] == ["title", "author", "body", "body", "date"]


LINES = st.sampled_from(
    [
        "学习体会", "植物园党支部", "总务处  周广田", "2005年4月9日", "敬爱的党组织：", "一、收获", BODY,
        "此致", "敬礼", "汇报人：王红", "", "\u200b", "## 标题", "**粗**体", "- 1 -", "。", "1、读书",
        "\u3000\u3000缩进的一句",
        "（责任编辑：王）", "<br>", "---", "\ufeff", "他说：“好。”", "一是讲学习；二是讲纪律",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    lines=st.lists(LINES, max_size=14),
    end=st.sampled_from(["\n", "\r\n", "\r", "\f"]),
    format_name=st.sampled_from(["text", "markdown"]),
)
def test_sentences_tile_the_original(lines: list[str], end: str, format_name: str) -> None:
    text = end.join(lines)
    document = document_from_text(text, source="a.txt", format=format_name)
    tiles(document)


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet="学习。！；”（\n\r\f \u200b#*-一、1.《》：“<>b", max_size=80))
def test_sentences_tile_any_text(text: str) -> None:
    tiles(document_from_text(text, source="a.txt"))


def tiles(document: Document) -> None:
    invisible = str.maketrans("", "", "\u200b\ufeff")
    at = clean_at = 0
    for sentence in document.sentences:
        assert sentence.role in ROLES
        assert document.text[at : sentence.start].strip() == ""
        assert document.clean[clean_at : sentence.clean_start].strip() == ""
        assert at <= sentence.start < sentence.end
        assert sentence.clean_start < sentence.clean_end
        assert sentence.text == document.clean[sentence.clean_start : sentence.clean_end]
        span = document.original(sentence.clean_start, sentence.clean_end)
        assert sentence.start <= span.start < span.end <= sentence.end
        at, clean_at = sentence.end, sentence.clean_end
    rest = document.text[at:]
    if document.sentences:
        assert rest.strip() == ""
    else:
        assert document.clean.strip() == ""
        assert rest.translate(invisible) is not None
    assert document.clean[clean_at:].strip() == ""
