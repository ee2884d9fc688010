"""What a negation governs, and the 不 that negate nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reflectnlp.language import Batch
from reflectnlp.themes.matcher import Matcher
from reflectnlp.themes.scheme import Scheme

SCHEME = """
scheme: t
settings: {negation_reach: 8}
negation:
  cues: [不, 不能, 不是, 没, 没有, 未, 缺乏, 反对, 丢掉]
  harmless: [反腐败, 不忘初心, 不敢腐, 不能腐, 不想腐, 不断, 不仅, 未来]
themes:
  - id: a
    label: 甲
    terms: [理想信念, {text: [腐败, 腐], anywhere: true}, 初心, 学习, 纪律, 作风建设, 不忘初心, 坚定…信仰]
"""


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("理想信念要坚定。", []),
        ("效果不理想信念。", ["理想信念"]),
        ("不能忘了理想信念。", ["理想信念"]),
        ("有的人缺乏理想信念。", ["理想信念"]),
        ("没有严格遵守纪律。", ["纪律"]),
        ("我们坚决反对腐败。", ["腐败"]),
        ("未认真学习。", ["学习"]),
        ("没有坚定共产主义信仰。", ["坚定共产主义信仰"]),
        # two cues undo each other
        ("不能没有理想信念。", []),
        ("不是没有学习。", []),
        ("不能丢掉理想信念。", []),
        # traps
        ("深入开展反腐败斗争。", []),
        ("不忘初心，牢记使命。", []),
        ("一体推进不敢腐、不能腐、不想腐。", []),
        ("不断加强学习。", []),
        ("不仅要学习，还要守纪律。", []),
        ("未来要抓作风建设。", []),
        ("正确认识，不同的学习方法。", []),
        # the clause and the reach are the borders
        ("天气不好，学习照常。", []),
        ("不在昨天下午三点以后再去学习。", []),
        # what stands behind the term governs something else
        ("理想信念不动摇。", []),
        ("没有学习，也没有纪律。", ["学习", "纪律"]),
    ],
)
def test_what_is_negated(
    scheme_of: Callable[[str], Scheme], batch_for: Callable[..., Batch], text: str, negated: list[str]
) -> None:
    matcher = Matcher(scheme_of(SCHEME))
    batch = batch_for(matcher, text)
    hits = matcher.find(batch)
    assert hits.sent.size
    rows = zip(hits.start[hits.negated].tolist(), hits.end[hits.negated].tolist(), strict=True)
    assert [batch.text[start:end] for start, end in rows] == negated
