"""The finished parts in, three sentences and four figures out: the study at a glance, numbers only."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from reflectnlp.charts.groups import ALL
from reflectnlp.report.frames import Frames
from reflectnlp.report.words import count, listed, named, percent, say


def overview_part(frames: Frames, parts: dict[str, Any]) -> dict[str, Any]:
    """Sentences on completeness, readings and themes, and the four figures above them."""
    return {
        "sentences": [_completeness(frames, parts), _readings(frames, parts), _themes(frames, parts)],
        "figures": _figures(frames, parts),
    }


def _completeness(frames: Frames, parts: dict[str, Any]) -> Markup:
    n, out, failed = len(frames.documents), parts["quality"]["n_out"], len(frames.failures)
    roster = next((row for row in parts["submissions"]["roster"] if row["group"] == ALL), None)
    n_units = _n_units(frames)
    strangers = int((~frames.documents["doc_id"].isin(frames.roster["doc_id"])).sum())
    bits = []
    if roster:
        bits.append(say(
            "名册上 {m} 人，{k} 人已交（{p}），{x} 人未交",
            "{k} of {m} members on the roster have handed in ({p}), {x} have not",
            m=roster["n"], k=roster["handed_in"], p=percent(roster["share"]), x=roster["missing"],
        ))  # fmt: skip
    bits.append(say("共收到文档 {n} 篇，来自 {u} 个单位", "{e} from {v} were received",
        n=n, u=n_units, e=count(n, "document"), v=count(n_units, "unit")))  # fmt: skip
    if roster and strangers:
        bits.append(
            say(
                "其中 {n} 篇没有署名，或者作者不在名册上",
                "{n} of them unsigned or by nobody on the roster",
                n=strangers,
            )
        )
    if out:
        bits.append(say(
            "{o} 篇是新闻或其他文体，不计入下面的图表",
            "{o} of them are news or other texts and are left out of the charts", o=out,
        ))  # fmt: skip
    if failed:
        bits.append(say("{f} 个文件没能读出", "{e} could not be read", f=failed, e=count(failed, "file")))
    return say("；", "; ").join(bits) + say("。", ".")


def _n_units(frames: Frames) -> int:
    units = frames.counted["unit"]
    return int(units[units != ""].nunique())


def _readings(frames: Frames, parts: dict[str, Any]) -> Markup:
    rows = parts["coverage"]["grid"]["rows"]
    if not rows:
        return say(
            "没有可以计算覆盖度的必读文献或文档。", "There are no readings or documents to compute coverage."
        )
    cells = sorted(rows[0]["cells"].items(), key=lambda item: (-item[1]["score"], item[0]))
    titles, n_points = frames.readings, len(parts["coverage"]["points"])
    (best, high), (worst, low) = cells[0], cells[-1]
    head = say(
        "{n} 份必读文献共有 {m} 个要点，平均每篇写到 {x} 个",
        "The {n} readings have {m} key points, of which a document takes up {x} on average",
        n=len(cells), m=n_points, x=f"{rows[0]['per_document']:.1f}",
    )  # fmt: skip
    spread = say(
        "；覆盖度最高的是{best}（{high}），最低的是{worst}（{low}）",
        "; coverage is highest for {best} ({high}), lowest for {worst} ({low})",
        best=_marked(titles[best]), high=percent(high["score"]),
        worst=_marked(titles[worst]), low=percent(low["score"]),
    )  # fmt: skip
    none, few = parts["coverage"]["n_none"], parts["coverage"]["n_few"]
    gaps = (
        say("；{none} 个要点没有人写到", "; {none} were taken up by nobody", none=none)
        if none
        else say("；每个要点都有人写到", "; each was taken up by somebody")
    )
    if few:
        gaps += say("，另有 {n} 个写到的文档不到一成", ", {n} more by fewer than one document in ten", n=few)
    gaps += say("。", ".")
    return head + (spread if len(cells) > 1 else Markup("")) + gaps


def _themes(frames: Frames, parts: dict[str, Any]) -> Markup:
    bars = parts["themes"]["bars"]
    if not bars or not bars[0]["total"]:
        return say("没有可以计算主题的文档。", "There are no documents to find themes in.")
    most = listed([_share(frames, row) for row in bars[:2]])
    least = listed([_share(frames, row) for row in bars[-2:]])
    text = say("写到的文档最多的主题是{most}", "The themes most often written about are {most}", most=most)
    if len(bars) > 3:
        text += say("，最少的是{least}", ", the least {least}", least=least)
    altered = sum(row["n"] for row in parts["citations"]["quotations"] if row["verified"] == "altered")
    if altered:
        text += say(
            "；{n} 处引文与原文有出入", "; {e} from the source",
            n=altered, e=f"{count(altered, 'quotation')} differ{'s' if altered == 1 else ''}",
        )  # fmt: skip
    pairs = parts["reuse"]["n_pairs"]
    if pairs:
        text += say(
            "；{n} 对文档有较长的相同段落", "; {e} of documents share{s} longer passages",
            n=pairs, e=count(pairs, "pair"), s="s" if pairs == 1 else "",
        )  # fmt: skip
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
    n_units = _n_units(frames)
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
            "more": say("来自 {n} 个单位", "from {e}", n=n_units, e=count(n_units, "unit")),
            "href": "#themes",
        },
        {
            "value": f"{rows[0]['per_document']:.1f}" if rows else "–",
            "what": say("平均每篇写到的要点", "key points per document"),
            "more": say(
                "{n} 份文献共 {m} 个要点",
                "of {m} in {e}",
                n=len(frames.readings),
                m=len(points),
                e=count(len(frames.readings), "reading"),
            ),
            "href": "#coverage",
        },
        {
            "value": f"{parts['coverage']['n_none']}",
            "what": say("没有人写到的要点", "key points nobody took up"),
            "more": say("共 {n} 个要点", "of {n} key points", n=len(points)),
            "href": "#gaps",
        },
    ]
