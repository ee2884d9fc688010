"""The rows of a table in, a text for each data row out.

Exports of forms have a header row (姓名, 单位, 日期, 标题, 正文 …), sometimes below a title row. The columns
are found by their names; a column of long texts without a known name counts as text too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from reflectnlp.documents.dates import find_date
from reflectnlp.documents.names import is_masked
from reflectnlp.documents.readers.parts import Extract, Part, PartFailure
from reflectnlp.errors import ReadError

_COLUMNS: dict[str, re.Pattern[str]] = {
    "text": re.compile((
        "正文|内容|全文|心得|体会|感想|感悟|感受|认识|收获|文章|稿件|作答|回答|答案|思想汇报|"
        "反思|总结|发言|text|content|essay|body|answer"
    ), re.I),
    "title": re.compile("标题|题目|题名|篇名|title|subject", re.I),
    "author": re.compile("姓名|作者|提交人|填写人|填报人|名字|汇报人|学员|^name$|author|您的姓名", re.I),
    "unit": re.compile("单位|支部|部门|科室|学院|班级|车间|院系|学校|公司|班组|unit|department|branch", re.I),
    "date": re.compile("日期|时间|date|time", re.I),
}  # fmt: skip
_EXACT = re.compile(
    "(?:所在|所属|您的|您所在的?|请填写)?(?:单位|支部|党支部|部门|科室|学院|班级|车间|"
    "院系|学校|公司)(?:名称)?"
)
_SERIAL = re.compile(
    "序号|编号|学号|工号|电话|手机|邮箱|ip|来源|性别|职务|职称|政治面貌|用时|字数|备注|状态|id$|评分|得分",
    re.I,
)
_HEADER_ROWS = 10  # rows from the top among which the header is looked for
_LONG = 30  # characters: the median above which a column without a known name is a text


def read_rows(rows: Sequence[Sequence[str]], *, encoding: str = "", sheet: str = "") -> Extract:
    """A part for each data row, named by its number from 1 (``3``, in a further sheet ``名单!3``).

    Parameters
    ----------
    rows
        Cells as text, with the header among the first ten rows.
    encoding
        Of the file, handed on to the parts.
    sheet
        Name of the sheet, when it is to be part of the names.

    Raises
    ------
    ReadError
        Stage ``extract``: no column holds texts.
    """
    rows = [[cell.strip() for cell in row] for row in rows]
    if not any(any(row) for row in rows):
        raise ReadError("the table is empty", "hand in a table with a header row and a submission a row")
    at = _header(rows)
    header, body = rows[at], rows[at + 1 :]
    columns = _columns(header, body)
    if not columns["text"]:
        names = "、".join(name for name in header if name) or "none"
        raise ReadError(
            f"no column holds the text; the columns are: {names}",
            "name the column with the submissions 正文 (and others 姓名, 单位, 日期, 标题)",
        )
    parts: list[Part] = []
    failures: list[PartFailure] = []
    number = 0
    for row in body:
        if not any(row):
            continue
        number += 1
        name = f"{sheet}!{number}" if sheet else str(number)
        text = _text(row, header, columns["text"])
        if text:
            parts.append(Part(text, name, encoding, fields=_fields(row, columns)))
        else:
            failures.append(
                PartFailure(name, "extract", "the row has no text", "fill the text column, or delete the row")
            )
    return Extract(tuple(parts), tuple(failures))


def _header(rows: Sequence[Sequence[str]]) -> int:
    """The row with the most known column names; the first one when none knows any."""
    best, most = 0, 0
    for i, row in enumerate(rows[:_HEADER_ROWS]):
        known = sum(
            any(pattern.search(cell) for pattern in _COLUMNS.values()) for cell in row if 0 < len(cell) <= 30
        )
        if known > most and (sum(map(bool, row)) > 1 or max(map(len, rows)) == 1):
            best, most = i, known
    return best


def _columns(header: Sequence[str], body: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {name: [] for name in _COLUMNS}
    lengths = [_length(body, j) for j in range(len(header))]
    for j, name in enumerate(header):
        if not name or _SERIAL.search(name):
            continue
        if _EXACT.fullmatch(name):
            found["unit"].append(j)
            continue
        if len(name) <= 12 and lengths[j] < _LONG:
            kind = next(
                (kind for kind in ("title", "author", "date", "unit") if _COLUMNS[kind].search(name)), ""
            )
            if kind:
                found[kind].append(j)
                continue
        if lengths[j] >= _LONG or (_COLUMNS["text"].search(name) and lengths[j] > 0):
            found["text"].append(j)
    if any(lengths[j] >= _LONG for j in found["text"]):  # a short "内容" column beside the essays is no essay
        found["text"] = [j for j in found["text"] if lengths[j] >= _LONG]
    return found


def _length(body: Sequence[Sequence[str]], j: int) -> float:
    lengths = [len(row[j]) for row in body if j < len(row) and row[j]]
    return median(lengths) if lengths else 0.0


def _text(row: Sequence[str], header: Sequence[str], columns: Sequence[int]) -> str:
    """The text of a row; the answers to several questions stand below their questions as headings."""
    cells = [(header[j], row[j]) for j in columns if j < len(row) and row[j]]
    if len(columns) == 1:
        return cells[0][1] if cells else ""
    return "\n\n".join(f"## {name}\n{text}" for name, text in cells)


def _fields(row: Sequence[str], columns: dict[str, list[int]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for kind in ("title", "author", "unit", "date"):
        for j in columns[kind]:
            value = row[j] if j < len(row) else ""
            value = find_date(value, line=True) if kind == "date" else value
            if value and not (kind == "author" and is_masked(value)):
                fields[kind] = value
                break
    return fields
