"""Tasks in, answers out in the same order, from several processes with bounded memory.

Workers are spawned, not forked: the same on Linux, macOS and Windows, and no lock of a library is copied
in the wrong state. At most ``AHEAD`` tasks per worker are under way, so that memory does not grow with
the number of tasks when answers are taken up more slowly than they are made.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from reflectnlp.engines.jobs import Job

T = TypeVar("T")
A = TypeVar("A")
AHEAD = 2

_answer: Callable[[Any], Any]  # of this worker, set once by ``_prepare``


def _prepare(job: Job[Any, Any]) -> None:
    # Ctrl-C reaches the whole process group; the parent alone decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _answer
    _answer = job.prepare()


def _do(task: Any) -> Any:
    return _answer(task)


def run_processes(job: Job[T, A], tasks: Iterable[T], *, workers: int) -> Iterator[A]:
    """Answer tasks with ``workers`` processes; an error in a worker is raised here."""
    context = multiprocessing.get_context("spawn")
    pool = context.Pool(workers, initializer=_prepare, initargs=(job,))
    try:
        under_way: deque[Any] = deque()
        for task in tasks:
            under_way.append(pool.apply_async(_do, (task,)))
            if len(under_way) >= AHEAD * workers:
                yield under_way.popleft().get()
        while under_way:
            yield under_way.popleft().get()
        pool.close()
    finally:
        pool.terminate()
        pool.join()
