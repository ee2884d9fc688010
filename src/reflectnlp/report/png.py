"""The tables of a study in, one picture a chart out: for slides and for the DOCX report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from reflectnlp import charts
from reflectnlp.charts import style
from reflectnlp.report.findings import findings, words_finding
from reflectnlp.report.frames import Frames, Options, Table, make_frames
from reflectnlp.report.sections.clouds import common_words, theme_words
from reflectnlp.report.words import named, plain, say
from reflectnlp.reuse import ReuseSettings
from reflectnlp.tables.words import find_words

Chart = tuple[str, Callable[..., Axes]]
LINKED = 3  # a picture of pairs alone shows nothing that their number does not say


def report_charts(frames: Frames) -> Iterator[Chart]:
    """(name, draw) of every chart that the tables have something for, in the order of the report.

    Titles are plain; ``style.restate`` makes a finding one.
    """
    options = frames.options
    themes: dict[str, Any] = {"names": options.names, "lang": options.lang}
    readings: dict[str, Any] = {"names": frames.readings, "lang": options.lang}
    lang: dict[str, Any] = {"lang": options.lang}
    by: dict[str, Any] = {"by": "group", "min_group": options.min_group}
    over: dict[str, Any] = {"period": "period", "min_group": options.min_group}
    documents = frames.counted
    if len(frames.roster):
        yield "roster_completion", partial(charts.roster_completion, frames.roster, **lang)
    if not len(documents):
        return
    yield "lengths", partial(charts.lengths, documents, **lang)
    if documents["date"].nunique() > 2:
        yield "timeline", partial(charts.timeline, documents, **lang)
    if frames.theme_ids:
        yield "theme_bars", partial(charts.theme_bars, frames.themes, **themes)
        yield "theme_heatmap", partial(charts.theme_heatmap, frames.themes, **by, **themes)
        if frames.groups:
            yield "theme_radar", partial(charts.theme_radar, frames.themes, **by, **themes)
        if frames.periods:
            rows = _of_periods(frames, frames.themes)
            yield "theme_timeline", partial(charts.theme_timeline, rows, **over, **themes)
        yield "theme_network", partial(charts.theme_network, frames.hits, **themes)
    if len(frames.coverage):
        yield "coverage_heatmap", partial(charts.coverage_heatmap, frames.coverage, **by, **readings)
        if frames.periods:
            rows = _of_periods(frames, frames.coverage)
            yield "coverage_timeline", partial(charts.coverage_timeline, rows, **over, **readings)
        yield "points_covered", partial(charts.points_covered, frames.evidence, points=frames.points, **lang)
        yield "own_words", partial(charts.own_words, frames.coverage, **lang)
    least: dict[str, Any] = {"min_share": ReuseSettings().cluster_share}
    if len(frames.reuse) and charts.reuse_clusters_data(frames.reuse, **least)["n"].max() >= LINKED:
        yield "reuse_clusters", partial(charts.reuse_clusters, frames.reuse, **least, **lang)


def word_clouds(frames: Frames) -> Iterator[tuple[str, Any, pd.DataFrame]]:
    """(name, plain title, words by frequency) of the study's cloud and of each theme's, where words are."""
    told = frames.told()
    words = find_words(told)
    common = common_words(words, told["doc_id"])
    whole = words.counts().merge(common, on="word")
    if len(whole):
        yield "word_cloud", say("用得最多的词", "Words used most"), whole
    for theme, _, part in theme_words(frames, told, words, common=common):
        if len(part):
            name = named(theme, frames.options.names)
            yield f"word_cloud_{theme}", say("{t}：常用词", "Words of {t}", t=name), part


def write_png(tables: Mapping[str, Table], folder: Path, options: Options, *, dpi: int = 300) -> list[Path]:
    """Write every chart as ``folder/NAME.png`` (and its vectors as ``NAME.svg``); the paths.

    Titles state the finding of the chart where it has one.

    Raises
    ------
    FontError
        A character of a name would be drawn as an empty box.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frames = make_frames(tables, options)
    told = findings(frames)
    paths: list[Path] = []

    def write(name: str, ax: Axes, title: Any) -> None:
        if title:
            style.restate(ax, plain(title, options.lang))
        paths.extend(style.save(ax, folder / f"{name}.{ending}", dpi=dpi) for ending in ("png", "svg"))

    for name, draw in report_charts(frames):
        write(name, draw(), told.get(name))
    for name, title, words in word_clouds(frames):
        ax = charts.word_cloud(words, lang=options.lang)
        write(name, ax, words_finding(words) if name == "word_cloud" else title)
    return paths


def _of_periods(frames: Frames, table: pd.DataFrame) -> pd.DataFrame:
    """Rows with their period, dated so that stages stand in the order of the study."""
    rank = {name: f"{k:04d}" for k, name in enumerate(frames.periods)}
    kept = table[table["period"].isin(rank)]
    return kept.assign(date=kept["period"].map(rank))
