"""``reflectnlp check``: everything wrong with a study at once, and how its scheme's terms behave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click
import pyarrow as pa

from reflectnlp.checking import check_study
from reflectnlp.cli.options import study_argument
from reflectnlp.study import open_study
from reflectnlp.themes.candidates import REASONS
from reflectnlp.themes.check import SchemeCheck

MOST = 20  # rows of a list that are printed
SHOWN = 40  # characters of an example


@click.command()
@study_argument
@click.option("--all", "everything", is_flag=True, help="Print every row, not the first twenty of each list.")
@click.option("--examples", is_flag=True, help="Print sentences for every term.")
def check(folder: Path, everything: bool, examples: bool) -> int:
    """Check a study: settings, readings, outlines, roster, scheme, dictionary and submissions.

    Mistakes are listed with file and line (exit code 1). A study without mistakes is told what may be
    worth a look: files that cannot be read, readings among the submissions, terms that never match, are
    refused, are shared by two themes, or would be split by the segmenter.
    """
    study = open_study(folder)
    found = check_study(study)
    inputs = study.inputs
    n_points = sum(len(reading.points) for reading in inputs.readings)
    click.echo(
        f"{study.title}: {len(inputs.readings)} readings, {n_points} key points, "
        f"{len(inputs.roster.members)} on the roster, "
        f"{found.n_documents} documents in {len(study.files())} files, "
        f"scheme {inputs.parts.scheme.scheme_id}, profile {study.profile.fingerprint}"
    )
    most = None if everything else MOST
    for title, rows in (("worth a look", [str(note) for note in found.notes]), *term_lists(found.terms)):
        tell(title, rows, most)
    if examples:
        tell("examples", list(example_lines(found.terms)), most)
    return 0


def tell(title: str, rows: list[str], most: int | None) -> None:
    """A list with its length, shortened to ``most`` rows."""
    if not rows:
        return
    click.echo(f"\n{title} ({len(rows)}):")
    for row in rows[:most]:
        click.echo(f"  {row}")
    if most is not None and len(rows) > most:
        click.echo(f"  … {len(rows) - most} more (--all)")


def term_lists(checked: SchemeCheck) -> Iterator[tuple[str, list[str]]]:
    """What became of the scheme's terms, as lists with a title."""
    terms = checked.terms.to_pylist()
    refused = [name for name in REASONS if name != "accepted"]
    n_refused = {id(row): sum(row[f"n_{name}"] for name in refused) for row in terms}
    example = first_examples(checked)
    hits = sorted((row for row in terms if row["n_accepted"]), key=lambda row: -row["n_accepted"])
    yield (
        "terms that count, by hits",
        [f"{row['theme']} {row['term']}: {row['n_accepted']}{example(row, 'accepted')}" for row in hits],
    )
    often = sorted((row for row in terms if n_refused[id(row)]), key=lambda row: -n_refused[id(row)])
    yield (
        "terms with refused hits",
        [
            f"{row['theme']} {row['term']}: {row['n_accepted']} accepted, "
            + ", ".join(
                f"{row[f'n_{name}']} {name}{example(row, name)}" for name in refused if row[f"n_{name}"]
            )
            for row in often
        ],
    )
    never = [row for row in terms if not row["n_accepted"] and not n_refused[id(row)]]
    yield "terms that never occur", [f"{row['theme']} {row['term']} ({row['place']})" for row in never]
    yield "terms the segmenter splits", [f"{row['theme']} {row['split']}" for row in terms if row["split"]]
    yield "terms of two themes", [shared_line(row) for row in checked.shared.to_pylist()]


def first_examples(checked: SchemeCheck) -> Callable[[Mapping[str, str], str], str]:
    """For a term and a reason, a sentence in brackets; nothing where there is none."""
    first: dict[tuple[str, str, str], str] = {}
    for row in checked.examples.to_pylist():
        first.setdefault((row["theme"], row["term"], row["reason"]), row["text"].strip())

    def example(row: Mapping[str, str], reason: str) -> str:
        text = first.get((row["theme"], row["term"], reason), "")
        return f"（{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}）" if text else ""

    return example


def shared_line(row: dict[str, str]) -> str:
    """A string that two themes share."""
    inside = f" (inside {row['inside']})" if row["inside"] else ""
    return f"{row['string']}: {row['theme']} and {row['other_theme']}{inside}"


def example_lines(checked: SchemeCheck) -> Iterator[str]:
    """A sentence for each term and reason."""
    table: pa.Table = checked.examples
    for row in table.to_pylist():
        place = f"{row['doc_id']}#{row['sent_id']}"
        yield f"{row['theme']} {row['term']} [{row['reason']}] {place}: {row['text']}"
