"""A table's name, columns and codes in, what a Chinese office reads in the workbook out.

In English the workbook keeps the names of the schema; whoever computes takes ``export``, which always does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reflectnlp.charts.wording import name_of, word
from reflectnlp.report.frames import Options
from reflectnlp.report.reasons import reason_words
from reflectnlp.report.sections.quality import KIND_WORDS, STAGE_WORDS
from reflectnlp.report.words import plain

# Table: name of the sheet, what a row is.
SHEETS: Mapping[str, tuple[str, str]] = {
    "documents": ("文档", "一篇提交的文档"),
    "sentences": ("句子", "一句话、一个标题或文前的一行"),
    "theme_hits": ("主题句", "一句话里的一个主题"),
    "themes": ("主题", "一篇文档和一个主题，没写到的也列出"),
    "points": ("要点", "必读文献的一个要点"),
    "evidence": ("要点对照", "一篇文档和一个要点，没写到的也列出"),
    "coverage": ("覆盖度", "一篇文档和一份必读文献"),
    "citations": ("引用", "提到的一处文献、条文、人物、案例或引文"),
    "reuse": ("相同段落", "有相同段落的两篇文档（两个方向各一行）"),
    "failures": ("没读出的文件", "一个没能读出的文件"),
    "runs": ("运行记录", "一次分析"),
    "roster": ("名册", "名册上的一个人"),
}
COLUMNS = {
    "doc_id": "文档编号", "source": "文件", "format": "格式", "encoding": "文字编码", "title": "题目",
    "author": "作者（代号）", "unit": "单位", "date": "日期", "kind": "文体", "kind_confidence": "文体的把握",
    "n_chars": "字数", "n_sentences": "句数", "n_words": "词数", "text_sha256": "文字指纹",
    "profile": "计分配置",
    "sent_id": "第几句（从0起）", "start": "起（字）", "end": "止（字）", "section": "所在小节",
    "is_heading": "是小标题", "role": "是什么", "text": "文字", "theme": "主题", "score": "得分",
    "by": "怎样判断", "term": "词条", "negated": "否定说法", "share": "占比", "reading_id": "文献",
    "point_id": "要点编号", "weight": "权重", "code": "怎样写到", "similarity": "相似度",
    "n_points": "要点数", "n_quoted": "引用", "n_paraphrased": "自己的话", "n_mentioned": "只提到",
    "verbatim_share": "照抄占比", "target": "指向", "verified": "核对", "original": "原文",
    "other_id": "另一篇",
    "n_passages": "段数", "longest": "最长（字）", "stage": "环节", "reason": "原因", "remedy": "怎么办",
    "run_id": "第几次", "started": "开始（UTC）", "finished": "结束（UTC）", "versions": "程序版本",
    "n_scored": "分析篇数", "n_skipped": "未变篇数", "n_failed": "没读出", "member_id": "人员编号",
    "handed_in": "已交",
}  # fmt: skip
CODES = {
    "role": {
        "body": "正文", "heading": "小标题", "title": "题目", "unit": "单位", "author": "作者",
        "date": "日期", "salutation": "称呼", "signature": "落款", "furniture": "页眉页脚",
    },
    "by": {"rule": "词条", "model": "分类器", "both": "两者"},
    "verified": {"exact": "与原文一致", "altered": "与原文有出入", "not_found": "文献中没有"},
    "format": {"text": "文本", "markdown": "Markdown", "docx": "Word", "xlsx": "Excel", "csv": "CSV"},
}  # fmt: skip
CITED = {"work": "文献", "article": "条文", "person": "人物", "case": "案例", "quotation": "引文"}

Value = Callable[[Any], Any]


def sheet_name(table: str, lang: str) -> str:
    """What the sheet of a table is called."""
    return SHEETS[table][0] if lang == "zh" else table


def head_name(column: str, lang: str) -> str:
    """What a column is called."""
    return COLUMNS.get(column, column) if lang == "zh" else column


def shown_value(table: str, column: str, options: Options, titles: Mapping[str, str]) -> Value | None:
    """How values of a column are shown; nothing where they stay as they are.

    ``titles`` maps reading_id to the title of the reading.
    """
    if options.lang != "zh":
        return None
    codes: dict[str, str] = dict(CODES.get(column, {}))
    if column == "theme":
        return lambda value: name_of(value, options.names, "zh")
    if column in ("is_heading", "negated", "handed_in"):
        return lambda value: "是" if value else "否"
    if column in ("reason", "remedy"):
        return lambda value: plain(reason_words(value), "zh")
    if column == "code":
        return lambda value: word(value, "zh")
    if column == "kind":
        codes = {**CITED, **{kind: zh for kind, (zh, _) in KIND_WORDS.items()}}
    elif column == "stage":
        codes = {stage: zh for stage, (zh, _) in STAGE_WORDS.items()}
    elif column in ("reading_id", "target"):
        codes = dict(titles)
    return (lambda value: codes.get(value, value)) if codes else None
