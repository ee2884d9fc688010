"""Coding sheets in, how far their coders agree out: alpha by theme, disputed sentences, agreed codes.

**Agreed**: a sentence carries a theme when every coder who coded the sentence marked it; a theme that only
some of them marked is not agreed, and the sentence counts as one without it. Sentences that nobody coded are
left out. The disputed marks are listed, so that coders can settle them and hand in the sheets again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reflectnlp.tables.export import csv_cell
from reflectnlp.validation.agreement import alpha_interval, nominal_alpha, verdict
from reflectnlp.validation.coded import CodedSentence, CodedSheet
from reflectnlp.validation.gold import GoldDocument, GoldSentence
from reflectnlp.validation.measures import none_if_nan


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One theme of one sentence that some coders marked and others did not."""

    doc: str
    start: int
    end: int
    text: str
    theme: str
    marked_by: tuple[str, ...]
    not_marked_by: tuple[str, ...]


def agreement(sheets: Sequence[CodedSheet]) -> dict[str, Any]:
    """How far coders agree, as plain data.

    Returns
    -------
    dict
        ``coders`` (name, n_coded, n_left), ``n_sentences``, ``n_compared`` (coded by two or more),
        ``mean_alpha`` over themes where it is defined, and ``per_theme``: ``alpha`` (None where it is
        undefined), ``alpha_interval`` (95 % bootstrap over sentences), ``verdict``, ``prevalence`` (share
        of the study's sentences that carry the theme by the mean of the coders, weighted by the sample),
        ``n_marked`` by coder and ``n_disagreements``. Alpha is that of the sample: rare themes are more
        frequent there than in the study.
    """
    themes = sheets[0].themes if sheets else ()
    per_theme = {theme: _of_theme(sheets, theme) for theme in themes}
    defined = [row["alpha"] for row in per_theme.values() if row["alpha"] is not None]
    return {
        "coders": [
            {"coder": sheet.coder, "n_coded": (n := _n_coded(sheet)), "n_left": len(sheet.sentences) - n}
            for sheet in sheets
        ],
        "n_sentences": len(sheets[0].sentences) if sheets else 0,
        "n_compared": sum(len(row) >= 2 for _, row in _by_sentence(sheets)),
        "mean_alpha": float(np.mean(defined)) if defined else None,
        "per_theme": per_theme,
    }


def _n_coded(sheet: CodedSheet) -> int:
    return sum(sentence.coded for sentence in sheet.sentences.values())


def _of_theme(sheets: Sequence[CodedSheet], theme: str) -> dict[str, Any]:
    codes = _codes(sheets, theme)
    alpha = nominal_alpha(codes)
    n_coded = (~np.isnan(codes)).sum(axis=0)
    weight = np.array([sentence.weight for sentence in sheets[0].sentences.values()]) * (n_coded > 0)
    marked = np.divide(np.nansum(codes, axis=0), n_coded, out=np.zeros(len(n_coded)), where=n_coded > 0)
    split = (marked > 0) & (marked < 1)
    return {
        "alpha": none_if_nan(alpha),
        "alpha_interval": alpha_interval(codes),
        "verdict": verdict(alpha),
        "prevalence": float((weight * marked).sum() / weight.sum()) if weight.sum() else None,
        "n_marked": {sheet.coder: int(np.nansum(row)) for sheet, row in zip(sheets, codes, strict=True)},
        "n_disagreements": int(split.sum()),
    }


def _codes(sheets: Sequence[CodedSheet], theme: str) -> NDArray[np.float64]:
    """1, 0, or NaN (not coded), shape (n_coders, n_sentences), in the order of the first sheet."""
    rows = [
        [
            float(theme in sheet.sentences[place].themes) if sheet.sentences[place].coded else np.nan
            for place in sheets[0].sentences
        ]
        for sheet in sheets
    ]
    return np.array(rows, dtype=np.float64).reshape(len(sheets), -1)


def _by_sentence(
    sheets: Sequence[CodedSheet],
) -> Iterator[tuple[CodedSentence, list[tuple[str, CodedSentence]]]]:
    """Every sentence in order of document and place, with (coder, what they said) of those who coded it."""
    for place, first in sorted(sheets[0].sentences.items()) if sheets else ():
        said = [(sheet.coder, sheet.sentences[place]) for sheet in sheets]
        yield first, [(coder, sentence) for coder, sentence in said if sentence.coded]


def disagreements(sheets: Sequence[CodedSheet]) -> tuple[Disagreement, ...]:
    """Every disputed theme of every sentence, in the order of documents and places."""
    found = []
    for sentence, said in _by_sentence(sheets):
        for theme in sheets[0].themes:
            yes = tuple(coder for coder, coded in said if theme in coded.themes)
            no = tuple(coder for coder, coded in said if theme not in coded.themes)
            if yes and no:
                found.append(Disagreement(*sentence.place, sentence.text, theme, yes, no))
    return tuple(found)


def write_disagreements(rows: Sequence[Disagreement], path: Path) -> None:
    """Write disagreements as CSV for Excel (UTF-8 with a mark); what looks like a formula stays text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(["theme", "marked_by", "not_marked_by", "text", "doc", "start", "end"])
        for row in rows:
            sides = ("; ".join(row.marked_by), "; ".join(row.not_marked_by))
            cells = (row.theme, *sides, row.text, row.doc, row.start, row.end)
            writer.writerow([csv_cell(cell) for cell in cells])


def agreed(sheets: Sequence[CodedSheet]) -> tuple[GoldDocument, ...]:
    """The agreed codes as gold for themes; only the sentences of the sheets are in it."""
    coded = [(sentence, said) for sentence, said in _by_sentence(sheets) if said]
    return tuple(
        GoldDocument(
            doc=doc,
            source=doc,
            sentences=tuple(
                GoldSentence(
                    sentence.start,
                    sentence.end,
                    frozenset.intersection(*(one.themes for _, one in said)),
                    sentence.weight,
                )
                for sentence, said in rows
            ),
            parts=("themes",),
        )
        for doc, rows in groupby(coded, key=lambda row: row[0].doc)
    )
