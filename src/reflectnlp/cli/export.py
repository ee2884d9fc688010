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
@click.option("--hide-files", is_flag=True, help="Pseudonyms for documents and files, to hand the tables on.")
def export(folder: Path, kind: str, out: Path, hide_files: bool) -> int:
    """Write the tables of the last run: one file a table, named after it (xlsx: one workbook).

    The same tables give the same bytes. CSV is UTF-8 with a mark, so that Excel opens it; text that looks
    like a formula gets an apostrophe in front. Authors are pseudonyms unless the study asks for names. A
    document goes by its file, whose name may tell who wrote it: --hide-files before tables leave the house.
    """
    for path in export_tables(open_study(folder).shared(hide_files=hide_files).arrow, out, kind):
        click.echo(str(path))
    return 0
