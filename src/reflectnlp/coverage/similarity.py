"""A folder with a sentence model of the user's own in, vectors of sentences out.

Nothing is downloaded and nothing of the kind is shipped: whoever has a model keeps it in a folder. Two forms
are read. *Static vectors*: ``words.txt`` (a word a line) beside ``vectors.npy`` (a row a word); a sentence is
the mean of its words, weighted by idf. Or a folder of the library ``sentence-transformers`` (it holds
``modules.json``), which needs the extra ``embedding``.

A model adds one signal to windows, ``embedding``. The shipped weights know nothing of it, so the coverage
model must be fitted with it (``scripts/train_coverage.py --sentence-model``).
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from reflectnlp.errors import MissingExtraError, Problem, StudyError
from reflectnlp.language import Segmenter, Vocabulary

SIGNAL = "embedding"


class Similarity(Protocol):
    """Turns sentences into vectors; the same sentence always into the same one."""

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length 1 (or 0 where there is nothing to go by), shape (n_sentences, n_dimensions)."""

    def describe(self) -> dict[str, Any]:
        """What identifies the model, as plain data: it can change scores."""


@dataclass(frozen=True, slots=True)
class StaticVectors:
    """A vector for each word of a vocabulary of its own.

    Parameters
    ----------
    number
        Word → row of ``vectors``.
    vectors
        Shape (n_words, n_dimensions).
    idf
        Shape (n_words,): what each word weighs in a sentence.
    segmenter
        Cuts sentences into words.
    """

    number: dict[str, int]
    vectors: NDArray[np.float32] = field(repr=False)
    idf: NDArray[np.float64] = field(repr=False)
    segmenter: Segmenter

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """See `Similarity`."""
        result = np.zeros((len(sentences), self.vectors.shape[1]), np.float32)
        for i, sentence in enumerate(sentences):
            rows = [self.number[word] for word in self.segmenter.cut(sentence) if word in self.number]
            result[i] = self.idf[rows] @ self.vectors[rows]
        return unit(result)

    def describe(self) -> dict[str, Any]:
        """See `Similarity`."""
        digest = hashlib.sha256("\n".join(self.number).encode() + self.vectors.tobytes() + self.idf.tobytes())
        return {"form": "static vectors", "sha256": digest.hexdigest(), **self.segmenter.describe()}


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """A model of the library ``sentence-transformers``; ``sha256`` covers the files of its folder."""

    model: Any = field(repr=False)
    sha256: str

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """See `Similarity`."""
        return unit(np.asarray(self.model.encode(list(sentences), show_progress_bar=False), np.float32))

    def describe(self) -> dict[str, Any]:
        """See `Similarity`."""
        return {"form": "sentence-transformers", "sha256": self.sha256}


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows divided by their lengths; rows of zeros stay."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = (vectors / np.where(length > 0, length, 1)).astype(np.float32)
    return scaled


def load_similarity(folder: str | Path, segmenter: Segmenter, *, vocabulary: Vocabulary) -> Similarity:
    """Read a model from a folder.

    Raises
    ------
    StudyError
        The folder holds neither form, or vectors and words do not fit together.
    MissingExtraError
        It needs ``sentence-transformers``, which is not installed.
    """
    place = Path(folder)
    if (place / "vectors.npy").is_file() and (place / "words.txt").is_file():
        return _static(place, segmenter, vocabulary)
    if not (place / "modules.json").is_file():
        fact = "holds no sentence model"
        remedy = "put words.txt and vectors.npy there, or a model of sentence-transformers"
        raise StudyError([Problem(str(place.name), fact, remedy)])
    if importlib.util.find_spec("sentence_transformers") is None:
        raise MissingExtraError("a sentence model", "embedding")
    library: Any = importlib.import_module("sentence_transformers")
    digest = hashlib.sha256()
    for path in sorted(p for p in place.rglob("*") if p.is_file()):
        digest.update(path.relative_to(place).as_posix().encode() + path.read_bytes())
    model = library.SentenceTransformer(str(place), device="cpu", local_files_only=True)
    return SentenceModel(model, digest.hexdigest())


def _static(place: Path, segmenter: Segmenter, vocabulary: Vocabulary) -> StaticVectors:
    text = _read(place / "words.txt", partial(Path.read_text, encoding="utf-8"), "UTF-8 text")
    words = text.removesuffix("\n").split("\n")
    vectors = _read(place / "vectors.npy", np.load, "numbers, as numpy.save writes them")
    if vectors.ndim != 2 or len(vectors) != len(words) or len(set(words)) != len(words):
        fact = f"has {len(set(words))} different words in {len(words)} lines, vectors.npy {vectors.shape}"
        raise StudyError([Problem(f"{place.name}/words.txt", fact, "give one row of numbers for each word")])
    known = dict(zip(vocabulary.words, vocabulary.idf.tolist(), strict=True))
    idf = np.array([known.get(word, vocabulary.unknown_idf) for word in words])
    return StaticVectors(
        {word: i for i, word in enumerate(words)}, vectors.astype(np.float32), idf, segmenter
    )


def _read(path: Path, load: Callable[[Path], Any], form: str) -> Any:
    """What ``load`` makes of a file of a model; numpy refuses pickles by default."""
    try:
        return load(path)
    except (OSError, ValueError, EOFError) as error:
        fact = f"cannot be read ({type(error).__name__})"
        raise StudyError([Problem(f"{path.parent.name}/{path.name}", fact, f"give {form}")]) from error
