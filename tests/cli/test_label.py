"""`label` and `evaluate --sheets` on the demo study, from the drawn sheets to the mark in the report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reflectnlp.cli import main
from reflectnlp.study import Study, open_study
from reflectnlp.validation import load_gold


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


@pytest.fixture(scope="module")
def study(scored_demo: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scored study that these tests may write to."""
    folder = tmp_path_factory.mktemp("label") / "demo"
    shutil.copytree(scored_demo.folder, folder)
    return folder


def code(path: Path, program: dict[tuple[str, int], set[str]], *, without: str = "") -> None:
    """Fill in a sheet as a coder who agrees with the program, but never gives the theme ``without``."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(3, sheet.max_row + 1):
        place = sheet.cell(row, columns["doc"]).value, sheet.cell(row, columns["start"]).value
        themes = program.get(place, set()) - {without}
        for name in [f"theme:{theme}" for theme in themes] or ["none"]:
            sheet.cell(row, columns[name]).value = "是"
    book.save(path)


@pytest.fixture(scope="module")
def sheets(study: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two filled sheets; B gives no ``discipline``."""
    folder = tmp_path_factory.mktemp("sheets")
    assert run("label", study, "--out", folder, "--n", 120) == 0
    results = open_study(study).results()
    source = dict(results.documents[["doc_id", "source"]].itertuples(index=False))
    start = {
        (d, n): s for d, n, s in results.sentences[["doc_id", "sent_id", "start"]].itertuples(index=False)
    }
    program: dict[tuple[str, int], set[str]] = {}
    for doc_id, sent_id, theme in results.theme_hits[["doc_id", "sent_id", "theme"]].itertuples(index=False):
        program.setdefault((source[doc_id], start[doc_id, sent_id]), set()).add(theme)
    first, second = (folder / f"编码员{name}.xlsx" for name in "AB")
    code(first, program)
    code(second, program, without="discipline")
    return first, second


def test_label_tells_what_it_wrote(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("label", study, "--out", tmp_path, "--n", 30, "--coders", 3, "--seed", 2) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("30 sentences from ")
    assert lines[1:] == [str(tmp_path / f"编码员{name}.xlsx") for name in "ABC"]
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 1


def test_evaluate_sheets(
    study: Path, sheets: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = [tmp_path / name for name in ("figures.json", "disputed.csv", "gold.jsonl")]
    options = zip(("--json", "--disagreements", "--write-gold"), outputs, strict=True)
    arguments = [value for pair in options for value in pair]
    assert run("evaluate", study, "--sheets", sheets[0], "--sheets", sheets[1], *arguments) == 0
    page = capsys.readouterr().out
    assert "coders: 编码员A coded 120, 编码员B coded 120 of 120 sentences; compared 120" in page
    assert "discipline [编码员A yes, 编码员B no]" in page
    result = json.loads(outputs[0].read_text(encoding="utf-8"))
    assert result.keys() == {"documents", "themes", "agreement"}
    agreement, themes = result["agreement"]["per_theme"], result["themes"]["per_theme"]
    assert agreement["discipline"]["verdict"] == "unreliable"
    assert agreement["discipline"]["n_disagreements"] == agreement["discipline"]["n_marked"]["编码员A"] > 0
    assert (agreement["service"]["alpha"], themes["service"]["f1"]) == (1.0, 1.0)
    # Nobody disputes what both left out, and nothing of it is agreed.
    assert (themes["discipline"]["support"], themes["discipline"]["f1"]) == (0, 0.0)
    rows = outputs[1].read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + agreement["discipline"]["n_disagreements"]
    gold = load_gold(outputs[2])
    assert sum(len(document.sentences) for document in gold) == 120
    assert run("evaluate", study, "--gold", outputs[2], "--json", outputs[0]) == 0
    again = json.loads(outputs[0].read_text(encoding="utf-8"))
    assert again["themes"] == result["themes"]


def test_the_report_marks_a_theme_that_coders_dispute(study: Path, sheets: tuple[Path, Path]) -> None:
    assert run("evaluate", study, "--sheets", sheets[0], "--sheets", sheets[1]) == 0
    opened = open_study(study)
    page = opened.report(study / "results" / "report.html").read_text(encoding="utf-8")
    name = opened.results().theme_names["discipline"]["zh"]
    assert f"{name}（暂定）" in page
    assert "编码员之间一致的程度（α）" in page
    assert page.count("（暂定）") == page.count(f"{name}（暂定）")


def test_a_document_that_changed_is_told(
    study: Path, sheets: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "changed"
    shutil.copytree(study, folder)
    path = folder / "submissions" / "D1-01.txt"
    path.write_bytes(path.read_bytes() + "后来补的一句。".encode())
    assert run("evaluate", folder, "--sheets", sheets[0]) == 1
    assert capsys.readouterr().err == (
        "error: 1 problem in the gold file:\n"
        "  submissions/D1-01.txt: its text has changed since the sheets were drawn → draw new sheets\n"
    )


def test_usage(study: Path, sheets: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("evaluate", study) == 2
    assert "give either --gold or --sheets" in capsys.readouterr().err
    assert run("evaluate", study, "--gold", sheets[0], "--write-gold", "x.jsonl") == 2
    assert "--disagreements and --write-gold need --sheets" in capsys.readouterr().err
