"""A seed in, any number of made documents out, some of them planted copies.

The texts are word salad drawn from jieba's dictionary by frequency, so no two independent documents share
more than chance gives them, except what real ones share: official phrases, headings, salutations, quotations
of a common reading, and now and then a whole stock sentence.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jieba
import numpy as np

from reflectnlp.records import Document, Sentence

OFFICIAL = (
    "牢固树立正确的世界观、人生观、价值观",
    "全心全意为人民服务",
    "始终保持党同人民群众的血肉联系",
    "坚定理想信念，加强党性修养",
    "吃苦在前，享受在后",
    "严格要求自己，时刻以党员的标准检查自己的言行",
    "深入学习贯彻上级会议精神",
    "充分发挥先锋模范作用",
    "自觉抵制各种腐朽思想的侵蚀",
    "坚持学以致用、用以促学、学用相长",
    "立足本职岗位，扎实做好各项工作",
    "增强政治意识、大局意识、责任意识",
    "做到廉洁自律、警钟长鸣",
    "认真开展批评与自我批评",
    "不断提高自身的政治素质和业务水平",
    "把思想和行动统一到上级的决策部署上来",
    "以饱满的热情投入到今后的工作中去",
    "为实现中华民族的伟大复兴贡献自己的力量",
    "坚持问题导向，补短板、强弱项、抓落实",
    "切实增强做好工作的责任感、使命感和紧迫感",
    "常修为政之德，常思贪欲之害，常怀律己之心",
    "在思想上、政治上、行动上同党中央保持高度一致",
    "勤勤恳恳做事，老老实实做人",
    "密切联系群众，倾听群众呼声，为群众排忧解难",
    "从严从实抓好整改落实，确保学习教育取得实效",
    "把学习成果转化为推动工作的强大动力",
)
HEADINGS = ("一、提高认识，加强学习", "二、存在的不足", "三、今后的努力方向和打算")
KINDS = ("verbatim", "width", "reordered", "edited", "halves", "passage")
_WIDTH = str.maketrans("，。；：！？0123456789", ",.;:!?０１２３４５６７８９")


@dataclass(frozen=True)
class Planted:
    """A copy and the document it was made from."""

    copy: str
    source: str
    kind: str


class Writer:
    """Draws sentences; every call goes on with the same stream of random numbers."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        path = Path(jieba.__file__).with_name("dict.txt")
        rows = [line.split(" ") for line in path.read_text("utf-8").splitlines()]
        rows = sorted((row for row in rows if row[0].isalpha()), key=lambda row: (-int(row[1]), row[0]))
        rows = rows[:40_000]
        self.words = np.array([row[0] for row in rows], dtype=object)
        weights = np.array([int(row[1]) for row in rows], float)
        self._steps = np.cumsum(weights / weights.sum())
        self._drawn: list[str] = []
        self.reading = "".join(self.sentence() for _ in range(120))
        self._reading_sentences = [part + "。" for part in self.reading.split("。") if part]
        self.stock: list[str] = []
        self.renew_stock()

    def renew_stock(self) -> None:
        """Draw another pool of sentences that independent documents share."""
        self.stock = [self.sentence() for _ in range(300)]

    def word(self) -> str:
        """One word, drawn by frequency."""
        if not self._drawn:
            at = np.searchsorted(self._steps, self.rng.random(100_000))
            self._drawn = list(self.words[np.minimum(at, len(self.words) - 1)])
        return self._drawn.pop()

    def sentence(self) -> str:
        """Two to four clauses of four to eight words."""
        clauses = []
        for _ in range(int(self.rng.integers(2, 5))):
            clauses.append("".join(self.word() for _ in range(int(self.rng.integers(4, 9)))))
        return "，".join(clauses) + "。"

    def body(self, n_chars: int) -> list[str]:
        """Sentences of about ``n_chars`` characters: one in six official, one in thirty quoted or stock."""
        sentences: list[str] = []
        size = 0
        while size < n_chars:
            dice = self.rng.random()
            if dice < 1 / 6:
                made = self.sentence()[:-1] + "，" + OFFICIAL[int(self.rng.integers(len(OFFICIAL)))] + "。"
            elif dice < 1 / 6 + 1 / 30:
                made = self._reading_sentences[int(self.rng.integers(len(self._reading_sentences)))]
            elif dice < 1 / 6 + 2 / 30:
                made = self.stock[int(self.rng.integers(len(self.stock)))]
            else:
                made = self.sentence()
            sentences.append(made)
            size += len(made)
        return sentences

    def edited(self, text: str, share: float) -> str:
        """``text`` with a share of its characters replaced, left out or doubled by others."""
        out = []
        for character, dice in zip(text, self.rng.random(len(text)), strict=True):
            if dice >= share or not character.isalnum():
                out.append(character)
            elif dice < share * 0.7:
                out.append(self.word()[0])
            elif dice < share * 0.85:
                out.append(character + self.word()[0])
        return "".join(out)


def document(doc_id: str, sentences: list[str], date: str = "") -> Document:
    """A document with salutation, headings, body and date around the sentences."""
    third = max(1, len(sentences) // 3)
    lines = [("salutation", ["敬爱的党组织、各位领导、同志们："])]
    for number, heading in enumerate(HEADINGS):
        part = sentences[number * third : (number + 1) * third if number < 2 else None]
        lines += [("heading", [heading]), ("body", part)]
    lines.append(("date", ["2021年6月30日"]))
    text, parts = "", []
    for role, pieces in lines:
        for piece in pieces:
            start, text = len(text), text + piece
            parts.append(Sentence(start, len(text), start, len(text), role, "", piece))
        text += "\n"
    starts, ends = array("i", range(len(text))), array("i", range(1, len(text) + 1))
    return Document(
        doc_id, doc_id, "text", "utf-8", text, text, starts, ends, date=date, sentences=tuple(parts)
    )


def documents(writer: Writer, n: int, n_chars: int) -> Iterator[Document]:
    """Independent documents."""
    for number in range(n):
        yield document(f"d{number:06d}", writer.body(n_chars))


def planted(writer: Writer, n: int, n_chars: int, per_kind: int) -> tuple[list[Document], list[Planted]]:
    """``n`` documents of which ``per_kind`` of each kind are copies of others."""
    n_copies = per_kind * len(KINDS)
    bodies = [writer.body(int(n_chars * writer.rng.uniform(0.6, 1.6))) for _ in range(n - n_copies)]
    made = [document(f"d{number:06d}", body) for number, body in enumerate(bodies)]
    pairs = []
    sources = iter(writer.rng.permutation(len(bodies)).tolist())
    for number in range(n_copies):
        kind, doc_id = KINDS[number % len(KINDS)], f"x{number:06d}"
        used = [next(sources) for _ in range(2 if kind == "halves" else 1)]
        made.append(document(doc_id, _copy(writer, kind, [bodies[at] for at in used])))
        pairs += [Planted(doc_id, f"d{at:06d}", kind) for at in used]
    return made, pairs


def _copy(writer: Writer, kind: str, bodies: list[list[str]]) -> list[str]:
    body = bodies[0]
    if kind == "width":
        return [sentence.translate(_WIDTH) for sentence in body]
    if kind == "reordered":
        return [body[at] for at in writer.rng.permutation(len(body))]
    if kind == "edited":
        return [writer.edited(sentence, 0.1) for sentence in body]
    if kind == "halves":
        return body[: len(body) // 2] + bodies[1][len(bodies[1]) // 2 :]
    if kind == "passage":
        own, at = writer.body(sum(map(len, body))), int(writer.rng.integers(len(body) * 2 // 3))
        return own[:5] + body[at : at + len(body) // 3] + own[5 : len(own) * 2 // 3]
    return list(body)
