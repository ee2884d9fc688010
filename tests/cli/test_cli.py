"""The commands as a user types them: what they print, where they write, how they end."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reflectnlp.cli.main import COMMANDS, main
from reflectnlp.study import Study, open_study

ROOT = Path(__file__).parents[2]


class Ran:
    """The exit code and the two outputs of a command."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def _run(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ran(int(left.value.code or 0), captured.out, captured.err)

    return _run


def test_every_command_has_help_and_stands_in_the_readme(run) -> None:
    readme, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))
    for command in COMMANDS:
        found = run(command, "--help")
        assert found.code == 0
        assert len(found.out.splitlines()) > 3
        assert f"`reflectnlp {command}" in readme
        assert f"`reflectnlp {command}" in chinese


def test_demo_ends_with_the_path_of_a_report(run, tmp_path: Path) -> None:
    found = run("demo", tmp_path / "demo")
    assert found.code == 0
    assert found.out.splitlines() == [
        "scored 25, unchanged 0, deleted 0, failed 0",
        f"report: {tmp_path / 'demo' / 'report.html'}",
    ]
    assert "<html" in (tmp_path / "demo" / "report.html").read_text(encoding="utf-8")
    again = run("demo", tmp_path / "demo")
    assert again.code == 1
    assert "is there already → name another folder or delete it" in again.err


def test_a_new_study_can_be_checked_and_scored(run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "学习").code == 0
    checked = run("check", tmp_path / "学习")
    assert checked.code == 0, checked.err
    assert "1 readings, 1 key points" in checked.out
    assert run("score", tmp_path / "学习").out == "scored 0, unchanged 0, deleted 0, failed 0\n"
    assert run("new", tmp_path / "学习").code == 1


def test_score_tells_what_failed_and_ends_with_3(run, small_study: Path) -> None:
    (small_study / "submissions" / "空.txt").write_bytes(b"")
    found = run("score", small_study)
    assert found.code == 3
    assert found.out == "scored 2, unchanged 0, deleted 0, failed 1\n"
    assert found.err.startswith("failed: submissions/空.txt: ")
    assert run("score", small_study, "--strict").code == 1
    quiet = run("score", small_study, "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (3, "", "")


def test_a_study_with_mistakes_is_one_error(run, small_study: Path) -> None:
    (small_study / "study.toml").write_text("titel = 1\n", encoding="utf-8")
    found = run("score", small_study)
    assert found.code == 1
    assert found.err.startswith(
        f"error: 1 problem in the study:\n  {small_study / 'study.toml'}:1: unknown setting"
    )
    assert run("score", small_study / "nowhere").code == 1
    assert run("score").code == 2
    assert run("nonsense").code == 2
    assert run("report", small_study, "--format", "pptx").code == 2


def test_export_writes_one_file_a_table(run, scored_demo: Study, tmp_path: Path) -> None:
    found = run("export", scored_demo.folder, "--format", "csv", "--out", tmp_path)
    assert found.code == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert {"documents.csv", "coverage.csv", "theme_hits.csv", "failures.csv", "reuse.csv"} <= names
    assert found.out.splitlines() == [str(tmp_path / Path(line).name) for line in found.out.splitlines()]
    assert "submissions/" in (tmp_path / "documents.csv").read_text(encoding="utf-8")


def test_export_hides_files_if_asked(run, scored_demo: Study, tmp_path: Path) -> None:
    assert run("export", scored_demo.folder, "--hide-files", "--out", tmp_path).code == 0
    documents = (tmp_path / "documents.csv").read_text(encoding="utf-8")
    assert "submissions/" not in documents and "文件" in documents


def test_show_marks_a_document(run, scored_demo: Study) -> None:
    found = run("show", scored_demo.folder, "D1-04")
    assert found.code == 0
    assert "从账本里看" in found.out
    assert "coverage" in found.out and "citations" in found.out
    none = run("show", scored_demo.folder, "没有")
    assert none.code == 1
    assert "没有: no document matches → name one of" in none.err
    assert "documents match" in run("show", scored_demo.folder, "D1").err


def test_show_takes_brackets_and_colons_as_they_are(run, small_study: Path) -> None:
    path = small_study / "submissions" / "括号.txt"
    path.write_text("学习《值班守则[a]》的体会\n\n当面交接钥匙和记录本[/b] :key: 。\n", encoding="utf-8")
    open_study(small_study).score()
    found = run("show", small_study, "括号")
    assert found.code == 0, found.err
    table = found.out[found.out.index("coverage") :]
    assert "[/b]" in table and ":key:" in table and "[a]" in table


def test_evaluate_prints_and_writes_all_measures(run, tmp_path: Path) -> None:
    demo = ROOT / "data" / "demo"
    found = run("evaluate", demo, "--gold", demo / "gold" / "gold.jsonl", "--json", tmp_path / "figures.json")
    assert found.code == 0, found.err
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    themes, coverage = figures["themes"], figures["coverage"]
    assert themes["macro_f1"] > themes["dictionary_only"]["macro_f1"] > 0
    assert set(themes["per_theme"]["ideals"]) >= {"precision", "recall", "f1", "alpha", "support"}
    assert coverage["pearson"] > coverage["cosine_baseline"]["pearson"]
    assert coverage["point_f1"] > 0 and coverage["evidence_precision"] > 0
    assert set(figures["reuse"]) >= {"precision", "recall"}
    assert re.search(r"themes: macro F1 0\.\d\d   dictionary only 0\.\d\d", found.out)


def test_news_and_other_texts_come_into_the_charts_when_asked_for(run, small_study: Path) -> None:
    news = (
        "县里召开防汛会议\n本报讯（记者 田禾）7月3日上午，县防汛指挥部召开会议，分管副县长出席并讲话。"
        "会议要求各乡镇加强值守。据悉，今年汛期雨量偏多。\n"
    )
    (small_study / "submissions" / "剪报.txt").write_text(news, encoding="utf-8")
    run("score", small_study, "-q")
    pages = []
    for option in ((), ("--all-kinds",)):
        run("report", small_study, *option)
        pages.append((small_study / "results" / "report.html").read_text(encoding="utf-8"))
    assert [">不计入<" in page for page in pages] == [True, False]
    assert run("report", small_study, "--all-kinds", "--format", "png,xlsx,docx").code == 0


def test_report_in_english(run, scored_demo: Study, tmp_path: Path) -> None:
    found = run("report", scored_demo.folder, "--lang", "en", "--out", tmp_path)
    assert found.out == f"report: {tmp_path / 'report.html'}\n"
    assert 'lang="en"' in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_outline_drafts_points_that_load(run, small_study: Path) -> None:
    reading = small_study / "readings" / "守则.md"
    assert run("outline", reading, "--out", small_study / "readings" / "守则.outline.yaml").code == 0
    checked = run("check", small_study)
    assert checked.code == 0, checked.err
    assert "has no outline" not in checked.out
