"""Texts and figures in, the pieces that all displays are made of out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

# Colours are see-through or inherited, so that they do on light and dark ground; marks also have lines.
STYLE = Markup("<style>{}</style>").format(
    # Safe: a file of this package.
    Markup((files("reflectnlp.display") / "style.css").read_text(encoding="utf-8"))  # noqa: S704
)


def card(title: str, *parts: Markup | str) -> str:
    """The whole display: style, title, and the parts below it."""
    head = Markup("<h3>{}</h3>").format(title)
    return str(Markup('{}<div class="rn">{}{}</div>').format(STYLE, head, Markup("").join(parts)))


def paragraph(text: Markup | str, *, dim: bool = False) -> Markup:
    """A paragraph; escaped where it is plain text."""
    return _with_class("p", "rn-dim" if dim else "", text)


def columns(*parts: Markup | str) -> Markup:
    """Parts beside each other, where there is room."""
    return Markup('<div class="rn-cols">{}</div>').format(
        Markup("").join(Markup("<div>{}</div>").format(part) for part in parts if part)
    )


def section(title: str, body: Markup) -> Markup:
    """A part with its own heading; nothing without a body."""
    return Markup("<h4>{}</h4>{}").format(title, body) if body else Markup("")


def table(head: Sequence[str], rows: Iterable[Sequence[Any]], *, numbers: Sequence[int] = ()) -> Markup:
    """A table; columns in ``numbers`` stand on the right. Nothing without rows."""
    lines = [_cells("td", row, numbers) for row in rows]
    if not lines:
        return Markup("")
    top = Markup("<thead>{}</thead>").format(_cells("th", head, numbers)) if any(head) else Markup("")
    return Markup("<table>{}<tbody>{}</tbody></table>").format(top, Markup("").join(lines))


def _cells(kind: str, row: Sequence[Any], numbers: Sequence[int]) -> Markup:
    cells = [_with_class(kind, "rn-n" if n in numbers else "", cell) for n, cell in enumerate(row)]
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _with_class(element: str, look: str, text: Any) -> Markup:
    """``<element class="look">text</element>``; element and look are names of this package."""
    return Markup('<{0} class="{1}">{2}</{0}>' if look else "<{0}>{2}</{0}>").format(element, look, text)  # noqa: S704


def bar(share: float, *, top: float = 1.0) -> Markup:
    """A bar as long as ``share`` is of ``top``; its end is a line, so that print shows it."""
    width = 9 * min(max(share / top, 0.0), 1.0) if top else 0.0
    return Markup('<span class="rn-bar" style="width:{}em"></span>').format(f"{width:.2f}")


def steps(lines: Sequence[tuple[str, str]]) -> Markup:
    """What to do next: a piece of code and what it is good for."""
    return table((), [(Markup("<code>{}</code>").format(code), why) for code, why in lines])


def shortened(text: object, width: int) -> str:
    """Plain text cut to ``width`` characters."""
    plain = " ".join(str(text).split())
    return plain if len(plain) <= width else f"{plain[: width - 1]}…"


def joined(parts: Iterable[object]) -> Markup:
    """The parts that say anything, a dot between them."""
    return Markup(" · ").join(escape(part) for part in parts if str(part))
