"""Findings: the sentence that a chart's title or caption states, with the chart's own numbers."""

from __future__ import annotations

import pytest

from reflectnlp.report.findings import findings
from reflectnlp.report.frames import Options, make_frames
from reflectnlp.report.png import report_charts
from reflectnlp.report.words import plain


@pytest.fixture(scope="module")
def made(frames, synthetic):
    return make_frames(frames, Options(names=synthetic.NAMES))


def test_findings_state_the_numbers_of_their_chart(made):
    told = {name: plain(text, "zh") for name, text in findings(made).items()}
    assert told["roster_completion"] == "68 人中 60 人已交（88%），提交率最低的是科研一支部（71%）"
    bars = made.themes[made.themes["n_sentences"] > 0].groupby("theme")["doc_id"].nunique()
    share = round(100 * bars.max() / made.counted["doc_id"].nunique())
    assert f"（{share}%的文档）" in told["theme_bars"]
    assert told["points_covered"].startswith("40 个要点中，没有人写到的有 ")
    assert told["coverage_timeline"].startswith("平均覆盖度：2005-03 ")


def test_every_finding_belongs_to_a_chart_and_both_languages_are_there(made):
    told = findings(made)
    assert set(told) <= {name for name, _ in report_charts(made)}
    assert len(told) >= 9
    assert all(plain(text, "en") != plain(text, "zh") for text in told.values())


def test_nothing_has_no_finding(no_frames):
    assert findings(make_frames(no_frames, Options())) == {}
