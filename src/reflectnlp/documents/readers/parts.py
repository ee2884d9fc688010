"""What a reader gives: the plain parts of one file.

A text file has one part, a table one a row; a ZIP names its members, which are then read one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost: bytes when unpacked, and characters of text in all."""

    max_bytes: int = 200_000_000
    max_chars: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Part:
    r"""One text: its name inside the file (empty for the file itself) and the fields known beside it.

    ``fields`` may hold ``title``, ``unit``, ``author``, ``date``; ``paged`` says that line ends and ``\f``
    are a printer's.
    """

    text: str
    name: str = ""
    encoding: str = ""
    paged: bool = False
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartFailure:
    """A part that cannot be read, while others of the same file can."""

    name: str
    stage: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Extract:
    """All that a reader found; ``members`` are names inside a ZIP that wait to be read."""

    parts: tuple[Part, ...] = ()
    failures: tuple[PartFailure, ...] = ()
    members: tuple[str, ...] = ()
