"""A study's folder in, everything that its scores rest on out; or all of its mistakes at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from reflectnlp.coverage import (
    CoverageModel,
    Person,
    Reading,
    builtin_persons,
    load_persons,
    merge_persons,
    outline_of,
)
from reflectnlp.coverage.readings import OUTLINE_ENDINGS, clashes, reading_of
from reflectnlp.coverage.similarity import SIGNAL, Similarity, load_similarity
from reflectnlp.documents import find_files, read
from reflectnlp.errors import OutlineError, Problem, ProblemsError, ReadError, StudyError
from reflectnlp.language import (
    Segmenter,
    UserWord,
    jieba_segmenter,
    jieba_vocabulary,
    read_dictionary,
    rjieba_segmenter,
)
from reflectnlp.privacy import ESSAY
from reflectnlp.profile import ProfileParts
from reflectnlp.records import Document
from reflectnlp.reuse import ReuseSettings
from reflectnlp.roster import Roster, load_roster
from reflectnlp.settings import FILE as STUDY_FILE
from reflectnlp.settings import StudySettings, load_settings
from reflectnlp.themes import Scheme, ThemeModel

T = TypeVar("T")
Other = TypeVar("Other")
EMPTY = "the file is empty"
MODEL = Path("model") / "themes.npz"  # below the study's folder, written by `reflectnlp train`
SEGMENTERS = {"rjieba": rjieba_segmenter, "jieba": jieba_segmenter}


@dataclass(frozen=True)
class Inputs:
    """What a study's folder holds besides the submissions, checked."""

    settings: StudySettings
    parts: ProfileParts
    roster: Roster = field(default_factory=Roster)
    essays: tuple[Document, ...] = ()
    reuse: ReuseSettings = field(default_factory=ReuseSettings)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The required readings in the order of their files."""
        return self.parts.readings


def load_inputs(folder: Path, *, trained: bool = True) -> Inputs:
    """Read everything in a study's folder but the submissions.

    Parameters
    ----------
    folder
        The study's.
    trained
        Whether to take the theme model that was trained for the study; without it that of a built-in scheme.

    Raises
    ------
    StudyError
        With every mistake of every file.
    """
    settings = load_settings(folder)
    problems: list[Problem] = []
    scheme = _tried(problems, lambda: load_scheme(settings), None)
    readings = _tried(problems, lambda: load_all_readings(settings), ())
    roster = _tried(problems, lambda: load_roster(settings.roster) if settings.roster else Roster(), Roster())
    words = _tried(problems, lambda: read_dictionary(settings.dictionary) if settings.dictionary else (), ())
    persons = _tried(problems, lambda: _persons(settings), ())
    essays = _tried(problems, lambda: _essays(settings), ())
    if scheme is None or problems:
        raise StudyError(sorted(problems))
    model = load_theme_model(settings, scheme) if trained else ThemeModel.shipped(scheme)
    segmenter = _segmenter(settings, words)
    coverage, similarity = load_coverage_models(settings, segmenter)
    parts = ProfileParts(
        scheme, readings, persons, model, coverage_model=coverage, segmenter=segmenter, similarity=similarity
    )
    return Inputs(settings, parts, roster, essays)


def _tried(problems: list[Problem], load: Callable[[], T], otherwise: Other) -> T | Other:
    """What ``load`` gives; its mistakes go to ``problems``."""
    try:
        return load()
    except ProblemsError as error:
        problems += error.problems
        return otherwise


def load_scheme(settings: StudySettings) -> Scheme:
    """The scheme that the settings name: a file of the study, or a built-in one."""
    path = settings.folder / settings.scheme
    return Scheme.from_yaml(path) if path.is_file() else Scheme.builtin(settings.scheme)


def model_path(settings: StudySettings) -> Path:
    """Where the study's own theme model is: what the settings name, or ``model/themes.npz``."""
    return settings.theme_model or settings.folder / MODEL


def load_theme_model(settings: StudySettings, scheme: Scheme) -> ThemeModel | None:
    """The study's own model, or the shipped one of a built-in scheme; None: the rules decide alone."""
    path = model_path(settings)
    return ThemeModel.load(path, scheme) if path.is_file() else ThemeModel.shipped(scheme)


def load_coverage_models(
    settings: StudySettings, segmenter: Segmenter
) -> tuple[CoverageModel | None, Similarity | None]:
    """The study's own coverage model and model of sentences; None: the shipped one, and none.

    Raises
    ------
    StudyError
        The folder holds no model of sentences, or the coverage model was fitted without it.
    MissingExtraError
        The folder needs a library that is not installed.
    """
    path, folder = settings.coverage_model, settings.sentence_model
    model = CoverageModel.load(path) if path else None
    if folder is None:
        return model, None
    if model is None or not model.window.weights.get(SIGNAL):
        fact = f"sentence_model: {folder.name} has no weight in the coverage model"
        remedy = "fit one with scripts/train_coverage.py --sentence-model and name it: coverage_model = …"
        raise StudyError([Problem(str(settings.folder / STUDY_FILE), fact, remedy)])
    return model, load_similarity(folder, segmenter, vocabulary=jieba_vocabulary())


def load_all_readings(settings: StudySettings) -> tuple[Reading, ...]:
    """Every reading in the study's folder of readings, in the order of their names; any readable format."""
    if not settings.readings.is_dir():
        return ()
    problems: list[Problem] = []
    found: list[Reading] = []
    for path in find_files(settings.readings):
        if path.name.endswith(OUTLINE_ENDINGS):
            continue
        text = _tried(problems, partial(_text_of, path), None)
        if text is not None:
            # A reading with mistakes counts where ids are compared, so that all mistakes are told at once.
            reading = reading_of(text, name=path.name, outline=outline_of(path), problems=problems)
            found += [reading] if reading else []
    problems += clashes(found)
    if problems:
        raise OutlineError(problems)
    return tuple(found)


def read_reading(path: Path) -> Reading:
    """One reading of any readable format, with the outline beside it.

    Raises
    ------
    OutlineError
        It cannot be read, holds no text, or its outline has mistakes.
    """
    return Reading.from_text(_text_of(path), name=path.name, outline=outline_of(path))


def _text_of(path: Path) -> str:
    """The text of a reading; that it is empty is said where the reading is made."""
    try:
        return "\n".join(document.text for document in read(path))
    except ReadError as error:
        reason = error.reason.removeprefix(f"{path.name}: ")
        if reason == EMPTY:
            return ""
        raise OutlineError([Problem(str(path), reason, error.remedy)]) from error


def _persons(settings: StudySettings) -> tuple[Person, ...]:
    own = load_persons(settings.persons) if settings.persons else ()
    return merge_persons(own, builtin_persons())


def _essays(settings: StudySettings) -> tuple[Document, ...]:
    """Model essays, told from submissions by the mark before their id."""
    if settings.essays is None:
        return ()
    problems, found = [], []
    for path in find_files(settings.essays):
        try:
            found += read(path)
        except ReadError as error:
            problems.append(Problem(str(path), error.reason, error.remedy))
    if problems:
        raise StudyError(problems)
    return tuple(replace(essay, doc_id=ESSAY + essay.doc_id) for essay in found)


def _segmenter(settings: StudySettings, words: tuple[UserWord, ...]) -> Segmenter:
    return SEGMENTERS[settings.segmenter](words)
