"""Scheme, readings, models and words in, one frozen value out: everything that can change a score.

``ProfileParts`` are plain values that travel to other processes; ``compile_profile`` builds from them what
scoring works with, and the fingerprint that is noted beside every score.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from typing import Any

import numpy as np
import pyarrow as pa

from reflectnlp.coverage import CitationIndex, Citations, CoverageModel, Person, PointIndex, Reading
from reflectnlp.coverage.similarity import Similarity
from reflectnlp.documents.kind import kind_digest
from reflectnlp.language import Batch, Segmenter, StringIndex, Vocabulary, default_segmenter, jieba_vocabulary
from reflectnlp.tables.schema import build
from reflectnlp.themes import Matcher, Model, Scheme, ThemeHits, find_themes

LIBRARIES = ("reflectnlp", "jieba", "numpy", "scipy")


@dataclass(frozen=True)
class ProfileParts:
    """What a profile is made of.

    ``theme_model`` is None where the scheme's rules decide alone; ``coverage_model`` is the shipped one
    by default, and must be one that was fitted with ``similarity`` where there is such a model of sentences.
    """

    scheme: Scheme
    readings: tuple[Reading, ...] = ()
    persons: tuple[Person, ...] = ()
    theme_model: Model | None = None
    coverage_model: CoverageModel | None = None
    segmenter: Segmenter | None = None
    similarity: Similarity | None = None

    @cached_property
    def compiled(self) -> Profile:
        """The profile of these parts, compiled once in a process."""
        return Profile(self)

    def __getstate__(self) -> dict[str, Any]:
        """What travels to other processes: the parts alone."""
        return {name: value for name, value in self.__dict__.items() if name != "compiled"}


class Profile:
    """A compiled profile; use ``compile_profile``.

    Attributes
    ----------
    parts
        What it was made from.
    segmenter, vocabulary, strings
        How texts become words and hits.
    fingerprint
        16 hexadecimal digits: equal where nothing that can change a score differs.
    """

    def __init__(self, parts: ProfileParts) -> None:
        self.parts = parts
        self.segmenter: Segmenter = parts.segmenter or default_segmenter()
        self.vocabulary: Vocabulary = jieba_vocabulary()
        self._matcher = Matcher(parts.scheme)
        self._points = PointIndex(
            parts.readings,
            self.segmenter,
            vocabulary=self.vocabulary,
            model=parts.coverage_model,
            similarity=parts.similarity,
        )
        self._citations = CitationIndex(parts.readings, parts.persons)
        self.strings = StringIndex(
            {
                **self._matcher.strings,
                **(parts.theme_model.strings if parts.theme_model else {}),
                **self._points.strings,
                **self._citations.strings,
            }
        )

    @property
    def theme_ids(self) -> tuple[str, ...]:
        """Ids of the themes in the order of the scheme."""
        return tuple(theme.theme_id for theme in self.parts.scheme.themes)

    def find_themes(self, batch: Batch) -> ThemeHits:
        """The themes of a batch's sentences."""
        return find_themes(batch, self._matcher, self.parts.theme_model)

    def score_coverage(self, batch: Batch) -> Mapping[str, Mapping[str, Any]]:
        """Columns of ``evidence`` and ``coverage`` with numbers of the batch (``doc``, ``sent``)."""
        return self._points.score(batch)

    def find_citations(self, batch: Batch) -> Citations:
        """What a batch's documents cite, with offsets of the batch."""
        return self._citations.find(batch)

    def points_table(self) -> pa.Table:
        """The table ``points``."""
        rows = [(reading, point) for reading in self.parts.readings for point in reading.points]
        return build(
            "points",
            {
                "reading_id": [reading.reading_id for reading, _ in rows],
                "point_id": [point.point_id for _, point in rows],
                "title": [reading.title for reading, _ in rows],
                "text": [point.text for _, point in rows],
                "section": [point.section for _, point in rows],
                "weight": np.array([point.weight for _, point in rows], dtype=np.float64),
            },
        )

    def describe(self) -> dict[str, Any]:
        """Everything that can change a score, as plain data."""
        return {
            "segmenter": self.segmenter.describe(),
            "vocabulary": self.vocabulary.describe(),
            "themes": self._matcher.describe(),
            "theme_model": self.parts.theme_model.describe() if self.parts.theme_model else None,
            "coverage": self._points.describe(),
            "citations": self._citations.describe(),
            "kinds": kind_digest(),
            "reflectnlp": metadata.version("reflectnlp"),
        }

    @cached_property
    def fingerprint(self) -> str:
        """See the class."""
        text = json.dumps(self.describe(), sort_keys=True, ensure_ascii=False, default=_plain)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def compile_profile(parts: ProfileParts) -> Profile:
    """Build from plain parts what scoring works with; about a second, so once for the same parts."""
    return parts.compiled


def versions() -> str:
    """Versions of what can change a score, as JSON: a column of the table ``runs``."""
    return json.dumps({name: metadata.version(name) for name in LIBRARIES} | _rjieba(), sort_keys=True)


def _rjieba() -> dict[str, str]:
    try:
        return {"rjieba": metadata.version("rjieba")}
    except metadata.PackageNotFoundError:
        return {}


def _plain(value: Any) -> Any:
    """What JSON does not know, as what it knows."""
    if isinstance(value, np.generic | np.ndarray):
        return value.tolist()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple | set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is no plain value")
