"""A table of words and counts in, a word cloud out: for a title page; the numbers are in bars and tables."""

from __future__ import annotations

from random import Random
from typing import Any, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from reflectnlp.charts import style
from reflectnlp.charts.fonts import font_file
from reflectnlp.charts.style import Look, Shown

WIDTH, HEIGHT, SEED = 1800, 900, 20050409


def word_cloud_data(table: pd.DataFrame, *, top: int = 120) -> pd.DataFrame:
    """The ``top`` most frequent words.

    Parameters
    ----------
    table
        Columns word and n; counts of one word are added up. Words come from the caller: what counts as a word
        (segmenter, stop words) is not decided by a chart.

    Returns
    -------
    Columns word, n; most frequent first, then by word.
    """
    counts = table.groupby("word", as_index=False)["n"].sum()
    counts = counts[(counts["n"] > 0) & (counts["word"].str.strip() != "")]
    ordered: pd.DataFrame = counts.sort_values(["n", "word"], ascending=[False, True], ignore_index=True)
    return ordered.head(top)


def word_cloud(table: pd.DataFrame, *, top: int = 120, ax: Axes | None = None, **look: Unpack[Look]) -> Axes:
    """Draw ``word_cloud_data``: area by frequency, darker for more frequent; the same picture each time.

    Raises
    ------
    FontError
        No single font has all of the words' characters.
    """
    from wordcloud import WordCloud

    data, view = word_cloud_data(table, top=top), Shown(**look)
    ax = style.on(ax, 9, 4.8)
    if data.empty:
        return style.empty(ax, title=view.title, lang=view.lang)
    counts = dict(zip(data["word"], (float(n) for n in data["n"]), strict=True))
    largest = max(counts.values())

    def colour(word: str, **_: Any) -> str:
        return to_hex(style.RAMP(0.55 + 0.45 * (counts[word] / largest) ** 0.5))

    cloud = WordCloud(
        font_path=str(font_file(counts)),
        width=WIDTH,
        height=HEIGHT,
        background_color=style.PAPER,
        prefer_horizontal=1.0,
        relative_scaling=0.5,
        random_state=Random(SEED),  # noqa: S311 (a layout, not a secret)
        color_func=colour,
        collocations=False,
        margin=6,
    ).generate_from_frequencies(counts)
    ax.imshow(cloud.to_array(), interpolation="bilinear", aspect="equal")
    ax.set_axis_off()
    return style.finish(ax, title=view.title)
