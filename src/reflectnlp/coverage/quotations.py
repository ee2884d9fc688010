"""The text of a document in, what it quotes and from whom out.

A quotation stands in quotation marks, or without them after 某某指出：. Marks also set off named things
(“三个代表”, “两个务必”), slogans of a campaign and words used in irony; those are short, have no clause of
their own, or are followed by the noun they name, and nobody says them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reflectnlp.coverage.letters import places
from reflectnlp.coverage.speakers import Named, speaker_before
from reflectnlp.coverage.wording import Found, Wordings

_MARKED = re.compile(r"“([^“”\n]*)”|「([^「」\n]*)」|『([^『』\n]*)』|\"([^\"\n]*)\"")
_STRONG = (
    "指出|强调|教导|告诫|曾言|曾说|说过|讲过|写道|写过|说道|题词|道(?<=常言道)|说(?<=俗话说)|说(?<=老话说)|"
    "说(?<=古人说)|说(?<=古语说)|云|曰|有言|所言|嘱咐|叮嘱|名言"
)
_SPOKEN = "说|讲|问|答|喊"
_WEAK = "道|认为|提出|要求|号召|写着|写明|写的|规定|讲明|明确|讲到|提到|谈到|告诉|提醒|一句话|这样的话"
_OBJECT = "(?:我们|大家|全党|全体党员|人们|后人|自己|我|他|她)?"
_SAID = re.compile(
    rf"(?:(?P<sure>{_STRONG}|{_SPOKEN})|{_WEAK}){_OBJECT}(?:了|过|的)?(?:这样)?(?:一句话|一段话)?\s?(?P<mark>[：:，,]?)\s?$"
)
_LAST = frozenset("：:，, 了过的话们家党员人己我他她" + "".join(f"{_STRONG}|{_SPOKEN}|{_WEAK}".split("|")))
_OPEN_SPEECH = re.compile(rf"(?:{_STRONG}){_OBJECT}[：:]\s?(?=[^\s“\"「『])")
_INDIRECT = re.compile(rf"(?:{_STRONG}|规定|要求|写明|讲到|告诉|写着){_OBJECT}[，,：:]?")
_CLAUSE = re.compile(r"[，。；！？：,;!?]")
_COMMA = re.compile("[，,；;]")
_OPENING = ("“", '"', "「", "『")
_SENTENCE_END = re.compile(r"[。！？!?\n]|$")
_CLAUSE_END = re.compile(r"[。！？；!?;\n]|$")
_NAMED = re.compile(
    "(?:这[一个项条]?)?[一-鿿]{0,4}?(?:教育|活动|主题|专题|精神|思想|要求|战略|原则|理念|工程|制度|讲话|课堂|讲堂|实践|"
    "方针|口号|标语|横幅|行动|计划|目标|标准|作风|问题|现象|会议|竞赛|比赛|演讲|征文|党日|论述|布局|格局|体系|的?意识|"
    "的?观念|的?思路|的?做法|的?方式|的?氛围|的?局面|的?心态)"
)
_OWN = re.compile(
    r"(?:^|[，。；！？：\n])[^，。；！？：\n]{0,6}我们?(?:也|就|才|还|又|只|都|常|总|曾|当时|[对跟向和同]\w{1,4})?$"
)
_LEAST = 6  # letters of a quotation …
_LEAST_FOUND = 8  # … that nobody is said to have said, but a reading has
_LEAST_ALONE = 10  # … that nobody is said to have said, with a clause of its own
_LEAST_WEAK = 12  # … after a verb that names things as often as it quotes, without a clause
_LEAST_INDIRECT = 10  # … without marks and colon, when a reading has it
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation without its marks; ``speaker`` and ``found.reading_id`` may be empty."""

    start: int
    end: int
    speaker: str
    found: Found


def find_quotations(text: str, named: Sequence[Named], *, wordings: Wordings) -> list[Quotation]:
    """The quotations of a document, in order.

    Parameters
    ----------
    text
        The document.
    named
        Persons and works that it names, in order: whom a quotation can be attributed to.
    wordings
        The wording of the readings.
    """
    marks = [match for match in _in_marks(text) if match.end() - match.start() <= _LONGEST]
    quotations = [found for match in marks for found in _marked(text, match, named, wordings)]
    taken = [match.span() for match in marks] + [(item.start, item.end) for item in named]
    for match in _INDIRECT.finditer(text):
        start = match.end()
        if any(left < start < right for left, right in taken) or text.startswith(_OPENING, start):
            continue
        for quotation in _unmarked(text, match, named, wordings):
            quotations.append(quotation)
            taken.append((quotation.start, quotation.end))
    return sorted(quotations, key=lambda quotation: (quotation.start, quotation.end))


def _in_marks(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for at in places(text, '“「『"'):
        if at >= end and (match := _MARKED.match(text, at)):
            end = match.end()
            yield match


def n_letters(text: str) -> int:
    """Letters, digits and Han characters of ``text``."""
    return sum(map(str.isalnum, text))


def _marked(text: str, match: re.Match[str], named: Sequence[Named], wordings: Wordings) -> list[Quotation]:
    start, end = match.start() + 1, match.end() - 1
    if end - start < _LEAST:
        return []
    inner = text[start:end]
    n = n_letters(inner)
    if n < _LEAST:
        return []
    said = _SAID.search(text, max(0, start - 16), start - 1) if text[start - 2 : start - 1] in _LAST else None
    own = said is not None and bool(_OWN.search(text[max(0, said.start() - 12) : said.start()]))
    has_clause = bool(_CLAUSE.search(inner, 0, len(inner) - 1))
    is_name = not has_clause and bool(_NAMED.match(text, end + 1))
    if said and not own:
        sure = said["sure"] or said["mark"] or has_clause or n >= _LEAST_WEAK
    else:
        sure = not own and has_clause and n >= _LEAST_ALONE and not _NAMED.match(text, end + 1)
    if not sure and (is_name or n < _LEAST_FOUND):
        return []
    found = wordings.find(inner)
    if not sure and found.verified == "not_found":
        return []
    speaker = speaker_before(text, said.start(), named) if said and not own else ""
    return [Quotation(start, end, speaker, found)]


def _unmarked(text: str, match: re.Match[str], named: Sequence[Named], wordings: Wordings) -> list[Quotation]:
    """某某指出：… to the end of the sentence; 某某指出，… as far as a reading has it."""
    open_speech = _OPEN_SPEECH.match(text, match.start())
    if open_speech and (speaker := speaker_before(text, match.start(), named)):
        start = open_speech.end()
        end = _end(text, start, _SENTENCE_END)
        whole = Quotation(start, end, speaker, wordings.find(text[start:end]))
        return [whole] if n_letters(text[start:end]) >= _LEAST else []
    start = match.end()
    end = _end(text, start, _CLAUSE_END)
    if end - start < _LEAST_INDIRECT or n_letters(text[start:end]) < _LEAST_INDIRECT:
        return []
    found = wordings.find_exact(text[start:end])
    if found.verified == "exact":
        return [Quotation(start, end, speaker_before(text, match.start(), named), found)]
    # The author's own remark may follow in the same sentence: as many clauses as are quoted.
    for comma in reversed(list(_COMMA.finditer(text, start, end))):
        part = text[start : comma.start()]
        if n_letters(part) >= _LEAST_INDIRECT and (found := wordings.find_exact(part)).verified == "exact":
            return [Quotation(start, comma.start(), speaker_before(text, match.start(), named), found)]
    return []


def _end(text: str, start: int, ends: re.Pattern[str]) -> int:
    match = ends.search(text, start)
    if match is None:
        return len(text)
    return match.start() if match.group() in ("", "\n") else match.end()
