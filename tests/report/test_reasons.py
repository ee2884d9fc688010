"""Reasons in Chinese: every reason that a reader gives has its translation, and what varies stays."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from reflectnlp.report.reasons import reason_words
from reflectnlp.report.words import plain

DOCUMENTS = Path(__file__).parents[2] / "src" / "reflectnlp" / "documents"
MADE_OF_OTHERS = {"folder.py", "worker.py", "isolated.py"}


def literal(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def given() -> list[str]:
    found = set()
    for path in DOCUMENTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name == "ReadError" and path.name not in MADE_OF_OTHERS:
                found |= {literal(argument) for argument in node.args[:2]}
            if isinstance(node, ast.Assign) and "REMEDY" in getattr(node.targets[0], "id", ""):
                found.add(literal(node.value))
    return sorted(found - {"", "open", "7: 77", "it is 7"})


@pytest.mark.parametrize("reason", given())
def test_every_reason_has_its_chinese(reason):
    assert plain(reason_words(reason), "zh") != reason
    assert plain(reason_words(reason), "en") == reason


@pytest.mark.parametrize(
    ("reason", "chinese"),
    [
        ("it is a PNG picture", "是图片（PNG）"),
        ("an old Word file (.doc)", "是旧版 Word 文件（.doc）"),
        ("it is a scan: its 3 pages hold pictures and no text", "是扫描件：3 页都是图片，没有文字"),
        (
            "the byte order mark says utf-8, but byte 12 does not fit",
            "文件说自己是 utf-8 编码，但第 12 个字节不对",
        ),
        ("no column holds the text; the columns are: 甲, {乙}", "没有哪一列是正文；现有的列：甲, {乙}"),
    ],
)
def test_what_varies_stays(reason, chinese):
    assert plain(reason_words(reason), "zh") == chinese


def test_an_unknown_reason_stays_as_it_is():
    assert plain(reason_words("<b>请交可以复制文字的 PDF"), "zh") == "<b>请交可以复制文字的 PDF"
