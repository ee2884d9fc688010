"""Plain texts in, what an obvious method would have answered out: printed beside every figure.

A figure says little without the cheapest method that could have produced it: for themes a list of obvious
keywords, for coverage the TF-IDF cosine of the whole document with the whole reading.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

Cut = Callable[[str], list[str]]


def keyword_themes(sentences: Sequence[str], keywords: Mapping[str, Sequence[str]]) -> list[frozenset[str]]:
    """The themes of which a keyword stands in the sentence, wherever and in whatever sense."""
    return [
        frozenset(theme for theme, words in keywords.items() if any(word in sentence for word in words))
        for sentence in sentences
    ]


def cosine_coverage(documents: Sequence[str], readings: Sequence[str], cut: Cut) -> list[list[float]]:
    """TF-IDF cosine of every document with every reading, shape (n_documents, n_readings), in [0, 1].

    tf is 1 + ln(count), idf is ln((1 + n) / (1 + df)) + 1 over documents and readings together.
    """
    counts = [Counter(word for word in cut(text) if word.strip()) for text in (*documents, *readings)]
    df = Counter(word for count in counts for word in count)
    n = len(counts)
    vectors = [
        _unit({w: (1 + math.log(c)) * (math.log((1 + n) / (1 + df[w])) + 1) for w, c in count.items()})
        for count in counts
    ]
    works = vectors[len(documents) :]
    return [
        [math.fsum(weight * work.get(word, 0.0) for word, weight in document.items()) for work in works]
        for document in vectors[: len(documents)]
    ]


def _unit(vector: dict[str, float]) -> dict[str, float]:
    norm = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {word: weight / norm for word, weight in vector.items()} if norm else {}
