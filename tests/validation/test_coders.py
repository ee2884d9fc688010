"""Agreement of coders and what they agree on, by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reflectnlp.validation import (
    CodedSentence,
    CodedSheet,
    GoldDocument,
    GoldSentence,
    agreed,
    agreement,
    alpha_interval,
    disagreements,
    load_gold,
    nominal_alpha,
    write_disagreements,
    write_gold,
)
from reflectnlp.validation.render import render_agreement

THEMES = ("ideals", "service")


def sheet(coder: str, rows: Sequence[str | None]) -> CodedSheet:
    """A letter for each theme of a row; None: not coded."""
    sentences = []
    for n, row in enumerate(rows):
        marked = frozenset(theme for theme in THEMES if row and theme[0] in row)
        doc, weight = ("甲.txt", 1.0) if n < 3 else ("乙.txt", 3.0)
        sentences.append(
            CodedSentence(doc, 10 * n, 10 * n + 9, weight, "", f"=第{n}句。", marked, row is not None)
        )
    return CodedSheet(coder, "small", THEMES, {sentence.place: sentence for sentence in sentences})


A = sheet("A", ["i", "is", "", "s", None, None])
B = sheet("B", ["i", "i", "s", "s", "i", None])


def test_agreement_by_hand() -> None:
    found = agreement([A, B])
    assert found["coders"] == [
        {"coder": "A", "n_coded": 4, "n_left": 2},
        {"coder": "B", "n_coded": 5, "n_left": 1},
    ]
    assert (found["n_sentences"], found["n_compared"]) == (6, 4)
    ideals, service = found["per_theme"]["ideals"], found["per_theme"]["service"]
    assert (ideals["alpha"], ideals["verdict"], ideals["n_disagreements"]) == (1.0, "reliable", 0)
    # Four sentences coded by both, 0 1 0 1 against 0 0 1 1: half of them unequal, four marks of eight.
    assert service["alpha"] == pytest.approx(1 - (4 / 8) / (2 * 4 * 4 / (8 * 7)))
    assert (service["verdict"], service["n_disagreements"]) == ("unreliable", 2)
    assert service["n_marked"] == {"A": 2, "B": 2}
    # Weights 1 1 1 3 3; nobody coded the last: ideals in 1, 1 and 3, service in half of 1, half of 1, and 3.
    assert ideals["prevalence"] == pytest.approx(5 / 9)
    assert service["prevalence"] == pytest.approx(4 / 9)
    assert found["mean_alpha"] == pytest.approx((ideals["alpha"] + service["alpha"]) / 2)


def test_one_coder_agrees_with_nobody() -> None:
    found = agreement([A])
    assert (found["n_compared"], found["mean_alpha"]) == (0, None)
    row = found["per_theme"]["ideals"]
    assert (row["alpha"], row["alpha_interval"], row["verdict"]) == (None, None, "undefined")
    assert agreement([])["per_theme"] == {}


def test_disputed_marks_in_order(tmp_path: Path) -> None:
    rows = disagreements([A, B])
    assert [(row.start, row.theme, row.marked_by, row.not_marked_by) for row in rows] == [
        (10, "service", ("A",), ("B",)),
        (20, "service", ("B",), ("A",)),
    ]
    path = tmp_path / "out" / "disputed.csv"
    write_disagreements(rows, path)
    assert path.read_bytes().decode("utf-8-sig").splitlines() == [
        "theme,marked_by,not_marked_by,text,doc,start,end",
        "service,A,B,'=第1句。,甲.txt,10,19",
        "service,B,A,'=第2句。,甲.txt,20,29",
    ]
    write_disagreements([replace(rows[0], marked_by=("=1+1",), doc="@甲.txt")], path)
    assert path.read_bytes().decode("utf-8-sig").splitlines()[1:] == [
        "service,'=1+1,B,'=第1句。,'@甲.txt,10,19"
    ]


def test_agreed_is_what_every_coder_marked(tmp_path: Path) -> None:
    gold = agreed([A, B])
    assert gold == (
        GoldDocument(
            "乙.txt",
            "乙.txt",
            (
                GoldSentence(30, 39, frozenset({"service"}), 3.0),
                GoldSentence(40, 49, frozenset({"ideals"}), 3.0),
            ),
            parts=("themes",),
        ),
        GoldDocument(
            "甲.txt",
            "甲.txt",
            (
                GoldSentence(0, 9, frozenset({"ideals"})),
                GoldSentence(10, 19, frozenset({"ideals"})),
                GoldSentence(20, 29, frozenset()),
            ),
            parts=("themes",),
        ),
    )
    path = tmp_path / "gold.jsonl"
    write_gold(gold, path)
    assert load_gold(path) == gold


def test_the_interval_holds_alpha_and_stays() -> None:
    random = np.random.default_rng(7)
    first = random.random(200) < 0.3
    codes = np.stack([first, first ^ (random.random(200) < 0.1)]).astype(float)
    codes[0, :5] = np.nan
    low, high = alpha_interval(codes) or (0.0, 0.0)
    assert low < nominal_alpha(codes) < high
    assert 0.1 < high - low < 0.35
    assert alpha_interval(codes) == [low, high]
    assert alpha_interval([[1, 1], [1, 1]]) is None


def test_the_page_shows_alpha_beside_prevalence() -> None:
    lines = render_agreement(agreement([A, B])).splitlines()
    assert lines[0] == "coders: A coded 4, B coded 5 of 6 sentences; compared 4, mean alpha 0.56"
    assert lines[2].split() == ["ideals", "1.00", "[1.00,", "1.00]", "reliable", "0.556", "0", "2", "3"]
    assert lines[3].split()[:2] == ["service", "0.12"]
