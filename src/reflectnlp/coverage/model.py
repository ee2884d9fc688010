"""The fitted coverage model: weights of the signals, thresholds, common words; read from and kept as JSON.

Two logistic regressions, both linear and readable. The first tells how likely a window (a sentence, or two
neighbours) states a point; the second tells from the best windows of a document whether the document covers
the point, and whether it touches it at all. Their weights were fitted by ``scripts/train_coverage.py``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from reflectnlp.coverage.lexicon import lexicon_sha256
from reflectnlp.coverage.units import Common
from reflectnlp.errors import ProfileError

FORMAT = 1
FILE = "coverage_model.json"


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression: log odds = bias + Σ weights[name] · signal."""

    bias: float
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class CoverageModel:
    """What turns signals into codes.

    Attributes
    ----------
    window
        Log odds that a window states a point.
    covered, mentioned
        Log odds that a document covers a point; that it mentions it at least.
    covered_at, mentioned_at
        Probabilities from which the codes are given.
    quoted_at
        Letters of a run from which a covered point is ``quoted``.
    common
        How common words and concepts are.
    training
        What it was fitted on and how well it did: digests, versions, figures.
    """

    window: Linear
    covered: Linear
    mentioned: Linear
    covered_at: float
    mentioned_at: float
    quoted_at: int
    common: Common
    training: Mapping[str, Any] = field(default_factory=dict)

    def describe(self) -> dict[str, Any]:
        """Everything in it, as plain data."""
        return {
            "format": FORMAT,
            "lexicon": lexicon_sha256(),
            **{name: _linear(getattr(self, name)) for name in ("window", "covered", "mentioned")},
            "covered_at": self.covered_at,
            "mentioned_at": self.mentioned_at,
            "quoted_at": self.quoted_at,
            "common_words": dict(sorted(self.common.words.items())),
            "common_concepts": list(self.common.concepts),
            "training": dict(self.training),
        }

    def save(self, path: str | Path) -> None:
        """Write it as JSON."""
        text = json.dumps(self.describe(), ensure_ascii=False, indent=1, sort_keys=True)
        Path(path).write_text(text + "\n", encoding="utf-8", newline="\n")

    @classmethod
    def load(cls, path: str | Path) -> CoverageModel:
        """Read one from JSON.

        Raises
        ------
        ProfileError
            It was written by another version, or fitted with another list of paraphrases.
        """
        return model_from(json.loads(Path(path).read_text(encoding="utf-8")), str(path))


def model_from(data: Mapping[str, Any], name: str) -> CoverageModel:
    """A model from plain data; ``name`` is said in the error."""
    if data.get("format") != FORMAT or data.get("lexicon") != lexicon_sha256():
        raise ProfileError(
            f"{name}: the coverage model does not fit this version or its list of paraphrases "
            "→ fit it again with scripts/train_coverage.py"
        )
    return CoverageModel(
        **{
            name: Linear(data[name]["bias"], data[name]["weights"])
            for name in ("window", "covered", "mentioned")
        },
        covered_at=data["covered_at"],
        mentioned_at=data["mentioned_at"],
        quoted_at=data["quoted_at"],
        common=Common(data["common_words"], tuple(data["common_concepts"])),
        training=data["training"],
    )


@cache
def shipped_model() -> CoverageModel:
    """The model that comes with the package."""
    text = resources.files("reflectnlp.coverage").joinpath("data", FILE).read_text(encoding="utf-8")
    return model_from(json.loads(text), FILE)


def _linear(linear: Linear) -> dict[str, Any]:
    return {"bias": linear.bias, "weights": dict(linear.weights)}
