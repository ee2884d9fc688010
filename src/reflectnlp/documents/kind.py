"""Clean text and its structure in, the kind of document out, with a confidence.

News of a meeting, an article of law, a recipe or a product page carry the same words as a reflection, and
often more of them. So "is this a reflection at all?" is asked first, by cues that can be read off this
page: each cue found adds its weight to one kind, and the kind with the highest sum wins when it wins
clearly. What has too few cues stays ``unknown``, which is shown with the reflections.
"""

from __future__ import annotations

import math
import re

from reflectnlp.documents.cues import CUES
from reflectnlp.records import Sentence

_HEAD, _TAIL = 4000, 600  # characters looked at: cues stand at both ends of long texts
_MIN_HAN = 15
_I = re.compile(
    "我(?![国省市县区校院局所厂部党军馆行司社队方乡镇村系处科台报网])(?!们的?(?:党|国家|伟大))|本人|笔者"
)  # 自我 is taken off afterwards
_WE = re.compile("我[们支所校院局厂馆行部县区市村乡镇公]|本[支所校院局厂部]|全体党员|支部")


_NAMED = next(cue.pattern for cue in CUES if (cue.kind, cue.where) == ("reflection", "title"))
_EXCLUDED = ("news", "other")
_TITLED = 7.0  # the weight of a title that says 小结 or 总结
_MIN_CONTEXT = 0.8  # two words about study or work


def find_kind(clean: str, title: str, sentences: tuple[Sentence, ...]) -> tuple[str, float]:
    """The kind of a document and the confidence in it.

    The score of a kind is the sum of the weights of its cues. First person adds to ``reflection`` by its
    density, and takes from ``news`` and ``other``; short lines add to ``outline``. Confidence is the
    share of the winner in a softmax over the scores, damped while they are low.

    Parameters
    ----------
    clean
        The clean text.
    title
        Its title, empty when there is none.
    sentences
        Its sentences with their roles.

    Returns
    -------
    tuple
        One of ``records.KINDS``, and a confidence from 0 to 1. Confidence ranks documents by how sure the
        cues are; it is no calibrated probability. ``news`` and ``other`` are given only on strong cues,
        because they keep a document out of the committee's charts.
    """
    body = "\n" + (clean if len(clean) <= _HEAD + _TAIL else clean[:_HEAD] + "\n" + clean[-_TAIL:])
    n_han = (len(body.encode("utf-8", "surrogatepass")) - len(body)) // 2  # Han and Chinese marks
    if n_han < _MIN_HAN:
        return ("unknown", 0.0) if not _looks_like_code(body) else ("other", 0.6)
    first_person = len(_I.findall(body)) - body.count("自我")
    named = _NAMED.search(title) is not None
    # What calls itself a reflection and says 我 throughout is no news: two thirds of the cues need no look.
    sure = named and 100 * first_person >= 0.5 * n_han
    scores = _scores(body, title, _top(clean, sentences), skipped=_EXCLUDED if sure else ())
    _weigh_context(scores, named=named, first_person=first_person)
    _weigh_person(scores, first_person, len(_WE.findall(body)), n_han)
    _weigh_lines(scores, sentences)
    if not title and scores["letter"] >= 3.0:
        scores["letter"] += 1.0
    return _decide(scores, first_person)


def _top(clean: str, sentences: tuple[Sentence, ...]) -> str:
    """The beginning from the first salutation, heading or body sentence on."""
    for sentence in sentences:
        if sentence.role in ("salutation", "body", "heading"):
            return clean[sentence.clean_start : sentence.clean_start + 300]
    return clean[:300]


def _scores(body: str, title: str, top: str, *, skipped: tuple[str, ...]) -> dict[str, float]:
    places = {"title": title, "top": top, "end": body[-300:], "text": body}
    scores = dict.fromkeys(("reflection", "outline", "summary", "letter", "news", "other", "context"), 0.0)
    for cue in CUES:
        if cue.kind in skipped:
            continue
        place = places[cue.where]
        if cue.most == 1:
            scores[cue.kind] += cue.weight * (cue.pattern.search(place) is not None)
            continue
        n = 0
        for _ in cue.pattern.finditer(place):
            n += 1
            if n == cue.most:
                break
        scores[cue.kind] += n * cue.weight
    return scores


def _weigh_context(scores: dict[str, float], *, named: bool, first_person: int) -> None:
    """Add what is written about study and work to the reflection, and hold back what only sounds like one.

    A text that neither calls itself a reflection nor speaks of study or work is somebody's diary; one
    without first person is an article, unless its title says otherwise.
    """
    context = scores.pop("context")
    scores["reflection"] += context
    if not named and context < _MIN_CONTEXT:
        scores["reflection"] = min(scores["reflection"], 0.5)
    if scores["summary"] >= _TITLED and not named:
        scores["reflection"] *= 0.5
    if not named and not first_person:
        scores["reflection"] *= 0.25


def _weigh_person(scores: dict[str, float], n_i: int, n_we: int, n_han: int) -> None:
    """First person: all reflections read for this project have it, news and law have none."""
    per_hundred = 100 * n_i / n_han
    scores["reflection"] += min(3.0, 2.0 * per_hundred) if scores["reflection"] > 0.5 else 0.0
    if per_hundred >= 0.3:
        scores["news"] -= min(4.0, 3.0 * per_hundred)
        scores["other"] -= min(1.5, per_hundred)
    elif n_we and scores["summary"]:
        scores["summary"] += 1.0


def _weigh_lines(scores: dict[str, float], sentences: tuple[Sentence, ...]) -> None:
    """An outline is written in short lines without full stops."""
    body = [s for s in sentences if s.role == "body"]
    if len(body) >= 6:
        unfinished = sum(s.text[-1] not in "。！？；!?;”）" for s in body) / len(body)
        if unfinished > 0.6 and scores["outline"]:
            scores["outline"] += 2.0


def _decide(scores: dict[str, float], first_person: int) -> tuple[str, float]:
    kind = max(scores, key=lambda name: (scores[name], name))
    top = scores[kind]
    rival = max(score for name, score in scores.items() if name != kind)
    kept = max(scores[name] for name in scores if name not in _EXCLUDED)
    if kind in _EXCLUDED and (
        top < (4.0 if first_person else 2.8) or top - kept < (1.5 if first_person else 0.5)
    ):
        kind = max((name for name in scores if name not in _EXCLUDED), key=lambda name: scores[name])
        top, rival = scores[kind], top
    if top < 2.5:
        return "unknown", round(max(0.0, top) / 10, 3)
    share = 1 / (1 + math.exp(min(50.0, rival - top)))
    return kind, round(share * (1 - math.exp(-top / 3)), 3)


_CODE = re.compile(
    r"^\s*(?:import |def |class |#include|function |var |let |const |return\b|if \(|for \()", re.M
)


def _looks_like_code(body: str) -> bool:
    return len(_CODE.findall(body)) >= 2
