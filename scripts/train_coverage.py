"""Fit the coverage model on coded studies and keep it in the package.

    python scripts/train_coverage.py [--sentence-model FOLDER --out FILE] STUDY_FOLDER...

Each folder holds readings/, submissions/ and gold. By default: those of ``coverage_studies.default_folders``.
The figures of leaving one study out (see benchmarks/accuracy_coverage.py) are written into the model beside
digests of the gold and the versions it was fitted with. With a model of sentences of your own (see
``reflectnlp.coverage.similarity``) the fitted model is one for your studies, and goes to FILE.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from dataclasses import replace
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from accuracy_coverage import leave_one_out  # noqa: E402
from coverage_figures import print_bars, print_table  # noqa: E402
from coverage_studies import default_folders, gold_path, load_studies  # noqa: E402
from reflectnlp.coverage.fit import Words, fit  # noqa: E402
from reflectnlp.coverage.similarity import load_similarity  # noqa: E402
from reflectnlp.language import default_segmenter, jieba_vocabulary  # noqa: E402

TARGET = ROOT / "src/reflectnlp/coverage/data/coverage_model.json"


def main() -> None:
    """Fit, measure, keep."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--sentence-model", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    asked = parser.parse_args()
    if asked.sentence_model and asked.out == TARGET:
        parser.error("give --out: the package's own model knows no sentence model")
    folders = asked.folders or default_folders()
    studies = load_studies(folders)
    segmenter, vocabulary = default_segmenter(), jieba_vocabulary()
    folder = asked.sentence_model
    similarity = load_similarity(folder, segmenter, vocabulary=vocabulary) if folder else None
    words = Words(segmenter, vocabulary, similarity)
    model = fit(studies, words)
    figures = leave_one_out(studies, words)
    training = {
        "gold_sha256": {
            study.name: hashlib.sha256(gold_path(folder).read_bytes()).hexdigest()
            for study, folder in zip(studies, folders, strict=True)
        },
        "leave_one_study_out": figures,
        "versions": {name: metadata.version(name) for name in ("reflectnlp", "numpy", "scipy")}
        | {words.segmenter.name: words.segmenter.version},
    }
    replace(model, training=training).save(asked.out)
    print_table(figures)
    print_bars(figures)
    print(f"{asked.out}: {asked.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
