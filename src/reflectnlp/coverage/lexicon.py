"""The packaged list of paraphrases in, its groups out.

People who have understood a reading say it in other words: 次日 becomes 第二天, 一律 becomes 统统, and 贪污
becomes 伸手. Each group of the list holds such ways of saying one thing; a group counts as one unit (a
*concept*) when a sentence is compared with a key point.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

FILE = "paraphrases.txt"


def _text() -> str:
    return resources.files("reflectnlp.coverage").joinpath("data", FILE).read_text(encoding="utf-8")


@cache
def concepts() -> tuple[tuple[str, ...], ...]:
    """The groups in the order of the file, each with its terms in sorted order."""
    lines = (line.partition("#")[0].split() for line in _text().splitlines())
    return tuple(tuple(sorted(set(terms))) for terms in lines if terms)


@cache
def lexicon_sha256() -> str:
    """A digest of the groups: a fitted model belongs to one list."""
    return hashlib.sha256("\n".join(" ".join(terms) for terms in concepts()).encode()).hexdigest()
