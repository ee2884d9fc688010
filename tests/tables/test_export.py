"""Exported tables: the same bytes each time, readable by Excel, no formula from anyone's text."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reflectnlp.tables.export import FORMATS, export_tables
from reflectnlp.tables.schema import build, empty

REASONS = ["=HYPERLINK(“甲”)", "+1", "普通的话，带逗号", "@SUM(A1)", "坏\x0b字", "-3", "两\n行"]


def tables() -> dict[str, pa.Table]:
    n = len(REASONS)
    failures = build(
        "failures",
        {
            "source": [f"{k}.txt" for k in range(n)],
            "stage": ["open"] * n,
            "reason": REASONS,
            "remedy": [""] * n,
        },
    )
    passage = [{"start": 0, "end": 9, "other_start": 3, "other_end": 12}]
    reuse = build(
        "reuse",
        {
            "doc_id": ["甲"],
            "other_id": ["乙"],
            "share": [0.5],
            "n_passages": [1],
            "longest": [9],
            "passages": [passage],
        },
    )
    return {"failures": failures, "reuse": reuse, "runs": empty("runs")}


@pytest.mark.parametrize("kind", FORMATS)
def test_two_exports_are_the_same_bytes(tmp_path: Path, kind: str) -> None:
    first = export_tables(tables(), tmp_path / "a", kind)
    second = export_tables(tables(), tmp_path / "b", kind)
    assert [path.name for path in first] == (
        ["tables.xlsx"] if kind == "xlsx" else [f"{name}.{kind}" for name in tables()]
    )
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_parquet_comes_back_whole(tmp_path: Path) -> None:
    export_tables(tables(), tmp_path, "parquet")
    assert pq.read_table(tmp_path / "reuse.parquet").equals(tables()["reuse"])
    assert pq.read_table(tmp_path / "runs.parquet").schema.equals(empty("runs").schema)


def test_csv_opens_in_excel_and_runs_nothing(tmp_path: Path) -> None:
    export_tables(tables(), tmp_path, "csv")
    assert (tmp_path / "failures.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["reason"] for row in rows] == [
        "'=HYPERLINK(“甲”)",
        "'+1",
        "普通的话，带逗号",
        "'@SUM(A1)",
        "坏\x0b字",
        "'-3",
        "两\n行",
    ]


def test_a_workbook_keeps_text_as_text(tmp_path: Path) -> None:
    export_tables(tables(), tmp_path, "xlsx")
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames == ["failures", "reuse", "runs"]
    sheet = book["failures"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D8"
    cells = [sheet.cell(row=n, column=3) for n in range(2, 9)]
    assert [cell.data_type for cell in cells] == ["s"] * 7
    assert cells[0].value == "=HYPERLINK(“甲”)"
    assert cells[0].quotePrefix
    assert cells[4].value == "坏\ufffd字"
