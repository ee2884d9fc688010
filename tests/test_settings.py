"""study.toml: defaults of an empty one, and all mistakes of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectnlp.errors import StudyError
from reflectnlp.settings import Privacy, load_settings


def test_a_study_needs_nothing_but_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "植物园学习"
    folder.mkdir()
    settings = load_settings(folder)
    assert settings.title == "植物园学习"
    assert settings.readings == folder / "readings"
    assert settings.submissions == folder / "submissions"
    assert settings.results == folder / "results"
    assert (settings.scheme, settings.year, settings.privacy) == ("party_study", None, Privacy())
    (folder / "study.toml").write_bytes(b"")
    assert load_settings(folder) == settings


def test_what_is_set_is_read(tmp_path: Path) -> None:
    (tmp_path / "交来的").mkdir()
    (tmp_path / "花名册.csv").touch()
    (tmp_path / "study.toml").write_text(
        '\ufefftitle = "学习"\nyear = 2005\nsubmissions = "交来的"\nroster = "花名册.csv"\n'
        '[privacy]\nnames = "names"\nmin_group = 3\n',
        encoding="utf-8",
    )
    settings = load_settings(tmp_path)
    assert settings.submissions == tmp_path / "交来的"
    assert settings.roster == tmp_path / "花名册.csv"
    assert settings.privacy == Privacy("names", 3, "")


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_text(
        'titel = "学习"\nyear = "2005"\nroster = "没有.csv"\nlang = "fr"\n'
        '[privacy]\nnames = "ask"\nmin_group = 0\n',
        encoding="utf-8",
    )
    with pytest.raises(StudyError) as caught:
        load_settings(tmp_path)
    keys = (
        "coverage_model, dictionary, essays, lang, persons, readings, results, roster, scheme, segmenter, "
        "sentence_model, submissions, theme_model, title, year"
    )
    assert str(caught.value) == "\n".join(
        [
            "6 problems in the study:",
            f"  {path}:1: unknown setting 'titel' → use one of {keys}",
            f"  {path}:2: year is '2005' → give a whole number",
            f"  {path}:6: names is 'ask' → use one of pseudonyms, names",
            f"  {path}:4: lang is 'fr' → use one of zh, en",
            f"  {path}:7: min_group is 0 → give 1 or more",
            f"  {path}:3: roster: 没有.csv is not there → check the path",
        ]
    )


def test_no_folder_and_no_toml(tmp_path: Path) -> None:
    with pytest.raises(StudyError) as caught:
        load_settings(tmp_path / "无")
    assert (
        str(caught.value)
        == f"1 problem in the study:\n  {tmp_path / '无'}: no such folder → `reflectnlp new` makes one"
    )
    (tmp_path / "study.toml").write_text("title = 学习", encoding="utf-8")
    with pytest.raises(StudyError, match="not TOML"):
        load_settings(tmp_path)
