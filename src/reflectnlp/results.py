"""A store in, the tables of a study as data frames out.

Tables with a ``doc_id`` also carry ``unit``, ``date``, ``kind`` and ``stage`` of the document, tables with a
``point_id`` the point's text and reading, so that a chart or a query needs no join. The bare tables, as
``export`` writes them, are in ``Results.arrow``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from reflectnlp.errors import Problem, StudyError, TableError
from reflectnlp.stages import Stage, stage_of
from reflectnlp.store import Store
from reflectnlp.tables.schema import SCHEMAS
from reflectnlp.tables.words import count_words

NOTHING = "there is none yet: put files into submissions/ and score the study"
OF_DOCUMENT = ("unit", "date", "kind", "stage")


@dataclass(frozen=True)
class Results:
    """The tables of a study; every one is also an attribute: ``results.coverage``.

    Attributes
    ----------
    arrow
        The tables as their schema has them.
    title, lang, min_group
        Of the study, for those who draw.
    theme_names
        Theme id → display name by language.
    stages
        The stages that study.toml names; they give the column ``stage``.
    part
        Whether these are the tables of some documents only (``only``).
    """

    arrow: Mapping[str, pa.Table]
    title: str = ""
    lang: str = "zh"
    min_group: int = 5
    theme_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stages: tuple[Stage, ...] = ()
    part: bool = False

    @classmethod
    def of(cls, store: Store, **about: Any) -> Results:
        """All tables of an open store."""
        return cls({name: store.table(name) for name in SCHEMAS}, **about)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in SCHEMAS:
            raise AttributeError(f"no table {name!r} → use one of {', '.join(SCHEMAS)}")
        frame = self._frame(name)
        object.__setattr__(self, name, frame)  # made once; frames are large
        return frame

    def __iter__(self) -> Iterator[str]:
        return iter(SCHEMAS)

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name} {table.num_rows}" for name, table in self.arrow.items())
        return f"Results({self.title!r}: {sizes})"

    def _repr_html_(self) -> str:
        html: str = import_module("reflectnlp.display").results_html(self)
        return html

    def find(self, doc: str) -> pd.Series:
        """The row of ``documents`` that ``doc`` names: a doc_id, a source, or a part of one.

        Raises
        ------
        StudyError
            None or several documents match; the message lists some.
        """
        documents = self.documents
        exact = documents[(documents["doc_id"] == doc) | (documents["source"] == doc)]
        if len(exact):
            return exact.iloc[0]
        inside = [documents[column].str.contains(doc, regex=False) for column in ("doc_id", "source")]
        part = documents[inside[0] | inside[1]]
        if len(part) == 1:
            return part.iloc[0]
        known = part if len(part) else documents
        names = ", ".join(known["source"].head(8)) + (", …" if len(known) > 8 else "")
        what = f"{len(part)} documents match" if len(part) else "no document matches"
        raise StudyError([Problem(doc, what, f"name one of {names}" if names else NOTHING)])

    def words(self, by: str | None = None) -> pd.DataFrame:
        """How often each word stands in the sentences, for ``charts.word_cloud`` and ``charts.keyness``.

        Function words, dates and front matter do not count. It compares documents and is no score.

        Parameters
        ----------
        by
            ``theme``, or a column of ``sentences`` that groups: ``unit``, ``stage``, ``kind``, ``date``.

        Returns
        -------
        pandas.DataFrame
            Columns word and n, with ``by`` group, word, n; the most frequent first in each group.

        Raises
        ------
        TableError
            There is no such column.
        """
        sentences = self.sentences
        if by == "theme":
            hits = self.theme_hits[["doc_id", "sent_id", "theme"]]
            sentences = sentences.merge(hits, on=["doc_id", "sent_id"])
        if by and by not in sentences.columns:
            raise TableError(f"sentences have no column {by!r} → group by theme, unit, stage, kind or date")
        return count_words(sentences, by=sentences[by] if by else None)

    def frames(self) -> dict[str, pd.DataFrame]:
        """All tables as data frames, with the joined columns."""
        return {name: getattr(self, name) for name in SCHEMAS}

    def only(self, **values: str) -> Results:
        """The tables of the documents that have these values: ``results.only(stage="学习后")``.

        Parameters
        ----------
        values
            Columns of ``documents`` (``unit``, ``stage``, ``kind``, …) and the value that each must have.

        Returns
        -------
        Results
            Titled after the values. ``points`` and ``runs`` stay whole; ``failures`` is empty, since a file
            that was not read has no unit.

        Raises
        ------
        StudyError
            There is no such column, or no document has the value; the message lists those there are.
        """
        documents = self.documents
        for column, value in values.items():
            if column not in documents.columns:
                known = ", ".join(documents.columns)
                raise StudyError([Problem("documents", f"no column {column!r}", f"use one of {known}")])
            if not (documents[column] == value).any():
                raise StudyError([Problem(value, f"no document has this {column}", self._known(column))])
            documents = documents[documents[column] == value]
        kept = pa.array(documents["doc_id"], pa.string())
        others = set(self.arrow["documents"]["doc_id"].to_pylist()) - set(documents["doc_id"])
        left = pa.array(sorted(others), pa.string())
        arrow = {name: _of(table, name, kept=kept, left=left) for name, table in self.arrow.items()}
        return replace(self, arrow=arrow, title=" · ".join(values.values()), part=True)

    def _known(self, column: str) -> str:
        if column == "stage" and not self.stages:
            return "name the stages in study.toml, under [[stages]]"
        known = sorted(set(self.documents[column].astype("str")) - {""})
        return f"use one of {', '.join(known[:12])}{', …' if len(known) > 12 else ''}" if known else NOTHING

    def _frame(self, name: str) -> pd.DataFrame:
        frame: pd.DataFrame = self.arrow[name].to_pandas()
        if name == "documents":
            if "stage" in frame.columns:  # tables that left their study bring it along
                return frame
            places = zip(frame["source"], frame["date"], strict=True)
            names = [stage_of(self.stages, source, when) for source, when in places]
            return frame.assign(stage=pd.Series(names, index=frame.index, dtype="str"))
        if "doc_id" in frame.columns and name != "roster":
            about = self.documents[["doc_id", *OF_DOCUMENT]]
            frame = frame.merge(
                about, on="doc_id", how="left", validate="many_to_one", suffixes=("", "_document")
            )
        if name == "evidence":
            points = self.arrow["points"].select(["point_id", "reading_id", "text"]).to_pandas()
            frame = frame.merge(
                points.rename(columns={"text": "point"}), on="point_id", how="left", validate="many_to_one"
            )
        return frame


def _of(table: pa.Table, name: str, *, kept: pa.Array, left: pa.Array) -> pa.Table:
    """The rows of the documents ``kept``, without pairs with those that are ``left`` out.

    A table that has no documents stays whole, but for ``failures``.
    """
    if name == "failures":
        return table.slice(0, 0)
    if "doc_id" in table.column_names:
        table = table.filter(pc.is_in(table["doc_id"], value_set=kept))
    if "other_id" in table.column_names:  # a model essay is no document of the study, and stays
        table = table.filter(pc.invert(pc.is_in(table["other_id"], value_set=left)))
    return table
