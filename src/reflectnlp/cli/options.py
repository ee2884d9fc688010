"""Options that several commands share, and how progress is shown."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from reflectnlp.study import Progress

F = TypeVar("F", bound=Callable[..., Any])

study_argument = click.argument("folder", metavar="STUDY", type=click.Path(path_type=Path))
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors and the result.")


def workers_option(function: F) -> F:
    """``--workers``: processes; by default one for each core."""
    return click.option(
        "--workers", "-w", type=click.IntRange(min=1), default=None, help="Processes; one a core by default."
    )(function)


WORDS = {"score": "scoring files", "compare": "comparing documents"}
PATIENCE = 1.0  # seconds before a bar appears


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """A bar on the terminal for what takes longer than a second; silence if asked for or piped."""
    if quiet or not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    started = time.monotonic()
    with Bars(console=Console(stderr=True), transient=True, disable=False) as bars:
        tasks: dict[str, Any] = {}

        def tell(what: str, done: int, total: int) -> None:
            if time.monotonic() - started < PATIENCE and done < total:
                return
            if what not in tasks:
                tasks[what] = bars.add_task(WORDS.get(what, what), total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield tell
