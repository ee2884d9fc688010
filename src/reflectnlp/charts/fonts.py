"""Text in, fonts that have all of its characters out — or an error, never an empty box.

The package brings its own Chinese font (all of GBK and 通用规范汉字表), so a chart looks the same on every
machine. Rarer characters, which names have, are taken from the system's fonts, one character at a time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from reflectnlp.errors import FontError

FAMILY = "Reflect Sans SC"
FONT = Path(str(files("reflectnlp.charts"))) / "fonts" / "ReflectSansSC-Regular.otf"
CHINESE = ("cjk", "han", "song", "ming", "hei", "kai", "fang", "simsun", "yahei", "pingfang", "droid")
# Fonts that claim characters and draw a placeholder, or a bitmap that matplotlib cannot draw.
UNFIT = ("last resort", "emoji", "color")


@cache
def register() -> str:
    """Make the packaged font known to matplotlib; its family name."""
    font_manager.fontManager.addfont(str(FONT))
    return FAMILY


@lru_cache(maxsize=512)
def characters(path: str) -> frozenset[int]:
    """Code points that the font file has a glyph for (first face of a collection)."""
    return frozenset(FT2Font(path).get_charmap())


@lru_cache(maxsize=1)
def system_fonts() -> tuple[tuple[str, str], ...]:
    """(family, file) of the installed fonts, Chinese ones first, then by name."""
    entries = {
        (entry.name, entry.fname)
        for entry in font_manager.fontManager.ttflist
        if entry.name != FAMILY and not any(word in entry.name.lower() for word in UNFIT)
    }

    def rank(entry: tuple[str, str]) -> tuple[bool, bool, str, str]:
        lower = entry[0].lower()
        return (not any(word in lower for word in CHINESE), "regular" not in entry[1].lower(), *entry)

    return tuple(sorted(entries, key=rank))


def missing(text: str, path: str | Path = FONT) -> list[str]:
    """Characters of ``text`` that need a glyph and have none in the font file, in order, once each."""
    has = characters(str(path))
    return [c for c in dict.fromkeys(text) if ord(c) not in has and not _invisible(c)]


def families(text: str) -> list[str]:
    """Font families that together have every character of ``text``: the packaged one, then what it lacks.

    Raises
    ------
    FontError
        No installed font has one of the characters.
    """
    found = [register()]
    left = missing(text)
    for family, path in system_fonts() if left else ():
        rest = [c for c in left if ord(c) not in characters(path)]
        if len(rest) < len(left):
            found.append(family)
            left = rest
        if not left:
            break
    if left:
        raise FontError(_tofu(left))
    return found


def font_file(texts: Iterable[str]) -> Path:
    """One font file that has every character of ``texts``: for programs that take a single font (wordcloud).

    Raises
    ------
    FontError
        No single font has them all.
    """
    text = "".join(texts)
    left = missing(text)
    if not left:
        return FONT
    for _, path in system_fonts():
        if not missing(text, path):
            return Path(path)
    raise FontError(_tofu(left))


def _tofu(left: list[str]) -> str:
    shown = " ".join(f"{c} (U+{ord(c):04X})" for c in left[:8])
    more = f" and {len(left) - 8} more" if len(left) > 8 else ""
    return f"no font has {shown}{more} → install one with rare characters (fonts-noto-cjk, fonts-hanazono)"


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Mn", "Zl", "Zp", "Zs")
