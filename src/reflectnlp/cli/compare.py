"""``reflectnlp compare``: what differs between two studies, two stages or two units."""

from __future__ import annotations

import sys
from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reflectnlp.cli.options import study_argument
from reflectnlp.comparison import FORMATS, MEASURES, write_comparison
from reflectnlp.comparison import compare as compared
from reflectnlp.comparison.wording import WORDS, amount, difference, interval, notes
from reflectnlp.results import Results
from reflectnlp.study import Study, open_study

ROOM = 200  # columns of a table that goes into a file or another program


@click.command()
@study_argument
@click.argument("other", metavar="[OTHER]", type=click.Path(path_type=Path), required=False)
@click.option("--stages", nargs=2, metavar="A B", help="Compare two stages that study.toml names.")
@click.option("--units", nargs=2, metavar="A B", help="Compare two units of the study.")
@click.option(
    "--allow-different-profiles",
    "allowed",
    is_flag=True,
    help="Compare what two differently scored studies have in common.",
)
@click.option("--format", "kinds", default="csv,html,png", show_default=True, help="What --out gets.")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default=None, help="The study's language by default."
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=None, help="Write files into this folder, too."
)
def compare(
    folder: Path,
    other: Path | None,
    stages: tuple[str, str] | None,
    units: tuple[str, str] | None,
    allowed: bool,
    kinds: str,
    lang: str | None,
    out: Path | None,
) -> int:
    """Print what differs between STUDY and OTHER, or between two stages or units of STUDY.

    Differences are second minus first, with a 95 % interval; * where 0 is outside of it. Scores of the last
    runs are taken; they must come from one profile. Groups under min_group documents are refused.
    """
    if sum(given is not None for given in (other, stages, units)) != 1:
        raise click.UsageError("give a second study, or --stages A B, or --units A B")
    names = [name.strip() for name in kinds.split(",") if name.strip()]
    wrong = [name for name in names if name not in FORMATS]
    if wrong or not names:
        raise click.BadParameter(f"{', '.join(wrong) or 'nothing'} is no format; use {', '.join(FORMATS)}")
    first, second = sides(open_study(folder), other, stages, units)
    first = replace(first, lang=lang or first.lang)
    same = other is not None and first.title == second.title
    table = compared(
        first,
        second,
        allow_different_profiles=allowed,
        names=(str(folder), str(other)) if same else None,
    )
    tell(table, first.lang)
    for path in write_comparison(table, out, kinds=names, lang=first.lang) if out else ():
        click.echo(str(path))
    return 0


def sides(
    study: Study, other: Path | None, stages: tuple[str, str] | None, units: tuple[str, str] | None
) -> tuple[Results, Results]:
    """The two sets of tables that were asked for."""
    results = study.results()
    if other is not None:
        return results, open_study(other).results()
    if stages:
        return results.only(stage=stages[0]), results.only(stage=stages[1])
    one, two = units or ("", "")
    return results.only(unit=one), results.only(unit=two)


def tell(table: pd.DataFrame, lang: str) -> None:
    """Print the table, one block a measure, and how far chance alone would bring it."""
    words, names = WORDS[lang], table.attrs["names"]
    width = None if sys.stdout.isatty() else ROOM
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width)
    shown = Table(words["what"], *names, words["difference"], words["interval"], box=None, pad_edge=False)
    for column in shown.columns[1:]:
        column.justify = "right"
    for measure, rows in table.groupby("measure", sort=False):
        many = len(rows) > 1
        if many:
            shown.add_section()
            shown.add_row(Text(MEASURES[str(measure)][lang == "en"], style="bold"))
        for row in rows.to_dict("records"):
            shown.add_row(*(Text(cell) for cell in cells(str(measure), row, indent="  " if many else "")))
    console.print(shown)
    n = int(table["low"].notna().sum())
    clear = words["clear"].format(clear=int(table["clear"].sum()), n=n, chance=f"{n * 0.05:.1f}")
    for line in (clear, *notes(table.attrs, lang)):
        console.print(Text(line))


def cells(measure: str, row: dict[Hashable, Any], *, indent: str) -> tuple[str, ...]:
    """A row of the printed table."""
    return (
        f"{indent}{row['name']}",
        amount(measure, row["first"]),
        amount(measure, row["second"]),
        difference(measure, row["difference"]) + (" *" if row["clear"] else ""),
        interval(measure, row["low"], row["high"]),
    )
