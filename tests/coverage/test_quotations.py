from __future__ import annotations

import pytest

from reflectnlp.coverage.quotations import find_quotations
from reflectnlp.coverage.readings import Reading
from reflectnlp.coverage.speakers import Named, speaker_before
from reflectnlp.coverage.wording import Wordings

TALK = Reading(
    "T",
    "开学讲话",
    "一间教室里没有好位置和坏位置。先问问人家缺什么，再问自己有什么。班前会不得少于五分钟，缺席的当天补上。",
    (),
)
WORDINGS = Wordings([TALK])


def quotations(text: str, *names: str) -> list[tuple[str, str, str]]:
    named = sorted(
        Named(text.index(name), text.index(name) + len(name), name.strip("《》")) for name in names
    )
    found = find_quotations(text, named, wordings=WORDINGS)
    return [(text[one.start : one.end], one.speaker, one.found.verified) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("校长说：“先问问人家缺什么。”", ("先问问人家缺什么。", "校长", "exact")),
        ("校长讲过“先问问别人缺什么”，我记得。", ("先问问别人缺什么", "校长", "altered")),
        ("老师教导我们，“手要干净，心要热”。", ("手要干净，心要热", "老师", "not_found")),
        ("陆书记在讲话中强调：“树要从根上浇。”", ("树要从根上浇。", "陆书记", "not_found")),
        ("俗话说，“打铁还要自身过得硬”。", ("打铁还要自身过得硬", "俗话", "not_found")),
        ("会议强调：各单位要当天报账。", ("各单位要当天报账。", "会议", "not_found")),
        ('校长说:"先问问人家缺什么."', ("先问问人家缺什么.", "校长", "exact")),
        ("校长说「先问问人家缺什么」。", ("先问问人家缺什么", "校长", "exact")),
    ],
)
def test_what_somebody_said_is_a_quotation(text: str, expected: tuple[str, str, str]) -> None:
    assert quotations(text) == [expected]


def test_a_leader_is_quoted_without_marks() -> None:
    text = "道理要讲明白。邓小平指出：账目清楚的单位，人心就齐！我们要记住。"
    assert quotations(text, "邓小平") == [("账目清楚的单位，人心就齐！", "邓小平", "not_found")]


def test_nobody_speaks_nothing_is_quoted() -> None:
    assert quotations("特别强调：各单位要当天报账。") == []


@pytest.mark.parametrize(
    "text",
    [
        "开展“三个代表”重要思想学习。",
        "牢记“两个务必”。",
        "举办“我为群众办实事”活动。",
        "开展“学一条、对一件，改一处”专题教育。",
        "打破“人情大过规矩”的怪圈。",
        "这算哪门子“先进个人”？",
        "我说“这件事以后再也不能这么办了”。",
        "那时我跟支书说过“入这个门有什么用处”的话。",
        "有“天下兴亡，匹夫有责”的观念。",
        "开展“没有好位置和坏位置”主题活动。",
        "“”“好”",
    ],
)
def test_names_slogans_irony_and_ones_own_words_are_none(text: str) -> None:
    assert quotations(text) == []


def test_what_a_reading_says_is_quoted_though_nobody_is_named() -> None:
    text = "最难忘“一间教室里没有好位置和坏位置”，我抄了下来。"
    assert quotations(text) == [("一间教室里没有好位置和坏位置", "", "exact")]


def test_a_clause_in_marks_is_a_quotation() -> None:
    text = "墙上贴着一行字。“水管漏一滴，账上少一文。”我看了很久。"
    assert quotations(text) == [("水管漏一滴，账上少一文。", "", "not_found")]


def test_indirect_speech_is_quoted_as_far_as_the_reading_has_it() -> None:
    text = "《守则》规定，班前会不得少于五分钟，缺席的当天补上，这话说到我心里去了。"
    assert quotations(text, "《守则》") == [("班前会不得少于五分钟，缺席的当天补上", "守则", "exact")]
    assert quotations("《守则》规定，人人都要浇水，一天一次不许漏。", "《守则》") == []


def test_marks_are_paired_from_the_left() -> None:
    text = '客气话叫"小众"。有一年评先进，主持人念到我，说"管青苔的那位同志请上来"。'
    assert quotations(text) == [("管青苔的那位同志请上来", "主持人", "not_found")]


@pytest.mark.parametrize(
    ("before", "named", "speaker"),
    [
        ("习近平总书记", ["习近平"], "习近平"),
        ("邓小平同志在谈话中", ["邓小平"], "邓小平"),
        ("学了邓小平的话，老校长又", ["邓小平"], "老校长"),
        ("总书记", [], "总书记"),
        ("我们院长", [], "院长"),
        ("修过渠的老党员常", [], "老党员"),
        ("《守则》第二条", ["《守则》"], "《守则》"),
        ("院长作动员讲话，他", [], "院长"),
        ("院长来了。他", [], "院长"),
        ("院长来了。有人", [], ""),
        ("院长来了。\n他", [], ""),
        ("", [], ""),
    ],
)
def test_the_speaker_is_named_last_before_the_verb(before: str, named: list[str], speaker: str) -> None:
    text = before + "指出"
    listed = [Named(text.index(name), text.index(name) + len(name), name) for name in named]
    assert speaker_before(text, len(before), listed) == speaker
