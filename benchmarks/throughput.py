"""Generated documents in, documents per second of every stage out, beside two baselines.

Everything runs in this process on the same texts. What counts are ratios: each stage runs between two runs of
raw segmentation, its processor time is divided by the mean of theirs, and the median of several rounds is
taken, so that other programs on the machine slow both sides. The two baselines are ``rjieba.cut`` alone, and
what one would write in an afternoon: jieba, a keyword loop and scikit-learn's TF-IDF cosine.

Usage: python benchmarks/throughput.py [--documents 256] [--rounds 7] [--batch 128] [--check]
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import rjieba

from reflectnlp.documents import document_from_text
from reflectnlp.kernel import score
from reflectnlp.language import make_batch
from reflectnlp.profile import Profile
from reflectnlp.records import Document
from reflectnlp.scoring import BATCH
from reflectnlp.study import open_study
from reflectnlp.validation.baselines import keyword_themes
from texts import texts

DEMO = Path(__file__).resolve().parent.parent / "data" / "demo"
RAW, BATCHING, THEMES, KERNEL = "raw rjieba.cut", "batch: words and strings", "themes", "whole kernel"
PLAIN = "plain jieba + scikit-learn"
LEAST = 0.25  # of the speed of raw segmentation
Stages = Mapping[str, Callable[[], Any]]


def main() -> int:
    """Measure, print one table, and say which bars hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--batch", type=int, default=BATCH, help="documents scored together")
    parser.add_argument("--check", action="store_true", help="end with 1 when a bar is missed")
    arguments = parser.parse_args()
    written = texts(arguments.documents)
    study = open_study(DEMO)
    documents = [document_from_text(text, source=f"{n}.txt") for n, text in enumerate(written)]
    groups = [documents[n : n + arguments.batch] for n in range(0, len(documents), arguments.batch)]
    readings = [reading.text for reading in study.inputs.readings]
    stages = {
        **stages_of(written, groups, study.profile),
        PLAIN: lambda: plain(written, readings),
    }
    seconds, ratios = measure(stages, rounds=arguments.rounds)
    print(f"{len(written)} documents of {sum(map(len, written)) / len(written):.0f} characters, ", end="")
    print(f"batches of {arguments.batch}, one process, processor time, {arguments.rounds} rounds\n")
    print(f"{'stage':<28}{'documents/s':>12}{'ms/document':>13}{'x raw cut':>11}")
    for name, value in seconds.items():
        each = value / len(written)
        print(f"{name:<28}{1 / each:>12.0f}{each * 1000:>13.3f}{ratios[name]:>11.2f}")
    held = bars(ratios) & memory(groups, study.profile)
    return 0 if held or not arguments.check else 1


def stages_of(written: Sequence[str], groups: Sequence[Sequence[Document]], profile: Profile) -> Stages:
    """What is measured; each stage works on what the ones before it made."""

    def batch_of(group: Sequence[Document]) -> Any:
        return make_batch(group, profile.segmenter, strings=profile.strings, vocabulary=profile.vocabulary)

    batches = [batch_of(group) for group in groups]
    return {
        RAW: lambda: [rjieba.cut(text) for text in written],
        "read: clean and structure": lambda: [document_from_text(text, source="x") for text in written],
        BATCHING: lambda: [batch_of(group).text for group in groups],
        THEMES: lambda: [profile.find_themes(batch).sent for batch in batches],
        "coverage": lambda: [len(profile.score_coverage(batch)) for batch in batches],
        "citations": lambda: [profile.find_citations(batch).doc for batch in batches],
        KERNEL: lambda: [len(score(group, profile)) for group in groups],
    }


def measure(stages: Stages, *, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """The median processor seconds of each stage, and the median of its ratios to raw segmentation."""
    seconds: dict[str, list[float]] = {name: [] for name in stages}
    ratios: dict[str, list[float]] = {name: [] for name in stages}
    for name, stage in stages.items():
        stage()  # to warm up
        before = timed(stages[RAW])
        for _ in range(rounds if name != PLAIN else 2):
            seconds[name].append(timed(stage))
            after = timed(stages[RAW])
            ratios[name].append(2 * seconds[name][-1] / (before + after))
            before = after
    return {name: median(found) for name, found in seconds.items()}, {
        name: median(found) for name, found in ratios.items()
    }


def timed(stage: Callable[[], Any]) -> float:
    """Processor seconds of one run."""
    started = time.process_time()
    stage()
    return time.process_time() - started


def bars(ratios: Mapping[str, float]) -> bool:
    """Print how the whole and the themes compare with segmentation; whether both bars hold."""
    speed, themes = 1 / ratios[KERNEL], ratios[THEMES]
    print(f"\nkernel: {speed:.2f} x the speed of raw segmentation (bar: {LEAST} or more)")
    print(f"kernel: {ratios[PLAIN] / ratios[KERNEL]:.1f} x the speed of the plain script")
    print(f"theme finding: {themes:.2f} x the cost of segmentation (bar: less than 1)")
    return speed >= LEAST and themes < 1


def memory(groups: Sequence[Sequence[Document]], profile: Profile) -> bool:
    """Print what scoring allocates at most, for one batch and for all; whether it stays the same."""
    tracemalloc.start()
    peaks = []
    for group in groups:
        tracemalloc.reset_peak()
        score(group, profile)
        peaks.append(tracemalloc.get_traced_memory()[1] / 1e6)
    tracemalloc.stop()
    print(f"memory of scoring, peak: {peaks[0]:.1f} MB for the first batch, {peaks[-1]:.1f} MB for the last")
    return peaks[-1] < 1.2 * peaks[0]


def plain(written: Sequence[str], readings: Sequence[str]) -> Any:
    """The same questions, answered the obvious way."""
    import jieba
    from sklearn.feature_extraction.text import TfidfVectorizer

    jieba.setLogLevel(logging.WARNING)
    keywords = {"ideals": ["理想", "信念"], "service": ["服务", "群众"], "discipline": ["纪律", "监督"]}
    cut = [list(jieba.cut(text)) for text in [*written, *readings]]
    weights = TfidfVectorizer(analyzer=lambda words: words).fit_transform(cut)
    cosine = weights[: len(written)] @ weights[len(written) :].T
    return [keyword_themes(text.split("。"), keywords) for text in written], cosine


if __name__ == "__main__":
    sys.exit(main())
