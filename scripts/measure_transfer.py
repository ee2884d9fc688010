"""Coded sentences of studies of another scheme in, what rules and shipped model say of them out.

data/gold/schemes/SCHEME/transfer.txt holds sentences that others wrote for other purposes; neither rules nor
model have seen them. Usage: python scripts/measure_transfer.py [SCHEME]
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np

from reflectnlp.documents import document_from_text
from reflectnlp.language import StringIndex, default_segmenter, jieba_vocabulary, make_batch
from reflectnlp.themes import Matcher, Scheme, ThemeModel, find_themes

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold"


def read_rows(scheme: Scheme) -> dict[str, dict[str, frozenset[str]]]:
    """Document → sentence → codes."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    path = GOLD / "schemes" / scheme.scheme_id / "transfer.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            codes, place, sentence = line.split("|", 2)
            themes = frozenset() if codes == "-" else frozenset(codes.split("+"))
            if themes - set(scheme.theme_ids):
                raise SystemExit(f"unknown code in: {line}")
            found[place.partition("#")[0]][sentence] = themes
    return found


def main() -> None:
    """Print precision, recall and F1 of each theme."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scheme", nargs="?", default="reflection_moves")
    scheme = Scheme.builtin(parser.parse_args().scheme)
    rows = read_rows(scheme)
    documents = []
    for place in rows:
        setting, _, stem = place.partition("/")
        path = GOLD / "settings" / setting / "submissions" / f"{stem}.txt"
        documents.append(document_from_text(path.read_bytes().decode("utf-8-sig"), source=place))
    model, matcher = ThemeModel.shipped(scheme), Matcher(scheme)
    strings = StringIndex({**matcher.strings, **(model.strings if model else {})})
    batch = make_batch(documents, default_segmenter(), strings=strings, vocabulary=jieba_vocabulary())
    said = np.zeros((2, batch.n_sentences, len(scheme.themes)), bool)
    for way, used in enumerate((None, model)):
        hits = find_themes(batch, matcher, used)
        said[way, hits.sent, hits.theme] = True
    texts = [s.text for document in documents for s in document.sentences]
    places = [place for place, document in zip(rows, documents, strict=True) for _ in document.sentences]
    coded = [n for n, (place, text) in enumerate(zip(places, texts, strict=True)) if text in rows[place]]
    gold = np.array([[t in rows[places[n]][texts[n]] for t in scheme.theme_ids] for n in coded])
    bare = float((~gold.any(axis=1)).mean())
    print(f"{len(coded)} sentences of {len(documents)} documents, {bare:.0%} without a theme")
    for way, name in enumerate(("rules", "rules and classifier")):
        mine, scores = said[way][coded], []
        for k, theme in enumerate(scheme.theme_ids):
            both, all_said, all_gold = (
                int(x.sum()) for x in (gold[:, k] & mine[:, k], mine[:, k], gold[:, k])
            )
            precision, recall = both / max(all_said, 1), both / max(all_gold, 1)
            scores.append(2 * both / max(all_said + all_gold, 1))
            print(
                f"  {name:22}{theme:15}P {precision:.2f}  R {recall:.2f}  F1 {scores[-1]:.2f}  n {all_gold}"
            )
        print(f"  {name:22}macro F1 {np.mean(scores):.3f}")


if __name__ == "__main__":
    main()
