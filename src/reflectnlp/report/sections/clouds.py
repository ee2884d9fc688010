"""Sentences and hits in, the words that people used out: of the whole study and of each theme.

The clouds of the page are lists of words by frequency, larger where more frequent: each word opens the
sentences that hold it. Of a theme, only words are shown that stand in its sentences more often than chance
would have it (G² > 3.84, see ``charts.keyness``): 支部 stands everywhere and tells no theme from another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reflectnlp.charts.keyness import keyness_data
from reflectnlp.report.evidence import Pool
from reflectnlp.report.frames import Frames
from reflectnlp.tables.words import Words, find_words

N_WORDS, N_OF_THEME, PER_WORD = 60, 16, 3
MIN_N, MIN_DOCUMENTS = 3, 3
SURE = 3.84
FLAGS = NDArray[np.bool_]


def clouds_part(frames: Frames, pool: Pool) -> dict[str, Any]:
    """The most frequent words of the study and of each theme; their sentences are put into ``pool``."""
    told = frames.told()
    words = find_words(told)
    common = common_words(words, told["doc_id"])
    everywhere = words.counts().merge(common, on="word").head(N_WORDS)
    places = _Places(told, words)
    return {
        "all": _sized(everywhere, (pool.put(*place) for place in places.of(everywhere, "w"))),
        "themes": [
            {"theme": theme, "words": _sized(part, (pool.put(*p) for p in places.of(part, f"w{k}.", rows)))}
            for k, (theme, rows, part) in enumerate(theme_words(frames, told, words, common=common))
            if len(part)
        ],
    }


def common_words(words: Words, doc_ids: pd.Series) -> pd.DataFrame:
    """Column word: the words of ``MIN_DOCUMENTS`` documents or more: no single text fills a cloud."""
    doc = pd.factorize(doc_ids)[0][words.row]
    pairs = np.unique(np.stack([words.word, doc.astype(np.int32)]), axis=1)
    n_documents = np.bincount(pairs[0], minlength=len(words.names))
    names = [name for name, n in zip(words.names, n_documents, strict=True) if n >= MIN_DOCUMENTS]
    return pd.DataFrame({"word": pd.Series(names, dtype="str")})


def theme_words(
    frames: Frames, told: pd.DataFrame, words: Words, *, common: pd.DataFrame
) -> Iterable[tuple[str, FLAGS, pd.DataFrame]]:
    """(theme, which sentences carry it, its telling words by frequency) of every theme."""
    numbered = told[["doc_id", "sent_id"]].assign(row=np.arange(len(told)))
    hits = frames.hits[["doc_id", "sent_id", "theme"]].merge(numbered, on=["doc_id", "sent_id"])
    for theme in frames.theme_ids:
        rows = np.zeros(len(told), dtype=np.bool_)
        rows[hits.loc[hits["theme"] == theme, "row"].to_numpy(dtype=np.int64)] = True
        sides = pd.concat([words.counts(rows).assign(group="in"), words.counts(~rows).assign(group="out")])
        keyed = keyness_data(sides, groups=("in", "out"), min_n=MIN_N)
        keyed = keyed[(keyed["keyness"] > SURE) & (keyed["n_first"] >= MIN_N)].merge(common, on="word")
        best = keyed.head(N_OF_THEME).rename(columns={"n_first": "n"})[["word", "n"]]
        yield theme, rows, best.sort_values(["n", "word"], ascending=[False, True], ignore_index=True)


class _Places:
    """Finds the sentences that hold a word: those of readable length first, one a document."""

    def __init__(self, told: pd.DataFrame, words: Words) -> None:
        self.columns = {name: told[name].tolist() for name in ("doc_id", "sent_id", "section", "text")}
        self.number = {name: k for k, name in enumerate(words.names)}
        size = told["text"].str.len().to_numpy(dtype=np.int64)
        self.rank = np.abs(size - 40) // 20
        order = np.argsort(words.word, kind="stable")
        self.row = words.row[order]
        self.first = np.searchsorted(words.word[order], np.arange(len(words.names) + 1))

    def of(
        self, part: pd.DataFrame, key: str, rows: FLAGS | None = None
    ) -> Iterable[tuple[str, int, list[dict[Any, Any]]]]:
        """(key, n, rows for the pool) of every word of ``part``, from the sentences that ``rows`` marks."""
        for k, (word, n) in enumerate(zip(part["word"], part["n"], strict=True)):
            number = self.number[word]
            at = np.unique(self.row[self.first[number] : self.first[number + 1]])
            at = at if rows is None else at[rows[at]]
            yield f"{key}{k}", int(n), self._best(at[np.argsort(self.rank[at], kind="stable")], word)

    def _best(self, at: NDArray[np.int32], word: str) -> list[dict[Any, Any]]:
        chosen: dict[str, int] = {}
        for row in at.tolist():
            chosen.setdefault(self.columns["doc_id"][row], row)
            if len(chosen) == PER_WORD:
                break
        out = []
        for row in chosen.values():
            found = {name: column[row] for name, column in self.columns.items()}
            start = found["text"].find(word)
            out.append({**found, "mark_start": start, "mark_end": start + len(word)})
        return out


def _sized(part: pd.DataFrame, keys: Iterable[str]) -> list[dict[str, Any]]:
    """Words with ``size`` from 0 (rarest shown) to 1, by the root of the frequency: area is what is seen."""
    if part.empty:
        return []
    root = np.sqrt(part["n"].to_numpy(dtype=np.float64))
    size = (root - root.min()) / ((root.max() - root.min()) or 1.0)
    rows = zip(part["word"], part["n"], size, keys, strict=True)
    return [{"word": w, "n": int(n), "size": float(s), "key": key} for w, n, s, key in rows]
