"""Tables of a scored study in, themes and words that its scheme does not have out, for a person to judge.

Nothing of it enters a score. Phrases come from the sentences that carry no theme and are weighed against
jieba's background (`keyness`), grouped by the sentences that hold them (`fit_suggest`), and written as a
scheme file to cut from, with sentences beside them as remarks. New words (`newwords`) come as a user
dictionary. The same tables give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from reflectnlp.language.vocabulary import Vocabulary
from reflectnlp.language.words import Segmenter
from reflectnlp.themes.keyness import LONGEST, Phrase, Sentence, key_phrases
from reflectnlp.themes.newwords import NewWord, dictionary_text, new_words
from reflectnlp.themes.scheme import Scheme
from reflectnlp.themes.suggested import SuggestedTheme, themes_yaml

CODED = ("body", "heading")
MOST_DOCUMENTS = 2000  # of a larger study, every k-th document is read
GROUPED = 3  # times as many phrases are grouped as are listed
PER_GROUP = 6  # phrases that make one more group
LEAST, MOST_GROUPS, MOST_TERMS = 3, 8, 12

_TEXT, _INT, _REAL = pa.string(), pa.int32(), pa.float64()
PHRASES = pa.schema(
    {
        "phrase": _TEXT,
        "n": _INT,
        "n_documents": _INT,
        "keyness": _REAL,
        "cohesion": _REAL,
        "entropy": _REAL,
        "theme": _TEXT,
        "example": _TEXT,
    }
)
WORDS = pa.schema(
    {
        "word": _TEXT,
        "pieces": _TEXT,
        "n": _INT,
        "n_documents": _INT,
        "information": _REAL,
        "entropy": _REAL,
    }
)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What a study has and its scheme does not.

    Attributes
    ----------
    phrases
        The most telling phrases: phrase, n, n_documents, keyness, cohesion, entropy (see `keyness.Phrase`),
        theme (the suggested one, or empty), example.
    themes
        Groups of three phrases or more.
    new_words
        Words that the segmenter splits: word, pieces, n, n_documents, information, entropy.
    n_sentences, n_open
        Sentences that were read, and those of them without a theme.
    """

    phrases: pa.Table
    themes: tuple[SuggestedTheme, ...]
    new_words: pa.Table
    n_sentences: int
    n_open: int
    _words: tuple[NewWord, ...] = ()

    def to_yaml(self) -> str:
        """The suggested themes as a scheme file; without one, a remark only."""
        return themes_yaml(self.themes)

    def to_dictionary(self) -> str:
        """The new words as a user dictionary."""
        return dictionary_text(self._words)


def suggest(
    tables: Mapping[str, pa.Table],
    scheme: Scheme,
    *,
    segmenter: Segmenter,
    vocabulary: Vocabulary,
    n: int = 30,
) -> Suggestions:
    """Suggest themes and words.

    Parameters
    ----------
    tables
        ``sentences`` and ``theme_hits`` of a scored study.
    scheme
        Its scheme: phrases that hold one of its terms are not suggested.
    segmenter, vocabulary
        As in the study.
    n
        Most phrases that are listed.
    """
    read, open_ones, n_documents = _sentences(tables, segmenter)
    terms = {part for theme in scheme.themes for term in theme.terms for part in _plain(term.parts)}
    found = key_phrases(open_ones, n_documents=n_documents, vocabulary=vocabulary, known=sorted(terms))
    found = found[: GROUPED * n]
    words = new_words(read, vocabulary=vocabulary)
    holds = _holds(open_ones, found)
    themes = _themes(open_ones, found, holds)
    return Suggestions(
        _phrases_table(open_ones, found[:n], holds, themes),
        themes,
        _words_table(words),
        len(read),
        len(open_ones),
        words,
    )


def _plain(parts: Sequence[Sequence[str]]) -> Iterable[str]:
    return parts[0] if len(parts) == 1 else ()


def _sentences(
    tables: Mapping[str, pa.Table], segmenter: Segmenter
) -> tuple[list[Sentence], list[Sentence], int]:
    """All coded sentences, those without a theme, and the number of documents."""
    hits = tables["theme_hits"]
    with_theme = set(zip(hits["doc_id"].to_pylist(), hits["sent_id"].to_pylist(), strict=True))
    names = ("doc_id", "sent_id", "role", "text")
    rows = list(zip(*(tables["sentences"][name].to_pylist() for name in names), strict=True))
    ids = sorted({doc_id for doc_id, _, role, _ in rows if role in CODED})
    numbers = {doc_id: number for number, doc_id in enumerate(ids[:: max(1, -(-len(ids) // MOST_DOCUMENTS))])}
    read, open_ones = [], []
    for doc_id, sent_id, role, text in rows:
        if role in CODED and doc_id in numbers:
            sentence = Sentence(numbers[doc_id], tuple(segmenter.cut(text)), text)
            read.append(sentence)
            if (doc_id, sent_id) not in with_theme:
                open_ones.append(sentence)
    return read, open_ones, len(numbers)


def _holds(sentences: Sequence[Sentence], phrases: Sequence[Phrase]) -> list[list[int]]:
    """For every sentence, the numbers of its phrases."""
    number = {phrase.words: n for n, phrase in enumerate(phrases)}
    return [
        sorted(
            {
                number[part]
                for size in range(1, LONGEST + 1)
                for at in range(len(sentence.words) - size + 1)
                if (part := sentence.words[at : at + size]) in number
            }
        )
        for sentence in sentences
    ]


def _themes(
    sentences: Sequence[Sentence], phrases: Sequence[Phrase], holds: Sequence[Sequence[int]]
) -> tuple[SuggestedTheme, ...]:
    from reflectnlp.themes.fit_suggest import group_phrases

    n_groups = min(MOST_GROUPS, max(2, len(phrases) // PER_GROUP))
    groups = group_phrases(holds, n_phrases=len(phrases), n_groups=n_groups, n_examples=6)
    kept = [group for group in groups if len(group.phrases) >= LEAST]
    return tuple(
        SuggestedTheme(
            f"theme_{number}",
            tuple(phrases[n] for n in sorted(group.phrases)[:MOST_TERMS]),
            tuple(dict.fromkeys(sentences[n].text for n in group.sentences))[:3],
        )
        for number, group in enumerate(kept, 1)
    )


def _phrases_table(
    sentences: Sequence[Sentence],
    phrases: Sequence[Phrase],
    holds: Sequence[Sequence[int]],
    themes: Sequence[SuggestedTheme],
) -> pa.Table:
    owner = {phrase.words: theme.theme_id for theme in themes for phrase in theme.phrases}
    example: dict[int, str] = {}
    for sentence, numbers in zip(sentences, holds, strict=True):
        for number in numbers:
            example.setdefault(number, sentence.text)
    rows = [
        {
            "phrase": phrase.text,
            "n": phrase.n,
            "n_documents": phrase.n_documents,
            "keyness": round(phrase.keyness, 2),
            "cohesion": round(phrase.cohesion, 2),
            "entropy": round(phrase.entropy, 2),
            "theme": owner.get(phrase.words, ""),
            "example": example[number],
        }
        for number, phrase in enumerate(phrases)
    ]
    return pa.Table.from_pylist(rows, schema=PHRASES)


def _words_table(words: Sequence[NewWord]) -> pa.Table:
    rows = [
        {
            "word": word.text,
            "pieces": "/".join(word.pieces),
            "n": word.n,
            "n_documents": word.n_documents,
            "information": round(word.information, 2),
            "entropy": round(word.entropy, 2),
        }
        for word in words
    ]
    return pa.Table.from_pylist(rows, schema=WORDS)
