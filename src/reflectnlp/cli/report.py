"""``reflectnlp report``: the committee's report from the tables of the last run."""

from __future__ import annotations

from pathlib import Path

import click

from reflectnlp.cli.options import study_argument
from reflectnlp.study import open_study

FORMATS = ("html", "pdf", "docx", "xlsx", "png")


def formats(ctx: click.Context, parameter: click.Parameter, value: str) -> list[str]:
    """The formats of a comma-separated list."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    wrong = [name for name in names if name not in FORMATS]
    if wrong or not names:
        raise click.BadParameter(f"{', '.join(wrong) or 'nothing'} is no format; use {', '.join(FORMATS)}")
    return names


@click.command()
@study_argument
@click.option(
    "--format", "kinds", default="html", show_default=True, callback=formats, help=",".join(FORMATS)
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default=None, help="The study's language by default."
)
@click.option("--by", default="unit", show_default=True, help="Column of the table documents that groups.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=None, help="Folder; the study's results by default."
)
@click.option("--all-kinds", is_flag=True, help="Count news and other texts in the charts, too.")
def report(
    folder: Path, kinds: list[str], lang: str | None, by: str, out: Path | None, all_kinds: bool
) -> int:
    """Write the report of a study from its last run."""
    study = open_study(folder)
    target = out or study.settings.results
    target.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        path = target / "charts" if kind == "png" else target / f"report.{kind}"
        click.echo(f"report: {study.report(path, lang=lang, by=by, all_kinds=all_kinds)}")
    return 0
