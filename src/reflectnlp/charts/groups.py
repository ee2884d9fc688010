"""A table with one row a document and something in, the same rows with their group out.

Every chart for the committee is by group (unit, stage), never by person, so the rule that small groups
are merged lives in one place. Documents that are no reflection at all (news, other) are left out here too.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from reflectnlp.errors import TableError

ALL, OTHER, UNNAMED = "全体", "其他", "未注明"
KINDS_OUT = ("news", "other")
MIN_GROUP = 5


def counted(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents that charts count: all but news and other texts; all where there is no kind."""
    if "kind" not in documents.columns:
        return documents
    return documents[~documents["kind"].isin(KINDS_OUT)]


def merge_small(groups: pd.Series, *, min_group: int = MIN_GROUP) -> pd.Series:
    """Groups of one row a document, those with fewer than ``min_group`` rows merged into ``其他``.

    A blank group becomes ``未注明``. The merged group may itself stay below ``min_group``; ``shown`` then
    leaves it out.
    """
    named = groups.fillna("").astype("str").str.strip().replace("", UNNAMED)
    sizes = named.map(named.value_counts())
    return named.where(sizes >= min_group, OTHER)


def shown(groups: pd.Series, *, min_group: int = MIN_GROUP) -> list[str]:
    """Names of the groups with at least ``min_group`` rows: largest first, then by name, merged ones last."""
    sizes = groups.value_counts()
    names = [str(name) for name, size in sizes.items() if size >= min_group]
    last = {UNNAMED: 1, OTHER: 2}
    return sorted(names, key=lambda name: (last.get(name, 0), -int(sizes[name]), name))


def common_prefix(names: Iterable[str], *, at_least: int = 6) -> str:
    """The beginning that all unit names share, or nothing if it is shorter than ``at_least`` characters.

    Names that the program gives do not count; at least two characters of every name remain.
    """
    own = sorted({name for name in names if name not in ("", ALL, OTHER, UNNAMED)})
    if len(own) < 2:
        return ""
    # Sorted names differ most between the first and the last.
    pairs = zip(own[0], own[-1], strict=False)
    n = next((k for k, (a, b) in enumerate(pairs) if a != b), min(len(own[0]), len(own[-1])))
    shared = own[0][: min(n, min(map(len, own)) - 2)].rstrip("第（(0123456789一二三四五六七八九十")
    return shared if len(shared) >= at_least else ""


def short_names(names: Iterable[str], *, width: int = 16) -> dict[str, str]:
    """Name → what stands on a chart: without the beginning that all share, the middle cut where too long."""
    listed = list(names)
    prefix = common_prefix(listed)
    out = {}
    for name in listed:
        own = f"…{name[len(prefix) :]}" if prefix and name.startswith(prefix) else name
        tail = width * 5 // 8  # units differ at their end: 第6党支部（联合）
        out[name] = own if len(own) <= width else f"{own[: width - tail - 1]}…{own[-tail:]}"
    return out


def with_group(
    table: pd.DataFrame,
    *,
    by: str | None = "unit",
    documents: pd.DataFrame | None = None,
    min_group: int = MIN_GROUP,
) -> pd.DataFrame:
    """Rows of ``table`` with a column ``group``, of counted documents only.

    Parameters
    ----------
    table
        A table with ``doc_id``; with ``by`` (and ``kind``) too when ``documents`` is not given.
    by
        The column that groups, or None for a single group ``全体``.
    documents
        The table ``documents``, where ``table`` does not hold ``by`` itself.
    min_group
        Smaller groups are merged into ``其他``.

    Raises
    ------
    TableError
        Neither table has the column ``by``.
    """
    names = [name for name in (by, "kind") if name]
    rows = table.copy()
    if documents is not None:
        known = [name for name in names if name in documents.columns]
        rows = rows.drop(columns=[name for name in known if name in rows.columns])
        rows = rows.merge(documents[["doc_id", *known]], on="doc_id", how="inner")
    if by and by not in rows.columns:
        raise TableError(f"the table has no column {by!r} → pass documents= with that column, or by=None")
    if "kind" in rows.columns:
        rows = counted(rows)
    if by is None:
        return rows.assign(group=ALL)
    per_document = rows.drop_duplicates("doc_id").set_index("doc_id")[by]
    merged = merge_small(per_document, min_group=min_group)
    return rows.assign(group=rows["doc_id"].map(merged).astype("str"))
