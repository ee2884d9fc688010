"""A language in, the words on the charts out: Chinese first, English beside it.

Group names that the program gives (全体, 其他, 未注明) are values in the tables; here they get English names.
"""

from __future__ import annotations

from collections.abc import Mapping

from reflectnlp.charts.groups import ALL, OTHER, UNNAMED

Names = Mapping[str, str] | Mapping[str, Mapping[str, str]]
LANGUAGES = ("zh", "en")
CODES = ("quoted", "paraphrased", "mentioned", "absent")

_WORDS: dict[str, tuple[str, str]] = {
    ALL: ("全体", "All"),
    OTHER: ("其他", "Others"),
    UNNAMED: ("未注明", "Not stated"),
    "quoted": ("引用原文", "quoted"),
    "paraphrased": ("用自己的话写到", "in own words"),
    "mentioned": ("只提到", "only mentioned"),
    "absent": ("没有写到", "absent"),
    "share_documents": ("写到该主题的文档占比", "Share of documents that write about the theme"),
    "share_sentences": ("写到该主题的句子占比（各篇平均）", "Share of sentences on the theme (mean)"),
    "coverage": ("覆盖度", "Coverage"),
    "handed_in": ("已交", "handed in"),
    "missing": ("未交", "not handed in"),
    "documents": ("篇", "documents"),
    "no_data": ("没有可以画的数据", "Nothing to draw"),
    "coverage_title": ("各单位对必读文献的覆盖度", "Coverage of the readings by unit"),
    "coverage_note": (
        "引用或写到的要点计 1，只提到计 0.5，加权平均",
        "A key point that is stated counts 1, mentioned 0.5",
    ),
    "points_title": ("要点覆盖：写得最多和最少的", "Key points: most and least taken up"),
    "points_note": ("百分数：引用或写到该要点的文档", "Percentages: documents that quote or state it"),
    "roster_title": ("应交与已交", "Submissions against the roster"),
    "interval": ("横线为 95% 区间", "whiskers: 95% interval"),
    "length": ("正文字数", "Characters"),
    "own_words": ("自己的话所占比例", "Share in own words"),
    "date": ("日期", "Date"),
    "together": ("两个主题出现在同一句的句数", "Sentences that carry both themes"),
    "keyness": ("关键度（对数似然 G²）", "Keyness (log-likelihood G²)"),
    "shared": ("共同文字占比", "Share of common text"),
}  # fmt: skip


def word(key: str, lang: str = "zh") -> str:
    """The word for ``key`` in ``lang`` (zh or en); the key itself where it is a proper name."""
    return _WORDS.get(key, (key, key))[LANGUAGES.index(lang)]


def name_of(key: str, names: Names | None, lang: str = "zh") -> str:
    """The display name of a theme or reading; the id where no name is known."""
    found = (names or {}).get(key, key)
    if isinstance(found, str):
        return found
    return str(found.get(lang) or found.get("zh") or key)
