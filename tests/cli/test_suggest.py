"""`suggest` on the demo study."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectnlp.cli import main
from reflectnlp.language import read_dictionary
from reflectnlp.study import Study
from reflectnlp.themes import Scheme


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def test_what_is_written_can_be_used(
    scored_demo: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scheme, words = tmp_path / "themes.yaml", tmp_path / "words.txt"
    assert run("suggest", scored_demo.folder, "--n", 12, "--out", scheme, "--words", words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(" sentences carry no theme")
    assert lines[2] == "phrases that mark these sentences (12):"
    assert [str(scheme), str(words)] == lines[-2:]
    suggested = Scheme.from_yaml(scheme)
    assert 1 <= len(suggested.themes) <= 8
    assert all(len(theme.terms) >= 3 for theme in suggested.themes)
    assert "标本馆" in {word.word for word in read_dictionary(words)}


def test_the_same_study_gives_the_same_page(scored_demo: Study, capsys: pytest.CaptureFixture[str]) -> None:
    pages = []
    for _ in range(2):
        assert run("suggest", scored_demo.folder) == 0
        pages.append(capsys.readouterr().out)
    assert pages[0] == pages[1]
    assert "scheme: suggested" in pages[0]
    assert "# New words that the segmenter splits; delete what is no word." in pages[0]
