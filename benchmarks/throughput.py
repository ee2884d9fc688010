"""Generated documents in, documents per second of every stage out, beside two baselines.

Everything runs in this process, one after the other, on the same texts; figures are medians. The two
baselines are ``rjieba.cut`` alone, and what one would write in an afternoon: jieba, a keyword loop and
scikit-learn's TF-IDF cosine.

Usage: python benchmarks/throughput.py [--documents 256] [--rounds 5]
"""

from __future__ import annotations

import argparse
import statistics
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rjieba

from reflectnlp.documents import document_from_text
from reflectnlp.kernel import score
from reflectnlp.language import make_batch
from reflectnlp.study import open_study
from reflectnlp.validation.baselines import keyword_themes
from texts import texts

DEMO = Path(__file__).resolve().parent.parent / "data" / "demo"
BATCH = 64


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    written = texts(arguments.documents)
    study = open_study(DEMO)
    profile = study.profile
    documents = [document_from_text(text, source=f"{n}.txt") for n, text in enumerate(written)]
    groups = [documents[n : n + BATCH] for n in range(0, len(documents), BATCH)]
    batches = [
        make_batch(group, profile.segmenter, strings=profile.strings, vocabulary=profile.vocabulary)
        for group in groups
    ]
    stages: dict[str, Callable[[], Any]] = {
        "raw rjieba.cut": lambda: [rjieba.cut(text) for text in written],
        "read: clean and structure": lambda: [document_from_text(text, source="x") for text in written],
        "batch: words and strings": lambda: [
            make_batch(group, profile.segmenter, strings=profile.strings, vocabulary=profile.vocabulary)
            for group in groups
        ],
        "themes": lambda: [profile.find_themes(batch) for batch in batches],
        "coverage": lambda: [profile.score_coverage(batch) for batch in batches],
        "citations": lambda: [profile.find_citations(batch) for batch in batches],
        "whole kernel": lambda: [score(group, profile) for group in groups],
        "plain jieba + scikit-learn": lambda: plain(written, [r.text for r in study.inputs.readings]),
    }
    seconds = {name: median(stage, arguments.rounds) for name, stage in stages.items()}
    raw = seconds["raw rjieba.cut"]
    n_chars = sum(map(len, written)) / len(written)
    print(f"{len(written)} documents of {n_chars:.0f} characters, batches of {BATCH}, one process\n")
    print(f"{'stage':<28}{'documents/s':>12}{'ms/document':>13}{'x raw cut':>11}")
    for name, value in seconds.items():
        each = value / len(written)
        print(f"{name:<28}{1 / each:>12.0f}{each * 1000:>13.3f}{value / raw:>11.2f}")
    kernel = seconds["whole kernel"]
    print(f"\nkernel at {raw / kernel:.2f} x the speed of raw segmentation")
    print(f"kernel at {seconds['plain jieba + scikit-learn'] / kernel:.1f} x the speed of the plain script")
    few, many = (peak(groups[:n], profile) for n in (1, len(groups)))
    print(f"memory of scoring, peak: {few:.1f} MB for one batch, {many:.1f} MB for all one after the other")


def median(stage: Callable[[], Any], rounds: int) -> float:
    """Median seconds of some rounds, after one to warm up."""
    stage()
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        stage()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def peak(groups: list[Any], profile: Any) -> float:
    """Peak of allocated memory in MB while batches are scored one after the other."""
    tracemalloc.start()
    for group in groups:
        score(group, profile)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def plain(written: list[str], readings: list[str]) -> Any:
    """The same questions, answered the obvious way."""
    import jieba
    from sklearn.feature_extraction.text import TfidfVectorizer

    keywords = {"ideals": ["理想", "信念"], "service": ["服务", "群众"], "discipline": ["纪律", "监督"]}
    cut = [list(jieba.cut(text)) for text in [*written, *readings]]
    weights = TfidfVectorizer(analyzer=lambda words: words).fit_transform(cut)
    cosine = weights[: len(written)] @ weights[len(written) :].T
    return [keyword_themes(text.split("。"), keywords) for text in written], cosine


if __name__ == "__main__":
    main()
