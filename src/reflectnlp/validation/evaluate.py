"""Tables of a study and gold in, the figures of a validation out, each beside its baseline.

The measures are those of ``docs/reference`` ("Gold files"). Only documents that gold names are counted;
what gold names and the tables do not have is listed, never passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from reflectnlp.validation import measures
from reflectnlp.validation.alignment import gold_spans, matches, spans
from reflectnlp.validation.baselines import Cut, cosine_coverage, keyword_themes
from reflectnlp.validation.gold import PARTS, GoldDocument

Tables = Mapping[str, pd.DataFrame]
VALUE = {"quoted": 1.0, "paraphrased": 1.0, "mentioned": 0.5, "absent": 0.0}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the baselines and the grids need besides the tables.

    ``texts`` maps a source to its decoded text, ``readings`` a reading_id to its text, ``keywords`` a
    theme to obvious keywords; ``themes`` are the ids of the scheme in order.
    """

    themes: tuple[str, ...]
    texts: Mapping[str, str]
    readings: Mapping[str, str]
    keywords: Mapping[str, Sequence[str]]
    cut: Cut


@dataclass(frozen=True, slots=True)
class Coded:
    """One gold document beside the program's: ``found`` lists, per gold sentence, predicted sent_ids."""

    gold: GoldDocument
    doc_id: str
    found: list[list[int]]
    texts: list[str]


def evaluate(tables: Tables, gold: Sequence[GoldDocument], setting: Setting) -> dict[str, Any]:
    """All measures of a study against gold, as plain data (see ``render`` for a page of text).

    A part that no document of gold was coded for is left out: what was not coded is not wrong.
    """
    coded, missing = pair(tables, gold, setting.texts)

    def of(part: str) -> list[Coded]:
        return [document for document in coded if part in document.gold.parts]

    result: dict[str, Any] = {"documents": {"n": len(coded), "missing": missing}}
    parts = PARTS if not gold else [part for part in PARTS if any(part in g.parts for g in gold)]
    if "themes" in parts:
        result["themes"] = evaluate_themes(tables, of("themes"), setting)
    if "coverage" in parts:
        result["coverage"] = evaluate_coverage(tables, of("coverage"), setting)
    if "reuse" in parts:
        result["reuse"] = evaluate_reuse(tables, [g for g in gold if "reuse" in g.parts])
    return result


def pair(
    tables: Tables, gold: Sequence[GoldDocument], texts: Mapping[str, str]
) -> tuple[list[Coded], list[str]]:
    """Bring gold and predicted sentences together; the second value names gold without a document."""
    ids = dict(zip(tables["documents"]["source"], tables["documents"]["doc_id"], strict=True))
    rows = dict(iter(tables["sentences"].groupby("doc_id", sort=False)))
    coded, missing = [], []
    for document in gold:
        doc_id = ids.get(document.source)
        if doc_id is None:
            missing.append(document.doc)
            continue
        part = rows.get(doc_id)
        predicted = spans([] if part is None else list(zip(part["start"], part["end"], strict=True)))
        sent_ids = np.array([] if part is None else part["sent_id"], dtype=np.int64)
        text = texts[document.source]
        found = [list(sent_ids[m]) for m in matches(gold_spans(document, text), predicted)]
        own = document.plain or text
        coded.append(Coded(document, doc_id, found, [own[s.start : s.end] for s in document.sentences]))
    return coded, missing


def evaluate_themes(tables: Tables, coded: Sequence[Coded], setting: Setting) -> dict[str, Any]:
    """Theme figures over the gold sentences, with the keyword baseline beside them."""
    hits: dict[tuple[str, int], set[str]] = {}
    for doc_id, sent_id, theme in tables["theme_hits"][["doc_id", "sent_id", "theme"]].itertuples(
        index=False
    ):
        hits.setdefault((doc_id, sent_id), set()).add(theme)
    real, said, texts, weight = [], [], [], []
    for document in coded:
        for sentence, found, text in zip(
            document.gold.sentences, document.found, document.texts, strict=True
        ):
            real.append(sentence.themes)
            said.append(frozenset().union(*(hits.get((document.doc_id, n), ()) for n in found)))
            texts.append(text)
            weight.append(sentence.weight)
    result = measures.theme_measures(real, said, setting.themes, weight=weight)
    keywords = keyword_themes(texts, setting.keywords)
    baseline = measures.theme_measures(real, keywords, setting.themes, weight=weight)
    result["dictionary_only"] = {
        "macro_f1": baseline["macro_f1"] if setting.keywords else None,
        "per_theme": {theme: row["f1"] for theme, row in baseline["per_theme"].items()},
    }
    return result


def evaluate_coverage(tables: Tables, coded: Sequence[Coded], setting: Setting) -> dict[str, Any]:
    """Coverage figures over (document, key point) and (document, reading), with the cosine beside them."""
    points = tables["points"]
    columns = (tables["evidence"][name].tolist() for name in ("doc_id", "point_id", "code", "sent_id"))
    evidence = {(doc, point): (code, sent) for doc, point, code, sent in zip(*columns, strict=True)}
    real: list[str] = []
    said: list[str] = []
    shown: list[bool] = []
    for document in coded:
        for point_id in points["point_id"]:
            gold = document.gold.coverage.get(point_id)
            code, sent_id = evidence.get((document.doc_id, point_id), ("absent", -1))
            real.append(gold.code if gold else "absent")
            said.append(code)
            if code != "absent":
                shown.append(gold is not None and any(sent_id in document.found[n] for n in gold.evidence))
    per_point = measures.precision_recall(
        np.array([VALUE[c] == 1.0 for c in real], dtype=np.bool_),
        np.array([VALUE[c] == 1.0 for c in said], dtype=np.bool_),
    )
    return {
        "point_precision": per_point["precision"],
        "point_recall": per_point["recall"],
        "point_f1": per_point["f1"],
        "code_accuracy": float(np.mean([a == b for a, b in zip(real, said, strict=True)])) if real else None,
        "n_points": len(real),
        "n_covered": sum(VALUE[c] == 1.0 for c in real),
        "evidence_precision": float(np.mean(shown)) if shown else None,
        **_reading_measures(tables, coded, setting),
    }


def _reading_measures(tables: Tables, coded: Sequence[Coded], setting: Setting) -> dict[str, Any]:
    """Correlation of the coverage score with the gold value per (document, reading)."""
    columns = (tables["coverage"][name].tolist() for name in ("doc_id", "reading_id", "score"))
    said = {(doc, reading): score for doc, reading, score in zip(*columns, strict=True)}
    grid = [(str(name), part) for name, part in tables["points"].groupby("reading_id", sort=True)]
    cosine = cosine_coverage(
        ["\n".join(document.texts) for document in coded],
        [setting.readings.get(reading_id, "") for reading_id, _ in grid],
        setting.cut,
    )
    rows: list[tuple[float, float, float, int]] = []
    for n, document in enumerate(coded):
        values = {point: VALUE[coded_point.code] for point, coded_point in document.gold.coverage.items()}
        for k, (reading_id, part) in enumerate(grid):
            gold = np.average([values.get(p, 0.0) for p in part["point_id"]], weights=part["weight"])
            rows.append((float(gold), said.get((document.doc_id, reading_id), 0.0), cosine[n][k], n))
    table = np.array(rows, dtype=float).reshape(-1, 4)
    gold_value, score, baseline, group = table.T
    groups = group.astype(np.int64)
    return {
        "n_readings": len(rows),
        "pearson": measures.none_if_nan(measures.pearson(gold_value, score)),
        "pearson_interval": measures.interval(gold_value, score, groups),
        "spearman": measures.none_if_nan(measures.spearman(gold_value, score)),
        "mean_gold": float(gold_value.mean()) if len(rows) else None,
        "mean_score": float(score.mean()) if len(rows) else None,
        "cosine_baseline": {
            "pearson": measures.none_if_nan(measures.pearson(gold_value, baseline)),
            "spearman": measures.none_if_nan(measures.spearman(gold_value, baseline)),
        },
    }


def evaluate_reuse(tables: Tables, gold: Sequence[GoldDocument]) -> dict[str, Any]:
    """Precision and recall of pairs of documents that share passages, among the documents of gold."""
    source = {document.doc: document.source for document in gold}
    real = {frozenset((d.source, source.get(d.copy_of, d.copy_of))) for d in gold if d.copy_of}
    names = dict(zip(tables["documents"]["doc_id"], tables["documents"]["source"], strict=True))
    coded = set(source.values())
    said = {
        frozenset((names[a], names[b]))
        for a, b in tables["reuse"][["doc_id", "other_id"]].itertuples(index=False)
        if names.get(a) in coded and names.get(b) in coded
    }
    return measures.pair_measures(real, said)
