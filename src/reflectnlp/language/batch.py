"""Documents in, one `Batch` of arrays out: the only form in which text reaches the scoring code.

All documents of a batch are laid behind each other in one text. It is cut once and searched once for all
strings of the profile; what follows works on arrays over the whole batch. Every value of a document can be
had from its own part of the arrays, so scores do not depend on the company it is scored in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reflectnlp.language.strings import StringHits, StringIndex, code_points
from reflectnlp.language.vocabulary import Vocabulary
from reflectnlp.language.words import Segmenter
from reflectnlp.records import Document

CODED = ("body", "heading")
_BETWEEN = "\0"  # cleaned texts do not hold it


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents as arrays.

    Attributes
    ----------
    text
        The documents' cleaned texts, each followed by a line break. Every offset counts in it.
    doc_start
        Shape (n_docs + 1,): where each document starts in ``text``; the last is ``len(text)``.
    points
        Shape (len(text),): the code points of ``text``.
    sent_start, sent_end
        Shape (n_sents,): the sentences of all documents in order.
    sent_of
        Shape (len(text) + 1,): the number of the sentence that holds each character, -1 between sentences.
    sent_doc, sent_id
        Shape (n_sents,): number of the document in the batch, number of the sentence in its document.
    sent_coded, sent_heading
        Shape (n_sents,): whether the role is body or heading; whether it is heading.
    sent_section
        Shape (n_sents,): number (in the batch) of the nearest heading above in the same document, -1 if
        there is none. A heading's own is the heading before it.
    word_start, word_end
        Shape (n_words,): the words; they tile ``text``.
    word_id
        Shape (n_words,): number in the vocabulary, -1 for unknown words.
    boundary
        Shape (len(text) + 1,): whether a word starts or ends there.
    joint
        Shape (len(text) + 1,): where a compound that the segmenter keeps whole falls into words of the
        vocabulary: the middle of a four-character word (认真|学习, 纪律|作风), and before the last two
        characters of a three-character one (老|规矩, 反|腐败). Its head stands last in Chinese, so 规矩 is
        still 规矩 there, while 服务器 is no 服务: behind the first two there is no joint.
    hits
        Every occurrence of every string of the profile.
    """

    documents: tuple[Document, ...]
    text: str
    points: NDArray[np.uint32]
    doc_start: NDArray[np.int64]
    sent_of: NDArray[np.int32]
    sent_start: NDArray[np.int64]
    sent_end: NDArray[np.int64]
    sent_doc: NDArray[np.int32]
    sent_id: NDArray[np.int32]
    sent_coded: NDArray[np.bool_]
    sent_heading: NDArray[np.bool_]
    sent_section: NDArray[np.int32]
    word_start: NDArray[np.int64]
    word_end: NDArray[np.int64]
    word_id: NDArray[np.int32]
    boundary: NDArray[np.bool_]
    joint: NDArray[np.bool_]
    hits: StringHits

    @property
    def n_sentences(self) -> int:
        """Number of sentences of all documents."""
        return int(self.sent_start.size)

    def sentence_at(self, offset: NDArray[np.int64]) -> NDArray[np.int32]:
        """The number of the sentence that holds each offset, -1 between sentences; shape of ``offset``."""
        return self.sent_of.take(offset)


def make_batch(
    documents: Sequence[Document], segmenter: Segmenter, *, strings: StringIndex, vocabulary: Vocabulary
) -> Batch:
    """Lay documents behind each other, cut them, and find all strings.

    Parameters
    ----------
    documents
        Any number, also none. About 128 of 2,000 characters make a good batch.
    segmenter
        What cuts the text into words.
    strings
        All strings that any room looks for.
    vocabulary
        Numbers of the words.

    Returns
    -------
    Batch
    """
    # Every text ends in a line break, over which neither words nor strings reach.
    texts = [document.clean + "\n" for document in documents]
    doc_start = np.concatenate(([0], np.cumsum([len(text) for text in texts], dtype=np.int64)))
    text = "".join(texts)
    points = code_points(text)
    word_end = _word_ends(texts, segmenter)
    word_start = np.concatenate((np.zeros(1, np.int64), word_end))[:-1]
    boundary = np.zeros(len(text) + 1, np.bool_)
    boundary[word_end] = boundary[0] = True
    word_id, joint = _numbers(text, word_start, word_end, vocabulary=vocabulary)
    sentences = _sentences(documents, doc_start)
    return Batch(
        documents=tuple(documents),
        text=text,
        points=points,
        doc_start=doc_start,
        sent_of=numbered(sentences["sent_start"], sentences["sent_end"], len(text) + 1),
        **sentences,
        word_start=word_start,
        word_end=word_end,
        word_id=word_id,
        boundary=boundary,
        joint=joint,
        hits=strings.find(text),
    )


def _word_ends(texts: Sequence[str], segmenter: Segmenter) -> NDArray[np.int64]:
    """Where the words of texts laid behind each other end.

    Text by text, so that the words of one are gone before the next ones are made: that many small strings are
    soon too many for the processor's cache.
    """
    if any(_BETWEEN in text for text in texts):
        lengths = [len(word) for text in texts for word in segmenter.cut(text)]
        return np.cumsum(np.array(lengths, np.int64))
    # Joined and looked for, their ends are found twice as fast as by asking each word for its length.
    points = code_points("".join(_BETWEEN.join([*segmenter.cut(text), ""]) for text in texts))
    marks = np.flatnonzero(points == ord(_BETWEEN))
    return marks - np.arange(marks.size)


def numbered(start: NDArray[np.int64], end: NDArray[np.int64], n: int) -> NDArray[np.int32]:
    """For each of ``n`` positions the number of the range that holds it, -1 between ranges."""
    edges = np.concatenate(([0], np.stack((start, end), axis=1).ravel(), [n]))
    number = np.full(edges.size - 1, -1, np.int32)
    number[1::2] = np.arange(start.size)
    return np.repeat(number, np.diff(edges))


def _numbers(
    text: str, start: NDArray[np.int64], end: NDArray[np.int64], *, vocabulary: Vocabulary
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """The numbers of the words and the joints inside them, by one look-up."""
    two_and_two, one_and_two = start[end - start == 4], start[end - start == 3]
    inner = np.concatenate((two_and_two, two_and_two + 2, one_and_two + 1))
    ids = vocabulary.ids(text, np.concatenate((start, inner)), np.concatenate((end, inner + 2)))
    left, right, head = np.split(ids[start.size :] >= 0, [two_and_two.size, 2 * two_and_two.size])
    joint = np.zeros(len(text) + 1, np.bool_)
    joint[two_and_two + 2] = left & right
    joint[one_and_two + 1] = head
    return ids[: start.size], joint


def _sentences(documents: Sequence[Document], doc_start: NDArray[np.int64]) -> dict[str, Any]:
    counts = np.array([len(document.sentences) for document in documents], np.int64)
    doc = np.repeat(np.arange(counts.size, dtype=np.int32), counts)
    first = (np.cumsum(counts) - counts)[doc]
    number = np.arange(doc.size)
    sentences = [sentence for document in documents for sentence in document.sentences]
    heading = np.array([sentence.role == "heading" for sentence in sentences], np.bool_)
    # The last heading up to each sentence, then one sentence later, so that it lies above.
    last = np.maximum.accumulate(np.where(heading, number, -1))
    above = np.concatenate((np.full(1, -1), last))[: doc.size]
    return {
        "sent_start": np.array([sentence.clean_start for sentence in sentences], np.int64) + doc_start[doc],
        "sent_end": np.array([sentence.clean_end for sentence in sentences], np.int64) + doc_start[doc],
        "sent_doc": doc,
        "sent_id": (number - first).astype(np.int32),
        "sent_coded": np.array([sentence.role in CODED for sentence in sentences], np.bool_),
        "sent_heading": heading,
        "sent_section": np.where(above >= first, above, -1).astype(np.int32),
    }
