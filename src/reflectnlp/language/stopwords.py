"""Function words: what carries no subject of its own, for word clouds, keyness and key points.

The list was written for this package by hand (see the head of the file beside this module); it holds
pronouns, particles, prepositions, conjunctions, adverbs of degree and time, auxiliary and light verbs,
measure words and numerals. Theme words are not in it, however frequent: what is common in one study is the
subject of another. Scores never depend on it except where a function says so.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

FILE = "stopwords_zh.txt"


@cache
def stop_words() -> frozenset[str]:
    """The words of the packaged list."""
    text = resources.files("reflectnlp.language").joinpath(FILE).read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())
