"""Which terms count, rule by rule, in written-out sentences."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from reflectnlp.language import Batch
from reflectnlp.themes.candidates import REASONS
from reflectnlp.themes.matcher import Matcher, RuleHits
from reflectnlp.themes.scheme import Scheme

Find = Callable[..., list[tuple[str, str, str]]]
SchemeOf = Callable[[str], Scheme]
BatchFor = Callable[..., Batch]
Rules = Callable[[Scheme, str], RuleHits]


def one_theme(*lines: str) -> str:
    terms = "".join(f"\n      - {line}" for line in lines)
    return f"scheme: t\nthemes:\n  - id: a\n    label: 甲\n    terms:{terms}\n"


def terms(find: Find, scheme: str, *texts: str) -> list[str]:
    return [matched for _, _, matched in find(scheme, *texts)]


def refused(batch_for: BatchFor, matcher: Matcher, text: str) -> list[tuple[str, str]]:
    lost = matcher.find(batch_for(matcher, text), trace=True).rejected
    rows = zip(lost.term.tolist(), lost.reason.tolist(), strict=True)
    return sorted((matcher.terms[term].name, REASONS[reason]) for term, reason in rows)


def test_short_terms_need_word_boundaries_and_long_ones_do_not(found: Find) -> None:
    assert terms(found, one_theme("合成"), "结合成分来分析。\n合成样品。") == ["合成"]
    assert terms(found, one_theme("{text: 合成, anywhere: true}"), "结合成分来分析。") == ["合成"]
    assert terms(found, one_theme("合成分来"), "结合成分来分析。") == ["合成分来"]
    assert terms(found, one_theme("{text: 合成分来, anywhere: false}"), "结合成分来分析。") == []


def test_compounds_have_a_joint(found: Find) -> None:
    scheme = one_theme("学习", "纪律", "服务", "作风", "榜样", "不足")
    text = "认真学习，遵守纪律。\n他是好榜样。\n写作风格。\n服务器坏了。\n微不足道。"
    assert terms(found, scheme, text) == ["学习", "纪律", "榜样"]


def test_only_body_and_headings_are_searched(found: Find) -> None:
    assert terms(found, one_theme("理想信念"), "@ 理想信念\n# 理想信念\n谈理想信念。") == ["理想信念"] * 2


def test_a_longer_term_of_the_theme_wins(found: Find) -> None:
    scheme = one_theme("{text: 信念, anywhere: true}", "理想信念", "{text: 我们一定能行的信念, weight: 0.1}")
    assert terms(found, scheme, "坚定理想信念。\n心中有信念。\n抱着我们一定能行的信念。") == [
        "理想信念",
        "信念",
        "我们一定能行的信念",
    ]


def test_exclusions_block_what_they_touch(found: Find) -> None:
    scheme = (
        "scheme: t\nexclude: [机器学习]\nthemes:\n"
        "  - {id: a, label: 甲, exclude: [效果不理想], terms: [理想, 学习]}\n"
        "  - {id: b, label: 乙, terms: [理想, 学习]}\n"
    )
    assert found(scheme, "效果不理想。\n机器学习。\n学习有理想。") == [
        ("b", "理想", "理想"),
        ("a", "学习", "学习"),
        ("a", "理想", "理想"),
        ("b", "学习", "学习"),
        ("b", "理想", "理想"),
    ]


@pytest.mark.parametrize(
    ("condition", "yes", "no"),
    [
        ("near: [坚定], within: 2", "坚定的理想。", "坚定地追求理想。"),
        ("near: [坚定], within: 2", "理想要坚定。", "有理想。\n坚定"),
        ("near: [坚定], within: 0", "坚定理想。", "坚定的理想。"),
        ("before: [坚定]", "坚定的理想。", "理想要坚定。"),
        ("after: [坚定]", "理想要坚定。", "坚定的理想。"),
        ("same_clause: [坚定]", "坚定我们大家共同的理想。", "要坚定，要理想。"),
        ("same_sentence: [坚定]", "要坚定，要有理想。", "要有理想。"),
        ("unless: [气体]", "理想，信念。", "理想，气体。"),
        ("unless_clause: [气体]", "理想，气体。", "气体的理想。"),
        ("unless_near: [气体], within: 2", "理想和这个气体。", "理想的气体。"),
        ("unless: [理想气体]", "理想和气体。", "理想 理想气体。"),
        ("at: start", "　“理想很大。", "大理想。"),
        ("at: start", "一、理想很大。", "二是大理想。"),
        ("at: end", "要有理想。”", "理想很大。"),
        ("role: heading", "# 理想", "理想。"),
        ("role: body", "理想。", "# 理想"),
    ],
)
def test_conditions(found: Find, condition: str, yes: str, no: str) -> None:
    scheme = one_theme(f"{{text: 理想, {condition}}}")
    assert terms(found, scheme, yes) == ["理想"]
    assert terms(found, scheme, no) == []


def test_all_conditions_must_hold(found: Find) -> None:
    scheme = one_theme("{text: 理想, near: [坚定], unless: [气体]}")
    assert terms(found, scheme, "坚定理想。\n坚定理想气体。\n理想。") == ["理想"]


def test_headings_above(found: Find) -> None:
    wanted = one_theme("{text: 不足, under_heading: [存在的问题]}")
    unwanted = one_theme("{text: 不足, unless_heading: [存在的问题]}")
    text = "有不足。\n# 存在的问题和不足\n有不足。\n还有不足。\n# 打算\n有不足。"
    assert terms(found, wanted, text) == ["不足"] * 3
    assert terms(found, unwanted, text) == ["不足"] * 2


def test_a_string_over_the_term_itself_is_no_context(found: Find) -> None:
    assert terms(found, one_theme("{text: 理想, near: [理想信念, 想]}"), "理想信念。") == []
    assert (
        terms(found, one_theme("{text: 信念, near: [信念], within: 3}"), "有信念，讲信念。") == ["信念"] * 2
    )


def test_gap_patterns(found: Find) -> None:
    scheme = one_theme("坚定|树立…信念|信仰")
    assert terms(found, scheme, "坚定共产主义的信念。\n树立信仰。\n坚定，要有信念。\n信念坚定。") == [
        "坚定共产主义的信念",
        "树立信仰",
    ]
    assert terms(found, one_theme("{pattern: 坚定…信念, gap: 2}"), "坚定我们的信念。") == []
    assert terms(found, one_theme("{pattern: 坚定…信念, scope: sentence}"), "坚定，要有信念。") == [
        "坚定，要有信念"
    ]
    assert terms(found, one_theme("{pattern: 坚定…信念, gap: 50, scope: sentence}"), "坚定。信念") == [
        "坚定。信念"
    ]
    assert terms(found, one_theme("{pattern: 坚定…信念, gap: 50, scope: sentence}"), "坚定。\n信念") == []


def test_a_pattern_of_three_parts_goes_by_whichever_middle_fits(found: Find) -> None:
    scheme = one_theme("{pattern: 向…他…学习, gap: 5}")
    assert terms(found, scheme, "向他说过的他去学习。") == ["向他说过的他去学习"]


def test_a_pattern_takes_another_part_where_an_exclusion_blocks_one(found: Find) -> None:
    scheme = (
        "scheme: t\nthemes: [{id: a, label: 甲, exclude: [学习机], "
        "terms: [{pattern: 向…学习, gap: 9, anywhere: true}]}]"
    )
    assert terms(found, scheme, "向用学习机的人学习。") == ["向用学习机的人学习"]
    assert terms(found, scheme, "向用学习机的人。") == []


def test_terms_that_win_over_other_themes(found: Find) -> None:
    scheme = (
        "scheme: t\nthemes:\n"
        "  - {id: a, label: 甲, terms: [{text: 学习先进事迹, wins_over: [b]}]}\n"
        "  - {id: b, label: 乙, terms: [学习]}\n"
    )
    assert found(scheme, "学习先进事迹。\n学习。") == [
        ("a", "学习先进事迹", "学习先进事迹"),
        ("b", "学习", "学习"),
    ]


def test_every_refusal_has_its_reason(scheme_of: SchemeOf, batch_for: BatchFor) -> None:
    text = """
        scheme: t
        themes:
          - id: a
            label: 甲
            exclude: [学习机]
            terms:
              - 合成
              - {text: [学习], anywhere: true}
              - {text: 理想, near: [坚定]}
              - 信念
              - 理想信念
              - 合成…信念
              - {pattern: 学习…信念, anywhere: true}
          - id: b
            label: 乙
            terms: [{text: 信念, wins_over: [a]}]
        """
    matcher = Matcher(scheme_of(text))
    assert refused(batch_for, matcher, "结合成分。") == [("合成", "boundary")]
    assert refused(batch_for, matcher, "结合成果信念决定。")[-1] == ("合成…信念", "boundary")
    assert refused(batch_for, matcher, "买学习机。") == [("学习", "excluded")]
    assert refused(batch_for, matcher, "有理想。") == [("理想", "condition")]
    assert refused(batch_for, matcher, "理想信念。") == [
        ("信念", "covered"),
        ("理想", "condition"),
        ("理想信念", "overruled"),
    ]
    assert refused(batch_for, matcher, "有信念。") == [("信念", "overruled")]
    assert refused(batch_for, matcher, "结合成分信念。") == [
        ("信念", "overruled"),
        ("合成", "boundary"),
        ("合成…信念", "boundary"),
    ]
    assert refused(batch_for, matcher, "买学习机信念。") == [
        ("信念", "overruled"),
        ("学习", "excluded"),
        ("学习…信念", "excluded"),
    ]


@pytest.fixture
def rules(batch_for: BatchFor) -> Rules:
    def find(scheme: Scheme, text: str) -> RuleHits:
        matcher = Matcher(scheme)
        return matcher.find(batch_for(matcher, text))

    return find


def test_weights_join_as_noisy_or_over_distinct_terms(scheme_of: SchemeOf, rules: Rules) -> None:
    scheme = scheme_of(one_theme("{text: 理想, weight: 0.6}", "{text: 初心, weight: 0.5}", "党性修养"))
    hits = rules(scheme, "理想和理想。\n理想和初心。\n党性修养和初心。\n天晴。")
    assert hits.own[:, 0].round(12).tolist() == [0.6, 0.8, 1.0, 0.0]
    assert hits.weights.tolist() == hits.own.tolist()
    assert hits.weight.tolist() == [np.float32(w) for w in (0.6, 0.6, 0.6, 0.5, 1.0, 0.5)]


def test_sentences_that_point_back_and_headings_lend_weight(scheme_of: SchemeOf, rules: Rules) -> None:
    scheme = scheme_of(
        """
        scheme: t
        inherit: {openers: [这个问题, 他], longest: 12}
        themes:
          - {id: a, label: 甲, inherit: {previous: 0.5}, terms: [理想信念]}
          - {id: b, label: 乙, inherit: {heading: 0.3}, terms: [严守纪律]}
          - {id: c, label: 丙, terms: [理想信念, 严守纪律]}
        """
    )
    text = (
        "这个问题没有前文。\n讲理想信念。\n这个问题很重要。\n这个问题还要说。\n理想信念。\n"
        "这个问题说起来话就长了不止十二个字。\n# 严守纪律\n他来了。\n理想信念。\n（他说）严守纪律。\n他走了。"
    )
    hits = rules(scheme, text)
    assert hits.previous.tolist() == [-1, -1, 1, 2, -1, -1, -1, -1, -1, 8, 9]
    assert hits.weights.round(12).tolist() == [
        [0.0, 0.0, 0.0],
        [1.0, 0.0, 1.0],
        [0.5, 0.0, 0.0],
        [0.0, 0.0, 0.0],
        [1.0, 0.0, 1.0],
        [0.0, 0.0, 0.0],
        [0.0, 1.0, 1.0],
        [0.0, 0.3, 0.0],
        [1.0, 0.3, 1.0],
        [0.5, 1.0, 1.0],
        [0.0, 0.3, 0.0],
    ]


@pytest.mark.parametrize("text", ["", "。", "@ 理想", "天气很好。"])
def test_nothing_found_is_empty_and_typed(scheme_of: SchemeOf, rules: Rules, text: str) -> None:
    hits = rules(scheme_of(one_theme("理想", "坚定…理想", "{text: 初心, near: [不忘]}")), text)
    assert hits.sent.size == 0
    types = (hits.sent.dtype, hits.theme.dtype, hits.weight.dtype, hits.term.dtype, hits.start.dtype)
    assert types == (np.int32, np.int16, np.float32, np.int32, np.int64)
    assert hits.weights.shape == (1 if text else 0, 1)


def test_no_document_at_all(scheme_of: SchemeOf, batch_for: BatchFor) -> None:
    matcher = Matcher(scheme_of(one_theme("理想", "坚定…理想", "{text: 初心, at: start, unless: [不]}")))
    assert matcher.find(batch_for(matcher), trace=True).weights.shape == (0, 1)
