"""What went wrong in, a message a person can act on out.

One tree of exceptions. Every message says the fact, the place and the next step. Files that a person
wrote (settings, schemes, outlines) are checked whole: their error carries every problem at once.

    ReflectError
    ├─ ReadError            one file cannot be read; becomes a row of ``failures``
    ├─ ProblemsError        a file that a person wrote has mistakes, all listed
    │  ├─ StudyError  SchemeError  OutlineError  DictionaryError  GoldError
    ├─ StoreError           the store cannot be opened or written
    ├─ ProfileError         a profile does not fit (version, fingerprint)
    ├─ TableError           a table does not have the columns its schema names
    ├─ FontError            a character would be drawn as an empty box
    └─ MissingExtraError    an optional dependency is not installed
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class ReflectError(Exception):
    """Base of all errors that reflectnlp raises on purpose; exit code 1 at the command line."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a file that a person wrote.

    ``place`` is a path with a line where there is one (``themes.yaml:12``), ``fact`` says what is wrong
    there, ``remedy`` what to write instead.
    """

    place: str
    fact: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.fact}" + (f" → {self.remedy}" if self.remedy else "")


class ProblemsError(ReflectError):
    """All mistakes of one file or study, each with its place."""

    what = "input"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        n = len(self.problems)
        head = f"{n} problem{'s' if n != 1 else ''} in the {self.what}:"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


class StudyError(ProblemsError):
    """Mistakes in a study's folder or its ``study.toml``."""

    what = "study"


class SchemeError(ProblemsError):
    """Mistakes in a coding scheme."""

    what = "scheme"


class OutlineError(ProblemsError):
    """Mistakes in a reading or its outline."""

    what = "reading"


class DictionaryError(ProblemsError):
    """Mistakes in a user dictionary or a word list."""

    what = "dictionary"


class GoldError(ProblemsError):
    """Mistakes in a gold file or a coding sheet."""

    what = "gold file"


class ReadError(ReflectError):
    """One submitted file cannot be read.

    Parameters
    ----------
    reason
        What is wrong, in one sentence.
    remedy
        What the person who handed it in can do.
    stage
        Where it happened: ``open``, ``decode``, ``extract``, ``clean`` or ``score``.
    """

    def __init__(self, reason: str, remedy: str, stage: str = "extract") -> None:
        self.reason, self.remedy, self.stage = reason, remedy, stage
        super().__init__(f"{reason} → {remedy}")


class StoreError(ReflectError):
    """The store cannot be opened, or another process is writing to it."""


class ProfileError(ReflectError):
    """A profile cannot be used here: written by another version, or unlike the one it is compared with."""


class TableError(ReflectError):
    """A table does not have the columns or types that its schema names."""


class FontError(ReflectError):
    """No font at hand has a character that is to be drawn."""


class MissingExtraError(ReflectError):
    """An optional dependency is missing; the message names the extra that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs an optional part that is not installed → pip install 'reflectnlp[{extra}]'"
        )
