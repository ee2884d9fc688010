"""A document and its scores in, a value that shows itself in a notebook out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from reflectnlp.coverage import Reading, builtin_persons
from reflectnlp.display.found import coverage, facts, points, themes
from reflectnlp.display.pieces import card, columns, paragraph
from reflectnlp.display.text import text
from reflectnlp.display.wording import say
from reflectnlp.kernel import score
from reflectnlp.privacy import Names
from reflectnlp.profile import Profile, ProfileParts, compile_profile
from reflectnlp.records import Document
from reflectnlp.results import Results
from reflectnlp.themes import Scheme, ThemeModel

FRONT = ("title", "unit", "date", "kind", "format", "encoding")
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
        doc_id = self.hidden(self.document.doc_id)
        return f"DocumentView({doc_id!r}, {title!r}, {found} themes, {points} key points)"

    def hidden(self, text: str) -> str:
        """``text`` as the study's privacy wants it."""
        return self.names.hidden(text, self.document.author)

    def theme(self, theme: str) -> str:
        """A theme's display name."""
        found = self.theme_names.get(theme, {})
        return found.get(self.lang) or found.get("zh") or theme

    def _repr_html_(self) -> str:
        return card(
            self.hidden(self.document.title or self.document.source),
            facts(self),
            text(self),
            columns(themes(self), coverage(self)),
            points(self),
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

    What a form or the roster said of title, unit and date is in the table only. An author whom only a form
    named is there as a pseudonym; the name is read back from the text, so that it can be hidden there too.
    """
    tables = {name: _of(results.arrow[name], document.doc_id) for name in TABLES}
    row = tables["documents"].iloc[0]
    front: dict[str, Any] = {name: str(row[name]) for name in FRONT}
    if names.author(document.author) != row["author"]:
        hidden = _of(results.arrow["sentences"], document.doc_id).sort_values("sent_id")["text"]
        front["author"] = _named(document, hidden.tolist(), str(row["author"]))
    document = replace(document, **front)
    return DocumentView(document, tables, results.theme_names, results.lang, names)


def _of(table: pa.Table, doc_id: str) -> pd.DataFrame:
    if "doc_id" in table.column_names:
        table = table.filter(pc.equal(table["doc_id"], doc_id))
    frame: pd.DataFrame = table.to_pandas()
    return frame


def _named(document: Document, hidden: Sequence[str], pseudonym: str) -> str:
    """What the text says where the sentences of the tables have ``pseudonym``; empty if they nowhere do."""
    for sentence, shown in zip(document.sentences, hidden, strict=False):
        first, found, rest = shown.partition(pseudonym)
        if pseudonym and found:
            n = len(pseudonym) + (len(sentence.text) - len(shown)) // (1 + rest.count(pseudonym))
            name = sentence.text[len(first) :][:n]
            if name and sentence.text.replace(name, pseudonym) == shown:
                return name
    return ""


@cache
def _builtin() -> Profile:
    return _compiled(Scheme.builtin(), ())


def _compiled(scheme: Scheme, readings: Sequence[Reading]) -> Profile:
    model = ThemeModel.shipped(scheme)
    return compile_profile(ProfileParts(scheme, tuple(readings), builtin_persons(), theme_model=model))
