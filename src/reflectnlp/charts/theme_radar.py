"""The table ``themes`` in, a few units against the whole on spokes out: a profile at one look.

Areas on a radar mislead; only lines are drawn, and the bars and heatmap hold the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Unpack, cast

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.projections.polar import PolarAxes

from reflectnlp.charts import style
from reflectnlp.charts.groups import ALL, MIN_GROUP, short_names
from reflectnlp.charts.style import Look, Shown
from reflectnlp.charts.theme_heatmap import theme_heatmap_data

LINES = ("-", "--", ":", "-.")
MARKS = ("o", "s", "^", "D")


def theme_radar_data(
    table: pd.DataFrame,
    *,
    groups: Sequence[str] = (),
    by: str = "unit",
    documents: pd.DataFrame | None = None,
    min_group: int = MIN_GROUP,
) -> pd.DataFrame:
    """Mean share of sentences by theme of the whole and of ``groups`` (the largest one if none is named).

    Returns
    -------
    Columns group, theme, n, share; ``全体`` first, then ``groups`` in their order, at most three.

    Raises
    ------
    ValueError
        A group is unknown or smaller than ``min_group``.
    """
    data = theme_heatmap_data(table, by=by, documents=documents, min_group=min_group)
    known = [name for name in dict.fromkeys(data["group"]) if name != ALL]
    unknown = [name for name in groups if name not in known]
    if unknown:
        raise ValueError(f"no group of at least {min_group} documents: {unknown} → choose from {known}")
    order = [ALL, *(groups or known[:1])][:4]
    parts = [data[data["group"] == name] for name in order]
    both: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return both[["group", "theme", "n", "share"]]


def theme_radar(
    table: pd.DataFrame,
    *,
    groups: Sequence[str] = (),
    by: str = "unit",
    ax: Axes | None = None,
    documents: pd.DataFrame | None = None,
    min_group: int = MIN_GROUP,
    **look: Unpack[Look],
) -> Axes:
    """Draw ``theme_radar_data``; ``ax``, when given, has to be polar."""
    data = theme_radar_data(table, groups=groups, by=by, documents=documents, min_group=min_group)
    view = Shown(**look)
    title = view.title or view.word("share_sentences")
    if data.empty:
        return style.empty(style.on(ax, 7, 3), title=title, lang=view.lang)
    polar = cast(PolarAxes, ax if ax is not None else style.new_polar(8, 7))
    have = set(data["theme"])
    themes = [t for t in (view.names or {}) if t in have] or sorted(have)
    angles = np.linspace(0, 2 * np.pi, len(themes), endpoint=False)
    top = float(data["share"].max()) or 1.0
    colours = (style.MUTED, style.BLUE, style.ORANGE, style.SERIES[2])
    short = short_names(data["group"].unique())
    for k, group in enumerate(dict.fromkeys(data["group"])):
        shares = data[data["group"] == group].set_index("theme")["share"].loc[themes].to_numpy()
        n = data.loc[data["group"] == group, "n"].iloc[0]
        line: Any = {"linestyle": LINES[k], "marker": MARKS[k], "markersize": 5, "linewidth": 1.8}
        name = f"{view.word(short[group])} (n={n})"
        polar.plot(np.append(angles, 0), np.append(shares, shares[0]), color=colours[k], label=name, **line)
    polar.set_theta_offset(np.pi / 2)
    polar.set_theta_direction(-1)
    polar.set_xticks(angles, [view.name(theme) for theme in themes])
    ticks = np.linspace(0, top, 4)[1:]
    polar.set_yticks(ticks, [style.percent(tick, digits=1) for tick in ticks])
    polar.set_rlabel_position(180 / len(themes))
    polar.set_ylim(0, top * 1.08)
    polar.grid(color=style.FAINT)
    polar.spines["polar"].set_visible(False)
    polar.tick_params(axis="x", pad=10, labelsize=10, colors=style.INK)
    polar.tick_params(axis="y", labelsize=8, colors=style.MUTED)
    polar.legend(loc="upper center", bbox_to_anchor=(0.5, -0.09), frameon=False, fontsize=10)
    return style.finish(polar, title=title)
