"""The frames of a report in, one sentence a chart out: the finding that its title or caption states.

Numbers only, the same that the chart shows; no judgement. A chart without a sentence keeps its plain title.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from reflectnlp.charts.coverage_heatmap import coverage_heatmap_data
from reflectnlp.charts.groups import ALL, OTHER, UNNAMED, short_names
from reflectnlp.charts.own_words import own_shares
from reflectnlp.charts.points_covered import points_covered_data
from reflectnlp.charts.roster_completion import roster_completion_data
from reflectnlp.charts.theme_bars import theme_bars_data
from reflectnlp.charts.theme_heatmap import theme_heatmap_data
from reflectnlp.charts.theme_network import theme_network_data
from reflectnlp.report.frames import Frames
from reflectnlp.report.words import listed, named, percent, say, term


def findings(frames: Frames) -> dict[str, Markup]:
    """Name of a chart → its finding, of those that have one."""
    found = dict(_roster(frames))
    if len(frames.counted):
        for part in (_themes, _coverage, _texts):
            found |= dict(part(frames))
    return found


def words_finding(words: pd.DataFrame) -> Markup:
    """The most frequent words of a cloud."""
    names = [say("{w}（{n}）", "{w} ({n})", w=w, n=n) for w, n in zip(words["word"], words["n"], strict=True)]
    return say("用得最多的词：{w}", "Words used most: {w}", w=listed(names[:3]))


def _roster(frames: Frames) -> Iterator[tuple[str, Markup]]:
    data = roster_completion_data(frames.roster)
    if data.empty:
        return
    whole, units = data.iloc[0], data.iloc[1:]
    text = say(
        "{m} 人中 {k} 人已交（{p}）", "{k} of {m} have handed in ({p})",
        m=whole["n"], k=whole["handed_in"], p=percent(whole["share"]),
    )  # fmt: skip
    if len(units) > 1:
        least = _first(units.sort_values("share", kind="stable"))
        text += say(
            "，提交率最低的是{u}（{p}）", ", the lowest share in {u} ({p})",
            u=_group(str(least["group"]), data["group"]), p=percent(least["share"]),
        )  # fmt: skip
    yield "roster_completion", text


def _themes(frames: Frames) -> Iterator[tuple[str, Markup]]:
    bars = theme_bars_data(frames.themes)
    if not len(bars):
        return
    most, least = (bars.iloc[k].to_dict() for k in (0, -1))
    yield "theme_bars", say(
        "写到最多的主题是{a}（{p}的文档），最少的是{b}（{q}）",
        "Most often written about: {a} ({p} of documents); least: {b} ({q})",
        a=_theme(frames, most["theme"]), p=percent(most["share"]),
        b=_theme(frames, least["theme"]), q=percent(least["share"]),
    )  # fmt: skip
    data = theme_heatmap_data(frames.themes, by="group", min_group=frames.options.min_group)
    whole = data[data["group"] == ALL].set_index("theme")["share"]
    units = data[~data["group"].isin((ALL, OTHER, UNNAMED))]
    if len(units):  # without a row the columns have no types to reckon with
        units = units.assign(more=lambda t: t["share"] - t["theme"].map(whole))
        row = _first(units.sort_values("more", ascending=False, kind="stable"))
        yield "theme_heatmap", say(
            "比全体多得最多的：{u}写{t}（{p}，全体 {q}）",
            "Furthest above the whole: {u} on {t}, {p} against {q}",
            u=_group(str(row["group"]), data["group"]), t=_theme(frames, row["theme"]),
            p=percent(row["share"]), q=percent(whole[row["theme"]]),
        )  # fmt: skip
    pairs = theme_network_data(frames.hits)
    if len(pairs):
        top = _first(pairs.sort_values("n", ascending=False, kind="stable"))
        yield "theme_network", say(
            "同一句里一起写到最多的是{a}和{b}（{n} 句）", "Most often in one sentence: {a} and {b} ({n})",
            a=_theme(frames, top["first"]), b=_theme(frames, top["second"]), n=top["n"],
        )  # fmt: skip
    if frames.periods:
        first, last = _ends(frames, frames.themes, "theme", "share")
        theme = str((last - first).abs().idxmax())
        yield "theme_timeline", say(
            "前后变化最大的是{t}：{p} → {q}", "Changed most: {t}, {p} → {q}",
            t=_theme(frames, theme), p=percent(first[theme], 1), q=percent(last[theme], 1),
        )  # fmt: skip


def _coverage(frames: Frames) -> Iterator[tuple[str, Markup]]:
    if not len(frames.coverage):
        return
    data = coverage_heatmap_data(frames.coverage, by=None).sort_values(["score", "reading_id"])
    titles = frames.readings
    least, most = (data.iloc[k].to_dict() for k in (0, -1))
    if len(data) > 1:
        yield "coverage_heatmap", say(
            "覆盖度最高的是{a}（{p}），最低的是{b}（{q}）",
            "Highest coverage: {a} ({p}); lowest: {b} ({q})",
            a=titles[most["reading_id"]], p=percent(most["score"]),
            b=titles[least["reading_id"]], q=percent(least["score"]),
        )  # fmt: skip
    points = points_covered_data(frames.evidence, points=frames.points)
    untouched = points["n_absent"] == points["n"]
    yield "points_covered", say(
        "{m} 个要点中，没有人写到的有 {k} 个；写得最多的，有 {p} 的文档写到",
        "Of {m} key points {k} were taken up by nobody, the first by {p} of documents",
        m=len(points), k=int(untouched.sum()), p=percent(float(points["share"].max())),
    )  # fmt: skip
    yield "own_words", say(
        "一半的文档，自己的话不少于 {p}", "In half of the documents, {p} or more are own words",
        p=percent(float(np.median(own_shares(frames.coverage)))),
    )  # fmt: skip
    if frames.periods:
        first, last = _ends(frames, frames.coverage, "reading_id", "score")
        yield "coverage_timeline", say(
            "平均覆盖度：{a} {p} → {b} {q}", "Mean coverage: {a} {p} → {b} {q}",
            a=frames.periods[0], p=percent(first.mean(), 1), b=frames.periods[-1], q=percent(last.mean(), 1),
        )  # fmt: skip


def _texts(frames: Frames) -> Iterator[tuple[str, Markup]]:
    median = round(float(frames.counted["n_chars"].median()))
    yield "lengths", say("一半的文档不到 {m} 字", "Half of the documents are under {m} characters", m=median)


def _first(rows: pd.DataFrame) -> dict[Any, Any]:
    return dict(rows.iloc[0].to_dict())


def _ends(frames: Frames, table: pd.DataFrame, column: str, value: str) -> tuple[pd.Series, pd.Series]:
    """Means in the first and the last period."""
    grid: Any = table.groupby(["period", column])[value].mean()
    return grid[frames.periods[0]], grid[frames.periods[-1]]


def _theme(frames: Frames, theme: str) -> Markup:
    return named(theme, frames.options.names)


def _group(group: str, groups: pd.Series) -> Markup:
    return term(short_names(dict.fromkeys(groups))[group])
