"""A user dictionary file in, the words that the segmenter should keep whole out, or all its mistakes.

One word a line, then its frequency and its part of speech if wanted (jieba's own format)::

    # names of our units
    植物园党支部
    三会一课 20 n

Blank lines and lines that begin with ``#`` are skipped; a byte order mark and Windows line ends do no harm.
"""

from __future__ import annotations

import re
from pathlib import Path

from reflectnlp.errors import DictionaryError, Problem
from reflectnlp.language.words import UserWord

_MOST = 100_000_000
# What the segmenter never cuts apart for its own sake; a word with anything else cannot come out whole.
_WORD = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+")
_POS = re.compile(r"[a-z]+")


def read_dictionary(path: str | Path) -> tuple[UserWord, ...]:
    """The words of a user dictionary, in the order of the file.

    Parameters
    ----------
    path
        A UTF-8 text file.

    Raises
    ------
    DictionaryError
        With every mistake of the file, each with its line.
    """
    path = Path(path)
    words: dict[str, UserWord] = {}
    first: dict[str, int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(_lines(path), 1):
        place = f"{path.name}:{number}"
        found = _entry(line, place)
        if isinstance(found, Problem):
            problems.append(found)
        elif found is not None and found.word in words:
            fact = f"{found.word!r} stands twice, first in line {first[found.word]}"
            problems.append(Problem(place, fact, "remove one of them"))
        elif found is not None:
            words[found.word], first[found.word] = found, number
    if problems:
        raise DictionaryError(problems)
    return tuple(words.values())


def _lines(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = Problem(
            path.name, f"cannot be opened ({error.strerror})", "check the name of the dictionary"
        )
        raise DictionaryError([problem]) from error
    try:
        return content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = Problem(f"{path.name}:{line}", "is not UTF-8", "save the file as UTF-8")
        raise DictionaryError([problem]) from error


def _entry(line: str, place: str) -> UserWord | Problem | None:
    """The word of a line, what is wrong with it, or None for a line without one."""
    fields = line.split()
    if not fields or fields[0].startswith("#"):
        return None
    word, rest = fields[0], fields[1:]
    if not _WORD.fullmatch(word):
        odd = next(character for character in word if not _WORD.fullmatch(character))
        remedy = "write Han characters, letters, digits and + # & . _ % - only"
        return Problem(place, f"{word!r} holds {odd!r}, where the segmenter always cuts", remedy)
    freq, pos = 0, ""
    for field in rest:
        if field.lstrip("+-").isdecimal() and not pos and not freq:
            if not 1 <= int(field) <= _MOST:
                return Problem(
                    place, f"the frequency of {word!r} is {field}", f"write 1 to {_MOST}, or leave it out"
                )
            freq = int(field)
        elif _POS.fullmatch(field) and not pos:
            pos = field
        else:
            fact = f"{field!r} behind {word!r} is neither a frequency nor a part of speech"
            return Problem(place, fact, "write one word a line, without spaces inside: word frequency pos")
    return UserWord(word, freq, pos)
