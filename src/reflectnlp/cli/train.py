"""``reflectnlp train``: the classifier of a study's own themes, from what people coded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from reflectnlp.cli.options import study_argument
from reflectnlp.errors import ProfileError
from reflectnlp.inputs import load_inputs
from reflectnlp.labelling import check_sheets
from reflectnlp.study import Study, open_study
from reflectnlp.training import Training, gold_documents, keep, text_sha256, train_study
from reflectnlp.validation import GoldDocument, agreed, load_gold, read_sheets

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
NOTES = {
    "measured": "",
    "record": "the present model learnt from some of these texts: its figure is the one in its record",
    "learnt": "the present model learnt from some of these texts: the column `now` flatters it",
}


@click.command()
@study_argument
@click.option("--gold", type=FILE, multiple=True, help="Gold file; may be given several times.")
@click.option("--sheets", type=FILE, multiple=True, help="Filled coding sheet; once for each coder.")
@click.option("--replace", is_flag=True, help="Write the new model even where the present one is better.")
@click.option("--no-curve", is_flag=True, help="Leave out the learning curve, which takes most of the time.")
def train(
    folder: Path, gold: tuple[Path, ...], sheets: tuple[Path, ...], replace: bool, no_curve: bool
) -> int:
    """Train the classifier for a study's themes from gold files and filled coding sheets.

    It learns from sentences that people coded what the scheme's rules do not say; themes with fewer than ten
    labelled sentences, and themes that the rules find better, stay with their rules. Figures are of documents
    that were held out. The model goes to model/themes.npz of the study, and `reflectnlp score` uses it from
    then on; where the study's present model (or the rules) is better, nothing is written.
    """
    if not gold and not sheets:
        raise click.UsageError("give --gold or --sheets")
    study = opened(folder)
    coded = [document for path in gold for document in load_gold(path)]
    coded += from_sheets(study, sheets)
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in (*gold, *sheets)}
    trained = train_study(study, coded, files=files, curve=not no_curve)
    for line in lines(trained):
        click.echo(line)
    if trained.better or replace:
        click.echo(f"model: {keep(trained, study)} → `reflectnlp score {folder}` uses it")
    else:
        click.echo(
            f"not written: what the study uses now is better (macro F1 {trained.macro['now']:.2f} against "
            f"{trained.macro['trained']:.2f}) → code more sentences, or give --replace"
        )
    return 0


def opened(folder: Path) -> Study:
    """The study; where its model does not fit the scheme any more, without that model."""
    try:
        return open_study(folder)
    except ProfileError as error:
        click.echo(f"the present model is not counted: {error}", err=True)
        return Study(load_inputs(folder, trained=False))


def from_sheets(study: Study, paths: Sequence[Path]) -> tuple[GoldDocument, ...]:
    """What all coders agree on, in sheets that fit the study."""
    sheets = read_sheets(paths)
    gold = agreed(sheets)
    current = {s: text_sha256(document.text) for s, document in gold_documents(study, gold).items()}
    check_sheets(study, sheets, gold, current)
    return gold


def lines(trained: Training) -> Iterator[str]:
    """The figures as aligned text."""
    record = trained.model.record
    yield f"{record['n_sentences']} coded sentences of {record['n_documents']} documents; {record['folds']}"
    yield f"F1 on held-out folds ({trained.now} is what the study uses now):"
    yield f"  {'theme':<22}{'labels':>8}{'rules':>8}{'now':>8}{'rules + classifier':>20}  decides"
    for theme, row in trained.per_theme.items():
        yield (
            f"  {theme:<22}{row['labels']:>8}{row['rules']:>8.2f}{row['now']:>8.2f}{row['both']:>20.2f}"
            f"  {'rules' if row['decides'] == 'rules' else 'both'}"
        )
    macro = trained.macro
    yield f"  {'macro, as decided':<30}{macro['rules']:>8.2f}{macro['now']:>8.2f}{macro['trained']:>20.2f}"
    if NOTES[trained.now_from]:
        yield NOTES[trained.now_from]
    curve = record["learning_curve"]
    if curve:
        yield "macro F1 by number of coded sentences (three rounds): " + ", ".join(
            f"{row['sentences'] or 'rules alone'}: {row['macro_f1']:.2f}" for row in curve
        )
