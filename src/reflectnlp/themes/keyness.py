"""Sentences as words in, the words and phrases that mark a study out.

Only for people who write a scheme: nothing here enters a score. What is compared is the study with jieba's
table of inverse document frequencies, so that a phrase is suggested for being frequent *here*, not for being
frequent.

Keyness of a phrase that k of the study's D documents hold, where a share p of the background's documents
holds it (p = e^-idf; of a phrase: that of its rarest word, which is too high, so that keyness errs low):

    G² = 2 · (k · ln(k / (D·p)) + (D - k) · ln((D - k) / (D - D·p)))

Range: 0 and above, larger is more telling; above 10.83 chance is unlikely (p < 0.001) for one phrase. Caveat:
it grows with the study and says nothing about why a phrase is frequent. Source: Dunning 1993; Rayson and
Garside 2000.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reflectnlp.language.stopwords import stop_words
from reflectnlp.language.vocabulary import Vocabulary

Words = tuple[str, ...]
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
NUMBER = re.compile("[一二三四五六七八九十百千万两几半]+.{0,2}$")
LIGHT_END = tuple("了着过是到")  # 算了, 记着, 硬是, 送到: no subject of their own
EVERYDAY = 5.1  # idf: a word of one background document in 160 or more marks nothing by itself
UNLIKELY = 10.83  # chi-square, one degree of freedom, p = 0.001
LONGEST = 3  # words of a phrase
LEAST_BITS = 1.0  # boundary entropy of a whole phrase
SAME = 0.8  # share of its places from which a phrase is only a part of a longer one


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: the number of its document, its words in order, its text."""

    doc: int
    words: Words
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or a phrase of adjacent words.

    Attributes
    ----------
    text, words
        The characters, and the words that they are.
    n, n_documents
        Places, and documents with one.
    keyness
        G² against the background, see the module.
    cohesion
        Log-likelihood G² of its words standing together (the weaker of two joints); 0 for one word.
    entropy
        Bits: the lesser of the entropies of what stands before and behind it. Low in a part of something
        longer.
    """

    text: str
    words: Words
    n: int
    n_documents: int
    keyness: float
    cohesion: float
    entropy: float


@dataclass(frozen=True, slots=True)
class Places:
    """Sequences of words with their places: those that were ``liked``, and the ``count`` of all."""

    n_words: int
    liked: Mapping[Words, int]
    count: Mapping[Words, int]
    documents: Mapping[Words, set[int]]
    before: Mapping[Words, Counter[str]]
    after: Mapping[Words, Counter[str]]


def key_phrases(
    sentences: Sequence[Sentence],
    *,
    n_documents: int,
    vocabulary: Vocabulary,
    known: Iterable[str] = (),
    min_n: int = 3,
    min_documents: int = 2,
) -> tuple[Phrase, ...]:
    """The words and phrases that mark the sentences, most telling first.

    Parameters
    ----------
    sentences
        The sentences to look at, for example those without a theme.
    n_documents
        Documents of the study, also those of which no sentence is given.
    vocabulary
        The background.
    known
        Strings that must not stand in a phrase: the terms of the scheme.
    min_n, min_documents
        Rarer phrases are left out.
    """
    found = places(sentences, longest=LONGEST, min_n=min_n, accepts=_is_content)
    background = {word: float(idf) for word, idf in zip(vocabulary.words, vocabulary.idf, strict=True)}
    terms = [term for term in known if term]
    phrases = []
    for words, n in found.liked.items():
        text = "".join(words)
        k = len(found.documents[words])
        if k < min_documents or len(text) < 2 or (len(words) > 1 and len(text) < 3):
            continue
        cohesion, bits = cohesion_of(words, found), entropy_of(words, found)
        if len(words) > 1 and (cohesion < UNLIKELY or bits < LEAST_BITS):
            continue
        idf = max(background.get(word, vocabulary.unknown_idf) for word in words)
        if len(words) == 1 and idf < EVERYDAY:
            continue
        keyness = _keyness(k, n_documents, math.exp(-idf))
        if keyness >= UNLIKELY and not any(term in text for term in terms):
            phrases.append(Phrase(text, words, n, k, keyness, cohesion, bits))
    return tuple(sorted(_whole(phrases), key=lambda phrase: (-phrase.keyness, -phrase.n, phrase.text)))


def _is_content(words: Words) -> bool:
    """Whether a phrase of these words carries something: no function word, no number with its measure."""
    return not any(word in stop_words() or NUMBER.match(word) for word in words) and not (
        len(words) == 1 and words[0].endswith(LIGHT_END)
    )


def places(
    sentences: Iterable[Sentence], *, longest: int, min_n: int, accepts: Callable[[Words], bool]
) -> Places:
    """The sequences of up to ``longest`` words with Han characters that stand ``min_n`` times or more.

    Documents and neighbours are those of sequences that ``accepts`` likes.
    """
    kept = [sentence for sentence in sentences if sentence.words]
    count: Counter[Words] = Counter()
    for size in range(1, longest + 1):
        # A sequence is only as frequent as its parts: what is rare is not made longer.
        here = Counter(
            words
            for sentence in kept
            for _, words in _sequences(sentence, size)
            if size == 1 or (count[words[:-1]] >= min_n and count[words[1:]] >= min_n)
        )
        count.update({words: n for words, n in here.items() if size == 1 or n >= min_n})
    liked = {words: n for words, n in count.items() if n >= min_n and accepts(words)}
    documents: dict[Words, set[int]] = defaultdict(set)
    before: dict[Words, Counter[str]] = defaultdict(Counter)
    after: dict[Words, Counter[str]] = defaultdict(Counter)
    for number, sentence in enumerate(kept):
        for size in range(1, longest + 1):
            for at, words in _sequences(sentence, size):
                if words in liked:
                    documents[words].add(sentence.doc)
                    before[words][_neighbour(sentence, at - 1, number)] += 1
                    after[words][_neighbour(sentence, at + size, number)] += 1
    total = sum(n for words, n in count.items() if len(words) == 1)
    return Places(total, liked, count, documents, before, after)


def _sequences(sentence: Sentence, size: int) -> Iterator[tuple[int, Words]]:
    words = sentence.words
    for at in range(len(words) - size + 1):
        part = words[at : at + size]
        if all(HAN.fullmatch(word) for word in part):
            yield at, part


def _neighbour(sentence: Sentence, at: int, number: int) -> str:
    """The word there; a mark of its own where a sentence or clause ends, for nothing repeats there."""
    word = sentence.words[at] if 0 <= at < len(sentence.words) else ""
    return word if HAN.fullmatch(word) else f"\n{number} {at}"


def entropy_of(words: Words, found: Places) -> float:
    """The lesser of the entropies, in bits, of what stands before and behind."""
    return min(_entropy(found.before[words]), _entropy(found.after[words]))


def _entropy(counts: Counter[str]) -> float:
    total = counts.total()
    return math.fsum(-n / total * math.log2(n / total) for n in sorted(counts.values())) if total else 0.0


def cohesion_of(words: Words, found: Places) -> float:
    """Dunning's log-likelihood of the weakest joint; 0 for one word and where it is below chance."""
    if len(words) == 1:
        return 0.0
    both = found.count[words]
    splits = ((words[:1], words[1:]), (words[:-1], words[-1:]))
    return min(_joint(both, found.count[left], found.count[right], found.n_words) for left, right in splits)


def _joint(both: int, left: int, right: int, total: int) -> float:
    cells = (
        (both, left, right),
        (left - both, left, total - right),
        (right - both, total - left, right),
        (total - left - right + both, total - left, total - right),
    )
    if both * total <= left * right:
        return 0.0
    return 2 * math.fsum(n * math.log(n * total / (row * column)) for n, row, column in cells if n > 0)


def _keyness(k: int, n: int, p: float) -> float:
    """See the module; 0 where the phrase is no more frequent than in the background."""
    p = min(max(p, 1e-9), 1 - 1e-9)
    if k <= n * p:
        return 0.0
    rest = (n - k) * math.log((n - k) / (n - n * p)) if k < n else 0.0
    return 2 * (k * math.log(k / (n * p)) + rest)


def _whole(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Without those that nearly always stand inside a longer one of them."""
    inside: dict[Words, int] = {}
    for phrase in phrases:
        for size in range(1, len(phrase.words)):
            for at in range(len(phrase.words) - size + 1):
                part = phrase.words[at : at + size]
                inside[part] = max(inside.get(part, 0), phrase.n)
    return [phrase for phrase in phrases if inside.get(phrase.words, 0) < SAME * phrase.n]
