"""One document and its scores in, its text with the evidence marked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from reflectnlp.coverage import Reading, builtin_persons
from reflectnlp.display.marks import POINT, QUOTE, THEME, Mark, marked
from reflectnlp.display.pieces import bar, card, columns, joined, paragraph, section, shortened, table
from reflectnlp.display.wording import say
from reflectnlp.kernel import score
from reflectnlp.privacy import Names
from reflectnlp.profile import Profile, ProfileParts, compile_profile
from reflectnlp.records import Document, Sentence
from reflectnlp.results import Results
from reflectnlp.themes import Scheme, ThemeModel

N_CHARS = 4000  # of the text that are shown; the whole display stays under 100 KB
N_POINTS = 15
TABLES = ("documents", "theme_hits", "themes", "points", "evidence", "coverage", "citations")


@dataclass(frozen=True)
class DocumentView:
    """A document with what was found in it; shows itself in a notebook.

    Attributes
    ----------
    document
        Its text and sentences.
    tables
        Its rows of ``TABLES`` as data frames; offsets count in ``document.text``.
    theme_names
        Theme id → display name by language.
    lang
        ``zh`` or ``en``.
    names
        How the author is shown.
    note
        What else a reader should know, in words.
    """

    document: Document
    tables: Mapping[str, pd.DataFrame]
    theme_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lang: str = "zh"
    names: Names = field(default_factory=lambda: Names(shown=True))
    note: str = ""

    def __repr__(self) -> str:
        found = self.tables["theme_hits"]["theme"].nunique()
        points = int((self.tables["evidence"]["code"] != "absent").sum())
        title = self.hidden(self.document.title)
        return f"DocumentView({self.document.doc_id!r}, {title!r}, {found} themes, {points} key points)"

    def hidden(self, text: str) -> str:
        """``text`` as the study's privacy wants it."""
        return self.names.hidden(text, self.document.author)

    def theme(self, theme: str) -> str:
        """A theme's display name."""
        found = self.theme_names.get(theme, {})
        return found.get(self.lang) or found.get("zh") or theme

    def _repr_html_(self) -> str:
        return card(
            self.hidden(self.document.title) or self.document.source,
            _facts(self),
            _text(self),
            columns(_themes(self), _coverage(self)),
            _points(self),
            paragraph(self.note, dim=True) if self.note else "",
        )


def show(
    document: Document, *, scheme: Scheme | None = None, readings: Sequence[Reading] = (), lang: str = "zh"
) -> DocumentView:
    """A document with its themes, and what it takes up of the readings, marked in the text.

    Parameters
    ----------
    document
        From ``read`` or ``document_from_text``; for a scored study use ``Study.show``.
    scheme
        The built-in ``party_study`` by default.
    readings
        From ``Reading.from_file``; without them no coverage is shown.
    lang
        ``zh`` or ``en``: the language of the words around the text.
    """
    profile = (
        _builtin() if scheme is None and not readings else _compiled(scheme or Scheme.builtin(), readings)
    )
    tables = {name: found.to_pandas() for name, found in score([document], profile).items()}
    tables["points"] = profile.points_table().to_pandas()
    labels = {theme.theme_id: theme.label for theme in profile.parts.scheme.themes}
    note = "" if scheme or readings else say("builtin", lang, scheme=profile.parts.scheme.scheme_id)
    return DocumentView(document, tables, labels, lang, note=note)


def view_of(document: Document, results: Results, *, names: Names) -> DocumentView:
    """A document of a scored study with its rows of the tables; its front matter is that of the table.

    What a form or the roster said of unit and date is in the table only.
    """
    kept = results.arrow["documents"].to_pandas().query("doc_id == @document.doc_id")
    row = kept.iloc[0]
    front: dict[str, Any] = {name: str(row[name]) for name in ("unit", "date", "kind", "format", "encoding")}
    document = replace(document, **front)
    tables = {name: _of(results.arrow[name].to_pandas(), document.doc_id) for name in TABLES}
    return DocumentView(document, tables, results.theme_names, results.lang, names)


def _of(table: pd.DataFrame, doc_id: str) -> pd.DataFrame:
    return table[table["doc_id"] == doc_id] if "doc_id" in table.columns else table


@cache
def _builtin() -> Profile:
    return _compiled(Scheme.builtin(), ())


def _compiled(scheme: Scheme, readings: Sequence[Reading]) -> Profile:
    model = ThemeModel.shipped(scheme)
    return compile_profile(ProfileParts(scheme, tuple(readings), builtin_persons(), theme_model=model))


def _facts(view: DocumentView) -> Markup:
    document, lang = view.document, view.lang
    row = view.tables["documents"].iloc[0]
    size = (
        say("characters", lang, n=f"{row['n_chars']:,}"),
        say("sentences", lang, n=int(row["n_sentences"])),
    )
    who = (document.unit, view.names.author(document.author), document.date, say(document.kind, lang))
    file = (view.hidden(document.source), document.format, document.encoding)
    lines = joined([*who, *size]), joined(file)
    return paragraph(lines[0]) + paragraph(lines[1], dim=True)


def _themes(view: DocumentView) -> Markup:
    rows = view.tables["themes"]
    rows = rows[rows["n_sentences"] > 0].sort_values(["n_sentences", "theme"], ascending=[False, True])
    top = float(rows["share"].max()) if len(rows) else 1.0
    cells = [
        (
            view.theme(str(row["theme"])),
            bar(row["share"], top=top),
            f"{row['share']:.0%}",
            int(row["n_sentences"]),
        )
        for row in rows.to_dict("records")
    ]
    return section(say("themes", view.lang), table((), cells, numbers=(2, 3)))


def _text(view: DocumentView) -> Markup:
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
        piece = marked(document.text, sentence.start, end, marks=marks, shown=view.hidden)
        if last < 0 or "\n" in document.text[last : sentence.start] or sentence.role != "body":
            lines.append([])
        lines[-1].append(_role(sentence, piece) + Markup("").join(notes.get(number, ())))
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


def _note(look: str, text: str) -> Markup:
    return Markup('<small class="{}">{}</small>').format(look, text)


def _coverage(view: DocumentView) -> Markup:
    lang, tables = view.lang, view.tables
    if tables["coverage"].empty:
        return Markup("")
    titles = dict(zip(tables["points"]["reading_id"], tables["points"]["title"], strict=True))
    rows = [
        (
            titles.get(row["reading_id"], row["reading_id"]),
            bar(row["score"]),
            f"{row['score']:.0%}",
            _codes(row, lang),
        )
        for row in tables["coverage"].to_dict("records")
    ]
    return section(say("coverage", lang), table((), rows, numbers=(2,)))


def _points(view: DocumentView) -> Markup:
    """The key points that the document takes up."""
    lang, tables = view.lang, view.tables
    texts = dict(zip(tables["points"]["point_id"], tables["points"]["text"], strict=True))
    found = tables["evidence"][tables["evidence"]["code"] != "absent"]
    points = [
        (row["point_id"], shortened(texts.get(row["point_id"], ""), 60), say(str(row["code"]), lang))
        for row in found.head(N_POINTS).to_dict("records")
    ]
    more = len(found) - len(points)
    body = table(("", say("point", lang), say("code", lang)), points)
    return section(
        say("points", lang), body + (paragraph(say("more", lang, n=more), dim=True) if more else "")
    )


def _codes(row: Mapping[Any, Any], lang: str) -> str:
    codes = ("quoted", "paraphrased", "mentioned")
    parts = [f"{say(code, lang)} {row[f'n_{code}']}" for code in codes if row[f"n_{code}"]]
    return f"{' · '.join(parts) or '0'} / {row['n_points']}"
