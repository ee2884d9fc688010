"""Coverage, leaving one study out: how well a model fitted on the other studies agrees with gold.

    python benchmarks/accuracy_coverage.py [STUDY_FOLDER...]

Prints one table, a study a line, and which bars are met: F1 of covered points at the threshold that fitting
chose, accuracy of the four codes, Pearson and Spearman per document and reading with 95 % bootstrap intervals
(documents drawn), share of evidence sentences that gold names; beside them, from the same texts, Pearson and
Spearman of TF-IDF cosine of whole documents, ROUGE recall of character pairs, and BM25 (they give no codes).
scikit-learn is used here for the baselines alone.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coverage_figures import Outcome, print_bars, print_table, rows_of
from coverage_studies import default_folders, load_studies, unseen_folders
from reflectnlp.coverage.decide import CODES, VALUES, Verdict, decide
from reflectnlp.coverage.fit import (
    CodedStudy,
    Signalled,
    Words,
    fit,
    overlaps,
    signalled,
)
from reflectnlp.coverage.letters import squash
from reflectnlp.coverage.model import shipped_model
from reflectnlp.language import default_segmenter, jieba_vocabulary

Floats = NDArray[np.float64]


def outcome(study: CodedStudy, shown: Signalled, verdict: Verdict) -> Outcome:
    """Lay answers and gold side by side."""
    points = [point for reading in study.readings for point in reading.points]
    number = {point.point_id: i for i, point in enumerate(points)}
    weight = np.array([point.weight for point in points])
    code = np.full(verdict.code.shape, CODES.index("absent"))
    n_evidence = n_right = 0
    for doc, codes in enumerate(study.codes):
        for point_id, coded in codes.items():
            code[doc, number[point_id]] = CODES.index(coded.code)
        sentences = [s for s in study.documents[doc].sentences if s.role in ("body", "heading")]
        first = int(np.searchsorted(shown.grid.row_doc, doc))
        for point in np.flatnonzero(verdict.code[doc] != CODES.index("absent")):
            sentence = sentences[verdict.row[doc, point] - first]
            span = np.array([[sentence.start, sentence.end]])
            gold = codes.get(points[point].point_id)
            n_evidence += 1
            n_right += gold is not None and any(overlaps(span, *pair)[0] for pair in gold.evidence)
    value = np.array([VALUES[c] for c in CODES])
    means = [
        np.stack([value[c][:, b] @ weight[b] / weight[b].sum() for b in shown.blocks], axis=1)
        for c in (code, verdict.code)
    ]
    n_docs, n_readings = means[0].shape
    return Outcome(
        study.name,
        shown.covered.ravel(),
        (verdict.code < CODES.index("mentioned")).ravel(),
        (code == verdict.code).ravel(),
        means[0].ravel(),
        means[1].ravel(),
        np.repeat(np.arange(n_docs), n_readings),
        n_evidence,
        n_right,
        baselines(study),
    )


def baselines(study: CodedStudy) -> dict[str, Floats]:
    """What methods without key points say, each of shape (n_docs * n_readings,)."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    cut = default_segmenter().cut
    documents = [document.clean for document in study.documents]
    readings = [reading.text for reading in study.readings]
    vectors = TfidfVectorizer(analyzer=cut, sublinear_tf=True).fit_transform([*documents, *readings])
    cosine = (vectors[: len(documents)] @ vectors[len(documents) :].T).toarray()
    pairs = [{(t := squash(text))[i : i + 2] for i in range(len(squash(text)) - 1)} for text in documents]
    wanted = [{(t := squash(text))[i : i + 2] for i in range(len(t) - 1)} for text in readings]
    rouge = np.array([[len(p & w) / len(w) for w in wanted] for p in pairs])
    return {"cosine": cosine.ravel(), "rouge": rouge.ravel(), "bm25": bm25(documents, readings, cut).ravel()}


def bm25(documents: Sequence[str], readings: Sequence[str], cut: Any) -> Floats:
    """Okapi BM25 (k1 = 1.5, b = 0.75) of the readings' words as queries against the documents."""
    from sklearn.feature_extraction.text import CountVectorizer

    counts = CountVectorizer(analyzer=cut)
    tf = counts.fit_transform(documents).toarray().astype(float)
    queries = (counts.transform(readings).toarray() > 0).astype(float)
    length = tf.sum(axis=1, keepdims=True)
    df = (tf > 0).sum(axis=0)
    idf = np.log1p((len(documents) - df + 0.5) / (df + 0.5))
    score: Floats = (idf * tf * 2.5 / (tf + 1.5 * (0.25 + 0.75 * length / length.mean()))) @ queries.T
    return score


def outcomes(studies: Sequence[CodedStudy], words: Words) -> list[Outcome]:
    """Fit on all but one, score the one; for each."""
    found = []
    for study in studies:
        others = [other for other in studies if other is not study]
        model = fit(others, words)
        shown = signalled(study, model.common, words)
        found.append(outcome(study, shown, decide(model, shown.cells, shown.grid, shown.blocks)))
    return found


def unseen(studies: Sequence[CodedStudy], words: Words) -> list[Outcome]:
    """The shipped model's answers."""
    model, found = shipped_model(), []
    for study in studies:
        shown = signalled(study, model.common, words)
        found.append(outcome(study, shown, decide(model, shown.cells, shown.grid, shown.blocks)))
    return found


def leave_one_out(studies: Sequence[CodedStudy], words: Words) -> dict[str, dict[str, float]]:
    """The figures of every study, of the given ones together, and of all together."""
    return rows_of(outcomes(studies, words))


def main(arguments: list[str]) -> None:
    """Print the tables and the bars."""
    folders = [Path(argument) for argument in arguments] or default_folders()
    words = Words(default_segmenter(), jieba_vocabulary())
    if not arguments:
        print("The shipped model on studies that it was not fitted on\n")
        print_table(rows_of(unseen(load_studies(unseen_folders()), words)))
        print("Leaving one study out of those that it was fitted on\n")
    rows = leave_one_out(load_studies(folders), words)
    print_table(rows)
    print_bars(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
