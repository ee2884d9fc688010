"""The tables of a study in, one picture a chart out: for slides and for the DOCX report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes

from reflectnlp import charts
from reflectnlp.charts import style
from reflectnlp.report.frames import Frames, Options, Table, make_frames

Chart = tuple[str, Callable[[], Axes]]


def report_charts(frames: Frames) -> Iterator[Chart]:
    """(name, draw) of every chart that the tables have something for, in the order of the report."""
    options = frames.options
    themes: dict[str, Any] = {"names": options.names, "lang": options.lang}
    readings: dict[str, Any] = {"names": frames.readings, "lang": options.lang}
    lang: dict[str, Any] = {"lang": options.lang}
    by: dict[str, Any] = {"by": "group", "min_group": options.min_group}
    documents = frames.counted
    if len(frames.roster):
        yield "roster_completion", partial(charts.roster_completion, frames.roster, **lang)
    if not len(documents):
        return
    if frames.theme_ids:
        yield "theme_bars", partial(charts.theme_bars, frames.themes, **themes)
        yield "theme_heatmap", partial(charts.theme_heatmap, frames.themes, **by, **themes)
        yield "theme_network", partial(charts.theme_network, frames.hits, **themes)
    if len(frames.coverage):
        yield "coverage_heatmap", partial(charts.coverage_heatmap, frames.coverage, **by, **readings)
        yield "points_covered", partial(charts.points_covered, frames.evidence, points=frames.points, **lang)
        yield "own_words", partial(charts.own_words, frames.coverage, **lang)
    yield "lengths", partial(charts.lengths, documents, **lang)
    if documents["date"].nunique() > 2:
        yield "timeline", partial(charts.timeline, documents, **lang)
    if len(frames.reuse):
        yield "reuse_clusters", partial(charts.reuse_clusters, frames.reuse, **lang)


def write_png(tables: Mapping[str, Table], folder: Path, options: Options, *, dpi: int = 300) -> list[Path]:
    """Write every chart as ``folder/NAME.png`` (and its vectors as ``NAME.svg``); the paths.

    Raises
    ------
    FontError
        A character of a name would be drawn as an empty box.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, draw in report_charts(make_frames(tables, options)):
        ax = draw()
        paths += [style.save(ax, folder / f"{name}.{ending}", dpi=dpi) for ending in ("png", "svg")]
    return paths
