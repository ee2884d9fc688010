"""``reflectnlp label``: coding sheets for people."""

from __future__ import annotations

from pathlib import Path

import click

from reflectnlp.cli.options import study_argument
from reflectnlp.labelling import label as draw_sheets
from reflectnlp.study import open_study


@click.command()
@study_argument
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder.")
@click.option("--n", "n", type=click.IntRange(min=1), default=200, show_default=True, help="Sentences.")
@click.option(
    "--coders", type=click.IntRange(min=1, max=26), default=2, show_default=True, help="Sheets to write."
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Draws other sentences."
)
def label(folder: Path, out: Path, n: int, coders: int, seed: int) -> int:
    """Draw sentences of the last run into XLSX coding sheets, one a coder.

    Sentences of every theme, and sentences without one, are drawn from all units. Each sheet has a drop-down
    per theme and the codebook on its second page; coders work alone, then `reflectnlp evaluate STUDY
    --sheets …` tells how far they and the program agree.
    """
    written = draw_sheets(open_study(folder), out, n=n, n_coders=coders, seed=seed)
    n_documents = len({sentence.doc for sentence in written.sentences})
    click.echo(f"{len(written.sentences)} sentences from {n_documents} documents")
    for path in written.paths:
        click.echo(str(path))
    return 0
