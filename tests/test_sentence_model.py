"""A study with a model of sentences of its own: a tiny one, made here."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reflectnlp.coverage import shipped_model
from reflectnlp.coverage.model import Linear
from reflectnlp.errors import MissingExtraError, StudyError
from reflectnlp.study import open_study

BOTH = 'sentence_model = "vectors"\ncoverage_model = "coverage.json"\n'
WORDS = {"交接": (1, 0), "移交": (1, 0), "巡查": (0, 1), "转一圈": (0, 1)}


def with_model(study: Path, settings: str, *, weight: float) -> Path:
    """The study with vectors for four words, and the shipped coverage model with a weight for them."""
    folder = study / "vectors"
    folder.mkdir(exist_ok=True)
    (folder / "words.txt").write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    np.save(folder / "vectors.npy", np.array(list(WORDS.values()), np.float32))
    shipped = shipped_model()
    window = Linear(shipped.window.bias, {**shipped.window.weights, "embedding": weight})
    replace(shipped, window=window).save(study / "coverage.json")
    path = study / "study.toml"
    path.write_text(settings + (path.read_text(encoding="utf-8") if path.is_file() else ""), encoding="utf-8")
    return study


def test_it_moves_scores_and_the_profile_alike_in_every_process(small_study: Path) -> None:
    before = open_study(small_study)
    plain = before.score().evidence["score"].to_numpy()
    study = open_study(with_model(small_study, BOTH, weight=4.0))
    assert study.profile.fingerprint != before.profile.fingerprint
    moved = study.score(workers=2).evidence["score"].to_numpy()
    assert (moved != plain).any()
    assert np.isfinite(moved).all()
    assert open_study(small_study).profile.fingerprint == study.profile.fingerprint


@pytest.mark.parametrize(
    "keys", ['sentence_model = "vectors"\n', 'sentence_model = "vectors"\ncoverage_model = "coverage.json"\n']
)
def test_the_coverage_model_must_know_it(small_study: Path, keys: str) -> None:
    with pytest.raises(StudyError) as caught:
        open_study(with_model(small_study, keys, weight=0.0))
    assert str(caught.value) == (
        f"1 problem in the study:\n  {small_study / 'study.toml'}: sentence_model: vectors has no weight "
        "in the coverage model → fit one with scripts/train_coverage.py --sentence-model and name it: "
        "coverage_model = …"
    )


def test_a_library_that_is_missing_is_named_with_its_extra(
    small_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_model(small_study, BOTH, weight=1.0) / "vectors"
    (folder / "words.txt").unlink()
    (folder / "modules.json").write_text("[]", encoding="utf-8")
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "sentence_transformers" else find(name)
    )
    with pytest.raises(MissingExtraError) as caught:
        open_study(small_study)
    assert str(caught.value) == (
        "a sentence model needs an optional part that is not installed → pip install 'reflectnlp[embedding]'"
    )
