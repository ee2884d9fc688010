"""The tables of a study in, the same ready for a report out: grouped, and of counted documents only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from reflectnlp.charts.groups import ALL, KINDS_OUT, MIN_GROUP, merge_small, shown
from reflectnlp.charts.periods import period_of
from reflectnlp.charts.wording import Names
from reflectnlp.errors import TableError
from reflectnlp.tables.schema import SCHEMAS, empty

# The order of key points is that of the reading, the order of runs that of time.
IN_ORDER = ("points", "runs")
# A group of these would be a person or one text; a report is by unit.
PERSONAL = ("doc_id", "source", "title", "author", "text_sha256")

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
        Column of ``documents`` that groups: ``unit``, ``kind``, ``stage``.
    min_group
        Groups with fewer documents are merged.
    names
        Theme id → display name, or → display name by language; their order is the order of the themes.
    validation
        What ``evaluate`` answered, where the study has gold.
    stages
        Names of the study's stages in order, where ``documents`` has a column ``stage``.
    all_kinds
        Whether charts count news and other texts, too.
    """

    title: str = ""
    lang: str = "zh"
    by: str = "unit"
    min_group: int = MIN_GROUP
    names: Names = field(default_factory=dict)
    validation: Mapping[str, Any] | None = None
    stages: tuple[str, ...] = ()
    all_kinds: bool = False


@dataclass(frozen=True, slots=True)
class Frames:
    """All tables as data frames.

    ``documents`` has three more columns, ``group`` (small ones merged), ``period`` (stage or month) and
    ``counted``, and the doc_id as the author of what nobody signed; ``hits``, ``themes``, ``evidence``,
    ``coverage`` and ``citations`` hold counted documents only and have ``group`` and ``period`` too.
    ``periods`` are those with enough documents, in order; none where there are not two of them.
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
    periods: tuple[str, ...]
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

    def told(self) -> pd.DataFrame:
        """The sentences and headings of counted documents, in order: no front matter, no signatures."""
        about = self.documents.loc[self.documents["counted"], ["doc_id", "group"]]
        rows = self.sentences[self.sentences["role"].isin(("body", "heading"))]
        out: pd.DataFrame = rows.merge(about, on="doc_id", how="inner", validate="many_to_one")
        return out

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
        A table lacks a column, or ``documents`` has no column ``options.by`` or one that tells persons apart.
    """
    frames = {name: _frame(name, tables.get(name)) for name in SCHEMAS}
    documents = frames["documents"]
    period = _period(documents, options)
    if options.by == "stage" and options.stages:
        documents = documents.assign(stage=period)
    if options.by not in documents.columns:
        raise TableError(f"documents has no column {options.by!r} → group by one of {_groupable(documents)}")
    if options.by in PERSONAL:
        raise TableError(f"{options.by!r} tells persons apart → group by one of {_groupable(documents)}")
    counts = ~documents["kind"].isin(() if options.all_kinds else KINDS_OUT)
    groups = merge_small(documents.loc[counts, options.by], min_group=options.min_group)
    unsigned = documents["author"].fillna("").str.strip() == ""
    author = documents["author"].mask(unsigned, documents["doc_id"])
    documents = documents.assign(counted=counts.astype("bool"), group="", author=author, period=period)
    documents.loc[counts, "group"] = groups.astype("str")
    about = documents.loc[counts, ["doc_id", "group", "period"]]

    def of_counted(name: str) -> pd.DataFrame:
        return frames[name].merge(about, on="doc_id", how="inner", validate="many_to_one")

    known = list(dict.fromkeys(frames["themes"]["theme"]))
    order = [theme for theme in options.names if theme in known]
    return Frames(
        options=options,
        documents=documents,
        hits=of_counted("theme_hits"),
        groups=_groups(groups, options),
        # Grouped by stage, the table of periods would say the same again.
        periods=() if options.by == "stage" else _periods(about["period"], options),
        theme_ids=tuple(order + sorted(set(known) - set(order))),
        **{name: of_counted(name) for name in ("themes", "evidence", "coverage", "citations")},
        **{name: frames[name] for name in ("sentences", "points", "reuse", "failures", "runs", "roster")},
    )


def in_order(data: pd.DataFrame, frames: Frames, by: str) -> pd.DataFrame:
    """The answer of a heatmap, its groups or periods in the order of the report; the whole first."""
    order = {name: k for k, name in enumerate((ALL, *(frames.periods if by == "period" else frames.groups)))}
    kept = data[data["group"].isin(order)]
    return kept.sort_values("group", key=lambda c: c.map(order), kind="stable", ignore_index=True)


def place_of(frames: Frames, by: str, group: str) -> str:
    """What the key of a cell has for its group or period; nothing for the whole."""
    if group == ALL:
        return ""
    return f"m{frames.periods.index(group)}" if by == "period" else f"g{frames.groups.index(group)}"


def _groupable(documents: pd.DataFrame) -> list[str]:
    return [name for name in ("unit", "kind", "date", "stage") if name in documents.columns]


def natural(text: str) -> list[tuple[int, str]]:
    """Sorts R1.2 before R1.10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text) if part]


def _period(documents: pd.DataFrame, options: Options) -> pd.Series:
    """The stage of each document where the study has stages, else its month; empty where there is neither."""
    if not options.stages or "stage" not in documents.columns:
        return period_of(documents["date"], "month")
    return documents["stage"].fillna("").astype("str")


def _groups(groups: pd.Series, options: Options) -> tuple[str, ...]:
    """The groups that are shown, largest first; stages in the order of the study."""
    names = shown(groups, min_group=options.min_group)
    rank = {name: k for k, name in enumerate(options.stages if options.by == "stage" else ())}
    return tuple(sorted(names, key=lambda name: rank.get(name, len(rank))))


def _periods(periods: pd.Series, options: Options) -> tuple[str, ...]:
    sizes = periods[periods != ""].value_counts()
    enough = {str(name) for name, n in sizes.items() if n >= options.min_group}
    order = [name for name in options.stages if name in enough] or sorted(enough)
    return tuple(order) if len(order) > 1 else ()


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
    # Tables that leave a study bring the stage of each document along.
    more = ["stage"] if name == "documents" and "stage" in data.columns else []
    return data[[*columns, *more]].reset_index(drop=True)
