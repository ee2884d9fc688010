"""Answers of left-out studies beside gold in, their figures and which of the project's bars they meet out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reflectnlp.coverage.fit import f1
from reflectnlp.validation.measures import interval, pearson, spearman

Floats = NDArray[np.float64]
Row = Mapping[str, float]
GIVEN = ("demo", "school", "factory", "village", "court", "campus", "bank")  # the studies that the bars name
TOGETHER, ALL = "given seven", "all"
BARS = (("f1", 0.82), ("pearson", 0.90), ("evidence", 0.85))
LOWEST_F1 = 0.75
BASELINES = ("cosine", "rouge", "bm25")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One study's answers beside gold, and what the baselines say of documents and readings."""

    name: str
    covered: NDArray[np.bool_]
    found: NDArray[np.bool_]
    same_code: NDArray[np.bool_]
    gold: Floats
    score: Floats
    group: NDArray[np.int64]
    n_evidence: int
    n_right: int
    baselines: dict[str, Floats]


def rows_of(found: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """The figures of every study, of the given ones together and of all together, rounded."""
    parts = {one.name: [one] for one in found}
    given = [one for one in found if one.name in GIVEN]
    if len(given) > 1:
        parts[TOGETHER] = given
    parts[ALL] = list(found)
    return {
        name: {key: round(float(value), 3) for key, value in figures(part).items()}
        for name, part in parts.items()
    }


def figures(found: Sequence[Outcome]) -> dict[str, float]:
    """Measures over the pairs of one or more studies."""
    covered = np.concatenate([one.covered for one in found])
    predicted = np.concatenate([one.found for one in found])
    both = int((covered & predicted).sum())
    row = {
        "f1": f1(covered, predicted),
        "precision": both / max(int(predicted.sum()), 1),
        "recall": both / max(int(covered.sum()), 1),
        "accuracy": float(np.concatenate([one.same_code for one in found]).mean()),
    }
    gold = np.concatenate([one.gold for one in found])
    score = np.concatenate([one.score for one in found])
    group = np.concatenate([one.group + 1000 * i for i, one in enumerate(found)])
    for name, measure in (("pearson", pearson), ("spearman", spearman)):
        low, high = interval(score, gold, group, measure=measure) or (float("nan"), float("nan"))
        row |= {name: measure(score, gold), f"{name}_low": low, f"{name}_high": high}
    row["evidence"] = sum(one.n_right for one in found) / max(sum(one.n_evidence for one in found), 1)
    for name in BASELINES:
        said = np.concatenate([one.baselines[name] for one in found])
        row |= {name: pearson(said, gold), f"{name}_rank": spearman(said, gold)}
    return row


def print_table(rows: Mapping[str, Row]) -> None:
    """Print the table, a study a line."""
    heads = ("study", "F1", "prec", "rec", "4 codes", "Pearson [95 %]", "Spearman [95 %]", "evidence")
    widths = (15, 7, 7, 7, 9, 22, 22, 10)
    baselines = "".join(f"{name:>15}" for name in BASELINES)
    print("".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)) + baselines)
    for name, row in rows.items():
        print(
            f"{name:>15}{row['f1']:7.3f}{row['precision']:7.3f}{row['recall']:7.3f}{row['accuracy']:9.3f}"
            + _ranged(row, "pearson")
            + _ranged(row, "spearman")
            + f"{row['evidence']:10.3f}"
            + "".join(f"   {row[b]:5.2f} / {row[f'{b}_rank']:4.2f}" for b in BASELINES)
        )
    print("baselines: Pearson / Spearman with the gold value of document and reading\n")


def print_bars(rows: Mapping[str, Row]) -> bool:
    """Print which bars are met; whether all are."""
    studies = [name for name in rows if name not in (TOGETHER, ALL)]
    met = True
    for whole in (name for name in (TOGETHER, ALL) if name in rows):
        for key, bar in BARS:
            met &= _bar(f"{key}, {whole}", rows[whole][key], bar)
    lowest = min([name for name in studies if name in GIVEN] or studies, key=lambda name: rows[name]["f1"])
    met &= _bar(f"lowest f1 of a study ({lowest})", rows[lowest]["f1"], LOWEST_F1)
    for key, goal in (("f1", 0.85), ("pearson", 0.90)):
        reached = [name for name in studies if rows[name][key] >= goal]
        print(f"goal {key} >= {goal:.2f}: reached on {len(reached)} of {len(studies)}: {', '.join(reached)}")
    return met


def _ranged(row: Row, name: str) -> str:
    text = f"{row[name]:.3f} [{row[f'{name}_low']:.2f}, {row[f'{name}_high']:.2f}]"
    return f"{text:>22}"


def _bar(what: str, value: float, bar: float) -> bool:
    print(f"bar {what}: {value:.3f} {'meets' if value >= bar else 'MISSES'} {bar:.2f}")
    return value >= bar
