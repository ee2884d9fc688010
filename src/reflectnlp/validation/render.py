"""Figures of a validation in, a page of text for the terminal out."""

from __future__ import annotations

from typing import Any


def render(result: dict[str, Any]) -> str:
    """The measures as aligned text, every one beside its baseline."""
    lines = _documents(result)
    for part, shown in (("themes", _themes), ("coverage", _coverage), ("reuse", _reuse)):
        if part in result:
            lines += ["", *shown(result[part])] if part != "reuse" else shown(result[part])
    return "\n".join(lines)


def _documents(result: dict[str, Any]) -> list[str]:
    lines = [f"documents with gold: {result['documents']['n']}"]
    if result["documents"]["missing"]:
        lines.append("in gold but not among the submissions: " + ", ".join(result["documents"]["missing"]))
    return lines


def _themes(themes: dict[str, Any]) -> list[str]:
    lines = [
        f"themes: macro F1 {number(themes['macro_f1'])}   "
        f"dictionary only {number(themes['dictionary_only']['macro_f1'])}   "
        f"sentences {themes['n_sentences']}, without a theme {number(themes['share_without_theme'])}",
        f"  {'theme':<22}{'precision':>10}{'recall':>8}{'F1':>7}{'alpha':>7}{'support':>9}{'prevalence':>12}"
        f"{'keywords F1':>13}",
    ]
    for theme, row in themes["per_theme"].items():
        baseline = themes["dictionary_only"]["per_theme"][theme]
        lines.append(
            f"  {theme:<22}{row['precision']:>10.2f}{row['recall']:>8.2f}{row['f1']:>7.2f}"
            f"{number(row['alpha']):>7}{row['support']:>9}{row['prevalence']:>12.3f}{baseline:>13.2f}"
        )
    return lines


def _coverage(coverage: dict[str, Any]) -> list[str]:
    bounds = coverage["pearson_interval"]
    around = f" [{bounds[0]:.2f}, {bounds[1]:.2f}]" if bounds else ""
    cosine = coverage["cosine_baseline"]
    return [
        f"coverage: key points {coverage['n_points']}, covered in gold {coverage['n_covered']}: "
        f"precision {coverage['point_precision']:.2f}, recall {coverage['point_recall']:.2f}, "
        f"F1 {coverage['point_f1']:.2f}; accuracy of the four codes {number(coverage['code_accuracy'])}",
        f"  per reading: Pearson {number(coverage['pearson'])}{around}, "
        f"Spearman {number(coverage['spearman'])}   whole-document cosine: "
        f"Pearson {number(cosine['pearson'])}, Spearman {number(cosine['spearman'])}",
        f"  evidence sentences that are gold evidence: {number(coverage['evidence_precision'])}",
    ]


def _reuse(reuse: dict[str, Any]) -> list[str]:
    return [
        f"reuse: pairs in gold {reuse['n_gold']}, found {reuse['n_predicted']}: "
        f"precision {number(reuse['precision'])}, recall {number(reuse['recall'])}"
    ]


def render_agreement(found: dict[str, Any]) -> str:
    """How far coders agree, as aligned text: alpha with its interval beside the prevalence."""
    coders = ", ".join(f"{row['coder']} coded {row['n_coded']}" for row in found["coders"])
    lines = [
        f"coders: {coders} of {found['n_sentences']} sentences; compared {found['n_compared']}, "
        f"mean alpha {number(found['mean_alpha'])}",
        f"  {'theme':<22}{'alpha':>7}{'95 %':>16}{'verdict':>12}{'prevalence':>12}{'disputed':>10}  marked",
    ]
    for theme, row in found["per_theme"].items():
        bounds = row["alpha_interval"]
        around = f"[{bounds[0]:.2f}, {bounds[1]:.2f}]" if bounds else "–"
        prevalence = "–" if row["prevalence"] is None else f"{row['prevalence']:.3f}"
        marked = " ".join(str(n) for n in row["n_marked"].values())
        lines.append(
            f"  {theme:<22}{number(row['alpha']):>7}{around:>16}{row['verdict']:>12}{prevalence:>12}"
            f"{row['n_disagreements']:>10}  {marked}"
        )
    return "\n".join(lines)


def number(value: float | None) -> str:
    """Two decimals; a dash where the figure is undefined."""
    return "–" if value is None else f"{value:.2f}"
