"""Clean text and its structure in, the kind of document out, with a confidence.

News of a meeting, an article of law, a recipe or a product page carry the same words as a reflection, and
often more of them. So "is this a reflection at all?" is asked first: by logistic regression over the text's
characters, the look of its lines and the cues of ``cues``, fitted by ``scripts/train_kinds.py`` on texts that
the project holds (``data/gold/kinds``). What it is not sure of stays ``unknown``, which is shown with the
reflections.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from reflectnlp.documents.kind_shape import looked_at, shape
from reflectnlp.records import Sentence

FILE = "kind_model.json"
CLASSES = ("reflection", "outline", "summary", "letter", "news", "other")
_MIN_HAN = 15
SURE = 0.4  # a kind is given from this confidence on
EXCLUDED, SURE_TO_EXCLUDE = ("news", "other"), 0.6  # these keep a document out of the committee's charts


@dataclass(frozen=True, slots=True)
class KindModel:
    """A fitted regression.

    ``idf`` and ``characters`` give for each known character its rarity and its coefficients, one a kind;
    ``middle`` and ``spread`` bring the look of a text to one scale, ``look`` holds its coefficients;
    ``bias`` has one value a kind.
    """

    idf: Mapping[str, float]
    characters: Mapping[str, Sequence[float]]
    middle: Sequence[float]
    spread: Sequence[float]
    look: Sequence[Sequence[float]]
    bias: Sequence[float]

    _column: Any = field(init=False, repr=False, compare=False)
    _rarity: Any = field(init=False, repr=False, compare=False)
    _weight: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        import numpy as np  # not before a document is read: the package must load fast

        points = np.array([ord(character) for character in self.idf], np.int64)
        # Code point → column; the last entry is for all characters above, as it is for unknown ones.
        column = np.full(int(points.max(initial=-1)) + 2, len(points), np.int64)
        column[points] = np.arange(len(points))
        weight = np.array([self.characters[character] for character in self.idf], np.float64)
        object.__setattr__(self, "_column", column)
        object.__setattr__(self, "_rarity", np.array([*self.idf.values()], np.float64))
        object.__setattr__(self, "_weight", weight.reshape(len(points), len(self.bias)))

    def predict(self, body: str, look: Sequence[float]) -> list[float]:
        """Probabilities of the kinds for a text and how it looks (``kind_shape.shape``)."""
        import numpy as np

        # What ``kind_shape.characters`` says, for all characters at once: twenty times as fast.
        points = np.frombuffer(body.encode("utf-32-le", "surrogatepass"), np.uint32)
        count = np.bincount(self._column.take(points, mode="clip"), minlength=len(self._rarity) + 1)[:-1]
        known = np.flatnonzero(count)
        value = (1 + np.log(count[known])) * self._rarity[known]
        length = math.sqrt(float(value @ value))
        scaled = [(v - m) / s for v, m, s in zip(look, self.middle, self.spread, strict=True)]
        sums = np.array(self.bias) + scaled @ np.array(self.look)
        if length:
            sums += (value / length) @ self._weight[known]
        grown = np.exp(sums - sums.max())
        chances: list[float] = (grown / grown.sum()).tolist()
        return chances


@cache
def kind_model() -> KindModel:
    """The shipped model."""
    return KindModel(**json.loads(_stored()))


def _stored() -> str:
    return (resources.files("reflectnlp.documents") / FILE).read_text(encoding="utf-8")


@cache
def kind_digest() -> str:
    """A digest of the shipped model: the kind of a document can change its themes."""
    return hashlib.sha256(_stored().encode("utf-8")).hexdigest()[:16]


def find_kind(clean: str, title: str, sentences: tuple[Sentence, ...]) -> tuple[str, float]:
    """The kind of a document and the confidence in it.

    Parameters
    ----------
    clean
        The clean text.
    title
        Its title, empty when there is none.
    sentences
        Its sentences with their roles.

    Returns
    -------
    tuple
        One of ``records.KINDS``, and a confidence from 0 to 1: the model's probability of the likeliest kind,
        fitted on a few hundred texts, so that it ranks documents and is roughly calibrated at best. ``news``
        and ``other`` are given from 0.6 on, which on held-out folds hid four submissions in a thousand and
        let through one text in thirty; the rest from 0.4. Below, the kind is ``unknown``.
    """
    body = looked_at(clean)
    n_han = (len(body.encode("utf-8", "surrogatepass")) - len(body)) // 2  # Han and Chinese marks
    if n_han < _MIN_HAN:
        return ("unknown", 0.0) if not _looks_like_code(body) else ("other", 0.6)
    chance = kind_model().predict(body, shape(body, title, sentences, clean))
    best = max(range(len(CLASSES)), key=chance.__getitem__)
    confidence = round(chance[best], 3)
    least = SURE_TO_EXCLUDE if CLASSES[best] in EXCLUDED else SURE
    return (CLASSES[best] if confidence >= least else "unknown"), confidence


_CODE = re.compile(
    r"^\s*(?:import |def |class |#include|function |var |let |const |return\b|if \(|for \()", re.M
)


def _looks_like_code(body: str) -> bool:
    return len(_CODE.findall(body)) >= 2
