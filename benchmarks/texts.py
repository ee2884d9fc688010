"""A seed in, texts of a given length out that look like hand-ins: what the benchmarks run on.

Sentences of the coded bank are drawn at random and laid into paragraphs, so that words, themes and
punctuation have the frequencies of the register, without two texts being alike.
"""

from __future__ import annotations

import random
from pathlib import Path

BANK = Path(__file__).resolve().parent.parent / "data" / "gold" / "bank"


def sentences() -> list[str]:
    """The sentences of the bank, in the order of its files."""
    lines = [
        line for path in sorted(BANK.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [line.split("|", 2)[2] for line in lines if line.count("|") >= 2 and not line.startswith("#")]


def texts(n: int, *, n_chars: int = 2000, seed: int = 1) -> list[str]:
    """``n`` texts of about ``n_chars`` characters: a title, a line with the unit, paragraphs."""
    pool, draw = sentences(), random.Random(seed)
    return [_text(pool, draw, n_chars, number) for number in range(n)]


def _text(pool: list[str], draw: random.Random, n_chars: int, number: int) -> str:
    lines = ["学习心得体会", f"第{number % 40 + 1}党支部  王{'明华芳强'[number % 4]}"]
    size = sum(map(len, lines))
    while size < n_chars:
        paragraph = "".join(sentence.rstrip("；，") for sentence in draw.choices(pool, k=draw.randint(3, 6)))
        lines.append(paragraph[: max(20, n_chars - size)])
        size += len(lines[-1])
    return "\n".join(lines)
