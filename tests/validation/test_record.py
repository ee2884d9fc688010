"""What the report learns of a validation."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectnlp.errors import GoldError
from reflectnlp.validation import marked_names, read_record, still_valid, weak_themes, write_record

RESULT = {
    "themes": {"macro_f1": 0.8},
    "agreement": {
        "mean_alpha": 0.7,
        "per_theme": {
            "ideals": {"alpha": 0.9, "verdict": "reliable"},
            "service": {"alpha": 0.7, "verdict": "tentative"},
            "duty": {"alpha": 0.5, "verdict": "unreliable"},
            "mission": {"alpha": None, "verdict": "undefined"},
        },
    },
}
NAMES = {"ideals": {"zh": "理想信念"}, "duty": {"zh": "岗位履职", "en": "Duty"}}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = write_record(tmp_path / "results", RESULT, profile="0123")
    assert path.name == "validation.json"
    assert read_record(tmp_path / "results") == {"profile": "0123", **RESULT}
    assert read_record(tmp_path) == {}


def test_a_broken_record_is_told(tmp_path: Path) -> None:
    path = tmp_path / "validation.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_record(tmp_path)
    assert str(caught.value).startswith(f"1 problem in the gold file:\n  {path}: not JSON: ")
    assert str(caught.value).endswith(" → delete it and evaluate again")


def test_figures_of_another_profile_do_not_hold_but_agreement_does() -> None:
    record = {"profile": "0123", **RESULT}
    assert still_valid(record, {"0123"}) == record
    assert still_valid(record, {"0123", "4567"}) == {"agreement": RESULT["agreement"]}
    assert still_valid({}, {"0123"}) == {}


def test_themes_that_people_cannot_tell_apart_are_tentative() -> None:
    assert weak_themes(RESULT) == ("duty",)
    assert weak_themes({}) == ()
    assert marked_names(NAMES, RESULT) == {
        "ideals": {"zh": "理想信念"},
        "duty": {"zh": "岗位履职（暂定）", "en": "Duty (tentative)"},
    }
