"""``reflectnlp show``: one document in the terminal, what was found in it marked in colour."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reflectnlp.cli.options import study_argument
from reflectnlp.results import Results
from reflectnlp.study import open_study


@click.command()
@study_argument
@click.argument("doc")
def show(folder: Path, doc: str) -> int:
    """Show a document with its themes, the key points it takes up, and what it cites.

    DOC is a doc_id, a path below the study's folder, a part of either that only one document has, or the
    pseudonym by which a report names the document.
    """
    study = open_study(folder)
    results = study.results()
    real = {study.names.document(known): known for known in results.documents["doc_id"]}
    document = results.find(real.get(doc, doc))
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    for part in (
        heading(document),
        text(results, document),
        points(results, document),
        citations(results, document),
    ):
        console.print(part)
    return 0


def heading(document: pd.Series) -> Text:
    """Who, when, what kind, and the pieces of its source."""
    title = Text(document["title"] or document["source"], style="bold")
    facts = (document["unit"], document["author"], document["date"], document["kind"], document["source"])
    return Text.assemble(title, "\n", (" · ".join(str(fact) for fact in facts if fact), "dim"), "\n")


def text(results: Results, document: pd.Series) -> Text:
    """The sentences, terms that were found marked, the themes behind each sentence."""
    names = results.theme_names
    sentences = results.sentences.query("doc_id == @document.doc_id").sort_values("sent_id")
    hits = results.theme_hits.query("doc_id == @document.doc_id")
    out = Text()
    for sentence in sentences.itertuples():
        line = Text(str(sentence.text), style="bold" if sentence.is_heading else "")
        here = hits[hits["sent_id"] == sentence.sent_id]
        for term in sorted({part for t in here["term"] for part in t.split("…") if part}):
            line.highlight_words([term], style="yellow")
        found = [str(names.get(theme, {}).get(results.lang, theme)) for theme in here["theme"]]
        if found:
            line.append(f"  〔{'、'.join(found)}〕", style="cyan")
        out.append_text(line).append("\n")
    return out


def points(results: Results, document: pd.Series) -> Table:
    """The key points that the document takes up, each with the sentence that shows it."""
    rows = results.evidence.query("doc_id == @document.doc_id and code != 'absent'")
    texts = results.sentences.query("doc_id == @document.doc_id").set_index("sent_id")["text"]
    scores = results.coverage.query("doc_id == @document.doc_id").set_index("reading_id")["score"]
    table = Table("point", "code", "key point", "sentence", title="coverage", title_justify="left")
    for row in rows.itertuples():
        table.add_row(str(row.point_id), str(row.code), str(row.point), str(texts.get(row.sent_id, "")))
    table.caption = "  ".join(f"{reading} {score:.0%}" for reading, score in scores.items())
    return table


def citations(results: Results, document: pd.Series) -> Table:
    """What the document cites and quotes."""
    rows = results.citations.query("doc_id == @document.doc_id").sort_values("start")
    table = Table("kind", "text", "leads to", "checked", title="citations", title_justify="left")
    for row in rows.itertuples():
        table.add_row(str(row.kind), str(row.text), str(row.target), str(row.verified))
    return table
