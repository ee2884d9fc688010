"""Text in, words, strings and batches out: everything that reads characters."""

from reflectnlp.language.batch import Batch, make_batch
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
    "rjieba_segmenter",
]
