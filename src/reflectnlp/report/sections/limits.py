"""What a score does not mean, in both languages: the same words in every form of the report."""

from __future__ import annotations

from markupsafe import Markup

from reflectnlp.report.words import say


def limits(min_group: int) -> list[Markup]:
    """How scores are made and what they do not say, one item a sentence or two."""
    return [
        say(
            "主题一句一句地判断：照着事先写好的词表和规则，有的方案还加上从人工标注的句子里学来的判断，"
            "看这句话写没写到这个主题。句子占比 = 有该主题的句数 ÷ 该篇句数，再对各篇平均。",
            "Themes are decided sentence by sentence, by the terms of the scheme and, where it has one, a "
            "classifier: would a coder give this sentence the theme? Share of sentences = sentences on the "
            "theme ÷ sentences of the document, averaged over documents.",
        ),
        say(
            "覆盖度说明一篇文字写到了文献的哪些要点，不说明作者学得好不好。"
            "没有写到，不等于没有学、不知道、不同意。",
            "Coverage says which key points a text takes up, not how well its author has studied. Absent "
            "does not mean unread, unknown or disagreed with.",
        ),
        say(
            "分数不衡量真诚、忠诚或感情，也不能用来给人排名。本报告只按单位汇总，"
            "文档少于 {m} 篇的单位并入“其他”；并入后仍少于 {m} 篇的，只计入全体。",
            "Scores do not measure sincerity, loyalty or feeling and must not be used to rank people. The "
            "report is by unit only; units under {m} documents are merged, and left to the total if they "
            "stay smaller.",
            m=min_group,
        ),
        say(
            "区间说明如果换一批想法相近的人来写，数字会有多大出入；单位的文档少，数字就不稳。",
            "Intervals say how far a figure would move had other members of like mind written; figures of "
            "small units are unstable.",
        ),
        say(
            "相同段落可能来自共同的提纲、同一次会议记录或互相借鉴，要看了原文再说。",
            "Common passages may come from a shared outline or minutes of a meeting: read before judging.",
        ),
        say(
            "程序会看错句子。数字后面都有句子，请以句子为准。",
            "The program misreads sentences. Behind every number stand sentences: trust the sentences.",
        ),
    ]
