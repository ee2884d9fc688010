"""Counts and a seed in, a whole set of tables out: what the chart and report tests draw.

Written-out Chinese, every table built through ``tables.schema.build``. Scale it from no document to
10,000; ``long_names`` gives units the names that break layouts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from reflectnlp.tables.schema import build

THEMES = {
    "ideals": ("理想信念", "Ideals and conviction"),
    "anti_corruption": ("反腐倡廉", "Against corruption"),
    "role_models": ("榜样典型", "Role models"),
    "vanguard": ("先锋模范", "Taking the lead"),
    "service": ("为民服务", "Serving the people"),
    "theory_study": ("理论学习", "Study of theory"),
    "discipline": ("纪律监督", "Discipline"),
    "work_style": ("作风建设", "Style of work"),
    "duty": ("岗位履职", "Duty at the post"),
    "self_criticism": ("检视整改", "Self-criticism"),
    "mission": ("形势使命", "Mission"),
    "activity": ("活动组织", "How it was run"),
}
NAMES = {theme: {"zh": zh, "en": en} for theme, (zh, en) in THEMES.items()}

BANK = {
    "ideals": (
        "入党时的誓词贴在书桌前，{w}我抬头就能看见，心里便踏实。",
        "{w}想明白了，相信这份事业，才扛得住温室里冷清的冬天。",
    ),
    "anti_corruption": (
        "苗木商送来的茶叶，{w}我当着他的面退了回去。",
        "案例里那个科长，第一次只收了一条烟，{w}后来就收不住手了。",
    ),
    "role_models": (
        "老站长一个人守了标本室二十六年，{w}我们都记得他的手电筒。",
        "{w}读到那位支书背着病人走山路，我停了很久。",
    ),
    "vanguard": (
        "{w}抢修温室的夜里，党员先爬上了棚顶。",
        "值班表排不开时，{w}我把除夕那一格写上了自己的名字。",
    ),
    "service": (
        "来问花期的老人听不清，{w}我们就把花期表印成大字。",
        "{w}把投诉电话接到底，是窗口最基本的事。",
    ),
    "theory_study": (
        "这本读本我读了两遍，{w}第二遍才看懂第三章。",
        "{w}每周三晚上两小时，先读原文，再谈自己的理解。",
    ),
    "discipline": (
        "采购要两个人签字，{w}少一个都不能付款。",
        "{w}请假不报告看着是小事，规矩就是这样松下来的。",
    ),
    "work_style": (
        "报告从十二页减到两页，{w}会也少开了一半。",
        "{w}下到苗圃去看，比坐在办公室里问十遍都管用。",
    ),
    "duty": ("今年的引种成活率是百分之八十三，{w}我想再提高五个点。", "{w}把台账补齐，是我这个岗位的本分。"),
    "self_criticism": (
        "我有两次没有按时交记录，{w}这是我的懒。",
        "对照条例，{w}我在听取不同意见上还差得远。",
    ),
    "mission": (
        "种质资源守住了，{w}国家的粮食和药材才有底气。",
        "{w}西部的生态等不起，我们这一代人要接着干。",
    ),
    "activity": ("支部三月起分四次集中学习，{w}到会二十三人。", "{w}书记作了动员，各小组交了计划。"),
    "": ("那天下着小雨，{w}路上的人不多。", "{w}标本室的钟走得有点慢。", "我先把桌子擦干净，{w}然后坐下来。"),
}
WORDS = ("", "今年", "说实话，", "到现在，", "这一次", "后来", "晚上", "其实", "在三号温室，", "春天里")
UNITS = (
    "标本馆支部",
    "温室支部",
    "机关支部",
    "科研一支部",
    "科研二支部",
    "园艺支部",
    "后勤支部",
    "离退休支部",
)
LONG = "中国科学院西南热带亚热带植物种质资源保存与持续利用研究中心"
READINGS = (
    ("R1", "《先进性教育读本》"),
    ("R2", "《党内监督条例》"),
    ("R3", "《先进事迹选编》"),
    ("R4", "《警示教育材料》"),
    ("R5", "《形势报告》"),
)
POINTS = (
    "把学到的落到自己的岗位上，说清楚要做什么、什么时候做完。",
    "监督首先是自下而上的，领导干部要主动接受群众的监督。",
    "请客送礼没有小事，第一次不拒绝，第二次就拒绝不了。",
    "先进性不是称号，要在难事和急事面前看得出来。",
    "批评要对事讲实例，不能只说“今后注意”。",
    "调查研究要到现场去，数字要自己核一遍。",
    "资源是有限的，勤俭不是权宜之计，而是长久的办法。",
    "组织生活要按时、要真讲问题，缺席要说明理由。",
    "关心困难职工要有名单、有人负责、有结果。",
    "看形势要看长远，一时的困难不改变方向。",
)


@dataclass(frozen=True, slots=True)
class Spec:
    """How large and how awkward the tables are."""

    n_documents: int = 60
    n_units: int = 6
    seed: int = 7
    long_names: bool = False
    n_points: int = 8
    n_failures: int = 3


def unit_names(spec: Spec) -> list[str]:
    if spec.long_names:
        return [f"{LONG}第{i + 1}党支部（联合）" for i in range(spec.n_units)]
    return [UNITS[i] if i < len(UNITS) else f"基层第{i + 1}支部" for i in range(spec.n_units)]


def make_tables(spec: Spec | None = None) -> dict[str, pa.Table]:
    """All twelve tables of a study."""
    spec = spec or Spec()
    rng = np.random.default_rng(spec.seed)
    documents = _documents(spec, rng)
    sentences, hits = _sentences(documents, rng)
    tables = {
        "documents": documents,
        "sentences": sentences,
        "theme_hits": hits,
        "themes": _themes(documents, hits),
        "points": _points(spec),
    }
    tables["evidence"] = _evidence(spec, tables, rng)
    tables["coverage"] = _coverage(tables)
    tables["citations"] = _citations(tables, rng)
    tables["reuse"] = _reuse(tables)
    tables["failures"] = _failures(spec)
    tables["runs"] = _runs(spec)
    tables["roster"] = _roster(documents, spec)
    return {name: build(name, columns) for name, columns in tables.items()}


def _documents(spec: Spec, rng: np.random.Generator) -> dict[str, Any]:
    n, names = spec.n_documents, unit_names(spec)
    weights = np.linspace(3, 1, max(len(names), 1))
    units = rng.choice(len(names), size=n, p=weights / weights.sum()) if n else []
    kinds = rng.choice(
        ["reflection", "outline", "summary", "news", "other"], size=n, p=[0.8, 0.06, 0.06, 0.05, 0.03]
    )
    return {
        "doc_id": [f"d{i:05d}" for i in range(n)],
        "source": [f"submissions/{i:05d}.txt" for i in range(n)],
        "format": [("text", "docx", "pdf")[i % 3] for i in range(n)],
        "encoding": [("utf-8", "", "")[i % 3] if i % 9 else "gb18030" for i in range(n)],
        "title": ["学习心得体会"] * n,
        "author": [f"成员{i + 1:04d}" for i in range(n)],
        "unit": [names[u] if i % 23 else "" for i, u in enumerate(units)],
        "date": [f"2005-{3 + i % 3:02d}-{1 + i * 7 % 28:02d}" if i % 11 else "" for i in range(n)],
        "kind": list(kinds),
        "kind_confidence": [0.9] * n,
        "n_chars": [0] * n,
        "n_sentences": [0] * n,
        "n_words": [0] * n,
        "text_sha256": [f"{i:064x}" for i in range(n)],
        "profile": ["3f9a2c41d07be866"] * n,
    }


def _sentences(documents: dict[str, Any], rng: np.random.Generator) -> tuple[dict[str, Any], dict[str, Any]]:
    s: dict[str, list[Any]] = {
        k: [] for k in ("doc_id", "sent_id", "start", "end", "section", "is_heading", "role", "text")
    }
    h: dict[str, list[Any]] = {
        k: [] for k in ("doc_id", "sent_id", "theme", "score", "by", "term", "start", "end", "negated")
    }
    themes = [*THEMES, "", "", "", "", "", ""]
    for number, doc in enumerate(documents["doc_id"]):
        at, coded, chars = 0, 0, 0
        lines: list[tuple[str, str, str]] = [
            ("title", "", "学习心得体会"),
            ("unit", "", documents["unit"][number] or "未写单位"),
        ]
        picks = rng.integers(0, len(themes), size=int(rng.integers(14, 40)))
        words = rng.integers(0, len(WORDS), size=len(picks))
        for k, pick in enumerate(picks):
            if k in (0, 9):
                lines.append(("heading", "", "一、我学到了什么" if k == 0 else "二、存在的不足和打算"))
            theme = themes[pick]
            bank = BANK[theme]
            lines.append(("body", theme, bank[(k + number) % len(bank)].format(w=WORDS[words[k]])))
        section = ""
        for sent_id, (role, theme, text) in enumerate(lines):
            for key, value in zip(
                s, (doc, sent_id, at, at + len(text), section, role == "heading", role, text), strict=True
            ):
                s[key].append(value)
            section = text if role == "heading" else section
            coded += role in ("body", "heading")
            chars += len(text)
            second = list(THEMES)[(list(THEMES).index(theme) + 3) % 12] if theme and sent_id % 5 == 0 else ""
            for found in filter(None, (theme, second)):
                by = ("rule", "model", "both")[sent_id % 3]
                first = at + (0 if by == "model" else 2)
                last = at + len(text) if by == "model" else first + 4
                term = "" if by == "model" else text[2:6]
                score = round(0.55 + 0.45 * float(rng.random()), 3)
                for key, value in zip(
                    h, (doc, sent_id, found, score, by, term, first, last, sent_id % 17 == 0), strict=True
                ):
                    h[key].append(value)
            at += len(text) + 1
        documents["n_chars"][number], documents["n_sentences"][number] = chars, coded
        documents["n_words"][number] = chars // 2
    return s, h


def _themes(documents: dict[str, Any], hits: dict[str, Any]) -> dict[str, Any]:
    counts: dict[tuple[str, str], list[float]] = {}
    for doc, theme, score in zip(hits["doc_id"], hits["theme"], hits["score"], strict=True):
        counts.setdefault((doc, theme), []).append(score)
    out: dict[str, list[Any]] = {k: [] for k in ("doc_id", "theme", "n_sentences", "share", "score")}
    for doc, n in zip(documents["doc_id"], documents["n_sentences"], strict=True):
        for theme in THEMES:
            scores = counts.get((doc, theme), [])
            for key, value in zip(
                out,
                (doc, theme, len(scores), len(scores) / n if n else 0.0, sum(scores) / n if n else 0.0),
                strict=True,
            ):
                out[key].append(value)
    return out


def _points(spec: Spec) -> dict[str, Any]:
    rows = [
        (reading, f"{reading}.{k + 1}", title, POINTS[(k + r) % len(POINTS)], f"第{k // 3 + 1}章", 1.0)
        for r, (reading, title) in enumerate(READINGS)
        for k in range(spec.n_points)
    ]
    return dict(
        zip(
            ("reading_id", "point_id", "title", "text", "section", "weight"),
            map(list, zip(*rows, strict=True)),
            strict=True,
        )
    )


def _evidence(spec: Spec, tables: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    documents, sentences, points = tables["documents"], tables["sentences"], tables["points"]
    ids = points["point_id"]
    bias = (
        np.linspace(0.85, 0.02, len(ids))[np.random.default_rng(3).permutation(len(ids))]
        if ids
        else np.array([])
    )
    place: dict[str, list[tuple[int, int, int]]] = {}
    for doc, sent, start, end, role in zip(
        *(sentences[k] for k in ("doc_id", "sent_id", "start", "end", "role")), strict=True
    ):
        if role == "body":
            place.setdefault(doc, []).append((sent, start, end))
    out: dict[str, list[Any]] = {
        k: [] for k in ("doc_id", "point_id", "code", "score", "sent_id", "start", "end", "similarity")
    }
    for doc in documents["doc_id"]:
        draws, which = rng.random(len(ids)), rng.integers(0, len(place[doc]), size=len(ids))
        for k, point in enumerate(ids):
            code = "absent"
            if draws[k] < bias[k]:
                code = (
                    "quoted"
                    if draws[k] < bias[k] * 0.2
                    else "paraphrased"
                    if draws[k] < bias[k] * 0.7
                    else "mentioned"
                )
            where = (-1, -1, -1) if code == "absent" else place[doc][which[k]]
            score = {"quoted": 0.97, "paraphrased": 0.8, "mentioned": 0.5, "absent": 0.05}[code]
            for key, value in zip(out, (doc, point, code, score, *where, score * 0.8), strict=True):
                out[key].append(value)
    return out


def _coverage(tables: dict[str, Any]) -> dict[str, Any]:
    tally: dict[tuple[str, str], dict[str, int]] = {}
    for doc, point, code in zip(
        *(tables["evidence"][k] for k in ("doc_id", "point_id", "code")), strict=True
    ):
        cell = tally.setdefault(
            (doc, point.split(".")[0]), dict.fromkeys(("quoted", "paraphrased", "mentioned", "absent"), 0)
        )
        cell[code] += 1
    out: dict[str, list[Any]] = {
        k: []
        for k in (
            "doc_id",
            "reading_id",
            "score",
            "n_points",
            "n_quoted",
            "n_paraphrased",
            "n_mentioned",
            "verbatim_share",
        )
    }
    for (doc, reading), c in tally.items():
        n = sum(c.values())
        score = (c["quoted"] + c["paraphrased"] + c["mentioned"] / 2) / n
        row = (doc, reading, score, n, c["quoted"], c["paraphrased"], c["mentioned"], c["quoted"] * 0.02)
        for key, value in zip(out, row, strict=True):
            out[key].append(value)
    return out


def _citations(tables: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    kinds = (
        ("work", "《党内监督条例》", "R2", ""),
        ("work", "《先进性教育读本》", "R1", ""),
        ("article", "第三条", "R2", ""),
        ("person", "孔繁森", "孔繁森", ""),
        ("case", "成克杰", "成克杰", ""),
        ("quotation", "“监督首先是自下而上的”", "R2", "exact"),
        ("quotation", "“监督主要是从下到上的”", "R2", "altered"),
        ("quotation", "“花开有时，人勤有期”", "", "not_found"),
    )
    out: dict[str, list[Any]] = {
        k: [] for k in ("doc_id", "start", "end", "kind", "text", "target", "verified", "original")
    }
    seen = set()
    for doc, start, role in zip(*(tables["sentences"][k] for k in ("doc_id", "start", "role")), strict=True):
        if role != "body" or rng.random() > 0.04:
            continue
        kind, text, target, verified = kinds[int(rng.integers(len(kinds)))]
        if (doc, start, kind) in seen:
            continue
        seen.add((doc, start, kind))
        original = "监督首先是自下而上的" if verified == "altered" else ""
        for key, value in zip(
            out, (doc, start, start + len(text), kind, text, target, verified, original), strict=True
        ):
            out[key].append(value)
    return out


def _reuse(tables: dict[str, Any]) -> dict[str, Any]:
    ids, chars = tables["documents"]["doc_id"], tables["documents"]["n_chars"]
    first: dict[str, int] = {}
    for doc, start, role in zip(*(tables["sentences"][k] for k in ("doc_id", "start", "role")), strict=True):
        if role == "body":
            first.setdefault(doc, start)
    out: dict[str, list[Any]] = {
        k: [] for k in ("doc_id", "other_id", "share", "n_passages", "longest", "passages")
    }
    for i in range(0, len(ids) - 7, 19):
        pair = (i, i + 7)
        for a, b in (pair, pair[::-1]):
            span = {
                "start": first[ids[a]],
                "end": first[ids[a]] + 60,
                "other_start": first[ids[b]],
                "other_end": first[ids[b]] + 60,
            }
            for key, value in zip(
                out, (ids[a], ids[b], min(1.0, 60 / max(chars[a], 1) * 4), 1, 60, [span]), strict=True
            ):
                out[key].append(value)
    return out


def _failures(spec: Spec) -> dict[str, Any]:
    rows = (
        (
            "submissions/扫描件.pdf",
            "extract",
            "PDF 里只有图片，没有文字",
            "请交可以复制文字的 PDF 或 Word 文件",
        ),
        ("submissions/old.doc", "open", "旧版 Word 格式（.doc）无法读取", "用 Word 另存为 .docx"),
        ("submissions/加密.docx", "open", "文件有密码", "去掉密码后重新提交"),
    )[: spec.n_failures]
    keys = ("source", "stage", "reason", "remedy")
    return {key: [row[k] for row in rows] for k, key in enumerate(keys)}


def _runs(spec: Spec) -> dict[str, Any]:
    versions = json.dumps({"reflectnlp": "0.1.0", "rjieba": "0.2.1", "python": "3.11"})
    return {
        "run_id": ["1"],
        "started": ["2005-06-01T02:00:00Z"],
        "finished": ["2005-06-01T02:00:09Z"],
        "profile": ["3f9a2c41d07be866"],
        "versions": [versions],
        "n_scored": [spec.n_documents],
        "n_skipped": [0],
        "n_failed": [spec.n_failures],
    }


def _roster(documents: dict[str, Any], spec: Spec) -> dict[str, Any]:
    out: dict[str, list[Any]] = {"member_id": [], "unit": [], "handed_in": [], "doc_id": []}
    for i, (doc, unit) in enumerate(zip(documents["doc_id"], documents["unit"], strict=True)):
        for key, value in zip(out, (f"m{i:05d}", unit, True, doc), strict=True):
            out[key].append(value)
    for i, unit in enumerate(unit_names(spec) * (1 + spec.n_documents // 40)):
        if (i + spec.seed) % 3:
            for key, value in zip(out, (f"x{i:05d}", unit, False, ""), strict=True):
                out[key].append(value)
    return out
