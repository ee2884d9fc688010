"""``reflectnlp compare`` as a user types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectnlp.cli.compare import tell
from reflectnlp.cli.main import main
from reflectnlp.comparison import compare as compared
from reflectnlp.study import Study


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def _run(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return _run


def test_two_units_are_printed_and_written(run, scored_demo: Study, tmp_path: Path) -> None:
    units = ("--units", "标本馆支部", "植物园支部")
    code, out, err = run("compare", scored_demo.folder, *units, "--out", tmp_path, "--format", "csv,html")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["项目", "标本馆支部", "植物园支部", "差", "95%", "区间"]
    assert lines[1].split() == ["收到的文档", "7", "9", "+2"]
    assert lines[-2:] == [str(tmp_path / "compare.csv"), str(tmp_path / "compare.html")]
    assert "32 个有区间的差里" in lines[-3]


def test_a_study_against_itself_differs_in_nothing(run, scored_demo: Study) -> None:
    code, out, _ = run("compare", scored_demo.folder, scored_demo.folder, "--lang", "en")
    assert code == 0
    assert "*" not in out.replace("(marked *)", "")
    assert out.splitlines()[-2:] == [
        "Of 32 differences with an interval, 0 have 0 outside of it (marked *); about 1.6 would by chance "
        "alone if nothing differed.",
        "27 authors wrote on both sides: intervals of means take them as pairs; those of shares of documents "
        "do not and are too wide.",
    ]


def test_names_in_brackets_stay_as_they_are(scored_demo: Study, capsys: pytest.CaptureFixture[str]) -> None:
    results = scored_demo.results()
    tell(compared(results, results, names=("[甲]支部[/甲]", "[b]乙支部")), "zh")
    head = capsys.readouterr().out.splitlines()[0]
    assert head.split() == ["项目", "[甲]支部[/甲]", "[b]乙支部", "差", "95%", "区间"]


def test_mistakes_are_told(run, scored_demo: Study, small_study: Path) -> None:
    usage = "Error: give a second study, or --stages A B, or --units A B"
    for arguments in ((), (small_study, "--units", "甲", "乙")):
        code, _, err = run("compare", scored_demo.folder, *arguments)
        assert (code, err.splitlines()[-1]) == (2, usage)
    code, _, err = run("compare", scored_demo.folder, scored_demo.folder, "--format", "pdf")
    assert (code, err.splitlines()[-1]) == (2, "Error: Invalid value: pdf is no format; use csv, html, png")
    code, _, err = run("compare", scored_demo.folder, "--units", "标本馆支部", "食堂")
    assert (code, err.splitlines()[1]) == (
        1,
        "  食堂: no document has this unit → use one of 标本馆, 标本馆支部, 植物园支部, 离退休支部, 行政支部",
    )
    code, _, err = run("compare", scored_demo.folder, "--stages", "学习前", "学习后")
    assert (code, err.splitlines()[1]) == (
        1,
        "  学习前: no document has this stage → name the stages in study.toml, under [[stages]]",
    )
    code, _, err = run("compare", scored_demo.folder, small_study)
    place = small_study / "results" / "results.duckdb"
    assert (code, err) == (
        1,
        f"error: {place}: there are no results yet → run `reflectnlp score` on the study first\n",
    )
