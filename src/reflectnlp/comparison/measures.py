"""Two sets of tables in, one tidy table out: what differs, by how much, and how far by chance.

Every row is one figure of both sides. The difference is ``second - first``. Its 95 % interval draws authors
anew, each with all that they wrote (bootstrap, 1000 times, fixed seed), so that who wrote on both sides
counts as a pair; for shares of documents it is Newcombe's, which does not pair and is then too wide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reflectnlp.charts.groups import counted
from reflectnlp.charts.intervals import bootstrap_persons, newcombe
from reflectnlp.charts.own_words import own_shares
from reflectnlp.comparison.profiles import in_common
from reflectnlp.errors import Problem, StudyError
from reflectnlp.results import Results
from reflectnlp.study import Study

# measure → what it is in Chinese and English, and how a figure of it is written
MEASURES: dict[str, tuple[str, str, str]] = {
    "documents": ("收到的文档", "Documents received", "count"),
    "counted": ("计入比较的文档", "Documents compared", "count"),
    "units": ("单位", "Units", "count"),
    "failures": ("没能读出的文件", "Files that could not be read", "count"),
    "characters": ("每篇平均字数", "Characters per document (mean)", "mean"),
    "theme_sentences": ("写到主题的句子占比（各篇平均）", "Share of sentences on the theme (mean)", "share"),
    "theme_documents": ("写到主题的文档占比", "Share of documents on the theme", "share"),
    "coverage": ("对必读文献的覆盖度（各篇平均）", "Coverage of the reading (mean)", "share"),
    "own_words": ("自己的话所占比例（各篇平均）", "Share in own words (mean)", "share"),
}
COLUMNS = [
    "measure",
    "key",
    "name",
    "n_first",
    "n_second",
    "first",
    "second",
    "difference",
    "low",
    "high",
    "clear",
]
ALL_READINGS = ("全部文献", "All readings")
Grid = NDArray[np.float64]


def compare(
    first: Results | Study,
    second: Results | Study,
    *,
    allow_different_profiles: bool = False,
    names: tuple[str, str] | None = None,
) -> pd.DataFrame:
    """Compare two studies, or two parts of one: ``compare(results.only(stage="学习前"), results.only(…))``.

    Parameters
    ----------
    first, second
        Tables of a study, whole or ``only`` part of them; a ``Study`` stands for its last run.
    allow_different_profiles
        Compare what both have in common, although their scores come from different profiles.
    names
        What the two are called; their titles by default.

    Returns
    -------
    DataFrame
        Columns measure (see ``MEASURES``), key (theme or reading id; empty for figures of the whole), name,
        n_first and n_second (documents compared), first, second, difference (second - first), low and high
        (95 % interval of the difference, NaN for counts), clear (whether 0 is outside of it). Shares are in
        [0, 1]. Of twenty figures without any difference one is ``clear`` by chance. ``attrs`` has ``names``,
        ``lang``, ``left_out`` and ``n_both`` (authors on both sides).

    Raises
    ------
    ProfileError
        The profiles differ and that is not allowed, or the two have nothing in common.
    StudyError
        A side has too few documents: under ``min_group`` of either study, or under 2.
    """
    sides = _results(first), _results(second)
    titles = names or _titles(sides)
    _check_size(sides, titles)
    common = in_common(*sides, allowed=allow_different_profiles)
    rows = [
        *_counts(sides),
        _means(
            "characters", "", sides, lambda side: counted(side.documents).set_index("doc_id")[["n_chars"]]
        ),
        *_themes(sides, common.themes),
        *_coverage(sides, common.readings),
    ]
    frame = pd.DataFrame([row for part in rows for row in part], columns=COLUMNS[:-1])
    frame["clear"] = (frame["low"] > 0) | (frame["high"] < 0)
    frame["name"] = _names(frame, sides)
    frame.attrs = {
        "names": titles,
        "lang": sides[0].lang,
        "left_out": common.left_out,
        "n_both": _both(sides),
    }
    return frame


def _results(side: Results | Study) -> Results:
    return side.results() if isinstance(side, Study) else side


def _titles(sides: tuple[Results, Results]) -> tuple[str, str]:
    first, second = (side.title for side in sides)
    return (f"{first} (1)", f"{second} (2)") if first == second else (first, second)


def _check_size(sides: tuple[Results, Results], names: tuple[str, str]) -> None:
    least = max(2, *(side.min_group for side in sides))
    problems = []
    for side, name in zip(sides, names, strict=True):
        n = len(counted(side.documents))
        if n < least:
            fact = f"{n} documents to compare, fewer than min_group {least}"
            problems.append(Problem(name, fact, "choose a larger group or wait for more submissions"))
    if problems:
        raise StudyError(problems)


def _counts(sides: tuple[Results, Results]) -> Iterator[list[dict[str, Any]]]:
    def units(side: Results) -> int:
        named = counted(side.documents)["unit"]
        return int(named[named != ""].nunique())

    whole = all(len(side.runs) and not side.part for side in sides)
    figures: dict[str, Callable[[Results], int]] = {
        "documents": lambda side: len(side.documents),
        "counted": lambda side: len(counted(side.documents)),
        "units": units,
        # A file that was not read belongs to no stage or unit.
        **({"failures": lambda side: len(side.failures)} if whole else {}),
    }
    n = [len(counted(side.documents)) for side in sides]
    for measure, figure in figures.items():
        one, two = (float(figure(side)) for side in sides)
        yield [_row(measure, "", n, (one, two), (np.nan, np.nan))]


def _themes(sides: tuple[Results, Results], themes: tuple[str, ...]) -> Iterator[list[dict[str, Any]]]:
    if not themes:
        return
    yield _means("theme_sentences", themes, sides, lambda side: _grid(side.themes, "theme", "share"))
    hits = [_grid(side.themes, "theme", "n_sentences").reindex(columns=list(themes)) > 0 for side in sides]
    n = [len(grid) for grid in hits]
    k = [grid.sum().to_numpy(dtype=np.float64) for grid in hits]
    low, high = newcombe((k[0], k[1]), (n[0], n[1]))
    yield [
        _row("theme_documents", theme, n, (k[0][i] / n[0], k[1][i] / n[1]), (low[i], high[i]))
        for i, theme in enumerate(themes)
    ]


def _coverage(sides: tuple[Results, Results], readings: tuple[str, ...]) -> Iterator[list[dict[str, Any]]]:
    if not readings:
        return

    def of(side: Results) -> pd.DataFrame:
        return side.coverage[side.coverage["reading_id"].isin(readings)]

    def grid(side: Results) -> pd.DataFrame:
        scores = _grid(of(side), "reading_id", "score")
        return scores.assign(**{"": scores[list(readings)].mean(axis=1)})

    yield _means("coverage", ("", *readings) if len(readings) > 1 else readings, sides, grid)
    yield _means("own_words", "", sides, lambda side: _own_words(of(side)))


def _own_words(coverage: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"": own_shares(coverage)}, index=sorted(counted(coverage)["doc_id"].unique()))


def _means(
    measure: str,
    keys: tuple[str, ...] | str,
    sides: tuple[Results, Results],
    values: Callable[[Results], pd.DataFrame],
) -> list[dict[str, Any]]:
    """Rows of means over documents; ``values`` gives a row a document (its index) and a column a key."""
    listed = [keys] if isinstance(keys, str) else list(keys)
    frames = [values(side) for side in sides]
    one, two = (_numbers(frame, listed) for frame in frames)
    authors = [_authors(side).reindex(frame.index) for side, frame in zip(sides, frames, strict=True)]
    low, high = bootstrap_persons(one, two, persons=(authors[0].tolist(), authors[1].tolist()))
    return [
        _row(measure, key, (len(one), len(two)), (one[:, i].mean(), two[:, i].mean()), (low[i], high[i]))
        for i, key in enumerate(listed)
    ]


def _authors(side: Results) -> pd.Series:
    """doc_id → author as the tables show it: the same in two studies where their salt is the same."""
    return side.documents.set_index("doc_id")["author"].astype("str")


def _both(sides: tuple[Results, Results]) -> int:
    """How many authors have documents on both sides."""
    one, two = (set(counted(side.documents)["author"]) - {""} for side in sides)
    return len(one & two)


def _numbers(frame: pd.DataFrame, keys: list[str]) -> Grid:
    chosen = frame if len(frame.columns) == 1 else frame[keys]
    return chosen.to_numpy(dtype=np.float64)


def _grid(table: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    """One row a counted document, in the order of ids, one column a theme or reading."""
    return counted(table).pivot(index="doc_id", columns=column, values=value).fillna(0.0)


def _row(measure: str, key: str, n: Any, figures: tuple[float, float], interval: Any) -> dict[str, Any]:
    first, second = (float(figure) for figure in figures)
    low, high = (float(end) for end in interval)
    row = {"measure": measure, "key": key, "name": "", "n_first": n[0], "n_second": n[1], "first": first}
    return {**row, "second": second, "difference": second - first, "low": low, "high": high}


def _names(frame: pd.DataFrame, sides: tuple[Results, Results]) -> list[str]:
    """What each key is called, in the language of the first study."""
    side = sides[0]
    english = side.lang == "en"
    titles = dict(zip(side.points["reading_id"], side.points["title"], strict=True))
    out = []
    for measure, key in zip(frame["measure"], frame["key"], strict=True):
        if measure.startswith("theme"):
            found = side.theme_names.get(key, {})
            out.append(found.get(side.lang) or found.get("zh") or key)
        elif measure == "coverage":
            out.append(titles.get(key, key) if key else ALL_READINGS[english])
        else:
            out.append(MEASURES[measure][english])
    return out
