from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectnlp.coverage import Reading
from reflectnlp.coverage.letters import code_points, letters, squash
from reflectnlp.coverage.runs import find_runs, gram_index
from reflectnlp.coverage.verbatim import Verbatim


def runs_of(text: str, others: list[str], length: int = 4) -> list[tuple[str, int]]:
    letter, _ = letters(code_points(text))
    found = find_runs(letter, np.zeros(letter.size, np.int64), gram_index(others, length))
    plain = squash(text)
    return [(plain[s : s + n], int(t)) for s, n, t in zip(found.start, found.length, found.text, strict=True)]


def test_runs_ignore_punctuation_and_width():
    assert runs_of("我说：“不忘初心，牢记使命！”ＡＢＣ１２３", ["不忘初心、牢记使命", "abc123"]) == [
        ("不忘初心牢记使命", 0),
        ("abc123", 1),
    ]


def test_a_run_ends_with_its_part():
    letter, _ = letters(code_points("甲乙丙丁戊己庚辛"))
    part = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    found = find_runs(letter, part, gram_index(["甲乙丙丁戊己庚辛"], 4))
    assert found.length.tolist() == [4, 4]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="甲乙丙丁。", max_size=30), st.text(alphabet="甲乙丙丁", max_size=20))
def test_the_longest_run_is_the_longest_common_string(text, other):
    plain = squash(text)
    parts = [plain[i:j] for i in range(len(plain)) for j in range(i + 4, len(plain) + 1)]
    best = max((len(part) for part in parts if part in other), default=0)
    assert max((len(run) for run, _ in runs_of(text, [other])), default=0) == best


def shares(text: str, *readings: str) -> list[float]:
    letter, _ = letters(code_points(text))
    verbatim = Verbatim([Reading(str(i), "读物", reading, ()) for i, reading in enumerate(readings)])
    return verbatim.shares(letter, np.zeros(letter.size, np.int64), 1)[0].tolist()


def test_share_of_copied_letters():
    copied = "每份种子满五年取一百粒做发芽试验"
    assert shares(copied + "。" + "我" * len(copied), "林场：" + copied + "，从不间断。") == [0.5]


def test_repeated_and_overlapping_copies_count_once():
    text = "每份种子满五年取一百粒做发芽试验"
    assert shares(text + text, text) == [1.0]
    # What two readings share, the first thirteen letters here, is nobody's: two of the five grams go.
    assert shares(text, text, text[:13] + "另外的话") == [14 / 16, 0.0]


def test_formulas_are_nobodys():
    text = "为实现中华民族伟大复兴的中国梦贡献自己的力量"
    assert shares(text, text + "。此外另有正文一段。") == [0.0]


def test_nothing_is_copied_from_or_into_nothing():
    assert shares("", "一篇读物的正文在这里写着") == [0.0]
    assert shares("一篇心得的正文在这里写着", "") == [0.0]
