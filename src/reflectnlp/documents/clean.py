r"""Decoded text in, clean text and the way back to the original out.

Matching runs on the clean text; every number must open on the characters of the original file. So each
change is an *edit* of a span, and the two arrays ``starts`` and ``ends`` say for each clean character
which characters of the original it came from. Untouched stretches are copied whole: the cost of cleaning
grows with the number of edits, not with the number of characters.

What is done: Unicode normal form NFKC, except that Chinese punctuation stays Chinese (，。！？；：（）…);
unicode spaces become one plain space, line ends one ``\n``; zero-width and control characters and the
left-overs of HTML and Markdown go. ``wrap`` and ``pages`` then treat lines.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from reflectnlp.documents.pages import page_edits
from reflectnlp.documents.wrap import wrap_edits

Edit = tuple[int, int, str]

# All characters that NFKC changes or that are invisible, as ranges that hold a few more besides. Left out
# on purpose: ！ （ ） ， ： ； ？ ～ ￥ … ‥ and the enclosed numbers ① ⑴ ⒈ ⓐ, which carry an enumeration.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xa8\xaa\xad\xaf\xb2-\xb5\xb8-\xba\xbc-\xbe"
    "\u0132\u0133\u013f\u0140\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u02b0-\u02e4\u0300-\u036f\u061c\u115f\u1160"
    "\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2011\u2017\u2024\u2028-\u202f\u2033\u2034\u2036\u2037\u203c\u203e\u2047-\u2049\u2057"
    "\u205f-\u209c\u20a8\u2100-\u214f\u2150-\u218b\u222c-\u2230\u2329\u232a\u2a74-\u2a76\u2adc"
    "\u2e80-\u2fdf\u3000\u3036\u3038-\u303a\u3099-\u309f\u30ff\u3131-\u319f\u3200-\u33ff\ua69c-\ua7ff"
    "\uf900-\ufbff\ufc00-\ufdff\ufe00-\ufe2f\ufe30-\ufeff"
    "\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d\uff5f-\uffe4\uffe6-\uffff"
    "\U0001d400-\U0001d7ff\U0001ee00-\U0001eeff\U0001f100-\U0001f2ff\U0001fbf0-\U0001fbff"
    "\U0002f800-\U0002fa1f\U000e0000-\U000e0fff]+"
)
# Small and vertical forms whose normal form would be ASCII; Chinese text means the Chinese mark.
_CHINESE_FORM = str.maketrans(
    "﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞︐︑︒︓︔︕︖︵︶︹︺︙︰",
    "，、。；：？！（）〔〕，、。：；！？（）〔〕…：",
)
_KEPT = frozenset("…‥")
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_MARKS = re.compile("[\u0300-\u036f\u3099\u309a]")
_COMBINED = re.compile("[^\\s\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")
_TAG = re.compile(
    r"</?(?:p|br|hr|h[1-6]|div|span|b|i|u|strong|em|center|font|a|img|ul|ol|li|table|tr|td|tbody)"
    r"(?:\s+[a-z-]+\s*=[^<>\n]{0,300})?\s*/?>",
    re.I,
)
_ENTITY = re.compile(r"&(nbsp|emsp|ensp|thinsp|amp|lt|gt|quot|ldquo|rdquo|lsquo|rsquo|hellip|mdash|middot);")
_ENTITY_TEXT = {
    "nbsp": " ", "emsp": " ", "ensp": " ", "thinsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"',
    "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "hellip": "…", "mdash": "—", "middot": "·",
}  # fmt: skip
_MARKDOWN_LINE = re.compile(r"^#{1,6}[ \t]+\S", re.M)
_MARKDOWN = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]+"  # the mark of a heading; structure looks it up in the original
    r"|(?<![!\\])\[(?P<text>[^\[\]\n]{1,200})\]\([^()\n]{0,500}\)"
    r"|\*\*(?=\S)(?P<strong>[^*\n]{1,200}?)(?<=\S)\*\*"
    r"|`(?P<code>[^`\n]{1,200})`",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text with its way back: clean character ``i`` came from ``text[starts[i]:ends[i]]``."""

    clean: str
    starts: array[int]
    ends: array[int]


def clean(text: str, *, markdown: bool = False, paged: bool = False) -> Cleaned:
    r"""Clean a decoded text.

    Parameters
    ----------
    text
        As it was decoded.
    markdown
        Whether to take Markdown marks off; done anyway when a line starts like a Markdown heading.
    paged
        Whether the text comes from fixed pages (PDF): its lines are the printer's, ``\f`` parts pages.

    Returns
    -------
    Cleaned
        ``starts`` and ``ends`` never decrease, and ``starts[i] < ends[i]``.
    """
    edits = list(page_edits(text)) if paged or "\f" in text else []
    edits = _merge(edits, _markup_edits(text, markdown or _looks_marked(text)))
    edits = _merge(edits, _character_edits(text))
    result = _apply(Cleaned(text, _count(0, len(text)), _count(1, len(text) + 1)), edits)
    joins = list(wrap_edits(result.clean, paged=paged))
    return _apply(result, joins) if joins else result


def _character_edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    combining = False
    for match in _ODD.finditer(text):
        start, end = match.span()
        run = match.group()
        if run == "\u3000" * len(run):  # the usual indent
            edits.append((start, end, " " * len(run)))
            continue
        parts = [_normal(char) for char in run]
        combining = combining or _MARKS.search(run) is not None
        if "\r" not in run and all(len(part) == 1 for part in parts):
            edits.append((start, end, "".join(parts)))
        else:
            edits.extend((start + i, start + i + 1, part) for i, part in enumerate(parts))
    edits = _line_ends(text, edits) if "\r\n" in text else edits
    if combining:
        marks = [
            (m.start(), m.end(), unicodedata.normalize("NFC", m.group())) for m in _COMBINED.finditer(text)
        ]
        edits = _merge([edit for edit in marks if edit[2] != text[edit[0] : edit[1]]], edits)
    return edits


def _line_ends(text: str, edits: list[Edit]) -> list[Edit]:
    """CR LF is one line end: the edit of the CR takes its LF in."""
    return [
        (start, end + 1, "\n")
        if end - start == 1 and text[start : end + 1] == "\r\n"
        else (start, end, fresh)
        for start, end, fresh in edits
    ]


@lru_cache(maxsize=4096)
def _normal(char: str) -> str:
    """What one odd character becomes; empty when it is invisible."""
    if char in _LINE_ENDS:
        return "\n"
    if char in _KEPT or _MARKS.match(char):
        return char
    chinese = char.translate(_CHINESE_FORM)
    if chinese != char:
        return chinese
    kind = unicodedata.category(char)
    if char == "\t" or kind == "Zs":
        return " "
    if kind in ("Cc", "Cf") or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return ""
    if char == "\ufffe":  # PDFium's mark for a hyphen at a line's end
        return ""
    return unicodedata.normalize("NFKC", char).replace("\xa0", " ").strip("\u0300\u0301\u0308") or " "


def _looks_marked(text: str) -> bool:
    return "#" in text and _MARKDOWN_LINE.search(text) is not None


def _markup_edits(text: str, markdown: bool) -> list[Edit]:
    edits: list[Edit] = []
    if "<" in text:
        edits = [(m.start(), m.end(), "") for m in _TAG.finditer(text)]
    if "&" in text:
        found = [(m.start(), m.end(), _ENTITY_TEXT[m.group(1)]) for m in _ENTITY.finditer(text)]
        edits = _merge(edits, found)
    if markdown:
        marks: list[Edit] = []
        for match in _MARKDOWN.finditer(text):
            name = match.lastgroup
            if name is None:
                marks.append((match.start(), match.end(), ""))
            else:
                marks.append((match.start(), match.start(name), ""))
                marks.append((match.end(name), match.end(), ""))
        edits = _merge(edits, marks)
    return edits


def _merge(first: list[Edit], second: list[Edit]) -> list[Edit]:
    """Both lists in order; where two edits overlap the one of ``first`` stands."""
    if not first or not second:
        return first or second
    merged: list[Edit] = []
    i = 0
    for edit in second:
        while i < len(first) and first[i][1] <= edit[0]:
            merged.append(first[i])
            i += 1
        if i == len(first) or edit[1] <= first[i][0]:
            merged.append(edit)
    return merged + first[i:]


def _apply(source: Cleaned, edits: Iterable[Edit]) -> Cleaned:
    """Carry out edits that are in order and apart, and keep the way back."""
    pieces: list[str] = []
    starts, ends = array("i"), array("i")
    at = 0
    for start, end, fresh in edits:
        pieces += (source.clean[at:start], fresh)
        starts += source.starts[at:start]
        ends += source.ends[at:start]
        if len(fresh) == end - start:
            starts += source.starts[start:end]
            ends += source.ends[start:end]
        elif fresh:
            starts.extend([source.starts[start]] * len(fresh))
            ends.extend([source.ends[end - 1]] * len(fresh))
        at = end
    if at == 0 and not pieces:
        return source
    pieces.append(source.clean[at:])
    starts += source.starts[at:]
    ends += source.ends[at:]
    return Cleaned("".join(pieces), starts, ends)


_SHORT = 1 << 14


@lru_cache(maxsize=1)
def _numbers() -> array[int]:
    return array("i", range(_SHORT + 2))


def _count(first: int, stop: int) -> array[int]:
    """The numbers from ``first`` to ``stop``, as an array; short ones are cut from one that is kept."""
    return _numbers()[first:stop] if stop <= _SHORT + 1 else array("i", range(first, stop))
