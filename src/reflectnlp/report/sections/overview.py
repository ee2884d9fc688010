"""The finished parts in, three sentences and four figures out: the study at a glance, numbers only."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from reflectnlp.charts.groups import ALL, OTHER, UNNAMED
from reflectnlp.report.frames import Frames
from reflectnlp.report.words import listed, named, percent, say


def overview_part(frames: Frames, parts: dict[str, Any]) -> dict[str, Any]:
    """Sentences on completeness, readings and themes, and the four figures above them."""
    return {
        "sentences": [_completeness(frames, parts), _readings(frames, parts), _themes(frames, parts)],
        "figures": _figures(frames, parts),
    }


def _completeness(frames: Frames, parts: dict[str, Any]) -> Markup:
    n, out = len(frames.documents), parts["quality"]["n_out"]
    failed = len(frames.failures)
    roster = next((row for row in parts["submissions"]["roster"] if row["group"] == ALL), None)
    if roster:
        head = say(
            "名册上 {m} 人，已交 {k} 人（{p}），收到文档 {n} 篇",
            "{k} of {m} members on the roster have handed in ({p}); {n} documents were received",
            m=roster["n"], k=roster["handed_in"], p=percent(roster["share"]), n=n,
        )  # fmt: skip
    else:
        head = say("收到文档 {n} 篇", "{n} documents were received", n=n)
    on_roster = frames.documents["doc_id"].isin(frames.roster["doc_id"])
    strangers = say("（{n} 篇的作者不在名册上）", " ({n} by nobody on the roster)", n=int((~on_roster).sum()))
    units = frames.counted["unit"]
    tail = say(
        "；来自 {u} 个单位，{c} 篇计入图表", " from {u} units, {c} of them are in the charts",
        u=int(units[units != ""].nunique()), c=len(frames.counted),
    )  # fmt: skip
    left_out = say(
        "，{o} 篇是新闻或其他文体，不计入", ", {o} are news or other texts and are left out", o=out
    )
    unread = say("；{f} 个文件没能读出", "; {f} files could not be read", f=failed)
    end = say("。", ".")
    strange = strangers if roster and not on_roster.all() else ""
    return Markup("").join([head, strange, tail, left_out if out else "", unread if failed else "", end])


def _readings(frames: Frames, parts: dict[str, Any]) -> Markup:
    rows = parts["coverage"]["grid"]["rows"]
    if not rows:
        return say(
            "没有可以计算覆盖度的必读文献或文档。", "There are no readings or documents to compute coverage."
        )
    cells = sorted(rows[0]["cells"].items(), key=lambda item: (-item[1]["score"], item[0]))
    titles = frames.readings
    (best, high), (worst, low) = cells[0], cells[-1]
    head = say(
        "{n} 份必读文献的平均覆盖度为 {p}", "Mean coverage of the {n} readings is {p}",
        n=len(cells), p=percent(rows[0]["mean"]),
    )  # fmt: skip
    spread = say(
        "，最高{best}（{high}），最低{worst}（{low}）",
        ", highest for {best} ({high}), lowest for {worst} ({low})",
        best=_marked(titles[best]), high=percent(high["score"]),
        worst=_marked(titles[worst]), low=percent(low["score"]),
    )  # fmt: skip
    gaps = say(
        "；{m} 个要点中，{none} 个没有人写到，另有 {few} 个只有不到一成的文档写到。",
        "; of {m} key points, {none} were taken up by nobody, {few} more by fewer than one document in ten.",
        m=len(parts["coverage"]["points"]), none=parts["coverage"]["n_none"], few=parts["coverage"]["n_few"],
    )  # fmt: skip
    return head + (spread if len(cells) > 1 else Markup("")) + gaps


def _themes(frames: Frames, parts: dict[str, Any]) -> Markup:
    bars = parts["themes"]["bars"]
    if not bars or not bars[0]["total"]:
        return say("没有可以计算主题的文档。", "There are no documents to find themes in.")
    most = listed([_share(frames, row) for row in bars[:2]])
    least = listed([_share(frames, row) for row in bars[-2:]])
    text = say("写到的人最多的主题是{most}", "The themes most often written about are {most}", most=most)
    if len(bars) > 3:
        text += say("，最少的是{least}", ", the least {least}", least=least)
    pairs = parts["reuse"]["n_pairs"]
    if pairs:
        text += say("；{n} 对文档有雷同段落", "; {n} pairs of documents share passages", n=pairs)
    return text + say("。", ".")


def _share(frames: Frames, row: dict[str, Any]) -> Markup:
    name = named(row["theme"], frames.options.names)
    return say("{name}（{p}）", "{name} ({p})", name=name, p=percent(row["share"]))


def _marked(title: str) -> str:
    return title if title.startswith("《") else f"《{title}》"


def _figures(frames: Frames, parts: dict[str, Any]) -> list[dict[str, Any]]:
    roster = next((row for row in parts["submissions"]["roster"] if row["group"] == ALL), None)
    rows = parts["coverage"]["grid"]["rows"]
    points = parts["coverage"]["points"]
    named_groups = [group for group in frames.groups if group not in (OTHER, UNNAMED)]
    first = (
        {"value": percent(roster["share"]), "what": say("提交率", "handed in"),
         "more": say("{k} / {n} 人", "{k} of {n} members", k=roster["handed_in"], n=roster["n"])}
        if roster
        else {"value": f"{len(frames.documents):,}", "what": say("收到文档", "documents"), "more": ""}
    )  # fmt: skip
    return [
        {**first, "href": "#submissions"},
        {
            "value": f"{len(frames.counted):,}",
            "what": say("计入图表的文档", "documents in the charts"),
            "more": say("{n} 个单位单独列出", "{n} units shown by name", n=len(named_groups)),
            "href": "#themes",
        },
        {
            "value": percent(rows[0]["mean"]) if rows else "–",
            "what": say("平均覆盖度", "mean coverage"),
            "more": say("{n} 份必读文献", "{n} readings", n=len(frames.readings)),
            "href": "#coverage",
        },
        {
            "value": f"{parts['coverage']['n_none']}",
            "what": say("没有人写到的要点", "key points nobody took up"),
            "more": say("共 {n} 个要点", "of {n} key points", n=len(points)),
            "href": "#gaps",
        },
    ]
