"""The tables of a study in, one self-contained HTML page out.

The page opens from disk, asks no network and holds both languages. Its charts are tables with colour, so
each number can be read by a screen reader, sorted, printed — and opened: the sentences behind it are in
the page once, as JSON, and shown on request.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from reflectnlp.charts.groups import common_prefix
from reflectnlp.report.evidence import Pool
from reflectnlp.report.frames import Frames, Options, Table, make_frames
from reflectnlp.report.sections.clouds import clouds_part
from reflectnlp.report.sections.coverage import coverage_part
from reflectnlp.report.sections.overview import overview_part
from reflectnlp.report.sections.quality import (
    kind_word,
    method_part,
    quality_part,
    stage_word,
    submissions_part,
)
from reflectnlp.report.sections.reuse import reuse_part
from reflectnlp.report.sections.sources import citations_part
from reflectnlp.report.sections.themes import themes_part
from reflectnlp.report.sections.voices import voices_part
from reflectnlp.report.words import count, named, percent, say, term

BY_WORDS = {
    "unit": say("单位", "Unit"),
    "kind": say("文体", "Kind of text"),
    "date": say("日期", "Date"),
    "stage": say("阶段", "Stage"),
}


def build_html(tables: Mapping[str, Table], options: Options | None = None) -> str:
    """The report as one HTML document.

    Parameters
    ----------
    tables
        The tables of a study by name (Arrow or pandas); missing ones count as empty.
    options
        Title, language, grouping, theme names; see ``Options``.

    Raises
    ------
    TableError
        A table lacks a column of its schema, or ``documents`` lacks the column to group by.
    """
    frames = make_frames(tables, options or Options())
    pool = Pool(frames)
    parts = make_parts(frames, pool)
    prefix = common_prefix([*frames.groups, *(str(unit) for unit in frames.roster["unit"].unique())])
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            **parts,
            frames=frames,
            options=frames.options,
            # Safe: the pool escapes "<"; style and script are files of this package.
            evidence=Markup(pool.json()),  # noqa: S704  json() escapes "<"
            style=Markup(_file("style.css")),  # noqa: S704  a file of the package
            script=Markup(_file("page.js")),  # noqa: S704  a file of the package
            name=lambda theme: named(theme, frames.options.names),
            unit=lambda group: group_word(str(group), frames.options.by, prefix),
            unit_of_roster=lambda group: group_word(str(group), "unit", prefix),
            who=BY_WORDS.get(frames.options.by, Markup("{}").format(frames.options.by)),
            prefix=prefix,
        )
    )


def make_parts(frames: Frames, pool: Pool) -> dict[str, Any]:
    """What the templates show, part by part; sentences behind numbers go into ``pool``."""
    parts: dict[str, Any] = {
        "submissions": submissions_part(frames),
        "themes": themes_part(frames, pool),
        "clouds": clouds_part(frames, pool),
        "coverage": coverage_part(frames, pool),
        "voices": voices_part(frames),
        "citations": citations_part(frames, pool),
        "reuse": reuse_part(frames, pool),
        "quality": quality_part(frames),
        "method": method_part(frames),
    }
    return {**parts, "overview": overview_part(frames, parts)}


def group_word(group: str, by: str, prefix: str) -> Markup:
    """A group's name in both languages; a unit's without the beginning that all units share."""
    if by == "kind":
        return kind_word(group)
    if prefix and group.startswith(prefix):
        return Markup('<span title="{}">…{}</span>').format(group, group[len(prefix) :])
    return term(group)


@cache
def _environment() -> Environment:
    folder = files("reflectnlp.report") / "templates"
    sources = {
        path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name.endswith(".j2")
    }
    environment = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        pair=lambda row, first, second: (row[first], row[second]),
        span=lambda row: (f"{row['low']:.0f}–{row['high']:.0f}", row["n"]),
        share_span=lambda row: (f"{percent(row['low'])}–{percent(row['high'])}", row["n"]),
    )
    environment.globals.update(
        t=say, term=term, pct=percent, count=count, kind_word=kind_word, stage_word=stage_word
    )
    return environment


def _file(name: str) -> str:
    return (files("reflectnlp.report") / "templates" / name).read_text(encoding="utf-8")
