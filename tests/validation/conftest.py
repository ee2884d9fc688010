"""Sheets of a small scheme, drawn and filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reflectnlp.themes import Scheme
from reflectnlp.validation import Drawn, write_sheets

SCHEME = """\
scheme: small
themes:
  - id: ideals
    label: {zh: 理想信念, en: Ideals}
    definition: 信念和世界观。
    not_coded: 效果不理想。
    examples: {coded: [我坚定信念。], not_coded: [=理想气体。]}
    terms: [理想信念]
  - id: service
    label: {zh: 为民服务}
    terms: [为群众服务]
"""

Marks = Sequence[Sequence[str]]  # for every row, the columns to mark


def drawn(n: int = 4) -> tuple[Drawn, ...]:
    texts = ("坚定理想信念。", "为群众服务。", "=SUM(A1)是公式。", "天气很好。")
    return tuple(
        Drawn(
            f"submissions/{k // 2}.txt",
            10 * k,
            10 * k + 7,
            2.5,
            "ab" * 8,
            "一、体会",
            "前。",
            texts[k],
            "后。",
        )
        for k in range(n)
    )


@pytest.fixture
def scheme(tmp_path: Path) -> Scheme:
    path = tmp_path / "small.yaml"
    path.write_text(SCHEME, encoding="utf-8")
    return Scheme.from_yaml(path)


@pytest.fixture
def four() -> tuple[Drawn, ...]:
    return drawn()


@pytest.fixture
def blank(scheme: Scheme, tmp_path: Path, four: tuple[Drawn, ...]) -> tuple[Path, ...]:
    """Two sheets, nothing filled in."""
    return write_sheets(four, scheme, tmp_path / "sheets")


def change(path: Path, edit: Callable[[Any, Mapping[str, int]], None]) -> Path:
    """Open a sheet, let ``edit(sheet, column numbers by machine name)`` work on it, save it."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    edit(sheet, {cell.value: cell.column for cell in sheet[1]})
    book.save(path)
    return path


@pytest.fixture
def edited() -> Callable[..., Path]:
    return change


@pytest.fixture
def fill() -> Callable[[Path, Marks], Path]:
    """Mark the columns of each row; ``none`` marks 'no theme'."""

    def mark(path: Path, rows: Marks) -> Path:
        def edit(sheet: Any, columns: Mapping[str, int]) -> None:
            for row, names in enumerate(rows, 3):
                for name in names:
                    sheet.cell(row, columns["none" if name == "none" else f"theme:{name}"]).value = "是"

        return change(path, edit)

    return mark
