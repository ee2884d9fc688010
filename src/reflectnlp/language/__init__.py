"""Text in, words, strings and batches out: everything that reads characters."""

from reflectnlp.language.batch import Batch, make_batch
from reflectnlp.language.dictionary import read_dictionary
from reflectnlp.language.stopwords import stop_words
from reflectnlp.language.strings import StringHits, StringIndex
from reflectnlp.language.vocabulary import Vocabulary, jieba_vocabulary
from reflectnlp.language.words import (
    Segmenter,
    UserWord,
    default_segmenter,
    jieba_segmenter,
    rjieba_segmenter,
)

__all__ = [
    "Batch",
    "Segmenter",
    "StringHits",
    "StringIndex",
    "UserWord",
    "Vocabulary",
    "default_segmenter",
    "jieba_segmenter",
    "jieba_vocabulary",
    "make_batch",
    "read_dictionary",
    "rjieba_segmenter",
    "stop_words",
]
