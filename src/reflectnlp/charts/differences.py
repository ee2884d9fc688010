"""The table of ``compare`` in, pairs of dots with intervals out: what differs between two groups of texts."""

from __future__ import annotations

from typing import Unpack

import pandas as pd
from matplotlib.axes import Axes

from reflectnlp.charts import style
from reflectnlp.charts.groups import short_names
from reflectnlp.charts.pairs import draw_pairs
from reflectnlp.charts.style import Look, Shown
from reflectnlp.errors import TableError

CHANCE = 0.05  # share of 95 % intervals that miss 0 where nothing differs
WIDTH = 16  # characters of a name on the axis


def differences_data(table: pd.DataFrame, *, measure: str = "theme_sentences") -> pd.DataFrame:
    """The rows of one measure that have an interval, largest difference first.

    Parameters
    ----------
    table
        From ``reflectnlp.compare``.
    measure
        theme_sentences, theme_documents, coverage, own_words or characters.

    Raises
    ------
    TableError
        The table has no rows of this measure, or the measure has no intervals.
    """
    rows = table[(table["measure"] == measure) & table["low"].notna()]
    if rows.empty and len(table):
        known = ", ".join(dict.fromkeys(table.loc[table["low"].notna(), "measure"]))
        raise TableError(f"no figures of {measure!r} with an interval → use one of {known}")
    return rows.sort_values(["difference", "key"], ascending=[False, True], ignore_index=True)


def differences(
    table: pd.DataFrame,
    *,
    measure: str = "theme_sentences",
    groups: tuple[str, str] | None = None,
    ax: Axes | None = None,
    **look: Unpack[Look],
) -> Axes:
    """Draw ``differences_data``: hollow dot for the first, full for the second, the interval on the right.

    Parameters
    ----------
    groups
        What the two are called; as ``compare`` called them by default.
    """
    data, view = differences_data(table, measure=measure), Shown(**look)
    title = view.title or view.word(measure)
    if data.empty:
        return style.empty(style.on(ax, 8, 3), title=title, lang=view.lang)
    ax = style.on(ax, 9.5, 0.42 * max(len(data), 3) + 1.9)
    names = groups or table.attrs.get("names", ("1", "2"))
    known = view.names or {}
    shown = [
        view.name(key) if key in known else name for key, name in zip(data["key"], data["name"], strict=True)
    ]
    share = measure != "characters"
    draw_pairs(
        ax,
        data.assign(name=[style.wrap(name, WIDTH) for name in shown]),
        names=tuple(view.word(name) for name in short_names(names).values()),
        percent=share,
        intervals=True,
    )
    note = view.word("differences_note").format(
        unit=view.word("points_unit" if share else "own_unit"), n=len(data), k=f"{len(data) * CHANCE:.1f}"
    )
    return style.finish(ax, title=title, note=note)
