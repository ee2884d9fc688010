from __future__ import annotations

import json

import numpy as np
import pytest

from reflectnlp.coverage import CoverageModel, shipped_model
from reflectnlp.coverage.grid import DOCUMENT_SIGNALS
from reflectnlp.coverage.lexicon import concepts, lexicon_sha256
from reflectnlp.coverage.signals import SIGNALS
from reflectnlp.errors import ProfileError


def test_the_shipped_model_fits_this_version():
    model = shipped_model()
    assert set(model.window.weights) <= set(SIGNALS)
    assert set(model.covered.weights) == set(model.mentioned.weights) == set(DOCUMENT_SIGNALS)
    # Appended text must not lower a score.
    assert min(*model.covered.weights.values(), *model.mentioned.weights.values()) >= 0
    assert len(model.common.concepts) == len(concepts())
    assert np.isfinite(list(model.window.weights.values())).all()


def test_the_shipped_model_tells_how_it_was_made_and_reaches_its_bars():
    training = shipped_model().training
    figures = training["leave_one_study_out"]
    assert set(figures) - {"all", "given seven"} == set(training["gold_sha256"])
    assert figures["all"]["f1"] >= 0.82
    assert figures["all"]["evidence"] >= 0.84
    assert figures["all"]["pearson"] >= 0.89
    given = ("demo", "school", "factory", "village", "court", "campus", "bank")
    assert min(figures[name]["f1"] for name in given) >= 0.75


def test_a_model_is_read_as_it_was_kept(tmp_path):
    shipped_model().save(tmp_path / "model.json")
    assert CoverageModel.load(tmp_path / "model.json").describe() == shipped_model().describe()


@pytest.mark.parametrize("change", [{"format": 0}, {"lexicon": "another"}])
def test_a_model_of_another_version_is_refused(tmp_path, change):
    path = tmp_path / "model.json"
    path.write_text(json.dumps({**shipped_model().describe(), **change}), encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        CoverageModel.load(path)
    assert str(caught.value) == (
        f"{path}: the coverage model does not fit this version or its list of paraphrases "
        "→ fit it again with scripts/train_coverage.py"
    )


def test_groups_of_the_lexicon_are_distinct_and_have_members():
    assert len(concepts()) == len(set(concepts()))
    assert min(len(terms) for terms in concepts()) > 1
    assert len(lexicon_sha256()) == 64
