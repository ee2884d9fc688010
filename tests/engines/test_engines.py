"""Both engines give the same answers in the same order, and errors come through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from reflectnlp.engines import run


@dataclass(frozen=True)
class Reverse:
    mark: str

    def prepare(self) -> Callable[[str], str]:
        return self.answer

    def answer(self, task: str) -> str:
        if task == "坏":
            raise ValueError("坏的任务")
        return self.mark + task[::-1]


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_keep_the_order_of_the_tasks(workers: int) -> None:
    tasks = [f"第{n}份心得" for n in range(25)]
    assert list(run(Reverse("·"), iter(tasks), workers=workers)) == ["·" + task[::-1] for task in tasks]


@pytest.mark.parametrize("workers", [1, 2])
def test_no_task_gives_no_answer(workers: int) -> None:
    assert list(run(Reverse(""), [], workers=workers)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_a_task_is_raised(workers: int) -> None:
    with pytest.raises(ValueError, match="坏的任务"):
        list(run(Reverse(""), ["好", "坏"], workers=workers))


def test_tasks_are_not_read_far_ahead() -> None:
    taken: list[int] = []

    def tasks():
        for n in range(100):
            taken.append(n)
            yield str(n)

    answers = run(Reverse(""), tasks(), workers=2)
    assert next(answers) == "0"
    assert len(taken) <= 4
    answers.close()
