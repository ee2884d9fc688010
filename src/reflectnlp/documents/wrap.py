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
    full = _full_lines(lines, paged=paged)
    if not any(full):
        return
    at = 0
    for number, line in enumerate(lines[:-1]):
        at += len(line)
        following = lines[number + 1]
        if full[number] and _goes_on(line, following):
            trailing = len(line) - len(line.rstrip())
            leading = len(following) - len(following.lstrip())
            glue = " " if _LATIN.match(line.rstrip()[-1]) and _LATIN.match(following.lstrip()[0]) else ""
            yield at - trailing, at + 1 + leading, glue
        at += 1


def _full_lines(lines: list[str], *, paged: bool) -> list[bool]:
    """Which lines reach the right edge of the page; none when the text is not wrapped.

    In columns, or (PDF, where digits may be as wide as Han characters) in characters.
    """
    lines = [line.rstrip() for line in lines]
    columns = _reaching([_columns(line) for line in lines], _SLACK)
    full = columns
    if paged:
        characters = _reaching([2 * len(line) for line in lines], _SLACK)
        full = [a or b for a, b in zip(columns, characters, strict=True)]
    open_ended = [
        full[i] for i in range(len(lines) - 1) if lines[i] and lines[i + 1] and not _FINISHED.search(lines[i])
    ]
    enough = any(open_ended) if paged else sum(open_ended) >= 3 and 2 * sum(open_ended) >= len(open_ended)
    return full if enough else [False] * len(lines)


def _columns(line: str) -> int:
    # A Han character takes three bytes of UTF-8, an ASCII character one: (3 - 1) // 2 + 1 == 2 columns.
    return len(line) + (len(line.encode("utf-8", "surrogatepass")) - len(line)) // 2


def _reaching(widths: list[int], slack: int) -> list[bool]:
    """Lines as wide as the widest twentieth; none when that is no width of a page."""
    ordered = sorted(width for width in widths if width)
    edge = ordered[-1 - len(ordered) // 20] if ordered else 0
    if not _MIN_WIDTH <= edge <= _MAX_WIDTH:
        return [False] * len(widths)
    return [width >= edge - slack for width in widths]


def _goes_on(line: str, following: str) -> bool:
    stripped = following.strip()
    if not stripped or _FINISHED.search(line.rstrip()) or following.startswith("  "):
        return False
    return not _STARTS_ANEW.match(stripped)
