"""Documents, roster, failures and runs in, the parts on what came in and how far to trust it out."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
from markupsafe import Markup

from reflectnlp.charts.lengths import lengths_data
from reflectnlp.charts.roster_completion import roster_completion_data
from reflectnlp.report.frames import Frames
from reflectnlp.report.reasons import reason_words
from reflectnlp.report.sections.limits import limits
from reflectnlp.report.words import say, term

KIND_WORDS = {
    "reflection": ("心得体会", "reflection"),
    "outline": ("提纲", "outline"),
    "summary": ("总结", "summary"),
    "letter": ("书信", "letter"),
    "news": ("新闻报道", "news"),
    "other": ("其他文体", "other text"),
    "unknown": ("未能判断", "unknown"),
}
STAGE_WORDS = {
    "open": ("打开", "open"),
    "decode": ("解码", "decode"),
    "extract": ("取出文字", "extract"),
    "clean": ("清理", "clean"),
    "score": ("计分", "score"),
}
N_OUT, MAX_BARS = 60, 31
HIDDEN = r"文件[0-9A-Z]{8}(?:\..*)?"  # a file that goes by a pseudonym


def kind_word(kind: str) -> Markup:
    """The name of a kind of text in both languages."""
    return say(*KIND_WORDS[kind]) if kind in KIND_WORDS else term(kind)


def stage_word(stage: str) -> Markup:
    """The name of a stage of reading in both languages."""
    return say(*STAGE_WORDS[stage]) if stage in STAGE_WORDS else term(stage)


def submissions_part(frames: Frames) -> dict[str, Any]:
    """Completion by unit, documents by kind, and submissions over time."""
    roster = roster_completion_data(frames.roster)
    kinds = frames.documents["kind"].value_counts()
    in_charts = set(frames.documents.loc[frames.documents["counted"], "kind"])
    return {
        "roster": roster.to_dict("records"),
        "kinds": [{"kind": kind, "n": int(n), "counted": kind in in_charts} for kind, n in kinds.items()],
        "dates": _dates(frames),
        "lengths": lengths_data(frames.counted).to_dict("records"),
        "median": _median(frames.counted["n_chars"]),
    }


def _median(values: pd.Series) -> int:
    return round(float(values.median())) if len(values) else 0


def _dates(frames: Frames) -> list[dict[str, Any]]:
    """Documents a day, or a month where there are more than ``MAX_BARS`` days; undated ones left out."""
    dates = frames.counted["date"]
    dates = dates[dates.str.fullmatch(r"\d{4}-\d{2}-\d{2}")]
    if dates.nunique() > MAX_BARS:
        dates = dates.str[:7]
    if dates.nunique() > MAX_BARS:
        dates = dates.str[:4]
    counts = dates.value_counts().sort_index()
    return [{"date": date, "n": int(n)} for date, n in counts.items()]


def quality_part(frames: Frames) -> dict[str, Any]:
    """Failures, encodings, formats, empty documents, and the texts that charts leave out."""
    out = frames.documents[~frames.documents["counted"]].sort_values(["kind", "doc_id"])
    encodings = frames.documents["encoding"]
    encodings = encodings[encodings != ""].value_counts()
    return {
        "failures": [
            {**row, "reason": reason_words(row["reason"]), "remedy": reason_words(row["remedy"])}
            for row in frames.failures.sort_values("source").to_dict("records")
        ],
        "is_hidden": bool(frames.failures["source"].str.fullmatch(HIDDEN).any()),
        "encodings": [{"name": name, "n": int(n)} for name, n in encodings.items()],
        "formats": [{"name": n, "n": int(c)} for n, c in frames.documents["format"].value_counts().items()],
        "n_empty": int((frames.documents["n_sentences"] == 0).sum()),
        "n_no_unit": int((frames.documents["unit"] == "").sum()),
        "n_no_date": int((frames.documents["date"] == "").sum()),
        "out": out.head(N_OUT).to_dict("records"),
        "n_out": len(out),
        "n_negated": int(frames.hits["negated"].sum()),
    }


def method_part(frames: Frames) -> dict[str, Any]:
    """The last run: its profile and versions; and the figures of the validation, where there are any."""
    runs = frames.runs.to_dict("records")
    last = runs[-1] if runs else {}
    profiles = sorted(set(frames.documents["profile"]))
    versions = json.loads(last["versions"]) if last.get("versions") else {}
    return {
        "profiles": profiles,
        "finished": str(last.get("finished") or "")[:10],
        "versions": versions,
        "validation": _validation(frames),
        "limits": limits(frames.options.min_group),
    }


def _validation(frames: Frames) -> list[tuple[Markup, str, str]]:
    """(measure, value, baseline) of what ``evaluate`` answered; values that it does not have are left out."""
    given = frames.options.validation
    if not given:
        return []
    themes, coverage, reuse, coders = (
        given.get(name) or {} for name in ("themes", "coverage", "reuse", "agreement")
    )
    dictionary = (themes.get("dictionary_only") or {}).get("macro_f1")
    cosine = (coverage.get("cosine_baseline") or {}).get("pearson")
    rows = [
        (
            say("编码员之间一致的程度（α）", "Agreement of coders (mean alpha)"),
            coders.get("mean_alpha"),
            None,
        ),
        (say("主题：每句判得对不对（F1）", "Themes: mean F1"), themes.get("macro_f1"), dictionary),
        (say("要点：判断写没写到（F1）", "Key points: F1 of covered"), coverage.get("point_f1"), None),
        (
            say("覆盖度：与人工数字的一致程度（r）", "Coverage: r with coders"),
            coverage.get("pearson"),
            cosine,
        ),
        (
            say("原句：点开的句子确实写到要点的比例", "Evidence precision"),
            coverage.get("evidence_precision"),
            None,
        ),
        (say("相同段落：找出的有多少是真的", "Reuse: precision"), reuse.get("precision"), None),
        (say("相同段落：真的有多少找了出来", "Reuse: recall"), reuse.get("recall"), None),
    ]
    return [
        (what, f"{value:.2f}", "" if base is None else f"{base:.2f}")
        for what, value, base in rows
        if value is not None
    ]
