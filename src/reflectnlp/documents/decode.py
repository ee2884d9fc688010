"""Bytes in, text and the name of its encoding out.

Submissions come from many editors: UTF-8, with and without a byte order mark, GB18030 (which contains
GBK and GB2312), UTF-16 in both byte orders, now and then Big5. Python's decoders only say whether bytes
are *possible* in an encoding; broken UTF-8 is often possible GB18030. So a second question is asked of
every candidate: does it read like Chinese (or ASCII) text? No character is ever replaced: what cannot be
decoded whole raises, with the place of the first bad byte.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reflectnlp.errors import ReadError

# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HAN = re.compile("[\u4e00-\u9fff]")
# Characters so frequent that thirty characters of running text hold some, in both scripts.
_FREQUENT = re.compile(
    "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还"
    "因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没"
    "结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流"
    "這個們為國時來會對學發動過後說產種麼經進著裡現實體當點從業應開還與關間樣總員黨]"
)
_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff]")
_ORDINARY = re.compile("[\t\n\r -~\u3000-\u303f\uff01-\uff5e\u2010-\u2027\u4e00-\u9fff]")
# What a candidate must score: Big5 is rare and easily mistaken, UTF-16 hardly ever looks like text by chance.
_ENOUGH = {"gb18030": 0.55, "big5": 0.9, "utf-16-le": 0.66, "utf-16-be": 0.66}
_SAMPLE = 20_000  # characters looked at when candidates are weighed

REMEDY = "open it in an editor and save it as UTF-8 text, or hand it in as .docx"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding it was found in (``utf-8``, ``utf-8-sig``, ``gb18030``, ``utf-16-le`` …)."""

    text: str
    encoding: str


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Decode ``data``; the byte order mark, if any, is dropped.

    Parameters
    ----------
    data
        A whole file.
    declared
        Encoding that the file itself declares (HTML's ``charset``); it is tried first and must fit.

    Raises
    ------
    ReadError
        Stage ``decode``: no encoding fits the whole file, or it is not text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, mark, encoding)
    if declared:
        found = _declared(data, declared)
        if found is not None:
            return found
    if b"\x00" in data:
        return _wide(data)
    utf8 = _attempt(data, "utf-8")
    if isinstance(utf8, str):
        return _utf8_or_short_gb(data, utf8)
    return _legacy(data, utf8)


def _attempt(data: bytes, encoding: str) -> str | int:
    """The text, or the offset of the first byte that does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start


def _marked(data: bytes, mark: bytes, encoding: str) -> Decoded:
    base = "utf-8" if encoding == "utf-8-sig" else encoding
    text = _attempt(data[len(mark) :], base)
    if isinstance(text, str):
        return Decoded(text, encoding)
    raise ReadError(
        f"the byte order mark says {base}, but byte {text + len(mark)} does not fit", REMEDY, "decode"
    )


def _declared(data: bytes, declared: str) -> Decoded | None:
    """The declared encoding if it exists and fits, else None: people copy wrong declarations."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    if name in ("gb2312", "gbk"):
        name = "gb18030"  # a superset; pages declared as GB2312 use characters beyond it
    elif name == "big5":
        name = "cp950"
    text = _attempt(data, name)
    if not isinstance(text, str) or _likeness(text) < 0.7:
        return None
    return Decoded(text, "big5" if name == "cp950" else name)


def _wide(data: bytes) -> Decoded:
    """Text with zero bytes: UTF-16 without a mark, or no text."""
    best, score = None, 0.0
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _attempt(data, encoding)
        if isinstance(text, str):
            likeness = _likeness(text)
            if likeness > score:
                best, score = Decoded(text, encoding), likeness
    if best is not None and score >= 0.9:
        return best
    raise ReadError(
        f"not text: a zero byte stands at byte {data.index(0)}, and it is not UTF-16 either", REMEDY, "decode"
    )


def _utf8_or_short_gb(data: bytes, text: str) -> Decoded:
    """UTF-8, unless it only happens to be: a few GBK words can be valid two-byte UTF-8."""
    if not data.isascii() and not _HAN.search(text) and len(data) < 200:
        other = _attempt(data, "gb18030")
        if isinstance(other, str) and _likeness(text) < 0.5 and _likeness(other) > 0.9:
            return Decoded(other, "gb18030")
    if _odd_share(text) > 0.02:
        raise ReadError(
            f"not text: it holds control characters, the first at character {_first_odd(text)}",
            REMEDY,
            "decode",
        )
    return Decoded(text, "utf-8")


def _legacy(data: bytes, utf8_fails_at: int) -> Decoded:
    """GB18030, Big5 or UTF-16 without a mark, whichever reads like text."""
    failures = {"utf-8": utf8_fails_at}
    candidates: list[tuple[float, int, Decoded]] = []
    if not _broken_utf8(data):
        for rank, (name, codec) in enumerate(
            (
                ("gb18030", "gb18030"),
                ("big5", "cp950"),
                ("utf-16-le", "utf-16-le"),
                ("utf-16-be", "utf-16-be"),
            )
        ):
            text = _attempt(data, codec)
            if isinstance(text, str):
                candidates.append((_reading(text), -rank, Decoded(text, name)))
            elif rank < 2:
                failures[name] = text
    if candidates:
        by_name = {found.encoding: score for score, _, found in candidates}
        score, _, found = max(candidates, key=lambda item: item[:2])
        # Anything but GB18030 must win clearly; short texts and lists of names stay GB18030.
        if found.encoding != "gb18030" and by_name.get("gb18030", -1.0) > score - 0.15:
            found = next(item for _, _, item in candidates if item.encoding == "gb18030")
            score = by_name["gb18030"]
        if score >= _ENOUGH[found.encoding]:
            return found
        failures.setdefault("gb18030", 0)
    tried = ", ".join(
        f"{name} (does not fit at byte {at})" if at or name == "utf-8" else f"{name} (gives no readable text)"
        for name, at in failures.items()
    )
    raise ReadError(f"the encoding cannot be told: tried {tried}", REMEDY, "decode")


def _broken_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with damage: GB18030 would read them as rare characters."""
    text = data[: 4 * _SAMPLE].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return len(_HAN.findall(text)) > bad


def _odd_share(text: str) -> float:
    sample = text[:_SAMPLE]
    return len(_ODD.findall(sample)) / max(1, len(sample))


def _first_odd(text: str) -> int:
    match = _ODD.search(text)
    return match.start() if match else 0


def _likeness(text: str) -> float:
    """Share of characters that ordinary Chinese or English text is made of, from 0 to 1."""
    sample = text[:_SAMPLE]
    return len(_ORDINARY.findall(sample)) / max(1, len(sample))


def _reading(text: str) -> float:
    """How much a candidate reads like Chinese: ordinary characters, plus frequent Han among the Han."""
    sample = text[:_SAMPLE]
    n_han = len(_HAN.findall(sample))
    frequent = len(_FREQUENT.findall(sample)) / n_han if n_han else 0.0
    return 0.7 * _likeness(sample) + 0.3 * min(1.0, frequent / 0.3)
