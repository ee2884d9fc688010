"""``reflectnlp suggest``: phrases, themes and words that a study has and its scheme does not."""

from __future__ import annotations

from pathlib import Path

import click

from reflectnlp.cli.options import study_argument
from reflectnlp.study import open_study
from reflectnlp.themes.suggest import Suggestions
from reflectnlp.themes.suggest import suggest as find_suggestions


@click.command()
@study_argument
@click.option("--n", "n", type=click.IntRange(min=1), default=30, show_default=True, help="Phrases to list.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Write the themes there as YAML instead of printing them.",
)
@click.option(
    "--words",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Write the new words there as a user dictionary instead of printing them.",
)
def suggest(folder: Path, n: int, out: Path | None, words: Path | None) -> int:
    """Suggest themes and words from the last run of a study, for a person to judge.

    Looked at are sentences without a theme. Themes come as YAML to paste into a scheme, new words (names,
    slogans that the segmenter splits) as a user dictionary. Nothing of it enters a score by itself.
    """
    study = open_study(folder)
    profile = study.profile
    found = find_suggestions(
        study.results().arrow,
        study.inputs.parts.scheme,
        segmenter=profile.segmenter,
        vocabulary=profile.vocabulary,
        n=n,
    )
    click.echo(f"{found.n_open} of {found.n_sentences} sentences carry no theme\n")
    tell_phrases(found)
    give(found.to_yaml(), out)
    if found.new_words.num_rows:
        give(found.to_dictionary(), words)
    else:
        click.echo("no new words")
    return 0


def tell_phrases(found: Suggestions) -> None:
    """Print the phrases with their figures and a sentence each."""
    click.echo(f"phrases that mark these sentences ({found.phrases.num_rows}):")
    for row in found.phrases.to_pylist():
        counts = f"{row['n']} in {row['n_documents']} documents, keyness {row['keyness']:.0f}"
        click.echo(f"  {row['phrase']}  {counts}  {row['theme']}  {row['example']}")
    click.echo("")


def give(text: str, path: Path | None) -> None:
    """Write a text to a file, or print it."""
    if path is None:
        click.echo(text)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(str(path))
