"""A document's view in, its original text with the evidence marked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from reflectnlp.display.marks import POINT, QUOTE, THEME, Mark, marked
from reflectnlp.display.wording import say
from reflectnlp.records import Sentence

if TYPE_CHECKING:
    from reflectnlp.display.document import DocumentView

N_CHARS = 4000  # of the text that are shown; the whole display stays under 100 KB


def text(view: DocumentView) -> Markup:
    """Paragraphs of the original text with the evidence marked, and what was found behind each sentence."""
    document = view.document
    marks = _marks(view)
    notes = _notes(view)
    lines: list[list[Markup]] = []
    used, last = 0, -1
    for number, sentence in enumerate(document.sentences):
        if used >= N_CHARS:
            lines.append([Markup("<em>{}</em>").format(_left(view, number))])
            break
        end = min(sentence.end, sentence.start + N_CHARS - used)
        used += end - sentence.start
        piece = marked(
            document.text, sentence.start, end, marks=marks, name=document.author, shown=view.hidden
        )
        if last < 0 or "\n" in document.text[last : sentence.start] or sentence.role != "body":
            lines.append([])
        lines[-1].append(_role(sentence, piece) + _behind(notes.get(number, [])))
        last = sentence.end
    body = Markup("").join(Markup("<p>{}</p>").format(Markup("").join(line)) for line in lines)
    return _key(view.lang) + Markup('<div class="rn-text" tabindex="0">{}</div>').format(
        body or say("empty", view.lang)
    )


def _left(view: DocumentView, number: int) -> str:
    return say("cut", view.lang, n=len(view.document.sentences) - number)


def _role(sentence: Sentence, piece: Markup) -> Markup:
    if sentence.role in ("title", "heading"):
        return Markup('<span class="rn-h">{}</span>').format(piece)
    return piece if sentence.role == "body" else Markup('<span class="rn-m">{}</span>').format(piece)


def _key(lang: str) -> Markup:
    """What the marks mean, shown with the marks themselves."""
    signs = [
        Markup("<mark>{}</mark>").format(say("key_theme", lang)),
        Markup('<span class="rn-c">{}</span>').format(say("key_point", lang)),
        Markup('<span class="rn-q">{}</span>').format(say("key_quote", lang)),
    ]
    return Markup('<p class="rn-key">{}</p>').format(Markup("　").join(signs))


def _marks(view: DocumentView) -> list[Mark]:
    tables = view.tables
    # A hit of the model alone has no term; its evidence is the whole sentence, which has the note behind it.
    terms = tables["theme_hits"][tables["theme_hits"]["by"] != "model"]
    evidence = tables["evidence"][tables["evidence"]["code"] != "absent"]
    quotes = tables["citations"][tables["citations"]["kind"] == "quotation"]
    parts = ((terms, THEME), (evidence, POINT), (quotes, QUOTE))
    return [
        Mark(int(start), int(end), kind)
        for rows, kind in parts
        for start, end in zip(rows["start"], rows["end"], strict=True)
        if 0 <= start < end
    ]


def _notes(view: DocumentView) -> dict[int, list[Markup]]:
    """Sentence → what stands behind it: its themes and key points in words."""
    notes: dict[int, list[Markup]] = {}
    for hit in view.tables["theme_hits"].to_dict("records"):
        text = view.theme(str(hit["theme"])) + (f"（{say('negated', view.lang)}）" if hit["negated"] else "")
        notes.setdefault(int(hit["sent_id"]), []).append(_note("rn-l", text))
    for row in view.tables["evidence"].to_dict("records"):
        if row["code"] != "absent":
            text = f"{row['point_id']} {say(str(row['code']), view.lang)}"
            notes.setdefault(int(row["sent_id"]), []).append(_note("rn-p", text))
    return notes


def _behind(notes: list[Markup]) -> Markup:
    """The notes of one sentence, kept apart from the next sentence."""
    return Markup('<span class="rn-b">{}</span>').format(Markup("").join(notes)) if notes else Markup("")


def _note(look: str, text: str) -> Markup:
    return Markup('<small class="{}">{}</small>').format(look, text)
