"""Themes and kinds against gold: rules, classifier, both, and a list of obvious keywords.

    python benchmarks/accuracy_themes.py [--fast] [--json FILE]

Settings are left out in turn (all that codes decide is learnt without them), and, in domain, every fifth
document; documents stay whole. Intervals are bootstraps over documents. Then: the documents in which most
sentences carry no theme, prose about other matters (`data/gold/offtopic/test`), the other built-in schemes,
learning curves, and the kinds of documents. --fast leaves out the curves and the in-domain folds. The bars of
the project are printed with what was reached. It takes minutes; nothing is written but FILE.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import train_themes  # noqa: E402  the gold that the shipped model is trained on, read the same way
from reflectnlp.documents import document_from_text  # noqa: E402
from reflectnlp.documents.kind import CLASSES  # noqa: E402
from reflectnlp.language import StringIndex, default_segmenter, jieba_vocabulary, make_batch  # noqa: E402
from reflectnlp.themes import Matcher, Scheme, ThemeModel, find_themes, obvious_keywords  # noqa: E402
from reflectnlp.themes.find import SURE_IN_OTHER  # noqa: E402
from reflectnlp.themes.fit import Coded, HeldOut, Seen, held_out, prepare  # noqa: E402
from reflectnlp.themes.fit_curve import f1_scores, learning_curve  # noqa: E402
from reflectnlp.validation.agreement import nominal_alpha  # noqa: E402
from reflectnlp.validation.baselines import keyword_themes  # noqa: E402

GOLD = ROOT / "data" / "gold"
WORDS: dict[str, Any] = {"segmenter": default_segmenter(), "vocabulary": jieba_vocabulary()}
METHODS = ("keywords", "rules", "classifier", "both")
DRAWN, SEED, LEAST = 1000, 20050409, 20
Marks = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """Sentences that people coded, and what every method says of them; one row a sentence."""

    theme_ids: tuple[str, ...]
    marks: Marks
    said: dict[str, Marks]
    document: NDArray[np.int64]
    setting: NDArray[np.object_]

    def only(self, rows: Marks) -> Measured:
        """Some of the sentences."""
        said = {name: one[rows] for name, one in self.said.items()}
        return replace(
            self,
            marks=self.marks[rows],
            said=said,
            document=self.document[rows],
            setting=self.setting[rows],
        )

    def macro(self, method: str) -> float:
        """Mean F1 over themes that people gave."""
        return macro_of(*counts(self.marks, self.said[method]))

    def interval(self, method: str) -> tuple[float, float]:
        """95 % of the macro F1 of documents drawn with replacement."""
        random = np.random.default_rng(SEED)
        _, place = np.unique(self.document, return_inverse=True)
        n = int(place.max()) + 1
        parts = [np.zeros((n, self.marks.shape[1])) for _ in range(3)]
        said = self.said[method]
        for part, cells in zip(parts, (self.marks & said, self.marks, said), strict=True):
            np.add.at(part, place, cells)
        drawn = random.multinomial(n, np.full(n, 1 / n), DRAWN)
        values = [macro_of(*(draw @ part for part in parts)) for draw in drawn]
        low, high = np.percentile(values, [2.5, 97.5])
        return float(low), float(high)


def counts(marks: Marks, said: Marks) -> tuple[Floats, Floats, Floats]:
    """Hits, gold and predictions of every theme."""
    return (marks & said).sum(axis=0), marks.sum(axis=0), said.sum(axis=0)


def macro_of(both: Floats, gold: Floats, said: Floats) -> float:
    """Mean F1 over themes with gold."""
    f1 = 2 * both / np.maximum(gold + said, 1)
    return float(f1[gold > 0].mean()) if (gold > 0).any() else float("nan")


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--fast", action="store_true", help="leave out the learning curve and in-domain folds"
    )
    parser.add_argument("--json", type=Path, default=None)
    arguments = parser.parse_args()
    scheme = Scheme.builtin()
    settings = train_themes.read_settings(scheme)
    figures: dict[str, Any] = {}
    ways = ("setting",) if arguments.fast else ("setting", "document")
    measured = dict(zip(ways, measure(settings, scheme, ways), strict=True))
    loso = measured["setting"]
    print(f"party_study, settings left out in turn: {loso.marks.shape[0]} sentences")
    figures["party_study"] = show_themes(loso)
    show_settings(loso)
    for way, one in measured.items():
        figures[f"macro {way}"] = show_macro(one, way)
    plain = loso.only(mostly_plain(loso))
    figures["plain"] = show_macro(plain, "plain: documents with ≥ 50 % of sentences without a theme")
    figures["off_topic"] = off_topic(scheme)
    for name in ("reflection_moves", "work_safety"):
        if (GOLD / "schemes" / name).is_dir():
            figures[name] = other_scheme(name)
    if not arguments.fast:
        for name in ("party_study", "reflection_moves", "work_safety"):
            one = Scheme.builtin(name)
            figures[f"curve {name}"] = show_curve(train_themes.read_settings(one), one)
    figures["kinds"] = kinds()
    bars(loso, plain, figures["off_topic"])
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def measure(settings: Sequence[Coded], scheme: Scheme, ways: Sequence[str]) -> list[Measured]:
    """What every method says, for each way to make folds."""
    seen = prepare(settings, scheme, **WORDS)
    blind = replace(seen, rules=tuple(replace(r, own=r.own * 0, weights=r.weights * 0) for r in seen.rules))
    limits = np.array([theme.threshold for theme in scheme.themes])
    weights = np.vstack([rules.weights for rules in seen.rules])
    rules = (weights >= limits) & (weights > 0)
    pairs = zip(held_out(seen, by=ways), held_out(blind, by=ways), strict=True)
    said = {"keywords": keyword_marks(seen, scheme), "rules": rules}
    return [laid_out(seen, scheme, both=both, alone=alone, said=said) for both, alone in pairs]


def keyword_marks(seen: Seen, scheme: Scheme) -> Marks:
    """What a list of obvious keywords says of all sentences."""
    texts = [s.text for coded in seen.settings for document in coded.documents for s in document.sentences]
    found = keyword_themes(texts, obvious_keywords(scheme))
    return np.array([[theme in themes for theme in scheme.theme_ids] for themes in found], np.bool_)


def laid_out(
    seen: Seen, scheme: Scheme, *, both: HeldOut, alone: HeldOut, said: Mapping[str, Marks]
) -> Measured:
    """All methods side by side on the sentences that were held out."""
    document = np.concatenate(
        [batch.sent_doc.astype(np.int64) + 10_000 * n for n, batch in enumerate(seen.batches)]
    )
    sizes = [batch.n_sentences for batch in seen.batches]
    setting = np.repeat(np.array([coded.setting for coded in seen.settings], dtype=object), sizes)
    row = both.row
    every = {name: cells[row] for name, cells in said.items()}
    every |= {"classifier": alone.said, "both": both.said & ~unsure(seen, both)}
    return Measured(scheme.theme_ids, both.marks, every, document[row], setting[row])


def unsure(seen: Seen, held: HeldOut) -> Marks:
    """What ``find_themes`` takes back in documents about other matters."""
    other = np.concatenate(
        [
            np.array([document.kind == "other" for document in batch.documents], np.bool_)[batch.sent_doc]
            for batch in seen.batches
        ]
    )
    return other[held.row, None] & (held.probability < SURE_IN_OTHER)


def show_themes(one: Measured) -> dict[str, Any]:
    """Precision, recall, F1 and alpha of every theme and method."""
    head = "".join(f"{name:>26}" for name in METHODS)
    print(f"  {'':16}{'':>8}{head}")
    print(f"  {'theme':<16}{'support':>8}" + "     P    R   F1  alpha    " * len(METHODS))
    rows = {}
    for n, theme in enumerate(one.theme_ids):
        gold = one.marks[:, n]
        row: dict[str, Any] = {"support": int(gold.sum())}
        for method in METHODS:
            row[method] = figures_of(gold, one.said[method][:, n])
        rows[theme] = row
        cells = "".join("  {:.2f} {:.2f} {:.2f} {:>5.2f}    ".format(*row[m].values()) for m in METHODS)
        print(f"  {theme:<16}{row['support']:>8}   {cells}")
    return rows


def figures_of(gold: Marks, said: Marks) -> dict[str, float]:
    """Precision, recall, F1 and Krippendorff's alpha of one theme."""
    both, n_gold, n_said = int((gold & said).sum()), int(gold.sum()), int(said.sum())
    return {
        "precision": both / max(n_said, 1),
        "recall": both / max(n_gold, 1),
        "f1": 2 * both / max(n_gold + n_said, 1),
        "alpha": float(nominal_alpha(np.stack([gold, said]).astype(float))),
    }


def show_settings(one: Measured) -> None:
    """Macro F1 of every setting."""
    print(f"\n  {'setting':<18}{'sentences':>10}{'no theme':>10}" + "".join(f"{m:>12}" for m in METHODS))
    for name in dict.fromkeys(one.setting.tolist()):
        part = one.only(one.setting == name)
        none = float((~part.marks.any(axis=1)).mean())
        cells = "".join(f"{part.macro(method):>12.3f}" for method in METHODS)
        print(f"  {name:<18}{part.marks.shape[0]:>10}{none:>10.2f}{cells}")


def show_macro(one: Measured, title: str) -> dict[str, Any]:
    """Macro F1 of all methods with intervals."""
    none = float((~one.marks.any(axis=1)).mean())
    n_documents = len(np.unique(one.document))
    print(f"\nmacro F1, {title} ({one.marks.shape[0]} sentences, {n_documents} documents, {none:.2f} none):")
    found = {}
    for method in METHODS:
        low, high = one.interval(method)
        found[method] = {"macro_f1": one.macro(method), "low": low, "high": high}
        print(f"  {method:<12}{one.macro(method):.3f}  [{low:.3f}, {high:.3f}]")
    return found


def mostly_plain(one: Measured) -> Marks:
    """Sentences of documents of which at least half of the coded sentences carry no theme."""
    _, place = np.unique(one.document, return_inverse=True)
    none = np.bincount(place, ~one.marks.any(axis=1)) / np.bincount(place)
    return np.asarray(none[place] >= 0.5)


def off_topic(scheme: Scheme) -> dict[str, float]:
    """Share of sentences about other matters that get a theme: the rules, and the shipped model."""
    documents = [
        document_from_text(path.read_text(encoding="utf-8"), source=path.name)
        for path in sorted((GOLD / "offtopic" / "test").glob("*.txt"))
    ]
    model = ThemeModel.shipped(scheme)
    matcher = Matcher(scheme)
    strings = StringIndex({**matcher.strings, **(model.strings if model else {})})
    batch = make_batch(documents, strings=strings, **WORDS)
    n = int(batch.sent_coded.sum())
    found = {"sentences": float(n)}
    for name, used in (("rules", None), ("both", model)):
        hits = find_themes(batch, matcher, used)
        found[name] = len(set(hits.sent.tolist())) / n
        if used is not None:
            for sent, theme in zip(hits.sent.tolist(), hits.theme.tolist(), strict=True):
                text = batch.text[batch.sent_start[sent] : batch.sent_end[sent]]
                print(f"    {scheme.theme_ids[theme]}: {text}")
    charted = sum(document.kind not in ("news", "other") for document in documents)
    print(
        f"off-topic prose: {n} sentences of {len(documents)} documents; with a theme: rules "
        f"{found['rules']:.1%}, shipped model {found['both']:.1%}; "
        f"documents that charts would count: {charted}"
    )
    return found


def other_scheme(name: str) -> dict[str, Any]:
    """The same figures for another built-in scheme."""
    scheme = Scheme.builtin(name)
    settings = train_themes.read_settings(scheme)
    one = measure(settings, scheme, ("setting",))[0]
    print(f"\n{name}, settings left out in turn: {one.marks.shape[0]} sentences")
    rows = show_themes(one)
    return {"themes": rows, "macro": show_macro(one, name)}


def show_curve(settings: Sequence[Coded], scheme: Scheme) -> list[dict[str, Any]]:
    """Macro F1 by number of coded sentences, on a third of the settings held out in turn."""
    rows = learning_curve(settings, scheme, **WORDS)
    print(f"\n{scheme.scheme_id}, learning curve (a third of the settings held out, three rounds):")
    for row in rows:
        labels = np.mean(list(row["labels"].values()))
        what = f"{row['sentences']} sentences" if row["sentences"] else "rules alone"
        print(f"  {what:>16}, {labels:6.1f} labels a theme: {row['macro_f1']:.3f}")
    return rows


def kinds() -> dict[str, float]:
    """How often held-out texts get their kind."""
    right: dict[str, list[bool]] = {}
    charted = 0
    for kind in CLASSES:
        path = GOLD / "kinds" / "test" / f"{kind}.txt"
        found = [
            document_from_text(text, source=f"{n}.txt").kind
            for n, text in enumerate(path.read_text(encoding="utf-8").split("\n%%\n"))
        ]
        right[kind] = [got == kind for got in found]
        out = [got in ("news", "other") for got in found]
        charted += sum(one != (kind in ("news", "other")) for one in out)
    every = [value for values in right.values() for value in values]
    parts = ", ".join(f"{kind} {np.mean(values):.2f}" for kind, values in right.items())
    print(f"\nkinds of documents: {np.mean(every):.3f} of {len(every)} held-out texts ({parts})")
    print(f"  texts on the wrong side of the charts: {charted}")
    return {kind: float(np.mean(values)) for kind, values in right.items()}


def bars(loso: Measured, plain: Measured, off: dict[str, float]) -> None:
    """The project's bars, met or not."""
    f1 = f1_scores(loso.marks, loso.said["both"], np.ones(loso.marks.shape[0]))
    often = loso.marks.sum(axis=0) >= LEAST
    print("\nbars, settings left out:")
    for what, value, met in (
        ("macro F1 ≥ 0.78", loso.macro("both"), loso.macro("both") >= 0.78),
        ("no theme with support ≥ 20 under 0.60", f1[often].min(), f1[often].min() >= 0.60),
        ("plain texts: macro F1 ≥ 0.72", plain.macro("both"), plain.macro("both") >= 0.72),
        ("off-topic sentences with a theme ≤ 2 %", off["both"], off["both"] <= 0.02),
    ):
        print(f"  {what:<42}{value:8.3f}  {'met' if met else 'NOT MET'}")


if __name__ == "__main__":
    main()
