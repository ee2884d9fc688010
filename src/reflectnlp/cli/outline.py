"""``reflectnlp outline``: a draft of a reading's key points for a person to edit."""

from __future__ import annotations

from pathlib import Path

import click

from reflectnlp.inputs import read_reading


@click.command()
@click.argument("reading", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--out", type=click.Path(path_type=Path), default=None, help="Write it there instead of printing it."
)
def outline(reading: Path, out: Path | None) -> int:
    """Draw key points from a READING (articles, headings, central sentences) as YAML to edit.

    Save it beside the reading under the same name with the ending .outline.yaml.
    """
    from reflectnlp.coverage import draft_outline

    text = draft_outline(read_reading(reading))
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8", newline="\n")
        click.echo(str(out))
    return 0
