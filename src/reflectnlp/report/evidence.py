"""Chosen rows of hits in, one compact JSON out: the sentences behind every number of the page.

A sentence that stands behind several numbers is stored once. At most ``PER_CELL`` stand behind a
number and the total is told beside them, so the file stays small however many documents a study has.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from reflectnlp.report.frames import Frames

PER_CELL = 5
Row: TypeAlias = dict[Any, Any]


@dataclass(slots=True)
class Pool:
    """Sentences and the numbers that they stand behind, filled section by section.

    ``put`` takes rows with doc_id, sent_id and text, and optionally section, ``mark_start``/``mark_end``
    (marked in the sentence), ``code`` and ``note``.
    """

    frames: Frames
    cells: dict[str, list[Any]] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    _documents: dict[str, int] = field(default_factory=dict)
    _sentences: dict[tuple[str, int], int] = field(default_factory=dict)
    _rows: list[list[Any]] = field(default_factory=list)

    def put(self, key: str, total: int, rows: list[Row]) -> str:
        """Store what stands behind the number ``key`` and give the key back; empty when nothing does."""
        if not rows:
            return ""
        self.cells[key] = [int(total), [self._entry(row) for row in rows]]
        return key

    def _entry(self, row: Row) -> list[Any]:
        place = (str(row["doc_id"]), int(row["sent_id"]))
        if place not in self._sentences:
            self._sentences[place] = len(self._rows)
            doc = self._documents.setdefault(place[0], len(self._documents))
            self._rows.append([doc, place[1], row["text"], row.get("section") or ""])
        start, end = int(row.get("mark_start", -1)), int(row.get("mark_end", -1))
        entry: list[Any] = [self._sentences[place], start, end]
        note = str(row.get("note") or "")
        if row.get("code") or note:
            entry += [row.get("code") or "", self.notes.setdefault(note, len(self.notes))]
        return entry

    def json(self) -> str:
        """The pool as JSON that may stand inside a script element."""
        about = self.frames.documents.set_index("doc_id")
        documents = [
            [doc, row["author"] if row["author"] != doc else "", row["group"], bool(row["counted"])]
            for doc, row in ((doc, about.loc[doc]) for doc in self._documents)
        ]
        data = {"d": documents, "s": self._rows, "n": list(self.notes), "c": self.cells}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def with_sentences(frames: Frames, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the text, section and role of their sentence, and where in it ``start``/``end`` stand.

    The marks are -1 where cleaning changed the length of the sentence, so that offsets do not fit.
    """
    names = ["doc_id", "sent_id", "start", "end", "section", "role", "text"]
    sentences = frames.sentences[names].rename(columns={"start": "s_start", "end": "s_end"})
    out = rows.merge(sentences, on=["doc_id", "sent_id"], how="inner", validate="many_to_one")
    size = out["text"].str.len().to_numpy(dtype=np.int64)
    fits = (out["s_end"] - out["s_start"]).to_numpy() == size
    start = (out["start"] - out["s_start"]).to_numpy()
    end = np.minimum((out["end"] - out["s_start"]).to_numpy(), size)
    whole = (start <= 0) & (end >= size)
    good = fits & (start >= 0) & (start < end) & ~whole
    return out.assign(mark_start=np.where(good, start, -1), mark_end=np.where(good, end, -1), n_chars=size)


def best(rows: pd.DataFrame, keys: list[str], *, n: int = PER_CELL, apart: str = "doc_id") -> pd.DataFrame:
    """The ``n`` best rows of each cell: high score, sentences before headings and scraps, one a document.

    ``rows`` has the columns of ``with_sentences`` and ``score``; ties go by doc_id and sent_id.
    ``apart`` names one more column in which the rows of a cell differ.
    """
    fit = rows["score"] - 0.3 * (rows["role"] != "body") - 0.2 * ~rows["n_chars"].between(12, 120)
    ordered = rows.assign(fit=fit).sort_values(
        ["fit", "doc_id", "sent_id"], ascending=[False, True, True], kind="stable"
    )
    ordered = ordered.drop_duplicates([*keys, "doc_id"]).drop_duplicates([*keys, apart])
    return ordered.groupby(keys, sort=False).head(n)


def by_cell(rows: pd.DataFrame, keys: list[str]) -> dict[tuple[Any, ...], list[Row]]:
    """The rows of each cell in order, by the values of ``keys``; a cell without rows gives an empty list."""
    cells: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows.to_dict("records"):
        cells[tuple(row[key] for key in keys)].append(row)
    return cells
