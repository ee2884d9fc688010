"""A batch and what the rules found in, the probability of every theme for every sentence out.

Two regressions, one above the other, each linear in what it sees:

1. ridge regression on which of some thousand chosen strings stand in the sentence (weighted by how rare they
   are, rows of length 1) and what the rules weigh for it;
2. for each theme, logistic regression on what the first says of it for the sentence, its neighbours and its
   heading, beside the rules for the same.

A sentence's value depends on its document and the model alone. Fitting is in ``fit``; this file needs numpy
and scipy only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from reflectnlp.errors import ProfileError
from reflectnlp.language.batch import Batch
from reflectnlp.themes.matcher import RuleHits
from reflectnlp.themes.scheme import Scheme

GROUP = "theme_model"
FORMAT = 4
N_ABOVE = 9  # what the second regression sees of each theme
_ROWS = 64
RULES = 0.4  # how much the rules count beside the strings, whose rows have length 1
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ThemeModel:
    """A fitted classifier.

    Attributes
    ----------
    theme_ids
        The themes in the order of the columns.
    chosen, rarity
        The strings, and the weight of each: ln(sentences / sentences with it).
    first, first_bias, second, second_bias
        Coefficients, shapes (n_strings + n_themes, n_themes) and (N_ABOVE, n_themes), and intercepts.
    limits
        Shape (n_themes,): from which probability a theme is there.
    record
        What it was fitted on and how well it did: digests, folds, figures, versions.
    rules_only
        Themes that the rules decide alone, since labels were too few or did not help: their value is the
        weight of the rules.
    """

    theme_ids: tuple[str, ...]
    chosen: tuple[str, ...]
    rarity: Floats
    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats
    limits: Floats
    record: Mapping[str, Any] = field(default_factory=dict)
    rules_only: tuple[str, ...] = ()

    @property
    def strings(self) -> Mapping[str, tuple[str, ...]]:
        """The strings that must be in the batch's ``StringIndex``, by group."""
        return {GROUP: self.chosen}

    @property
    def thresholds(self) -> Floats:
        """Shape (n_themes,): from which probability a theme is there."""
        return self.limits

    def predict(self, batch: Batch, rule_hits: RuleHits) -> Floats:
        """Probabilities in [0, 1], shape (n_sents, n_themes); higher is surer."""
        n_strings = self.rarity.size
        below = np.asarray(string_cells(batch, self.rarity) @ self.first[:n_strings])
        below += RULES * _product(rule_hits.own, self.first[n_strings:]) + self.first_bias
        above = second_features(batch, rule_hits, below)
        # Rounded, since the last bits of a product may depend on how many rows it has.
        said = np.round(sigmoid(second_value(above, self.second, self.second_bias)), 9)
        alone = [self.theme_ids.index(theme) for theme in self.rules_only]
        said[:, alone] = rule_hits.weights[:, alone]
        return said

    def describe(self) -> dict[str, Any]:
        """A digest of everything that can change a score, and the record."""
        digest = hashlib.sha256("\n".join(self.chosen).encode("utf-8"))
        for values in self._arrays().values():
            digest.update(np.ascontiguousarray(values).tobytes())
        about = {"theme_ids": list(self.theme_ids), "sha256": digest.hexdigest(), "record": dict(self.record)}
        return about | ({"rules_only": list(self.rules_only)} if self.rules_only else {})

    def _arrays(self) -> dict[str, Floats]:
        names = ("rarity", "first", "first_bias", "second", "second_bias", "limits")
        return {name: getattr(self, name) for name in names}

    def save(self, path: str | Path) -> None:
        """Write ``path`` (.npz, numbers) and the JSON of the same name (strings, record)."""
        target = Path(path)
        arrays = {name: values.astype(np.float32) for name, values in self._arrays().items()}
        np.savez_compressed(target, **arrays)  # type: ignore[arg-type]  # no stub for names
        about = {
            "format": FORMAT,
            "theme_ids": self.theme_ids,
            "chosen": self.chosen,
            "rules_only": self.rules_only,
            "record": dict(self.record),
        }
        text = json.dumps(about, ensure_ascii=False, indent=0)
        target.with_suffix(".json").write_text(text + "\n", encoding="utf-8", newline="\n")

    @classmethod
    def load(cls, path: str | Path, scheme: Scheme) -> ThemeModel:
        """Read a model for a scheme.

        Raises
        ------
        ProfileError
            The files are missing or damaged, or were made for other themes.
        """
        target = Path(path)
        try:
            about = json.loads(target.with_suffix(".json").read_text(encoding="utf-8"))
            with np.load(target, allow_pickle=False) as stored:
                arrays = {name: stored[name].astype(np.float64) for name in stored.files}
        except (OSError, ValueError, KeyError) as error:
            raise ProfileError(
                f"{target}: cannot be read as a theme model: {error} → train it again"
            ) from error
        if tuple(about["theme_ids"]) != scheme.theme_ids:
            raise ProfileError(
                f"{target}: was trained for the themes {', '.join(about['theme_ids'])} → train it again for "
                f"the scheme {scheme.scheme_id}"
            )
        rest = {"record": about["record"], "rules_only": tuple(about.get("rules_only", ()))}
        return cls(tuple(about["theme_ids"]), tuple(about["chosen"]), **arrays, **rest)

    @classmethod
    def shipped(cls, scheme: Scheme) -> ThemeModel | None:
        """The model that comes with a built-in scheme; None where there is none."""
        place = resources.files("reflectnlp.themes") / "schemes" / scheme.scheme_id / "model.npz"
        if not place.is_file():
            return None
        with resources.as_file(place.parent) as folder:  # type: ignore[attr-defined]  # has parent
            return cls.load(folder / "model.npz", scheme)


def string_cells(batch: Batch, rarity: Floats) -> sp.csr_matrix:
    """Rarities of the strings in each sentence, shape (n_sents, n_strings).

    Every occurrence counts; a row is divided by the root of its occurrences' squared rarities. Hits come in
    the order of the text, so the rows are at hand without sorting; a column may stand twice in a row.
    """
    n = batch.n_sentences
    string, start, _ = batch.hits.of(GROUP)
    sent = batch.sentence_at(start)
    if (sent < 0).any():
        inside = np.flatnonzero(sent >= 0)
        sent, string = sent[inside], string[inside]
    length = np.sqrt(np.bincount(sent, (rarity * rarity).take(string), minlength=n))
    # A row of length 0 holds nothing but zeros.
    scaled = rarity.take(string) / np.where(length > 0, length, 1.0).take(sent)
    first = np.concatenate(([0], np.cumsum(np.bincount(sent, minlength=n))))
    return sp.csr_matrix((scaled, string, first), shape=(n, rarity.size))


def second_features(batch: Batch, rules: RuleHits, below: Floats) -> Floats:
    """What the second regression sees of each theme, shape (N_ABOVE, n_sents, n_themes).

    What the first says and what the rules weigh for the sentence, the one before, the one after and the
    heading above; and whether it is a heading. Nothing of other themes: a sentence that lists demands has
    many, which training sentences seldom have, so that each would speak against the others. Nothing of
    length and place in the document either, which differ between long texts and the answers of a form.
    """
    n, k = below.shape
    near = _near(batch)
    features = np.empty((N_ABOVE, n, k))
    for first, values in ((0, below), (4, rules.own)):
        padded = np.vstack([values, np.zeros((1, k))])
        features[first] = values
        for place, rows in enumerate(near, 1):
            features[first + place] = padded.take(rows, axis=0)
    features[8] = batch.sent_heading[:, None]
    return features


def second_value(features: Floats, weights: Floats, bias: Floats) -> Floats:
    """Log odds of every theme, shape (n_sents, n_themes)."""
    value = np.broadcast_to(bias, features.shape[1:]).copy()
    for feature, weight in zip(features, weights, strict=True):
        value += feature * weight
    return value


def _near(batch: Batch) -> tuple[NDArray[np.int64], ...]:
    """The sentence before, the one after, and the heading above; one behind the last for none."""
    number = np.arange(batch.n_sentences)
    last = batch.n_sentences
    coded, doc = batch.sent_coded, batch.sent_doc
    before = np.where(number > 0, number - 1, last)
    after = np.where(number + 1 < last, number + 1, last)
    for near in (before, after):
        at = np.minimum(near, max(last - 1, 0))
        if last:
            near[(near < last) & ((doc[at] != doc) | ~coded[at])] = last
    return before, after, np.where(batch.sent_section >= 0, batch.sent_section, last)


def _product(left: Floats, right: Floats) -> Floats:
    """``left @ right``, by rows so few that the library does not split them over threads.

    Products are small here: waiting for the other threads costs twenty times the product when the machine is
    busy, as it is when every core has its process.
    """
    rows = [left[n : n + _ROWS] @ right for n in range(0, len(left), _ROWS)]
    return np.concatenate([np.zeros((0, right.shape[1])), *rows])


def sigmoid(value: Floats) -> Floats:
    """Probabilities of log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(value, -30, 30))))
