"""The tables of a study in, what they hold and their first figures out."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from reflectnlp.charts.coverage_heatmap import coverage_heatmap_data
from reflectnlp.charts.groups import counted
from reflectnlp.charts.theme_bars import theme_bars_data
from reflectnlp.display.pieces import bar, card, columns, paragraph, section, shortened, steps, table
from reflectnlp.display.wording import say
from reflectnlp.report.reasons import reason_words
from reflectnlp.report.words import plain
from reflectnlp.results import Results
from reflectnlp.tables.schema import SCHEMAS

N_ROWS = 16  # of themes, readings, failures
TABLES = {
    "documents": "一份文档",
    "sentences": "一句话",
    "theme_hits": "一句话里的一个主题",
    "themes": "一份文档和一个主题，0 也列出",
    "points": "文献的一个要点",
    "evidence": "一份文档和一个要点，没写到的也列出",
    "coverage": "一份文档和一篇文献",
    "citations": "一处引用：文献、条款、人物、案例、引文",
    "reuse": "两份有相同段落的文档",
    "failures": "一个没能读出的文件",
    "runs": "一次计分",
    "roster": "名册上的一个人",
}


def results_html(results: Results) -> str:
    """What ``Results`` shows in a notebook."""
    lang = results.lang
    return card(
        results.title,
        columns(_themes(results), _counts(results) + _coverage(results)),
        failures(results.failures, lang),
        section(say("tables", lang), _tables(results)),
        section(say("next", lang), _next(lang)),
        paragraph(say("limits", lang), dim=True),
    )


def _counts(results: Results) -> Markup:
    lang, documents = results.lang, results.documents
    charted = counted(documents)
    rows = [
        (say("scored", lang), say("n_documents", lang, n=len(documents))),
        (say("counted", lang), len(charted)),
        (say("units", lang), charted.loc[charted["unit"] != "", "unit"].nunique()),
    ]
    roster = results.roster
    if len(roster):
        rows.append((say("handed_in", lang), f"{int(roster['handed_in'].sum())} / {len(roster)}"))
    return section(say("figures", lang), table((), rows))


def _themes(results: Results) -> Markup:
    lang = results.lang
    if results.themes.empty:
        return Markup("")
    rows = []
    for row in theme_bars_data(results.themes).head(N_ROWS).to_dict("records"):
        found = results.theme_names.get(row["theme"], {})
        name = found.get(lang) or found.get("zh") or row["theme"]
        rows.append((name, bar(row["share"]), f"{row['share']:.0%}", f"{row['n']}/{row['total']}"))
    return section(say("theme_share", lang), table((), rows, numbers=(2, 3)))


def _coverage(results: Results) -> Markup:
    lang = results.lang
    if results.coverage.empty:
        return Markup("")
    titles = dict(zip(results.points["reading_id"], results.points["title"], strict=True))
    means = coverage_heatmap_data(results.coverage, by=None).head(N_ROWS).to_dict("records")
    rows = [
        (
            shortened(titles.get(row["reading_id"], row["reading_id"]), 40),
            bar(row["score"]),
            f"{row['score']:.0%}",
        )
        for row in means
    ]
    return section(say("mean_coverage", lang), table((), rows, numbers=(2,)))


def failures(failed: pd.DataFrame, lang: str) -> Markup:
    """The first files that could not be read, each with what to do."""
    rows = failed.head(5).to_dict("records")
    cells = [
        (
            row["source"],
            shortened(_said(row["reason"], lang), 80),
            f"→ {shortened(_said(row['remedy'], lang), 100)}",
        )
        for row in rows
    ]
    more = len(failed) - len(cells)
    body = table((), cells) + (paragraph(say("more", lang, n=more), dim=True) if more > 0 else Markup(""))
    return section(f"{say('failed', lang)}: {len(failed)}", body) if cells else Markup("")


def _said(text: str, lang: str) -> str:
    """A reason or remedy of a reader in the language of the study."""
    return plain(reason_words(text), lang)


def _tables(results: Results) -> Markup:
    lang = results.lang
    rows = [
        (
            Markup("<code>results.{}</code>").format(name),
            f"{results.arrow[name].num_rows:,}",
            SCHEMAS[name].row if lang == "en" else TABLES.get(name, SCHEMAS[name].row),
        )
        for name in SCHEMAS
    ]
    return table((say("tables", lang), say("rows", lang), say("row", lang)), rows, numbers=(1,))


def _next(lang: str) -> Markup:
    return steps(
        [
            ('rn.charts.theme_heatmap(results.themes, by="unit")', say("do_chart", lang)),
            ('results.coverage.sort_values("score")', say("do_coverage", lang)),
            ("study.show(doc_id)", say("do_show", lang)),
        ]
    )
