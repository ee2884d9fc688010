"""The tables of a study in, the same ready for a report out: grouped, and of counted documents only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from reflectnlp.charts.groups import KINDS_OUT, MIN_GROUP, merge_small, shown
from reflectnlp.charts.wording import Names
from reflectnlp.errors import TableError
from reflectnlp.tables.schema import SCHEMAS, empty

# The order of key points is that of the reading, the order of runs that of time.
IN_ORDER = ("points", "runs")

Table: TypeAlias = Any  # a pandas data frame or an Arrow table; pyarrow has no types


@dataclass(frozen=True, slots=True)
class Options:
    """What a report shows beside the tables.

    Attributes
    ----------
    title
        Title of the study.
    lang
        Language that it opens in: ``zh`` or ``en``.
    by
        Column of ``documents`` that groups: ``unit``, ``kind``.
    min_group
        Groups with fewer documents are merged.
    names
        Theme id → display name, or → display name by language; their order is the order of the themes.
    validation
        What ``evaluate`` answered, where the study has gold.
    """

    title: str = ""
    lang: str = "zh"
    by: str = "unit"
    min_group: int = MIN_GROUP
    names: Names = field(default_factory=dict)
    validation: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Frames:
    """All tables as data frames.

    ``documents`` has two more columns, ``group`` (small ones merged) and ``counted``, and the doc_id as the
    author of what nobody signed; ``hits``, ``themes``,
    ``evidence``, ``coverage`` and ``citations`` hold counted documents only and have ``group`` too.
    """

    options: Options
    documents: pd.DataFrame
    sentences: pd.DataFrame
    hits: pd.DataFrame
    themes: pd.DataFrame
    points: pd.DataFrame
    evidence: pd.DataFrame
    coverage: pd.DataFrame
    citations: pd.DataFrame
    reuse: pd.DataFrame
    failures: pd.DataFrame
    runs: pd.DataFrame
    roster: pd.DataFrame
    groups: tuple[str, ...]
    theme_ids: tuple[str, ...]

    @property
    def counted(self) -> pd.DataFrame:
        """The documents that charts count."""
        return self.documents[self.documents["counted"]]

    @property
    def readings(self) -> dict[str, str]:
        """reading_id → title, in order."""
        first = self.points.drop_duplicates("reading_id").sort_values("reading_id")
        return dict(zip(first["reading_id"], first["title"], strict=True))

    def locate(self, doc_id: pd.Series, start: pd.Series) -> NDArray[np.int64]:
        """Row numbers in ``sentences`` of those that hold ``start`` in ``doc_id``; -1 where there is none."""
        codes = pd.Index(self.documents["doc_id"]).get_indexer(pd.Index(self.sentences["doc_id"]))
        keys = codes.astype(np.int64) << 32 | self.sentences["start"].to_numpy(dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        asked = pd.Index(self.documents["doc_id"]).get_indexer(pd.Index(doc_id)).astype(np.int64)
        found = np.searchsorted(keys[order], asked << 32 | start.to_numpy(dtype=np.int64), side="right") - 1
        if not len(keys):
            return np.full(len(asked), -1, dtype=np.int64)
        rows = order[np.maximum(found, 0)].astype(np.int64)
        return np.where((found >= 0) & (codes[rows] == asked), rows, -1)


def make_frames(tables: Mapping[str, Table], options: Options) -> Frames:
    """Check, group and filter the tables of a study.

    Parameters
    ----------
    tables
        Arrow tables or data frames by name; missing ones count as empty, further columns are ignored.

    Raises
    ------
    TableError
        A table lacks a column, or ``documents`` has no column ``options.by``.
    """
    frames = {name: _frame(name, tables.get(name)) for name in SCHEMAS}
    documents = frames["documents"]
    if options.by not in documents.columns:
        raise TableError(
            f"documents has no column {options.by!r} → group by one of {list(documents.columns)}"
        )
    counts = ~documents["kind"].isin(KINDS_OUT)
    groups = merge_small(documents.loc[counts, options.by], min_group=options.min_group)
    unsigned = documents["author"].fillna("").str.strip() == ""
    author = documents["author"].mask(unsigned, documents["doc_id"])
    documents = documents.assign(counted=counts.astype("bool"), group="", author=author)
    documents.loc[counts, "group"] = groups.astype("str")
    about = documents.loc[counts, ["doc_id", "group"]]

    def of_counted(name: str) -> pd.DataFrame:
        return frames[name].merge(about, on="doc_id", how="inner", validate="many_to_one")

    known = list(dict.fromkeys(frames["themes"]["theme"]))
    order = [theme for theme in options.names if theme in known]
    return Frames(
        options=options,
        documents=documents,
        hits=of_counted("theme_hits"),
        groups=tuple(shown(groups, min_group=options.min_group)),
        theme_ids=tuple(order + sorted(set(known) - set(order))),
        **{name: of_counted(name) for name in ("themes", "evidence", "coverage", "citations")},
        **{name: frames[name] for name in ("sentences", "points", "reuse", "failures", "runs", "roster")},
    )


def _frame(name: str, table: Table | None) -> pd.DataFrame:
    frame = empty(name) if table is None else table
    data: pd.DataFrame = frame.to_pandas() if isinstance(frame, pa.Table) else frame
    columns = [column.name for column in SCHEMAS[name].columns]
    missing = [column for column in columns if column not in data.columns]
    if missing:
        raise TableError(f"table {name}: missing columns {missing} → give exactly {columns}")
    if name not in IN_ORDER:
        # Sums of floats depend on the order of rows; a page must not.
        data = data.sort_values(list(SCHEMAS[name].key), kind="stable")
    return data[columns].reset_index(drop=True)
