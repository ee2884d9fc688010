"""A store in, the tables of a study as data frames out.

Tables with a ``doc_id`` also carry ``unit``, ``date`` and ``kind`` of the document, tables with a
``point_id`` the point's text and reading, so that a chart or a query needs no join. The bare tables, as
``export`` writes them, are in ``Results.arrow``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from reflectnlp.store import Store
from reflectnlp.tables.schema import SCHEMAS

OF_DOCUMENT = ("unit", "date", "kind")


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
    """

    arrow: Mapping[str, pa.Table]
    title: str = ""
    lang: str = "zh"
    min_group: int = 5
    theme_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

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

    def frames(self) -> dict[str, pd.DataFrame]:
        """All tables as data frames, with the joined columns."""
        return {name: getattr(self, name) for name in SCHEMAS}

    def _frame(self, name: str) -> pd.DataFrame:
        frame: pd.DataFrame = self.arrow[name].to_pandas()
        if "doc_id" in frame.columns and name not in ("documents", "roster"):
            about = self.arrow["documents"].select(["doc_id", *OF_DOCUMENT]).to_pandas()
            frame = frame.merge(
                about, on="doc_id", how="left", validate="many_to_one", suffixes=("", "_document")
            )
        if name == "evidence":
            points = self.arrow["points"].select(["point_id", "reading_id", "text"]).to_pandas()
            frame = frame.merge(
                points.rename(columns={"text": "point"}), on="point_id", how="left", validate="many_to_one"
            )
        return frame
