"""A study and coded sentences in, a theme model fitted to them out, beside what the study has now.

Every figure of the new model is of documents that it was not fitted on (five folds, documents whole). A theme
with too few labels, or one that the rules alone find better, stays with its rules. The model is written to
``model/themes.npz`` of the study (or to what ``theme_model`` in study.toml names), from where `score` takes
it; a model that is better than the new one is kept unless somebody says otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reflectnlp.documents import read_file
from reflectnlp.errors import GoldError, Problem
from reflectnlp.inputs import model_path
from reflectnlp.language import make_batch
from reflectnlp.records import Document
from reflectnlp.study import Study
from reflectnlp.themes import ThemeModel
from reflectnlp.themes.fit import Coded, fit_theme_model
from reflectnlp.themes.fit_curve import (
    LEAST_LABELS,
    Answers,
    cross_fit,
    f1_scores,
    helps,
    learning_curve,
    with_rules,
)
from reflectnlp.validation import GoldDocument
from reflectnlp.validation.alignment import gold_spans, matches, spans

LEAST_SENTENCES, LEAST_DOCUMENTS = 50, 5
FOLDS = 5
CODE = "`reflectnlp label` draws sentences to code"
LIBRARIES = ("reflectnlp", "scikit-learn", "numpy", "scipy")


@dataclass(frozen=True)
class Training:
    """A model, and how it compares.

    Attributes
    ----------
    model
        The fitted model; its ``record`` holds all of the below.
    per_theme
        Theme → ``labels``; F1 of ``rules`` alone, of what the study uses ``now``, and ``trained``: rules and
        classifier on held-out folds; ``decides``: ``both`` or ``rules``.
    macro
        The means of these F1 over themes that people gave.
    now
        What the study uses now: ``rules``, ``shipped`` or ``trained``.
    now_from
        ``measured`` on this gold; ``record``: the study's present model learnt from some of these texts, so
        its figure is the one on held-out folds that its record holds; ``learnt``: it learnt from some of
        these texts and the figure flatters it.
    """

    model: ThemeModel
    per_theme: Mapping[str, Mapping[str, Any]]
    macro: Mapping[str, float]
    now: str
    now_from: str

    @property
    def better(self) -> bool:
        """Whether the new model is at least as good as what the study uses now."""
        return self.macro["trained"] >= self.macro["now"]


def train_study(
    study: Study, gold: Sequence[GoldDocument], *, files: Mapping[str, str] | None = None, curve: bool = True
) -> Training:
    """Fit a theme model for the study's scheme.

    Parameters
    ----------
    study
        Its scheme, readings of files and words are used; it need not be scored.
    gold
        Coded documents of the study, whole or samples of sentences; each sentence counts for as many as its
        weight says.
    files
        Name → digest of the files that the gold came from, for the record.
    curve
        Whether the record gets a learning curve.

    Raises
    ------
    GoldError
        Documents or themes that the study does not have, sentences coded twice in different ways, or too few
        labels; all are listed.
    """
    coded = coded_study(study, gold)
    words: dict[str, Any] = {"segmenter": study.profile.segmenter, "vocabulary": study.profile.vocabulary}
    scheme = study.inputs.parts.scheme
    model = fit_theme_model([coded], scheme, **words)
    per_theme = _compare(study, coded, cross_fit(coded, scheme, folds=FOLDS, **words))
    model = with_rules(model, scheme, np.array([row["decides"] == "rules" for row in per_theme.values()]))
    macro = _macro(per_theme)
    now, now_from = _present(study, coded, files or {})
    if now_from == "record":
        macro["now"] = _own_figure(study)
    record = {
        "gold": dict(files or {}),
        "texts": _digests(coded.documents),
        "n_documents": len(coded.documents),
        "n_sentences": int(coded.known.sum()),
        "folds": f"{FOLDS} folds, documents whole",
        "themes": {theme: dict(row) for theme, row in per_theme.items()},
        "macro_f1": macro,
        "now": [now, now_from],
        "learning_curve": learning_curve([coded], scheme, **words) if curve else [],
        "versions": {name: metadata.version(name) for name in LIBRARIES},
    }
    return Training(replace(model, record=record), per_theme, macro, now, now_from)


def keep(training: Training, study: Study) -> Path:
    """Write the model to where the study's `score` takes it from."""
    path = model_path(study.settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    training.model.save(path)
    return path


def coded_study(study: Study, gold: Sequence[GoldDocument]) -> Coded:
    """The documents that gold names, and what people said of their sentences, checked."""
    merged, problems = _merged(gold)
    documents = gold_documents(study, merged)
    theme_ids = study.inputs.parts.scheme.theme_ids
    known = {theme for document in merged for sentence in document.sentences for theme in sentence.themes}
    for theme in sorted(known - set(theme_ids)):
        remedy = f"the study's scheme has {', '.join(theme_ids)}"
        problems.append(Problem(theme, "is coded, but is no theme of the study", remedy))
    for document in merged:
        if document.source not in documents:
            fact = "is not among the submissions, or cannot be read"
            problems.append(Problem(document.doc, fact, "give gold of this study"))
    if problems:
        raise GoldError(problems)
    coded = _coded(study.title, merged, documents, theme_ids)
    _enough(coded, theme_ids)
    return coded


def _merged(gold: Sequence[GoldDocument]) -> tuple[list[GoldDocument], list[Problem]]:
    """One gold document a source; the same sentence coded in two ways is a problem."""
    found: dict[str, GoldDocument] = {}
    problems = []
    for document in gold:
        first = found.get(document.source)
        if first is None:
            found[document.source] = document
            continue
        sentences = {(s.start, s.end): s for s in first.sentences}
        for sentence in document.sentences:
            other = sentences.setdefault((sentence.start, sentence.end), sentence)
            if other.themes != sentence.themes:
                place = f"{document.doc}, {sentence.start}–{sentence.end}"
                sides = " and ".join("+".join(sorted(s.themes)) or "none" for s in (other, sentence))
                problems.append(Problem(place, f"is coded twice: {sides}", "keep one of the two"))
        found[document.source] = replace(first, sentences=tuple(v for _, v in sorted(sentences.items())))
    return list(found.values()), problems


def gold_documents(study: Study, gold: Sequence[GoldDocument]) -> dict[str, Document]:
    """Source → document of those that gold names, read from the study's files."""
    sources = {document.source for document in gold}
    wanted = {source.partition("#")[0] for source in sources}
    found = {}
    for path in study.files():
        if study.place(path) in wanted:
            result = read_file(path, source=study.place(path), settings=study.read_settings)
            found.update({document.source: document for document in result.documents})
    return {source: found[source] for source in sorted(sources) if source in found}


def _coded(
    name: str, gold: Sequence[GoldDocument], documents: Mapping[str, Document], theme_ids: Sequence[str]
) -> Coded:
    """Every sentence takes the themes of the gold sentences that it speaks for."""
    place = {theme: n for n, theme in enumerate(theme_ids)}
    marks, known, weights = [], [], []
    for coded in gold:
        document = documents[coded.source]
        mark = np.zeros((len(document.sentences), len(place)), np.bool_)
        weight = np.zeros(len(document.sentences))
        own = spans([(s.start, s.end) for s in document.sentences])
        found = matches(gold_spans(coded, document.text), own)
        for sentence, rows in zip(coded.sentences, found, strict=True):
            weight[rows] = np.maximum(weight[rows], sentence.weight)
            for theme in sentence.themes:
                mark[rows, place[theme]] = True
        coded_role = np.array([s.role in ("body", "heading") for s in document.sentences], np.bool_)
        marks.append(mark)
        weights.append(weight)
        known.append((weight > 0) & coded_role)
    return Coded(
        name,
        tuple(documents[coded.source] for coded in gold),
        np.vstack(marks),
        np.concatenate(known),
        weight=np.concatenate(weights),
    )


def _enough(coded: Coded, theme_ids: Sequence[str]) -> None:
    """Refuse what no model can be learnt from."""
    counts = dict(zip(theme_ids, coded.marks[coded.known].sum(axis=0).tolist(), strict=True))
    n, n_documents = int(coded.known.sum()), len(coded.documents)
    problems = []
    if n < LEAST_SENTENCES or n_documents < LEAST_DOCUMENTS:
        fact = f"{n} coded sentences in {n_documents} documents"
        remedy = f"code at least {LEAST_SENTENCES} in {LEAST_DOCUMENTS}: {CODE}"
        problems.append(Problem(coded.setting, fact, remedy))
    if max(counts.values()) < LEAST_LABELS:
        listed = ", ".join(f"{theme} {count}" for theme, count in counts.items())
        fact = f"no theme has {LEAST_LABELS} labelled sentences ({listed})"
        problems.append(Problem(coded.setting, fact, f"code more, or let the rules decide: {CODE}"))
    if problems:
        raise GoldError(problems)


def _compare(study: Study, coded: Coded, held: Answers) -> dict[str, dict[str, Any]]:
    """For every theme F1 of the rules, of what the study uses now, and of the new model on held-out folds."""
    scheme = study.inputs.parts.scheme
    said = {"rules": held.rules, "now": _said_now(study, coded)[held.row], "both": held.said}
    scores = {name: f1_scores(held.marks, answers, held.weight) for name, answers in said.items()}
    found = {}
    for n, (theme, labels) in enumerate(zip(scheme.theme_ids, held.marks.sum(axis=0), strict=True)):
        row = {name: round(float(values[n]), 4) for name, values in scores.items()}
        better = bool(helps(labels, row["both"], row["rules"]))
        row["trained"] = row["both"] if better else row["rules"]
        found[theme] = {"labels": int(labels), **row, "decides": "both" if better else "rules"}
    return found


def _said_now(study: Study, coded: Coded) -> NDArray[np.bool_]:
    """What the study says of the documents' sentences as it stands."""
    profile = study.profile
    batch = make_batch(
        coded.documents, profile.segmenter, strings=profile.strings, vocabulary=profile.vocabulary
    )
    hits = profile.find_themes(batch)
    said = np.zeros(coded.marks.shape, np.bool_)
    said[hits.sent, hits.theme] = True
    return said


def _macro(per_theme: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    given = [row for row in per_theme.values() if row["labels"]]
    return {
        name: round(float(np.mean([row[name] for row in given])), 4) for name in ("rules", "now", "trained")
    }


def _present(study: Study, coded: Coded, files: Mapping[str, str]) -> tuple[str, str]:
    """What the study uses now, and how its figure is to be read; see ``Training``."""
    model = study.inputs.parts.theme_model
    if not isinstance(model, ThemeModel):
        return "rules", "measured"
    now = "trained" if "texts" in model.record else "shipped"
    learnt = set(model.record.get("texts", ())) & set(_digests(coded.documents))
    learnt |= set(model.record.get("gold", {}).values()) & set(files.values())
    if not learnt:
        return now, "measured"
    return now, "record" if now == "trained" else "learnt"


def _own_figure(study: Study) -> float:
    """What the present model's record says of held-out folds."""
    model = study.inputs.parts.theme_model
    return float(model.record["macro_f1"]["trained"]) if isinstance(model, ThemeModel) else 0.0


def _digests(documents: Sequence[Document]) -> list[str]:
    """Digests of texts, sorted: a record that names nobody."""
    return sorted(text_sha256(document.text)[:16] for document in documents)


def text_sha256(text: str) -> str:
    """SHA-256 of a text, as the table ``documents`` has it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
