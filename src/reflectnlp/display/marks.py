"""A text and spans in, the same text with every piece marked out.

Spans may overlap: the text is cut wherever one begins or ends, and each piece carries all that holds there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

THEME, POINT, QUOTE = "theme", "point", "quote"
_OPEN = {THEME: "<mark>", POINT: '<span class="rn-c">', QUOTE: '<span class="rn-q">'}
_CLOSE = {THEME: "</mark>", POINT: "</span>", QUOTE: "</span>"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What holds from ``start`` to ``end`` of the original text: a theme, a key point, or a quotation."""

    start: int
    end: int
    kind: str


def marked(
    text: str,
    start: int,
    end: int,
    *,
    marks: Sequence[Mark],
    name: str = "",
    shown: Callable[[str], str] = str,
) -> Markup:
    """``text[start:end]`` with its marks; ``shown`` is applied to each piece before it is escaped.

    A ``name`` is never cut, so that ``shown`` can replace it: a mark that holds a part of it holds all of it.
    """
    near = [mark for mark in marks if mark.start < end and mark.end > start]
    whole = {at: span for span in _spans(name, text, start, end) for at in range(span[0] + 1, span[1])}
    inside = [
        Mark(whole.get(mark.start, (mark.start,))[0], whole.get(mark.end, (mark.end,))[-1], mark.kind)
        for mark in near
    ]
    end = whole.get(end, (end,))[-1]
    cuts = sorted({start, end, *(at for mark in inside for at in (mark.start, mark.end) if start < at < end)})
    out = []
    for left, right in pairwise(cuts):
        kinds = [kind for kind in (QUOTE, POINT, THEME) if _holds(inside, kind, left)]
        piece = escape(shown(" ".join(text[left:right].splitlines())))
        opened = Markup("".join(_OPEN[kind] for kind in kinds))  # noqa: S704  literals of this file
        closed = Markup("".join(_CLOSE[kind] for kind in reversed(kinds)))  # noqa: S704
        out.append(opened + piece + closed)
    return Markup("").join(out)


def _spans(name: str, text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Where ``name`` stands in ``text[start:end]`` or reaches beyond its end."""
    region = text[start : end + len(name)] if name else ""
    return [(start + found.start(), start + found.end()) for found in re.finditer(re.escape(name), region)]


def _holds(marks: Iterable[Mark], kind: str, at: int) -> bool:
    return any(mark.kind == kind and mark.start <= at < mark.end for mark in marks)
