"""Readings in, an index that scores batches out: evidence for every point, coverage of every reading.

    documents → sentences → what they share with points → windows → document and point → document and reading

All steps are products and look-ups over the whole batch. A document's scores depend on the document and the
index alone. Text appended to a document adds windows and takes none away, and every weight of the second
regression is at least zero, so it never lowers a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reflectnlp.coverage.compile import compile_units
from reflectnlp.coverage.decide import ABSENT, CODES, VALUES, Verdict, decide
from reflectnlp.coverage.grid import Grid, grid_of
from reflectnlp.coverage.letters import fold
from reflectnlp.coverage.model import CoverageModel, shipped_model
from reflectnlp.coverage.overlap import rows_of, word_weights
from reflectnlp.coverage.readings import Reading
from reflectnlp.coverage.runs import find_runs, gram_index
from reflectnlp.coverage.signals import Cells, cells_of
from reflectnlp.coverage.similarity import SIGNAL, Similarity
from reflectnlp.coverage.units import ANCHORS, TERMS
from reflectnlp.coverage.verbatim import Verbatim, stock_phrases
from reflectnlp.errors import ProfileError
from reflectnlp.language import Batch, Segmenter, Vocabulary, stop_words

NAMES = "coverage.names"
_RUN = 4  # letters of the shortest run that is looked at


class PointIndex:
    """The key points of all readings, compiled.

    Parameters
    ----------
    readings
        With their points.
    segmenter
        The profile's.
    vocabulary
        Idf of words.
    model
        The fitted model; the shipped one by default.
    similarity
        A sentence model of the user's own; the coverage model must have been fitted with it.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        segmenter: Segmenter,
        *,
        vocabulary: Vocabulary,
        model: CoverageModel | None = None,
        similarity: Similarity | None = None,
    ) -> None:
        self.readings = tuple(readings)
        self.model = model or shipped_model()
        self.points = tuple(point for reading in readings for point in reading.points)
        counts = [len(reading.points) for reading in readings]
        ends = np.cumsum([0, *counts])
        self.blocks = [slice(int(a), int(b)) for a, b in pairwise(ends)]
        self._units = compile_units(readings, segmenter, vocabulary=vocabulary, common=self.model.common)
        self._weights = word_weights(vocabulary, stop_words())
        sides = [side for point in self.points for side in (point.text, point.source)]
        self._grams = gram_index(sides, _RUN)
        self._similarity = similarity
        self._vectors = similarity.encode(sides) if similarity else np.zeros((len(sides), 0), np.float32)
        self._verbatim = Verbatim(readings)
        names = {name: number for number, reading in enumerate(readings) for name in reading.names}
        self._names, self._name_reading = (
            tuple(sorted(names)),
            np.array([names[n] for n in sorted(names)], int),
        )

    @property
    def strings(self) -> dict[str, tuple[str, ...]]:
        """The groups of strings that a batch must have been searched for."""
        return {TERMS: self._units.terms, ANCHORS: self._units.anchors, NAMES: self._names}

    def signals(self, batch: Batch) -> tuple[Cells, Grid]:
        """The signals of a batch, before any weight is given to them: what fitting starts from."""
        return self._signals(batch, fold(batch.points))

    def _signals(self, batch: Batch, folded: NDArray[np.uint32]) -> tuple[Cells, Grid]:
        rows = rows_of(batch, self._units, self._weights, letter=folded)
        place = np.flatnonzero(folded > 0)
        row = rows.row_of.take(place)
        found = find_runs(folded.take(place), row, self._grams)
        runs = replace(found, start=row[found.start].astype(np.int64))
        run = np.zeros((rows.sent.size, len(self.points)), np.float32)
        np.maximum.at(run, (runs.start, runs.text // 2), runs.length)
        named = self._named(batch)
        grid = grid_of(len(batch.documents), rows, runs=runs, index=self._grams, named=named)
        return cells_of(rows, run, self.blocks, close=self._close(batch, rows.sent)), grid

    def _close(self, batch: Batch, sent: NDArray[np.int64]) -> NDArray[np.float32] | None:
        """Cosine of each sentence with the text or the source of each point, whichever is closer."""
        if self._similarity is None:
            return None
        spans = zip(batch.sent_start[sent], batch.sent_end[sent], strict=True)
        vectors = self._similarity.encode([batch.text[a:b] for a, b in spans])
        cosine: NDArray[np.float32] = vectors @ self._vectors.T
        nearer: NDArray[np.float32] = np.maximum(cosine[:, ::2], cosine[:, 1::2])
        return nearer

    def _named(self, batch: Batch) -> NDArray[np.bool_]:
        """Whether each document names the reading of each point, shape (n_docs, n_points)."""
        named = np.zeros((len(batch.documents), len(self.readings)), np.bool_)
        which, start, _ = batch.hits.of(NAMES)
        doc = np.searchsorted(batch.doc_start, start, side="right") - 1
        named[doc, self._name_reading[which]] = True
        return np.repeat(named, [block.stop - block.start for block in self.blocks], axis=1)

    def score(self, batch: Batch) -> dict[str, dict[str, Any]]:
        """Score a batch.

        Returns
        -------
        dict
            ``evidence`` and ``coverage``: the columns of these tables, with the document's number in the
            batch as ``doc``, the sentence's as ``sent`` (-1 if none) and offsets in the batch's text.
            Documents in order, for each its points (readings) in order; nothing is left out.
        """
        if self._similarity is not None and not self.model.window.weights.get(SIGNAL):
            raise ProfileError(
                "the coverage model has no weight for the sentence model → fit it with "
                "scripts/train_coverage.py --sentence-model, or leave the sentence model out"
            )
        folded = fold(batch.points)
        cells, grid = self._signals(batch, folded)
        verdict = decide(self.model, cells, grid, self.blocks)
        sent = np.flatnonzero(batch.sent_coded)
        return {
            "evidence": self._evidence(batch, verdict, sent),
            "coverage": self._coverage(batch, verdict, folded),
        }

    def _evidence(self, batch: Batch, verdict: Verdict, sent: NDArray[np.int64]) -> dict[str, Any]:
        n_docs = len(batch.documents)
        row = np.where(verdict.code == ABSENT, -1, verdict.row).ravel()
        some = row >= 0
        at = np.append(sent, -1)[row]
        return {
            "doc": np.repeat(np.arange(n_docs), len(self.points)),
            "point_id": np.tile(np.array([p.point_id for p in self.points], object), n_docs),
            "code": np.array(CODES, object)[verdict.code.ravel()],
            "score": np.round(verdict.score.ravel(), 6),
            "sent": at,
            "start": np.where(some, np.append(batch.sent_start, -1)[at], -1),
            "end": np.where(some, np.append(batch.sent_end, -1)[at], -1),
            "similarity": np.round(verdict.similarity.ravel(), 6),
        }

    def _coverage(self, batch: Batch, verdict: Verdict, folded: NDArray[np.uint32]) -> dict[str, Any]:
        n_docs, n_readings = len(batch.documents), len(self.readings)
        place = np.flatnonzero(folded > 0)
        n_letters = np.diff(np.searchsorted(place, batch.doc_start))
        doc = np.repeat(np.arange(n_docs, dtype=np.int32), n_letters)
        weight = np.array([point.weight for point in self.points])
        value = np.array([VALUES[code] for code in CODES])[verdict.code]
        share = np.zeros((n_docs, n_readings))
        counts = np.zeros((len(CODES), n_docs, n_readings), np.int64)
        for number, block in enumerate(self.blocks):
            total = weight[block].sum()
            share[:, number] = value[:, block] @ weight[block] / total if total else 0.0
            for code in range(len(CODES)):
                counts[code, :, number] = (verdict.code[:, block] == code).sum(axis=1)
        sizes = [block.stop - block.start for block in self.blocks]
        return {
            "doc": np.repeat(np.arange(n_docs), n_readings),
            "reading_id": np.tile(np.array([r.reading_id for r in self.readings], object), n_docs),
            "score": np.round(share.ravel(), 6),
            "n_points": np.tile(np.array(sizes, np.int64), n_docs),
            "n_quoted": counts[0].ravel(),
            "n_paraphrased": counts[1].ravel(),
            "n_mentioned": counts[2].ravel(),
            "verbatim_share": np.round(self._verbatim.shares(folded.take(place), doc, n_docs).ravel(), 6),
        }

    def describe(self) -> dict[str, Any]:
        """Everything that can change a score, as plain data."""
        return {
            "model": self.model.describe(),
            "stock": list(stock_phrases()),
            "similarity": self._similarity.describe() if self._similarity else None,
            "readings": [
                {
                    "reading_id": reading.reading_id,
                    "names": list(reading.names),
                    "text": reading.text,
                    "points": [[p.point_id, p.text, p.section, p.weight, p.source] for p in reading.points],
                }
                for reading in self.readings
            ],
        }
