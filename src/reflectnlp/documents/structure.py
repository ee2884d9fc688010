"""Clean text in, title, unit, author, date and the sentences with their roles out.

The scoring rooms code sentences; who wrote when, and which lines are no statement at all, is settled
here, once, so that a title or a signature never counts as evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reflectnlp.documents.clean import Cleaned
from reflectnlp.documents.furniture import front_matter_end, is_furniture
from reflectnlp.documents.headings import Heading, find_headings
from reflectnlp.documents.matter import Matter, read_matter
from reflectnlp.documents.sentences import split
from reflectnlp.records import Sentence

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_MARK = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class Structure:
    """What is known of a text; empty strings for what it does not say."""

    title: str
    unit: str
    author: str
    date: str
    sentences: tuple[Sentence, ...]


def structure(text: str, cleaned: Cleaned, *, year: int | None = None) -> Structure:
    """Find the parts of a text.

    Parameters
    ----------
    text
        As it was decoded.
    cleaned
        The same, cleaned, with its way back to ``text``.
    year
        Year of the study, for dates without one.

    Returns
    -------
    Structure
        Its sentences are in order and do not overlap; every character of ``text`` outside of them is
        white space.
    """
    spans = [match.span() for match in _LINE.finditer(cleaned.clean)]
    skip = _front_lines(cleaned, spans)
    lines = [cleaned.clean[start:end] for start, end in spans]
    marked = _marked_lines(text, cleaned, spans)
    matter = read_matter(lines[skip:], marked[skip:], year=year)
    roles = dict.fromkeys(range(skip), "furniture") | {i + skip: role for i, role in matter.roles.items()}
    headings = {
        i + skip: heading
        for i, heading in find_headings(lines[skip:], marked[skip:]).items()
        if roles.get(i + skip, "body") == "body"
    }
    sentences = _sentences(cleaned, spans, lines, roles, headings)
    return Structure(
        title=_title(matter),
        unit=matter.unit,
        author=matter.author,
        date=matter.date,
        sentences=_tile(text, sentences),
    )


def _front_lines(cleaned: Cleaned, spans: list[tuple[int, int]]) -> int:
    """Number of lines that a YAML block at the top takes."""
    end = front_matter_end(cleaned.clean[:4000])
    return sum(start < end for start, _ in spans) if end else 0


def _marked_lines(text: str, cleaned: Cleaned, spans: list[tuple[int, int]]) -> list[bool]:
    """Lines that the original sets as Markdown headings; cleaning took their marks off."""
    if "#" not in text:
        return [False] * len(spans)
    marked = []
    for start, _ in spans:
        at = cleaned.starts[start]
        marked.append(_MARK.fullmatch(text, text.rfind("\n", 0, at) + 1, at) is not None)
    return marked


def _title(matter: Matter) -> str:
    title = ""
    for line in matter.titles:
        title += line if not title or line[0] in "—-–─（(" else " " + line
    return title


def _sentences(
    cleaned: Cleaned,
    spans: list[tuple[int, int]],
    lines: list[str],
    roles: dict[int, str],
    headings: dict[int, Heading],
) -> list[Sentence]:
    clean, starts, ends = cleaned.clean, cleaned.starts, cleaned.ends
    section = ""
    sentences: list[Sentence] = []
    for i, (start, end) in enumerate(spans):
        role = roles.get(i, "")
        heading = headings.get(i)
        if not role:
            role = "heading" if heading else "furniture" if is_furniture(lines[i]) else "body"
        parts = split(clean, start, end) if role == "body" else [(start, end)]
        for first, last in parts:
            sentences.append(
                Sentence(starts[first], ends[last - 1], first, last, role, section, clean[first:last])
            )
        if heading:
            section = heading.text
    return sentences


def _tile(text: str, sentences: list[Sentence]) -> tuple[Sentence, ...]:
    """Stretch sentences over what cleaning took out between them, so that nothing is left outside.

    What stands in the line of the next sentence goes to it, the rest to the sentence before.
    """
    at, changed = 0, False
    bounds: list[list[int]] = []
    for sentence in [*sentences, None]:
        start = sentence.start if sentence else len(text)
        gap = text[at:start]
        if gap and not gap.isspace():
            kept = gap.rstrip()
            own_line = gap[gap.rfind("\n") + 1 :] if bounds and sentence else gap
            if sentence and own_line.strip():
                start -= len(own_line.lstrip())
                kept = gap[: len(gap) - len(own_line)].rstrip()
            if bounds and kept:
                bounds[-1][1] = at + len(kept)
            changed = True
        if sentence:
            bounds.append([start, sentence.end])
            at = sentence.end
    if not changed:
        return tuple(sentences)
    return tuple(
        Sentence(start, end, s.clean_start, s.clean_end, s.role, s.section, s.text)
        for s, (start, end) in zip(sentences, bounds, strict=True)
    )
