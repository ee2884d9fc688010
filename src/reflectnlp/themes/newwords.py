"""Sentences as words in, names and slogans that the segmenter splits out, for the user dictionary.

A new word stands in many places, its pieces stick together far beyond chance, and anything may stand
around it: the classical test by mutual information and boundary entropy. A word that the background knows is
no new one; neither is a phrase of two ordinary words (认真学习), so one of the pieces must be a single
character, as they are where the segmenter cuts a word that it does not know (林/若松, 三/会/一课).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reflectnlp.language.stopwords import stop_words
from reflectnlp.language.vocabulary import Vocabulary
from reflectnlp.themes.keyness import NUMBER, SAME, Places, Sentence, Words, entropy_of, places

LONGEST = 4  # pieces
MOST = 8  # characters
LEAST_BITS = 5.0  # mutual information of the weakest joint
LEAST_ENTROPY = 1.0
FUNCTION = frozenset("的地得了着过不没很也都就")  # never a piece of a name
POINTING = tuple("这那每某各")
NUMERALS = frozenset("一二三四五六七八九十百千万两")


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word that the segmenter splits into ``pieces``.

    ``information`` is the pointwise mutual information of its weakest joint in bits, ``entropy`` that of its
    surroundings.
    """

    text: str
    pieces: Words
    n: int
    n_documents: int
    information: float
    entropy: float


def new_words(
    sentences: Sequence[Sentence], *, vocabulary: Vocabulary, min_n: int = 4, min_documents: int = 3
) -> tuple[NewWord, ...]:
    """Words that are split, most frequent first.

    Parameters
    ----------
    sentences
        All sentences of the study.
    vocabulary
        Words that are no new ones.
    min_n, min_documents
        Rarer ones are left out.
    """
    found = places(sentences, longest=LONGEST, min_n=min_n, accepts=_may_be_a_word)
    ordinary = frozenset(vocabulary.words)
    words = []
    for pieces, n in found.liked.items():
        text, k = "".join(pieces), len(found.documents[pieces])
        if k < min_documents or text in ordinary:
            continue
        bits, entropy = _information(pieces, found), entropy_of(pieces, found)
        if bits >= LEAST_BITS and entropy >= LEAST_ENTROPY:
            words.append(NewWord(text, pieces, n, k, bits, entropy))
    return tuple(sorted(_whole(words), key=lambda word: (-word.n, word.text)))


def _may_be_a_word(pieces: Words) -> bool:
    text = "".join(pieces)
    if len(pieces) < 2 or len(text) > MOST or NUMBER.fullmatch(text) or text.startswith(POINTING):
        return False
    if not FUNCTION.isdisjoint(pieces):
        return False
    edges = (piece for piece in (pieces[0], pieces[-1]) if piece not in NUMERALS)
    return any(len(piece) == 1 for piece in pieces) and not any(edge in stop_words() for edge in edges)


def _information(pieces: Words, found: Places) -> float:
    """log2 p(xy) / p(x)·p(y) of the weakest joint."""
    n = found.count[pieces]
    joints = ((pieces[:at], pieces[at:]) for at in range(1, len(pieces)))
    return min(
        math.log2(n * found.n_words / (found.count[left] * found.count[right])) for left, right in joints
    )


def _whole(words: Sequence[NewWord]) -> list[NewWord]:
    """Without those that nearly always stand inside a longer one of them."""
    by_length = sorted(words, key=lambda word: -len(word.pieces))
    kept: list[NewWord] = []
    for word in by_length:
        if not any(word.text in other.text and other.n >= SAME * word.n for other in kept):
            kept.append(word)
    return kept


def dictionary_text(words: Sequence[NewWord]) -> str:
    """The words as a user dictionary to paste from; each with a remark above it."""
    lines = ["# New words that the segmenter splits; delete what is no word."]
    for word in words:
        lines.append(f"# {'/'.join(word.pieces)}: {word.n} places in {word.n_documents} documents")
        lines.append(word.text)
    return "\n".join(lines) + "\n"
