"""A study in, coding sheets for people out; filled sheets in, agreement and the program's figures out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reflectnlp.errors import GoldError, Problem
from reflectnlp.evaluation import score_in_memory, setting
from reflectnlp.study import Study
from reflectnlp.validation import (
    CodedSheet,
    Drawn,
    GoldDocument,
    agreed,
    agreement,
    draw,
    evaluate,
    write_sheets,
)


@dataclass(frozen=True, slots=True)
class SheetsDrawn:
    """The sheets that were written, and the sentences that each of them holds."""

    paths: tuple[Path, ...]
    sentences: tuple[Drawn, ...]


def label(study: Study, folder: str | Path, *, n: int = 200, n_coders: int = 2, seed: int = 1) -> SheetsDrawn:
    """Draw a stratified sample of a study's sentences and write a coding sheet for each coder.

    Parameters
    ----------
    study
        A study that was scored.
    folder
        Where the sheets go.
    n
        Sentences.
    n_coders
        Sheets: 编码员A.xlsx, 编码员B.xlsx, …
    seed
        Another seed draws other sentences.

    Raises
    ------
    StoreError
        The study was not scored yet.
    """
    scheme = study.inputs.parts.scheme
    results = study.results()
    tables = {name: getattr(results, name) for name in ("documents", "sentences", "theme_hits")}
    drawn = draw(tables, scheme.theme_ids, n=n, seed=seed)
    coders = [chr(ord("A") + number) for number in range(n_coders)]
    return SheetsDrawn(
        write_sheets(drawn, scheme, Path(folder), coders=coders, lang=study.settings.lang), drawn
    )


def evaluate_sheets(study: Study, sheets: Sequence[CodedSheet]) -> dict[str, Any]:
    """Agreement of the coders, and the measures of the study against what they agree on.

    The answer is that of ``evaluate_study`` with ``agreement`` beside it, and without the parts that sheets
    say nothing about. Figures of the program are weighted by the sample.

    Raises
    ------
    GoldError
        The sheets do not fit the study: another scheme, or documents that have changed since.
    """
    gold = agreed(sheets)
    texts, tables = score_in_memory(study, gold)
    current = dict(zip(tables["documents"]["source"], tables["documents"]["text_sha256"], strict=True))
    check_sheets(study, sheets, gold, current)
    result = evaluate(tables, gold, setting(study, texts))
    return {**result, "agreement": agreement(sheets)}


def check_sheets(
    study: Study,
    sheets: Sequence[CodedSheet],
    gold: Sequence[GoldDocument],
    current: Mapping[str, str],
) -> None:
    """Refuse sheets that do not fit the study.

    Parameters
    ----------
    study, sheets
        The study, and sheets of one sample.
    gold
        What the coders agree on.
    current
        Source → SHA-256 of the documents' texts as they are now.

    Raises
    ------
    GoldError
        Another scheme, or documents that have changed since; all are listed.
    """
    problems = [*_of_another_scheme(study, sheets), *_changed(sheets, gold, current)]
    if problems:
        raise GoldError(problems)


def _of_another_scheme(study: Study, sheets: Sequence[CodedSheet]) -> list[Problem]:
    known = set(study.inputs.parts.scheme.theme_ids)
    return [
        Problem(
            sheet.coder,
            f"has themes that are not in the study's scheme: {', '.join(sorted(set(sheet.themes) - known))}",
            "give sheets of this study, or draw new ones",
        )
        for sheet in sheets
        if not set(sheet.themes) <= known
    ]


def _changed(
    sheets: Sequence[CodedSheet], gold: Sequence[GoldDocument], current: Mapping[str, str]
) -> list[Problem]:
    """Documents whose text has changed since the sheets were drawn."""
    drawn = {sentence.doc: sentence.text_sha256 for sheet in sheets for sentence in sheet.sentences.values()}
    return [
        Problem(document.doc, "its text has changed since the sheets were drawn", "draw new sheets")
        for document in gold
        if document.doc in current and not current[document.doc].startswith(drawn[document.doc])
    ]
