"""Gold of the repository in, the shipped theme model out, with its record.

Usage: python scripts/train_themes.py [--scheme NAME] [--loso] [--out FILE]
``--loso`` prints figures with every setting left out in turn, and writes nothing. Gold of party_study lies
in data/gold, that of any other built-in scheme in data/gold/schemes/NAME.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from array import array
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from reflectnlp.documents import document_from_text
from reflectnlp.language import default_segmenter, jieba_vocabulary
from reflectnlp.records import Document, Sentence
from reflectnlp.themes import Scheme, ThemeModel
from reflectnlp.themes.fit import Coded, fit_theme_model
from reflectnlp.themes.fit_curve import learning_curve
from reflectnlp.validation import load_gold
from reflectnlp.validation.alignment import gold_spans, matches, spans

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "data" / "gold"
SCHEMES = ROOT / "src" / "reflectnlp" / "themes" / "schemes"
DEFAULT = "party_study"


def main() -> None:
    """Read the arguments and train or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scheme", default=DEFAULT)
    parser.add_argument("--loso", action="store_true")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    scheme = Scheme.builtin(arguments.scheme)
    settings = read_settings(scheme)
    about = record(scheme)
    if not arguments.loso:
        about["learning_curve"] = curve(settings, scheme)
    model = train(settings, scheme, about)
    print(json.dumps(model.record["leave_one_setting_out"], indent=1))
    if not arguments.loso:
        model.save(arguments.out or SCHEMES / scheme.scheme_id / "model.npz")


def gold_folder(scheme: Scheme) -> Path:
    """Where the gold of a scheme lies."""
    return GOLD if scheme.scheme_id == DEFAULT else GOLD / "schemes" / scheme.scheme_id


def study_folders(scheme: Scheme) -> list[Path]:
    """The coded studies of a scheme; the demo study is one of ``party_study``."""
    demo = [ROOT / "data" / "demo"] if scheme.scheme_id == DEFAULT else []
    folders = [*demo, *sorted((gold_folder(scheme) / "settings").iterdir())]
    return [folder for folder in folders if gold_file(folder).is_file()]


def read_settings(scheme: Scheme) -> list[Coded]:
    """All gold that the repository has for a scheme: coded studies and the sentence bank."""
    found = [read_setting(folder, scheme) for folder in study_folders(scheme)]
    found += [read_bank(path, scheme) for path in sorted((gold_folder(scheme) / "bank").glob("*.txt"))]
    return found + ([read_offtopic(scheme)] if offtopic_files(scheme) else [])


def offtopic_files(scheme: Scheme) -> list[Path]:
    """Prose about other matters to learn from; it was written for ``party_study`` alone."""
    return sorted((GOLD / "offtopic" / "train").glob("*.txt")) if scheme.scheme_id == DEFAULT else []


def read_offtopic(scheme: Scheme) -> Coded:
    """Whole documents of which no sentence carries a theme: they train, and are never measured on."""
    documents = tuple(
        document_from_text(path.read_text(encoding="utf-8"), source=path.name)
        for path in offtopic_files(scheme)
    )
    roles = [sentence.role in ("body", "heading") for one in documents for sentence in one.sentences]
    marks = np.zeros((len(roles), len(scheme.theme_ids)), bool)
    return Coded("offtopic", documents, marks, np.array(roles), single=True)


def gold_file(folder: Path) -> Path:
    """Where a study keeps its gold."""
    inside = folder / "gold" / "gold.jsonl"
    return inside if inside.is_file() else folder / "gold.jsonl"


def read_setting(folder: Path, scheme: Scheme) -> Coded:
    """A coded study: every sentence takes the themes of the gold sentences that it speaks for."""
    documents, marks, known = [], [], []
    place = {theme: n for n, theme in enumerate(scheme.theme_ids)}
    for gold in load_gold(gold_file(folder)):
        path = folder / "gold" / "plain" / Path(gold.doc).name if gold.plain else folder / gold.doc
        document = document_from_text(path.read_bytes().decode("utf-8-sig"), source=gold.doc)
        own = spans([(s.start, s.end) for s in document.sentences])
        mark = np.zeros((len(document.sentences), len(place)), bool)
        seen = np.zeros(len(document.sentences), bool)
        for sentence, found in zip(
            gold.sentences, matches(gold_spans(gold, document.text), own), strict=True
        ):
            seen[found] = True
            for theme in sentence.themes:
                mark[found, place[theme]] = True
        documents.append(document)
        marks.append(mark)
        known.append(seen & [s.role in ("body", "heading") for s in document.sentences])
    return Coded(folder.name, tuple(documents), np.vstack(marks), np.concatenate(known))


def read_bank(path: Path, scheme: Scheme) -> Coded:
    """A file of single coded sentences."""
    rows = [
        line.split("|", 2) for line in path.read_text(encoding="utf-8").splitlines() if line.count("|") >= 2
    ]
    rows = [row for row in rows if not row[0].startswith("#")]
    place = {theme: n for n, theme in enumerate(scheme.theme_ids)}
    marks = np.zeros((len(rows), len(place)), bool)
    for n, (codes, _, _) in enumerate(rows):
        for theme in codes.strip().split("+"):
            if theme in place:
                marks[n, place[theme]] = True
    documents = tuple(single(row[2].strip(), f"{path.stem}-{n}") for n, row in enumerate(rows))
    return Coded(path.stem, documents, marks, np.ones(len(rows), bool), single=True)


def single(text: str, name: str) -> Document:
    """A document of one sentence."""
    every = array("i", range(len(text)))
    ends = array("i", range(1, len(text) + 1))
    sentence = Sentence(0, len(text), 0, len(text), "body", "", text)
    return Document(name, name, "text", "", text, text, every, ends, sentences=(sentence,))


def train(settings: list[Coded], scheme: Scheme, about: dict[str, Any]) -> ThemeModel:
    """A model of all that is given; its record holds the figures with every setting left out in turn."""
    return fit_theme_model(
        settings, scheme, segmenter=default_segmenter(), vocabulary=jieba_vocabulary(), record=about
    )


def curve(settings: list[Coded], scheme: Scheme) -> list[dict[str, Any]]:
    """Macro F1 by number of coded sentences; the last point is ``leave_one_setting_out``, of all of them."""
    rows = learning_curve(settings, scheme, segmenter=default_segmenter(), vocabulary=jieba_vocabulary())
    return [{name: row[name] for name in ("sentences", "macro_f1")} for row in rows]


def record(scheme: Scheme) -> dict[str, Any]:
    """What the model was fitted on, and with what."""
    studies = [gold_file(folder) for folder in study_folders(scheme)]
    files = sorted([*studies, *(gold_folder(scheme) / "bank").glob("*.txt"), *offtopic_files(scheme)])
    return {
        "gold": {
            p.relative_to(ROOT).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()[:16] for p in files
        },
        "versions": {name: metadata.version(name) for name in ("scikit-learn", "numpy", "scipy")},
    }


if __name__ == "__main__":
    main()
