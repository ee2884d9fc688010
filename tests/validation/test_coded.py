"""Filled sheets: what is read, and every mistake with its cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reflectnlp.errors import GoldError
from reflectnlp.validation import CodedSheet, read_sheets


def themes(sheet: CodedSheet) -> list[set[str] | None]:
    """For every sentence its themes, None where it was not coded."""
    return [set(row.themes) if row.coded else None for row in sheet.sentences.values()]


def test_reads_what_was_marked(blank: tuple[Path, ...], fill: Callable[..., Path]) -> None:
    fill(blank[0], [["ideals"], ["service", "ideals"], ["none"], []])
    fill(blank[1], [["ideals"], ["service"], [], []])
    first, second = read_sheets(blank)
    assert (first.coder, first.scheme_id, first.themes) == ("编码员A", "small", ("ideals", "service"))
    # A uses "no theme", so an empty row of A was not coded; B never does, so an empty row carries none.
    assert themes(first) == [{"ideals"}, {"ideals", "service"}, set(), None]
    assert themes(second) == [{"ideals"}, {"service"}, set(), set()]
    sentence = first.sentences["submissions/1.txt", 20, 27]
    assert (sentence.text, sentence.weight, sentence.text_sha256) == ("=SUM(A1)是公式。", 2.5, "ab" * 8)


@pytest.mark.parametrize("mark", ["是", " 是 ", "1", 1, "x", "√", True, "Yes"])
def test_other_marks_that_mean_yes(
    blank: tuple[Path, ...], edited: Callable[..., Path], mark: object
) -> None:
    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        sheet.cell(3, columns["theme:ideals"]).value = mark
        sheet.cell(4, columns["theme:ideals"]).value = "否"

    (sheet,) = read_sheets([edited(blank[0], edit)])
    assert themes(sheet)[:2] == [{"ideals"}, set()]


def test_rows_may_be_sorted(
    blank: tuple[Path, ...], edited: Callable[..., Path], fill: Callable[..., Path]
) -> None:
    def swap(sheet: Any, columns: Mapping[str, int]) -> None:
        for column in columns.values():
            upper, lower = sheet.cell(3, column), sheet.cell(6, column)
            upper.value, lower.value = lower.value, upper.value

    fill(blank[0], [["ideals"], [], [], ["service"]])
    edited(blank[0], swap)
    (sheet,) = read_sheets(blank[:1])
    assert sheet.sentences["submissions/0.txt", 0, 7].themes == {"ideals"}
    assert sheet.sentences["submissions/1.txt", 30, 37].themes == {"service"}


def test_all_mistakes_at_once(
    blank: tuple[Path, ...], edited: Callable[..., Path], fill: Callable[..., Path], tmp_path: Path
) -> None:
    def spoil(sheet: Any, columns: Mapping[str, int]) -> None:
        sheet.cell(3, columns["theme:ideals"]).value = "也许"
        sheet.cell(4, columns["theme:service"]).value = "是"
        sheet.cell(4, columns["none"]).value = "是"
        sheet.cell(5, columns["start"]).value = 21
        sheet.delete_rows(6)

    edited(blank[0], spoil)
    other = tmp_path / "notes.xlsx"
    openpyxl.Workbook().save(other)
    text = tmp_path / "text.xlsx"
    text.write_text("not a workbook", encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_sheets([blank[0], blank[1], other, text])
    ids = "doc, start, end, weight, text_sha256, check"
    assert str(caught.value) == "\n".join(
        [
            "7 problems in the gold file:",
            "  编码员A.xlsx:编码!L3: unknown mark '也许' → choose 是, or leave the cell empty",
            "  编码员A.xlsx:编码!N4: is marked beside service → keep the theme or “no theme”",
            "  编码员A.xlsx:编码!B5: the ids of this row were changed"
            f" → restore the hidden columns {ids} from another coder's sheet",
            "  编码员A.xlsx:编码: 1 of 4 sentences are missing: no. 4"
            " → restore the rows from another coder's sheet",
            "  编码员B.xlsx:编码: nothing is marked → give a sheet that was filled in",
            "  notes.xlsx: is no coding sheet → give a file that `reflectnlp label` wrote",
            "  text.xlsx: is no workbook: File is not a zip file → give a coding sheet saved as .xlsx",
        ]
    )


def test_a_row_that_stands_twice(
    blank: tuple[Path, ...], edited: Callable[..., Path], fill: Callable[..., Path]
) -> None:
    def double(sheet: Any, columns: Mapping[str, int]) -> None:
        for column in columns.values():
            sheet.cell(7, column).value = sheet.cell(3, column).value

    fill(blank[0], [["ideals"]])
    edited(blank[0], double)
    with pytest.raises(GoldError) as caught:
        read_sheets(blank[:1])
    assert str(caught.value) == (
        "1 problem in the gold file:\n"
        "  编码员A.xlsx:编码!J7: is the same sentence as row 3 → remove one of the two rows"
    )


def test_a_column_that_is_gone(blank: tuple[Path, ...], edited: Callable[..., Path]) -> None:
    edited(blank[0], lambda sheet, columns: sheet.delete_cols(columns["check"]))
    with pytest.raises(GoldError) as caught:
        read_sheets(blank[:1])
    assert str(caught.value) == (
        "1 problem in the gold file:\n"
        "  编码员A.xlsx:编码!1:1: columns are missing: check → draw new sheets with `reflectnlp label`"
    )


def test_sheets_of_different_samples(
    blank: tuple[Path, ...], edited: Callable[..., Path], fill: Callable[..., Path], tmp_path: Path
) -> None:
    fill(blank[0], [["ideals"], ["none"], ["none"], ["none"]])
    other = tmp_path / "other" / "编码员A.xlsx"
    other.parent.mkdir()
    other.write_bytes(blank[0].read_bytes())

    def shorten(sheet: Any, columns: Mapping[str, int]) -> None:
        sheet.delete_rows(6)

    def admit(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        book["about"]["B3"] = 3
        book.save(path)

    edited(other, shorten)
    admit(other)
    with pytest.raises(GoldError) as caught:
        read_sheets([blank[0], other])
    assert str(caught.value) == "\n".join(
        [
            "2 problems in the gold file:",
            "  编码员A: two sheets have this name → name each file after its coder",
            "  编码员A: 1 sentences are not in both this sheet and 编码员A"
            " → give sheets that were drawn together",
        ]
    )
