"""Texts of known kind in, the model that tells kinds of documents apart out.

Usage: python scripts/train_kinds.py
Fitted on data/gold/kinds/train, on the submissions of the demo and the coded settings whose gold names their
kind, and on the training half of data/gold/offtopic. data/gold/kinds/test is never looked at here.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from reflectnlp.documents import document_from_text
from reflectnlp.documents.kind import CLASSES, EXCLUDED, FILE
from reflectnlp.documents.kind_shape import characters, looked_at, shape

Floats = NDArray[np.float64]

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "data" / "gold"
MODEL = ROOT / "src" / "reflectnlp" / "documents" / FILE
REFLECTIONS = ("ordinary", "personal", "official", "thorough", "quoting", "awkward", "thin")
NAMES = {
    **dict.fromkeys(REFLECTIONS, "reflection"),
    **{name: name for name in ("summary", "outline", "letter")},
    "thought_report": "letter",
    "private": "other",  # a diary, a story: nothing of study or work in it
}
LOOK = 0.1  # how much the look counts beside the characters, whose rows have length 1
STRENGTH = 1.0  # inverse strength of regularisation


def main() -> None:
    """Fit, print accuracy on held-out folds of the training texts, and write the model."""
    if not MODEL.is_file():
        blank()
    texts = kind_texts(GOLD / "kinds" / "train") + submissions() + offtopic()
    kinds = np.array([CLASSES.index(kind) for _, kind in texts])
    bodies, looks = zip(*(seen(text) for text, _ in texts), strict=True)
    idf = rarity(bodies)
    look = np.array(looks)
    middle, spread = look.mean(axis=0), (look.std(axis=0) + 0.05) / LOOK
    weighed = [characters(body, idf) for body in bodies]
    cells = np.array([[row.get(character, 0.0) for character in idf] for row in weighed])
    rows = np.hstack([cells, (look - middle) / spread])
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)
    folds = StratifiedKFold(5, shuffle=True, random_state=1)
    said = cross_val_predict(model, rows, kinds, cv=folds, method="decision_function")
    right = said.argmax(axis=1) == kinds
    sharp = sharpness(said, kinds)
    model.fit(rows, kinds)
    weights = sharp * model.coef_.T
    write(
        idf={character: round(value, 4) for character, value in idf.items()},
        characters={c: plain(row) for c, row in zip(idf, weights, strict=False)},
        middle=plain(middle),
        spread=plain(spread),
        look=[plain(row) for row in weights[len(idf) :]],
        bias=plain(sharp * model.intercept_),
    )
    chance = softmax(sharp * said, axis=1)
    out = np.isin(chance.argmax(axis=1), [CLASSES.index(kind) for kind in EXCLUDED])
    submitted = ~np.isin(kinds, [CLASSES.index(kind) for kind in EXCLUDED])
    for limit in (0.5, 0.6, 0.7, 0.8):  # what SURE_TO_EXCLUDE is chosen by
        hidden = out & (chance.max(axis=1) >= limit)
        print(
            f"excluded from {limit}: {hidden[submitted].mean():.3f} of submissions, "
            f"{hidden[~submitted].mean():.3f} of news and other texts"
        )
    print(f"{len(texts)} texts, accuracy on five folds {right.mean():.3f}")
    for number, kind in enumerate(CLASSES):
        print(f"  {kind:<12}{(kinds == number).sum():>5} {right[kinds == number].mean():.2f}")


def blank() -> None:
    """A model that knows nothing: documents cannot be made without one."""
    n_look = 21
    none = [[0.0] * len(CLASSES)] * n_look
    write(idf={}, characters={}, middle=[0.0] * n_look, spread=[1.0] * n_look, look=none, bias=none[0])


def write(**parts: Any) -> None:
    """Write the model, a line a part."""
    lines = [f"{json.dumps(n)}: {json.dumps(v, ensure_ascii=False)}" for n, v in parts.items()]
    MODEL.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


def plain(values: Floats) -> list[float]:
    """Numbers with four decimals."""
    return [round(float(value), 4) for value in values]


def sharpness(said: Floats, kinds: np.ndarray) -> float:
    """By how much held-out answers are to be stretched to be as sure as they are right (least log loss)."""
    best = minimize_scalar(
        lambda k: -log_softmax(k * said, axis=1)[np.arange(len(kinds)), kinds].mean(),
        bounds=(0.2, 20),
        method="bounded",
    )
    return float(best.x)


def seen(text: str) -> tuple[str, list[float]]:
    """What the model sees of a text."""
    document = document_from_text(text, source="text.txt")
    body = looked_at(document.clean)
    return body, shape(body, document.title, document.sentences, document.clean)


def rarity(bodies: tuple[str, ...]) -> dict[str, float]:
    """ln((1 + n) / (1 + df)) + 1 of the characters that stand in two texts or more, in order."""
    df = Counter(character for body in bodies for character in set(body))
    return {c: math.log((1 + len(bodies)) / (1 + n)) + 1 for c, n in sorted(df.items()) if n > 1}


def kind_texts(folder: Path) -> list[tuple[str, str]]:
    """Texts with their kind, from files named after it."""
    return [
        (text, NAMES.get(path.stem, path.stem))
        for path in sorted(folder.glob("*.txt"))
        for text in path.read_text(encoding="utf-8").split("\n%%\n")
    ]


def submissions() -> list[tuple[str, str]]:
    """Submissions of the demo and the settings whose kind is known."""
    found = []
    for gold in [ROOT / "data" / "demo" / "gold" / "gold.jsonl", *sorted(GOLD.glob("settings/*/gold.jsonl"))]:
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            path = gold.parent / "plain" / Path(row["doc"]).name
            path = path if path.is_file() else gold.parent / row["doc"]
            if row.get("kind") in NAMES and path.is_file():
                found.append((path.read_bytes().decode("utf-8-sig"), NAMES[row["kind"]]))
    return found


def offtopic() -> list[tuple[str, str]]:
    """Whole documents about other matters: the training half."""
    return [(path.read_text(encoding="utf-8"), "other") for path in sorted(GOLD.glob("offtopic/train/*.txt"))]


if __name__ == "__main__":
    main()
