"""``reflectnlp export``: the tables as files, one a table."""

from __future__ import annotations

from pathlib import Path

import click

from reflectnlp.cli.options import study_argument
from reflectnlp.study import open_study
from reflectnlp.tables.export import FORMATS, export_tables


@click.command()
@study_argument
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the files.")
def export(folder: Path, kind: str, out: Path) -> int:
    """Write the tables of the last run: one file a table, named after it (xlsx: one workbook).

    The same tables give the same bytes. CSV is UTF-8 with a mark, so that Excel opens it; text that looks
    like a formula gets an apostrophe in front. Documents and files go by pseudonyms as their authors do,
    unless the study asks for names; `show` finds a document by its pseudonym too.
    """
    for path in export_tables(open_study(folder).shared().arrow, out, kind):
        click.echo(str(path))
    return 0
