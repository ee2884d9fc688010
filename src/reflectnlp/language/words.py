"""Text in, words that tile it out: the segmenters, each with a private dictionary.

The words of `rjieba` (jieba's algorithm in Rust) are those of `jieba`, about seven times as fast, but for
runs of Latin letters and digits joined by . - _, which it keeps whole (2005.4.9, COVID-19). `jieba` itself
is the reference and the fallback. Neither's module-level tokenizer is touched: another library in the same
process may have changed it. Theme terms never enter a segmenter, so words do not depend on the scheme.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from reflectnlp.errors import ReflectError


class Segmenter(Protocol):
    """Cuts text into words; a value that can be sent to another process.

    ``name`` and ``version`` are the library's. ``"".join(cut(text)) == text`` always holds.
    """

    @property
    def name(self) -> str:
        """Name of the segmenter."""

    @property
    def version(self) -> str:
        """Version of the library that cuts."""

    def cut(self, text: str) -> list[str]:
        """The words of ``text`` in order; punctuation and white space are words too."""

    def describe(self) -> dict[str, Any]:
        """Everything that decides how it cuts, as plain data."""


@dataclass(frozen=True, slots=True, order=True)
class UserWord:
    """A word that the segmenter should keep whole.

    ``freq`` is its weight against jieba's dictionary; 0 stands for the least weight that keeps it whole.
    ``pos`` is its part of speech in jieba's notation (``n``, ``nr``, ``v``, …), empty if not given.
    """

    word: str
    freq: int = 0
    pos: str = ""


@dataclass(frozen=True, slots=True)
class _Segmenter:
    name: str
    version: str
    user_words: tuple[UserWord, ...]
    _cut: Callable[[str], list[str]] = field(repr=False, compare=False)

    def cut(self, text: str) -> list[str]:
        return self._cut(text)

    def describe(self) -> dict[str, Any]:
        words = [[w.word, w.freq, w.pos] for w in self.user_words]
        return {"segmenter": self.name, "version": self.version, "user_words": words}

    def __reduce__(self) -> tuple[Callable[..., Segmenter], tuple[tuple[UserWord, ...]]]:
        # Tokenizers hold locks or memory of another language: a process makes its own.
        return _MAKERS[self.name], (self.user_words,)


def default_segmenter(user_words: Iterable[UserWord] = ()) -> Segmenter:
    """`rjieba_segmenter` where `rjieba` is installed, else `jieba_segmenter`; ``name`` says which."""
    installed = importlib.util.find_spec("rjieba") is not None
    return (rjieba_segmenter if installed else jieba_segmenter)(user_words)


def rjieba_segmenter(user_words: Iterable[UserWord] = ()) -> Segmenter:
    """Jieba's algorithm run by `rjieba`, with its hidden Markov model for unknown words.

    Parameters
    ----------
    user_words
        Words to keep whole, in any order; they take effect in sorted order.

    Raises
    ------
    ReflectError
        `rjieba` is not installed.
    """
    if importlib.util.find_spec("rjieba") is None:
        raise ReflectError("the segmenter rjieba is not installed → pip install rjieba, or use jieba")
    import rjieba

    words = tuple(sorted(set(user_words)))
    tokenizer = rjieba.Jieba()
    for word in words:
        tokenizer.add_word(word.word, word.freq or None, word.pos or None)
    cut: Callable[[str], list[str]] = tokenizer.cut
    return _Segmenter("rjieba", importlib.metadata.version("rjieba"), words, cut)


def jieba_segmenter(user_words: Iterable[UserWord] = ()) -> Segmenter:
    """The original `jieba` in pure Python, with its hidden Markov model for unknown words.

    Parameters
    ----------
    user_words
        Words to keep whole, in any order; they take effect in sorted order.
    """
    import jieba

    words = tuple(sorted(set(user_words)))
    tokenizer = jieba.Tokenizer()
    # In place of `initialize`, which prints to stderr and trusts a cache in the shared temporary folder.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in words:
        # A frequency of 0 would reach jieba's module-wide list of words to split.
        tokenizer.add_word(word.word, word.freq or None, word.pos or None)

    def cut(text: str) -> list[str]:
        result: list[str] = tokenizer.lcut(text)
        return result

    return _Segmenter("jieba", importlib.metadata.version("jieba"), words, cut)


_MAKERS: dict[str, Callable[..., Segmenter]] = {"rjieba": rjieba_segmenter, "jieba": jieba_segmenter}
