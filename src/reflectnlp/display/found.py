"""A document's view in, its key facts, themes and coverage as tables out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from reflectnlp.display.pieces import bar, joined, paragraph, section, shortened, table
from reflectnlp.display.wording import say

if TYPE_CHECKING:
    from reflectnlp.display.document import DocumentView

N_POINTS = 15


def facts(view: DocumentView) -> Markup:
    """Who wrote it where and when, how long it is, and the file it came from."""
    document, lang = view.document, view.lang
    row = view.tables["documents"].iloc[0]
    size = (
        say("characters", lang, n=f"{row['n_chars']:,}"),
        say("sentences", lang, n=int(row["n_sentences"])),
    )
    author = view.names.author(document.author) or row["author"]
    who = (document.unit, author, document.date, say(document.kind, lang))
    file = (view.hidden(document.source), document.format, document.encoding)
    lines = joined([*who, *size]), joined(file)
    return paragraph(lines[0]) + paragraph(lines[1], dim=True)


def themes(view: DocumentView) -> Markup:
    """The themes of the document, by the share of its sentences."""
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


def coverage(view: DocumentView) -> Markup:
    """How much of each reading the document takes up."""
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


def points(view: DocumentView) -> Markup:
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
