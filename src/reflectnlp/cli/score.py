"""``reflectnlp score``: new and changed submissions into the store."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click

from reflectnlp.cli.options import progress, quiet_option, study_argument, workers_option
from reflectnlp.study import Outcome, Study, open_study


@click.command()
@study_argument
@workers_option
@click.option("--strict", is_flag=True, help="A file that fails is an error: exit code 1 instead of 3.")
@click.option("--watch", is_flag=True, help="Go on looking for new submissions until stopped.")
@click.option(
    "--every", type=click.IntRange(min=1), default=60, show_default=True, help="Seconds between looks."
)
@quiet_option
def score(folder: Path, workers: int | None, strict: bool, watch: bool, every: int, quiet: bool) -> int:
    """Score new and changed submissions of a study.

    Unchanged files are skipped, deleted ones are marked. A file that cannot be read is listed in the
    table `failures` with the reason and what to do; the others are scored (exit code 3).
    """
    while True:
        study = open_study(folder)
        outcome = run(study, workers=workers, quiet=quiet)
        if not quiet and (not watch or outcome.n_scored or outcome.n_deleted):
            click.echo(summary(outcome))
        if not watch:
            break
        time.sleep(every)
    if outcome.n_failed and not quiet:
        tell_failures(study)
    return (1 if strict else 3) if outcome.n_failed else 0


def run(study: Study, *, workers: int | None, quiet: bool) -> Outcome:
    """Score a study with a bar on the terminal."""
    # Few files are read sooner than a second process has started.
    many = len(study.files()) > 200
    with progress(quiet) as tell:
        study.score(workers=workers or (os.cpu_count() or 1 if many else 1), progress=tell)
    return study.last


def summary(outcome: Outcome) -> str:
    """One line on what a run did."""
    return (
        f"scored {outcome.n_scored}, unchanged {outcome.n_skipped}, deleted {outcome.n_deleted}, "
        f"failed {outcome.n_failed}"
    )


def tell_failures(study: Study) -> None:
    """List what failed on the error stream."""
    for row in study.results().failures.itertuples():
        click.echo(f"failed: {row.source}: {row.reason} → {row.remedy}", err=True)
