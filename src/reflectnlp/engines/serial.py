"""Tasks in, answers out, one after the other in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from reflectnlp.engines.jobs import Job

T = TypeVar("T")
A = TypeVar("A")


def run_serial(job: Job[T, A], tasks: Iterable[T]) -> Iterator[A]:
    """Answer each task when its answer is asked for."""
    answer = job.prepare()
    for task in tasks:
        yield answer(task)
