"""A study in, what is worth a person's look before it is scored out.

Mistakes stop a study from opening; what stands here does not, but it explains figures that surprise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reflectnlp.coverage import Reading
from reflectnlp.documents import read_file
from reflectnlp.errors import Problem
from reflectnlp.records import Document
from reflectnlp.study import Study
from reflectnlp.themes.check import SchemeCheck, check_scheme

SHORT, LONG = 20, 100_000  # characters
SAME = 0.8  # share of a reading's sentences that make a submission a copy of it


@dataclass(frozen=True, slots=True)
class StudyCheck:
    """Notes on a study, and what became of its scheme's terms on its submissions."""

    notes: tuple[Problem, ...]
    terms: SchemeCheck
    n_documents: int


def check_study(study: Study) -> StudyCheck:
    """Read all submissions and look at what may surprise."""
    notes: list[Problem] = list(_about_readings(study))
    documents: list[Document] = []
    for path in study.files():
        result = read_file(path, source=study.place(path), settings=study.read_settings)
        documents += result.documents
        notes += [Problem(failure.source, failure.reason, failure.remedy) for failure in result.failures]
    for document in documents:
        notes += _about_document(document, study)
    profile = study.profile
    terms = check_scheme(
        study.inputs.parts.scheme, documents, segmenter=profile.segmenter, vocabulary=profile.vocabulary
    )
    return StudyCheck(tuple(notes), terms, len(documents))


def _about_readings(study: Study) -> Iterator[Problem]:
    folder = study.settings.readings
    if not study.inputs.readings:
        yield Problem(str(folder), "no readings", "without them there is no coverage")
    for reading in study.inputs.readings:
        if reading.drawn:
            n_points = len(reading.points)
            remedy = f"`reflectnlp outline` writes a draft to edit; {n_points} points were drawn from it"
            yield Problem(str(folder / reading.reading_id), "has no outline", remedy)
    if not study.files():
        yield Problem(str(study.settings.submissions), "no submissions", "put what was handed in there")


def _about_document(document: Document, study: Study) -> Iterator[Problem]:
    n_chars = sum(map(len, document.clean.split()))
    if n_chars < SHORT:
        fact = f"only {n_chars} character{'s' * (n_chars != 1)}"
        yield Problem(document.source, fact, "is it whole? its scores are 0 or near")
    if n_chars > LONG:
        yield Problem(
            document.source,
            f"{n_chars} characters",
            "is it one submission? a file with several should be split",
        )
    if document.kind in ("news", "other"):
        fact = f"looks like {document.kind}, not a reflection (confidence {document.kind_confidence:.2f})"
        yield Problem(document.source, fact, "it is scored but kept out of the committee's charts")
    for reading in study.inputs.readings:
        if _is_copy(document, reading):
            yield Problem(
                document.source,
                f"is the reading {reading.reading_id} itself",
                "remove it from the submissions",
            )


def _is_copy(document: Document, reading: Reading) -> bool:
    """Whether nearly all of the document stands in the reading, and nearly all of the reading in it."""
    text = "".join(reading.text.split())
    body = [sentence.text for sentence in document.sentences if sentence.role == "body"]
    inside = sum("".join(sentence.split()) in text for sentence in body)
    size = sum(map(len, document.clean.split()))
    return bool(body) and inside >= SAME * len(body) and size >= SAME * len(text)
