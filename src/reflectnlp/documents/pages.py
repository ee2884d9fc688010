"""Paged text in, the page numbers and repeated page headers to take out.

A PDF repeats its header and footer on every page, in the middle of sentences. A line at the edge of a
page is furniture when it is a page number, or when the same line (numbers aside) stands at the edge of
most pages. Where a sentence runs over the page end, the break goes with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_NUMBER = re.compile(
    r"[\-—–─·•~\s]*(?:第\s*)?[\d０-９]{1,4}(?:\s*[/／]\s*[\d０-９]{1,4})?(?:\s*页)?"
    r"(?:[\s,，、]*共\s*[\d０-９]{1,4}\s*页)?[\-—–─·•~\s]*"
    r"|(?:Page|PAGE|page)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|第\s*[一二三四五六七八九十百]{1,4}\s*页"
)
_DIGITS = re.compile(r"[\d０-９]+")
_ENDS = re.compile("[。！？!?；;：:…”’」』）)》】\"']\\s*$")
_EDGE = 2  # lines looked at, at either edge of a page

Line = tuple[int, int]


def page_edits(text: str) -> Iterator[tuple[int, int, str]]:
    r"""The edits that take page furniture out of a text whose pages are parted by ``\f``."""
    pages = _pages(text)
    edges = [_edge_lines(text, page) for page in pages]
    repeated = _repeated(text, edges)
    for number, page in enumerate(pages):
        gone = {line for line in edges[number] if _is_number(text, line) or _shape(text, line) in repeated}
        if len(edges[number]) > 2 and edges[number][1] in gone and _is_number(text, edges[number][1]):
            gone.add(edges[number][0])  # what stands above a page number at the top is a page header
        at = page[0]
        for start, end in sorted(gone):
            while start > at + 1 and text[start - 2 : start] == "\n\n":
                start -= 1  # blank lines above a footer would part the sentence that goes on overleaf
            at = end + (end < page[1] and text[end] == "\n")
            yield start, at, ""
        if number + 1 < len(pages):
            yield page[1], page[1] + 1, _seam(text, page, gone)


def _pages(text: str) -> list[Line]:
    pages, start = [], 0
    for part in text.split("\f"):
        pages.append((start, start + len(part)))
        start += len(part) + 1
    return pages


def _edge_lines(text: str, page: Line) -> list[Line]:
    """The first and last lines of a page that hold something."""
    lines, start = [], page[0]
    for line in text[slice(*page)].split("\n"):
        if line.strip():
            lines.append((start, start + len(line)))
        start += len(line) + 1
    if len(lines) <= 2 * _EDGE:
        return lines
    return lines[:_EDGE] + lines[-_EDGE:]


def _shape(text: str, line: Line) -> str:
    return _DIGITS.sub("#", text[slice(*line)].strip())


def _is_number(text: str, line: Line) -> bool:
    return _NUMBER.fullmatch(text[slice(*line)].strip()) is not None


def _repeated(text: str, edges: list[list[Line]]) -> set[str]:
    """Lines that stand at the edge of most pages; two pages at least, so one page repeats nothing."""
    full = [lines for lines in edges if lines]
    if len(full) < 2:
        return set()
    counts = Counter(shape for lines in full for shape in {_shape(text, line) for line in lines})
    return {shape for shape, n in counts.items() if n >= max(2, 0.6 * len(full)) and len(shape) <= 60}


def _seam(text: str, page: Line, gone: set[Line]) -> str:
    """What stands for the page break: nothing inside a sentence when a line end is there already."""
    end = page[1]
    for start, stop in sorted(gone, reverse=True):
        if text[stop:end].strip():
            break
        end = start
    ends_line = end < page[1] or text[:end].endswith("\n")
    return "" if ends_line and not _ENDS.search(text[max(page[0], end - 80) : end]) else "\n"
