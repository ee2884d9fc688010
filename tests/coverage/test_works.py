from __future__ import annotations

import re

import pytest

from reflectnlp.coverage.readings import Reading
from reflectnlp.coverage.titles import Titles, normal_title
from reflectnlp.coverage.works import KNOWN, find_works

RULES = Reading("R1", "临溪中学教师行为守则（试行）", "守则全文", (), ("行为守则", "《守则》"))
TALK = Reading("R2", "校长开学专题讲话", "讲话全文", (), ("《讲话》", "规定"))
TITLES = Titles([RULES, TALK])


def works(text: str, titles: Titles = TITLES) -> list[tuple[str, str]]:
    names = sorted({name for reading in (RULES, TALK) for name in reading.names} | {"党章"})
    plain = [match.span() for name in names for match in re.finditer(re.escape(name), text)]
    return [(text[work.start : work.end], work.target) for work in find_works(text, titles, plain=plain)]


@pytest.mark.parametrize(
    ("cited", "target"),
    [
        ("临溪中学教师行为守则（试行）", "R1"),
        ("临溪中学教师行为守则", "R1"),
        ("教师行为守则", "R1"),
        ("云泽市临溪中学教师行为守则", "R1"),
        ("临溪中学老师行为守则", "R1"),
        ("守则", "R1"),
        ("关于校长开学专题讲话", "R2"),
        ("学习临溪中学教师行为守则的通知", ""),
        ("社区居民守则", ""),
        ("昆虫的生活", ""),
        ("", ""),
    ],
)
def test_a_name_leads_to_one_reading_or_to_none(cited: str, target: str) -> None:
    assert TITLES.resolve(cited) == target


def test_a_name_that_two_readings_share_leads_nowhere() -> None:
    other = Reading("R3", "村民守则", "全文", (), ("守则",))
    assert Titles([RULES, other]).resolve("守则") == ""
    assert Titles([RULES, other]).resolve("村民守则") == "R3"


def test_the_constitution_of_the_party_is_known_by_its_short_name() -> None:
    charter = Reading("C", "中国共产党章程（节选）", "全文", ())
    assert Titles([charter]).resolve("党章") == "C"
    assert TITLES.resolve("党章") == ""


def test_titles_are_compared_without_notes_marks_and_width() -> None:
    assert normal_title("关于《Ａ级》守则（2018年修订）") == "a级守则"
    assert normal_title("关于") == "关于"


def test_works_stand_in_book_marks() -> None:
    assert works("我读了《临溪中学教师行为守则》，又看了《昆虫的生活》。") == [
        ("《临溪中学教师行为守则》", "R1"),
        ("《昆虫的生活》", ""),
    ]


def test_marks_are_nested() -> None:
    assert works("转发《关于印发〈临溪中学教师行为守则〉的通知》。") == [
        ("《关于印发〈临溪中学教师行为守则〉的通知》", ""),
        ("〈临溪中学教师行为守则〉", "R1"),
    ]
    assert works("〈守则〉我读完了，<<守则>>也行，<守则>也行，a<b。") == [
        ("〈守则〉", "R1"),
        ("<<守则>>", "R1"),
        ("<守则>", "R1"),
    ]


def test_marks_that_are_not_closed_name_nothing() -> None:
    assert works("《没有写完\n下一行》也不是。》《》") == []


def test_titles_in_quotation_marks_follow_a_verb_of_reading() -> None:
    assert works("昨天学习了“行为守则”，又学了“安全生产条例”。") == [
        ("“行为守则”", "R1"),
        ("“安全生产条例”", ""),
    ]
    assert works("大家学习“三个代表”，喊着“行为好”。") == []


def test_a_title_in_full_is_shortened_afterwards() -> None:
    text = "《乡镇财务守则》要求两人记账。《守则》第一页就写着。《临溪中学教师行为守则》另说。《守则》照旧。"
    assert works(text) == [
        ("《乡镇财务守则》", ""),
        ("《守则》", ""),
        ("《临溪中学教师行为守则》", "R1"),
        ("《守则》", ""),
    ]


def test_a_definition_wins() -> None:
    text = "《守则》人人有。《校长开学专题讲话》（以下简称《守则》）也发了。《守则》我读了。"
    assert [target for _, target in works(text)] == ["R1", "R2", "R2", "R2"]
    assert works("《临溪中学教师行为守则》(下称“师则”)发了，《师则》我抄了。")[-1] == ("《师则》", "R1")


@pytest.mark.parametrize(
    "text",
    [
        "照着行为守则做。",
        "守则第三条写得明白。",
        "我学习守则以后睡得踏实。",
        "对照守则查自己。",
        "守则要求人人登记。",
        "学规定第四条的时候。",
    ],
)
def test_names_of_readings_need_no_marks(text: str) -> None:
    assert len(works(text)) == 1


@pytest.mark.parametrize(
    "text", ["按规定办理手续。", "新规定出台了。", "学生守则贴在墙上。", "规定里没有这一条吗"]
)
def test_everyday_words_are_no_works(text: str) -> None:
    assert works(text) == []


def test_short_names_must_be_words() -> None:
    text = "对照守则查自己，重温党章。"
    plain = [(2, 4), (10, 12)]
    assert find_works(text, TITLES, plain=plain, is_word=lambda start, end: False) == []
    assert len(find_works(text, TITLES, plain=plain)) == 2


def test_reports_to_party_congresses_are_known() -> None:
    text = "通读二十大报告。"
    assert "二十大报告" in KNOWN
    assert [work.name for work in find_works(text, TITLES, plain=[(2, 7)])] == ["二十大报告"]


def test_the_party_constitution_needs_no_marks() -> None:
    assert works("党章我读了三遍，《党章》常读常新。") == [("党章", ""), ("《党章》", "")]


def test_nothing_in_nothing_out() -> None:
    assert works("") == []
