"""`train` as a user types it: from a gold file, from coding sheets, and against a better model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reflectnlp.cli import main
from reflectnlp.study import open_study
from reflectnlp.validation import load_gold, write_gold

SAFE = (
    "安全帽一定要戴好再上架。",
    "规程贴在墙上更要记在心里。",
    "带电作业必须两人在场监护。",
    "隐患当天整改。",
)
OTHER = ("食堂今天吃面条，排队人不少。", "花园里的月季开得正好。", "大家在门口合影留念。", "下午三点开会。")
SCHEME = """\
scheme: mine
version: 1
title: 安全
themes:
  - {id: safety, label: 安全, definition: 写安全, terms: [隐患]}
"""


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    (folder / "submissions").mkdir(parents=True)
    (folder / "study.toml").write_text('title = "车间学习"\nscheme = "themes.yaml"\n', encoding="utf-8")
    (folder / "themes.yaml").write_text(SCHEME, encoding="utf-8")
    for n in range(8):
        text = "".join(f"{line}\n" for line in (*SAFE, *OTHER))
        (folder / "submissions" / f"心得{n}.txt").write_text(f"{text}第{n}组补充一句。\n", encoding="utf-8")
    return folder


def code(path: Path) -> None:
    """Fill in a sheet by the text of its sentences."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(3, sheet.max_row + 1):
        safe = str(sheet.cell(row, columns["text"]).value).strip() in SAFE
        sheet.cell(row, columns["theme:safety" if safe else "none"]).value = "是"
    book.save(path)


def test_from_sheets_to_scores_and_back_to_gold(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("score", folder, "-q") == 0
    assert run("label", folder, "--out", tmp_path / "sheets", "--n", 72) == 0
    sheets = [tmp_path / "sheets" / f"编码员{name}.xlsx" for name in "AB"]
    for sheet in sheets:
        code(sheet)
    capsys.readouterr()
    arguments = [value for sheet in sheets for value in ("--sheets", sheet)]
    assert run("train", folder, *arguments, "--no-curve") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "72 coded sentences of 8 documents; 5 folds, documents whole",
        "F1 on held-out folds (rules is what the study uses now):",
        "  theme                   labels   rules     now  rules + classifier  decides",
    ]
    assert lines[3].split() == ["safety", "32", "0.40", "0.40", "1.00", "both"]
    model = folder / "model" / "themes.npz"
    assert lines[-1] == f"model: {model} → `reflectnlp score {folder}` uses it"
    assert set(json.loads(model.with_suffix(".json").read_text(encoding="utf-8"))["record"]["gold"]) == {
        "编码员A.xlsx",
        "编码员B.xlsx",
    }
    assert run("score", folder) == 0
    assert capsys.readouterr().out.startswith("scored 8, unchanged 0")
    assert run("evaluate", folder, *arguments, "--write-gold", tmp_path / "gold.jsonl") == 0
    assert "safety" in capsys.readouterr().out
    # Nothing was left to learn: codes that say the opposite make a worse model, which is not written.
    gold = load_gold(tmp_path / "gold.jsonl")
    assert sum(len(document.sentences) for document in gold) == 72
    before = model.read_bytes()
    half = [d for n, d in enumerate(gold) if n < 6]
    write_gold(half, tmp_path / "half.jsonl")
    text = (tmp_path / "half.jsonl").read_text(encoding="utf-8")
    turned = text.replace('["safety"]', '["x"]').replace("[]", '["safety"]').replace('["x"]', "[]", 9)
    (tmp_path / "half.jsonl").write_text(turned.replace('["x"]', '["safety"]'), encoding="utf-8")
    assert run("train", folder, "--gold", tmp_path / "half.jsonl", "--no-curve") == 0
    told = capsys.readouterr().out
    assert "not written: what the study uses now is better (macro F1 1.00 against 0." in told
    assert model.read_bytes() == before
    assert run("train", folder, "--gold", tmp_path / "half.jsonl", "--no-curve", "--replace") == 0
    assert model.read_bytes() != before


def test_changed_documents_and_missing_codes_are_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("train", folder) == 2
    assert "give --gold or --sheets" in capsys.readouterr().err
    run("score", folder, "-q")
    run("label", folder, "--out", tmp_path, "--n", 72, "--coders", 1)
    code(tmp_path / "编码员A.xlsx")
    (folder / "submissions" / "心得3.txt").write_text("改过了。\n", encoding="utf-8")
    assert run("train", folder, "--sheets", tmp_path / "编码员A.xlsx") == 1
    assert capsys.readouterr().err == (
        "error: 1 problem in the gold file:\n"
        "  submissions/心得3.txt: its text has changed since the sheets were drawn → draw new sheets\n"
    )


def test_a_model_that_no_longer_fits_does_not_stop_training(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("score", folder, "-q")
    run("label", folder, "--out", tmp_path, "--n", 72, "--coders", 1)
    code(tmp_path / "编码员A.xlsx")
    arguments = ("train", folder, "--sheets", tmp_path / "编码员A.xlsx", "--no-curve")
    assert run(*arguments) == 0
    (folder / "themes.yaml").write_text(
        SCHEME + "  - {id: thrift, label: 节约, definition: 节约, terms: [节约]}\n", encoding="utf-8"
    )
    capsys.readouterr()
    assert run("score", folder) == 1
    assert "was trained for the themes safety → train it again" in capsys.readouterr().err
    assert run(*arguments) == 0
    assert "the present model is not counted" in capsys.readouterr().err
    assert open_study(folder).profile.theme_ids == ("safety", "thrift")
