"""Fit the coverage model on coded studies and keep it in the package.

    python scripts/train_coverage.py STUDY_FOLDER...

Each folder holds readings/, submissions/ and gold. By default: the demo and data/gold/settings/*. The
figures of leaving one study out (see benchmarks/accuracy_coverage.py) are written into the model beside
digests of the gold and the versions it was fitted with.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from accuracy_coverage import leave_one_out  # noqa: E402
from coverage_figures import print_figures  # noqa: E402
from coverage_studies import default_folders, gold_path, load_studies  # noqa: E402
from reflectnlp.coverage.fit import Words, fit  # noqa: E402
from reflectnlp.language import default_segmenter, jieba_vocabulary  # noqa: E402

TARGET = ROOT / "src/reflectnlp/coverage/data/coverage_model.json"


def main(arguments: list[str]) -> None:
    """Fit, measure, keep."""
    folders = [Path(argument) for argument in arguments] or default_folders()
    studies = load_studies(folders)
    words = Words(default_segmenter(), jieba_vocabulary())
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
    replace(model, training=training).save(TARGET)
    print_figures(figures)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
