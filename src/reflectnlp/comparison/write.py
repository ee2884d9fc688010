"""The table of ``compare`` in, files out: CSV for a spreadsheet, a page to read, charts for a paper."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from reflectnlp import charts
from reflectnlp.charts import style
from reflectnlp.charts.groups import short_names
from reflectnlp.comparison.measures import MEASURES
from reflectnlp.comparison.wording import WORDS, amount, difference, interval, notes
from reflectnlp.errors import ReflectError
from reflectnlp.tables.export import export_tables

FORMATS = ("csv", "html", "png")
DRAWN = ("theme_sentences", "theme_documents", "coverage")


def write_comparison(
    table: pd.DataFrame, folder: str | Path, *, kinds: Sequence[str] = FORMATS, lang: str | None = None
) -> list[Path]:
    """Write ``compare.csv``, ``compare.html``, and one ``.png`` and ``.svg`` a chart; the paths.

    Parameters
    ----------
    table
        From ``reflectnlp.compare``.
    kinds
        Some of ``FORMATS``.
    lang
        ``zh`` or ``en``; that of the first study by default.

    Raises
    ------
    ReflectError
        A kind or the language is unknown.
    """
    target, language = Path(folder), lang or table.attrs.get("lang", "zh")
    if language not in WORDS:
        raise ReflectError(f"language {language!r} is unknown → use zh or en")
    unknown = [kind for kind in kinds if kind not in FORMATS]
    if unknown:
        raise ReflectError(f"{', '.join(unknown)}: no format of a comparison → use {', '.join(FORMATS)}")
    target.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    if "csv" in kinds:
        paths += export_tables({"compare": pa.Table.from_pandas(table, preserve_index=False)}, target, "csv")
    if "html" in kinds:
        path = target / "compare.html"
        path.write_text(page(table, lang=language), encoding="utf-8", newline="\n")
        paths.append(path)
    if "png" in kinds:
        for measure in drawn(table):
            ax = charts.differences(table, measure=measure, lang=language)
            paths += [style.save(ax, target / f"{measure}.{ending}") for ending in ("png", "svg")]
    return paths


def drawn(table: pd.DataFrame) -> list[str]:
    """The measures of the table that a chart makes sense of."""
    return [measure for measure in DRAWN if (table["measure"] == measure).any()]


def page(table: pd.DataFrame, *, lang: str) -> str:
    """The comparison as one HTML page that needs no network: charts, tables, and how to read them."""
    english = lang == "en"
    names = table.attrs.get("names", ("1", "2"))
    parts = []
    for measure in dict.fromkeys(table["measure"]):
        rows = table[table["measure"] == measure].to_dict("records")
        parts.append((measure, MEASURES[measure][english], [_cells(row) for row in rows]))
    words = WORDS[lang]
    n = int(table["low"].notna().sum())
    source = files("reflectnlp.comparison").joinpath("page.html.j2").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(source).render(
        lang="en" if english else "zh-CN",
        words=words,
        names=names,
        short=list(short_names(names).values()),
        whole=[part for part in parts if len(part[2]) == 1],
        many=[part for part in parts if len(part[2]) > 1],
        charts={measure: _svg(table, measure, lang) for measure in drawn(table)},
        notes=notes(table.attrs, lang),
        clear=words["clear"].format(clear=int(table["clear"].sum()), n=n, chance=f"{n * 0.05:.1f}"),
    )


def _cells(row: dict[Any, Any]) -> dict[str, Any]:
    measure = str(row["measure"])
    written = {side: amount(measure, row[side]) for side in ("first", "second")}
    return {
        "name": row["name"],
        "sure": row["clear"],
        **written,
        "difference": difference(measure, row["difference"]),
        "interval": interval(measure, row["low"], row["high"]),
    }


def _svg(table: pd.DataFrame, measure: str, lang: str) -> Markup:
    """The chart to stand in the page; its text is outlines, the table below has the figures."""
    svg = style.to_bytes(charts.differences(table, measure=measure, lang=lang), "svg").decode("utf-8")
    # Safe: made by matplotlib, which escapes names. Ids of two charts must not meet in one page.
    inner = svg[svg.index("<svg") :].replace('id="', f'id="{measure}-').replace('"#', f'"#{measure}-')
    return Markup(inner.replace("url(#", f"url(#{measure}-"))  # noqa: S704
