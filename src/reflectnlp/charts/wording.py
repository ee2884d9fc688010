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
    "share_documents": ("写到各主题的文档占比", "Share of documents that write about each theme"),
    "share_sentences": ("各主题的句子占比（各篇平均）", "Share of sentences on each theme (mean)"),
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
    "dumbbell_note": ("右侧：后者减前者（百分点）；* 95% 区间不含 0", "Right: points; * interval without 0"),
    "theme_sentences": ("写到主题的句子占比（各篇平均）", "Share of sentences on each theme (mean)"),
    "theme_documents": ("写到主题的文档占比", "Share of documents on each theme"),
    "characters": ("每篇平均字数", "Characters per document (mean)"),
    "differences_note": (
        "右侧：后者减前者（{unit}）与 95% 区间；* 区间不含 0；{n} 行中平均约 {k} 行会碰巧如此",
        "Right: second minus first ({unit}), 95% interval; * without 0: about {k} of {n} rows by chance",
    ),
    "points_unit": ("百分点", "points"),
    "own_unit": ("原单位", "own unit"),
    "timeline_title": ("提交的日期", "Submissions over time"),
    "timeline_note": ("按文档上写的日期，共 {n} 篇；没有日期的 {undated} 篇", "Dated {n}; undated {undated}"),
    "theme_timeline_title": ("各主题的句子占比，前后的变化", "Themes over time (share of sentences)"),
    "coverage_timeline_title": ("各文献的覆盖度，前后的变化", "Coverage of the readings over time"),
    "periods_note": (
        "变化最大的几条用颜色标出，其余为细线；不足 {m} 篇的时段不画",
        "Largest changes in colour; periods under {m} documents left out",
    ),
    "lengths_title": ("文档长短", "Length of documents"),
    "median": ("中位数", "median"),
    "own_words_title": ("自己的话占多少", "Share in the author's own words"),
    "own_words_note": ("1 减去与必读文献逐字相同的部分", "1 minus what is word for word in a reading"),
    "network_note": ("线越粗，越常同句出现；数字为句数", "Thicker: more often together; figures: sentences"),
    "keyness_note": ("数字为两边的次数；越长越有区别", "Figures: counts; longer is more telling"),
    "reuse_title": ("有相同段落的文档", "Documents that share passages"),
    "reuse_note": ("{k} 组中的 {m} 组；连线：{p} 以上相同", "{m} of {k} clusters; lines: {p} or more shared"),
    "cluster": ("{n} 篇，最多 {p}", "{n} documents, up to {p}"),
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
