"""What a coding sheet looks like: its columns, its words, and how it proves that nobody moved its rows.

The writer and the reader of sheets share this and nothing else. Row 1 is hidden and holds the machine names
of the columns, so that people may read any heading in row 2.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from reflectnlp.validation.sampling import Drawn

IDS = ("doc", "start", "end", "weight", "text_sha256", "check")  # hidden and locked
CONTEXT = ("section", "previous", "text", "next")
NONE, NOTE, NUMBER = "none", "note", "no"
THEME = "theme:"  # before a theme's id in row 1
FIRST = 3  # the first row with a sentence
ABOUT = "about"  # the hidden sheet: how many sentences there are, and of which scheme

YES = frozenset({"是", "1", "y", "yes", "x", "√", "✓", "✔", "true", "对"})
NO = frozenset({"", "否", "0", "n", "no", "×", "false"})


@dataclass(frozen=True, slots=True)
class Words:
    """What people read in a sheet, in one language."""

    sheet: str
    codebook: str
    columns: Mapping[str, str]
    book: tuple[str, ...]
    rule: str
    mark: str = "是"


WORDS = {
    "zh": Words(
        "编码",
        "编码手册",
        {
            "no": "序号",
            "section": "所在标题",
            "previous": "上一句",
            "text": "要编码的句子",
            "next": "下一句",
            "none": "无主题",
            "note": "备注",
        },
        ("主题", "编号", "这句话写的是", "不编码", "例：编码", "例：不编码"),
        "每行一句：写到哪个主题，就在那一列选“是”；可以有几个；一个也没有，就在“无主题”选“是”。"
        "按句子的意思编码，不看有没有关键词；前后句只用来看懂它。全空的行算没有编码。",
    ),
    "en": Words(
        "coding",
        "codebook",
        {
            "no": "no.",
            "section": "heading",
            "previous": "sentence before",
            "text": "sentence to code",
            "next": "sentence after",
            "none": "no theme",
            "note": "remark",
        },
        ("theme", "id", "the sentence is about", "not coded", "coded, e.g.", "not coded, e.g."),
        "One sentence a row: choose 是 in the column of every theme that it is about; where there is none, "
        "choose 是 under “no theme”. Code what it says, with or without a keyword; its neighbours only help "
        "to understand it. A row without any mark counts as not coded.",
    ),
}


def check_digits(doc: str, start: int, end: int, weight: float, text_sha256: str) -> str:
    """Eight digits that fit these values only: a changed or shifted cell shows."""
    plain = f"{doc}\n{start}\n{end}\n{weight:.4f}\n{text_sha256}"
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def hidden_values(drawn: Drawn) -> tuple[object, ...]:
    """The values of ``IDS`` for a sentence."""
    ids = (drawn.doc, drawn.start, drawn.end, drawn.weight, drawn.text_sha256)
    return (*ids, check_digits(*ids))
