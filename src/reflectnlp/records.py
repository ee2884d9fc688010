"""Decoded text in, documents with sentences out: the values that every room hands on.

All are frozen. Offsets are half-open code points. A document holds its text twice: ``text`` as it was
decoded (offsets in every table point here) and ``clean`` on which matching runs; ``starts`` and ``ends``
lead from a character of ``clean`` back to ``text``.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from importlib import import_module

ROLES = ("body", "heading", "title", "unit", "author", "date", "salutation", "signature", "furniture")
KINDS = ("reflection", "outline", "summary", "letter", "news", "other", "unknown")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading or line of front matter.

    ``start``/``end`` count in ``Document.text``, ``clean_start``/``clean_end`` in ``Document.clean``.
    ``section`` is the text of the nearest heading above, empty before the first. ``role`` is one of
    ``ROLES``; only ``body`` and ``heading`` are coded for themes.
    """

    start: int
    end: int
    clean_start: int
    clean_end: int
    role: str
    section: str
    text: str

    @property
    def is_heading(self) -> bool:
        """Whether the sentence is a heading inside the text."""
        return self.role == "heading"


@dataclass(frozen=True, slots=True)
class Document:
    """One submission: its text, what is known of it, and its sentences in order.

    ``source`` is the path below the study's folder; a part of a container is named after ``#``
    (``submissions/form.xlsx#3`` is the third data row, ``submissions/all.zip#D1-01.txt`` a member).
    ``date`` is ISO 8601 or empty, ``encoding`` the one found (``utf-8``, ``gb18030``; empty for formats
    that hold their own). ``sentences`` tile the text: in order, without overlap, and every character
    outside of them is white space.
    """

    doc_id: str
    source: str
    format: str
    encoding: str
    text: str
    clean: str
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)
    title: str = ""
    unit: str = ""
    author: str = ""
    date: str = ""
    kind: str = "unknown"
    kind_confidence: float = 0.0
    sentences: tuple[Sentence, ...] = ()

    def __repr__(self) -> str:
        """Which document it is and how large; the text itself would drown everything else."""
        size = f"{len(self.text)} characters, {len(self.sentences)} sentences"
        return f"Document({self.doc_id!r}, {self.title!r}, {self.kind}, {size})"

    def _repr_html_(self) -> str:
        """The text with its themes marked, for a notebook; by name, since it takes all rooms above."""
        view = import_module("reflectnlp.display").show(self)
        return str(view._repr_html_())

    def original(self, clean_start: int, clean_end: int) -> Span:
        """The span of ``text`` that a span of ``clean`` came from; an empty span stays empty."""
        if clean_start >= clean_end:
            at = self.starts[clean_start] if clean_start < len(self.starts) else len(self.text)
            return Span(at, at)
        return Span(self.starts[clean_start], self.ends[clean_end - 1])


@dataclass(frozen=True, slots=True)
class Failure:
    """One file that could not be read or scored: a row of the table ``failures``."""

    source: str
    stage: str
    reason: str
    remedy: str
