"""A job, tasks and a number of workers in, answers out: chooses the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from reflectnlp.engines.processes import run_processes
from reflectnlp.engines.serial import run_serial

Task = TypeVar("Task", contravariant=True)
Answer = TypeVar("Answer", covariant=True)
T = TypeVar("T")
A = TypeVar("A")


class Job(Protocol[Task, Answer]):
    """What every worker prepares once and then does for each task."""

    def prepare(self) -> Callable[[Task], Answer]:
        """Build what tasks need and return the function that answers one of them."""
        ...


def run(job: Job[T, A], tasks: Iterable[T], *, workers: int = 1) -> Iterator[A]:
    """Answer the tasks in their order; ``workers`` of 1 or less stays in this process."""
    return run_serial(job, tasks) if workers <= 1 else run_processes(job, tasks, workers=workers)
