"""Clean lines in, the line ends to take out so that a paragraph is one line again.

PDF files and some editors end a line where the page ends, in the middle of a sentence or a word. Such a
*soft* line end is told from a real one by width: in wrapped text most unfinished lines are as wide as
the page. Headings, titles, verse and lists have unfinished lines too, but theirs are of any width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FINISHED = re.compile("[。！？!?；;：:…][”’」』）)》】\"']*$")
# What starts a line of its own: an enumeration, a bullet, a mark of Markdown, a dash before a subtitle.
_STARTS_ANEW = re.compile(
    "[#>*•●○◆◇■□▪·\\-]|——|第[一二三四五六七八九十百\\d]+[、，,.:：章节条讲篇]|"
    "[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\\d]{1,3}[)）]|\\d{1,2}[、.．)）](?!\\d)|"
    "[①-⑳]|[一二三四五六七八九十]是|此致|敬礼|汇报人|附[件：:]"
)
_LATIN = re.compile("[A-Za-z0-9,;]")
_MIN_WIDTH, _MAX_WIDTH, _SLACK = 24, 160, 5  # widths count a Han character as 2


def wrap_edits(text: str, *, paged: bool) -> Iterator[tuple[int, int, str]]:
    r"""The edits that join the soft-wrapped lines of ``text``.

    Parameters
    ----------
    text
        Clean text, lines ended by ``\n``.
    paged
        Whether the line ends are a printer's (PDF): one full line is then proof enough.
    """
    lines = text.split("\n")
    if len(lines) < 3 and not paged:
        return
    if max(map(len, lines)) > _MAX_WIDTH:
        return  # somebody's paragraph is one line: the line ends are meant
    widths = [_width(line) for line in lines]
    full = _page_width(lines, widths, paged=paged)
    if not full:
        return
    at = 0
    for number, line in enumerate(lines[:-1]):
        at += len(line)
        following = lines[number + 1]
        if widths[number] >= full - _SLACK and _goes_on(line, following):
            trailing = len(line) - len(line.rstrip())
            leading = len(following) - len(following.lstrip())
            glue = " " if _LATIN.match(line.rstrip()[-1]) and _LATIN.match(following.lstrip()[0]) else ""
            yield at - trailing, at + 1 + leading, glue
        at += 1


def _width(line: str) -> int:
    # A Han character takes three bytes of UTF-8, an ASCII character one: (3 - 1) // 2 + 1 == 2 columns.
    return (
        len(line.rstrip()) + (len(line.rstrip().encode("utf-8", "surrogatepass")) - len(line.rstrip())) // 2
    )


def _page_width(lines: list[str], widths: list[int], *, paged: bool) -> int:
    """Width of the page in columns, 0 when the text is not wrapped."""
    ordered = sorted(width for width in widths if width)
    if not ordered:
        return 0
    full = ordered[-1 - len(ordered) // 20]
    if not _MIN_WIDTH <= full <= _MAX_WIDTH:
        return 0
    unfinished = [
        widths[i]
        for i in range(len(lines) - 1)
        if widths[i] and lines[i + 1].strip() and not _FINISHED.search(lines[i].rstrip())
    ]
    n_full = sum(width >= full - _SLACK for width in unfinished)
    enough = n_full >= 1 if paged else n_full >= 3 and n_full >= 0.5 * len(unfinished)
    return full if enough else 0


def _goes_on(line: str, following: str) -> bool:
    stripped = following.strip()
    if not stripped or _FINISHED.search(line.rstrip()) or following.startswith("  "):
        return False
    return not _STARTS_ANEW.match(stripped)
