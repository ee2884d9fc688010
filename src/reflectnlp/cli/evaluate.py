"""``reflectnlp evaluate``: how far the program agrees with people, and people with each other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from reflectnlp.cli.options import study_argument
from reflectnlp.evaluation import evaluate_study
from reflectnlp.labelling import evaluate_sheets
from reflectnlp.study import Study, open_study
from reflectnlp.validation import (
    CodedSheet,
    agreed,
    disagreements,
    load_gold,
    read_sheets,
    render,
    write_disagreements,
    write_gold,
    write_record,
)
from reflectnlp.validation.render import render_agreement

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
TARGET = click.Path(path_type=Path, dir_okay=False)
MOST = 10  # disagreements that are printed


@click.command()
@study_argument
@click.option("--gold", type=FILE, default=None, help="Gold file.")
@click.option("--sheets", type=FILE, multiple=True, help="Filled coding sheet; once for each coder.")
@click.option("--json", "out", type=TARGET, default=None, help="Write the figures there, too.")
@click.option("--disagreements", "listed", type=TARGET, default=None, help="Write disputed marks as CSV.")
@click.option("--write-gold", "gold_out", type=TARGET, default=None, help="Write the agreed codes as gold.")
def evaluate(
    folder: Path,
    gold: Path | None,
    sheets: tuple[Path, ...],
    out: Path | None,
    listed: Path | None,
    gold_out: Path | None,
) -> int:
    """Measure the program against gold or filled coding sheets, every figure beside its baseline.

    The documents are scored anew with the study's settings; the store is not touched. The figures are noted
    in validation.json among the study's results, from where the report takes them. Agreed is what every
    coder marked who coded the sentence; sentences that nobody coded are not measured.
    """
    if (gold is None) == (not sheets):
        raise click.UsageError("give either --gold or --sheets")
    if gold and (listed or gold_out):
        raise click.UsageError("--disagreements and --write-gold need --sheets")
    study = open_study(folder)
    if gold:
        result = evaluate_study(study, load_gold(gold))
    else:
        coded = read_sheets(sheets)
        result = evaluate_sheets(study, coded)
        tell_coders(coded, result)
        write_coders(coded, listed, gold_out)
    click.echo(render(result))
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    note(study, result)
    return 0


def tell_coders(coded: Sequence[CodedSheet], result: dict[str, Any]) -> None:
    """Print agreement by theme and the first disagreements."""
    click.echo(render_agreement(result["agreement"]) + "\n")
    rows = disagreements(coded)
    if rows:
        click.echo(f"disagreements ({len(rows)}):")
    for row in rows[:MOST]:
        sides = f"{', '.join(row.marked_by)} yes, {', '.join(row.not_marked_by)} no"
        click.echo(f"  {row.theme} [{sides}] {row.doc}: {row.text}")
    if len(rows) > MOST:
        click.echo(f"  … {len(rows) - MOST} more (--disagreements FILE.csv)")
    click.echo("")


def write_coders(coded: Sequence[CodedSheet], listed: Path | None, gold_out: Path | None) -> None:
    """Write the files that were asked for."""
    if listed:
        write_disagreements(disagreements(coded), listed)
    if gold_out:
        write_gold(agreed(coded), gold_out)


def note(study: Study, result: dict[str, Any]) -> None:
    """Note the figures for the report; a folder that cannot be written to is told, and no error."""
    try:
        path = write_record(study.settings.results, result, profile=study.profile.fingerprint)
    except OSError as error:
        click.echo(f"not noted for the report: {error.strerror}", err=True)
    else:
        click.echo(f"noted for the report: {path}")
