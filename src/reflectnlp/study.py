"""A folder in, a study out: what is read, how it is scored, and the tables that came of it.

study = open_study("data/demo")
results = study.score()
results.coverage.sort_values("score")
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from reflectnlp.documents import ReadSettings, document_from_text, find_files, legible
from reflectnlp.engines import run
from reflectnlp.inputs import Inputs, load_inputs
from reflectnlp.privacy import Names, leave
from reflectnlp.profile import Profile, compile_profile, versions
from reflectnlp.records import Document
from reflectnlp.results import Results
from reflectnlp.reuse import find_reuse
from reflectnlp.roster import roster_table
from reflectnlp.scoring import FILES, FileTask, ScoreJob, digest, file_sha256, inputs_digest
from reflectnlp.settings import StudySettings
from reflectnlp.store import Store, open_store
from reflectnlp.validation import marked_names, read_record, still_valid

Progress = Callable[[str, int, int], None]  # what is done, how many, of how many


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of ``score`` did, in files; ``reading`` and ``scoring`` failures are in ``failures``."""

    n_scored: int
    n_skipped: int
    n_deleted: int
    n_failed: int


class Study:
    """A folder with readings and submissions; made by ``open_study``.

    Attributes
    ----------
    folder
        Where it lives.
    settings
        What ``study.toml`` says.
    inputs
        Scheme, readings, roster, dictionary and models, checked.
    last
        What the last ``score`` of this object did; nothing before.
    """

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.settings: StudySettings = inputs.settings
        self.folder: Path = inputs.settings.folder
        self.last = Outcome(0, 0, 0, 0)

    def __repr__(self) -> str:
        return (
            f"Study({self.settings.title!r}, {len(self.inputs.readings)} readings, {len(self.files())} files)"
        )

    @property
    def title(self) -> str:
        """The study's title."""
        return self.settings.title

    @cached_property
    def profile(self) -> Profile:
        """The compiled profile: everything that can change a score."""
        return compile_profile(self.inputs.parts)

    @property
    def names(self) -> Names:
        """How authors are shown."""
        privacy = self.settings.privacy
        return Names(privacy.names == "names", privacy.salt or self.settings.title)

    def files(self) -> list[Path]:
        """The files that were handed in, in the order of their names."""
        folder = self.settings.submissions
        return find_files(folder) if folder.is_dir() else []

    def place(self, path: Path) -> str:
        """The path below the study's folder, as tables and gold files give it."""
        try:
            return legible(path.relative_to(self.folder))
        except ValueError:
            return legible(path)

    def results(self) -> Results:
        """The tables of the last run.

        Raises
        ------
        StoreError
            Nothing was scored yet.
        """
        with open_store(self.settings.results) as store:
            return self._results(store)

    def shared(self, *, hide_files: bool = True) -> Results:
        """The tables of the last run as they may leave the study, in a report or an export.

        Unless the study asks for names, neither ids nor sources hold the names of files, which often are
        those of persons. ``documents`` has a column ``stage`` where the study has stages.

        Parameters
        ----------
        hide_files
            False keeps ids and sources, for whoever joins the tables with the files of the study.

        Raises
        ------
        StoreError
            Nothing was scored yet.
        """
        results = self.results()
        arrow = dict(results.arrow)
        if results.stages:
            # A stage may rest on a folder, whose name does not leave.
            stages = pa.array(results.documents["stage"].tolist(), pa.string())
            arrow["documents"] = arrow["documents"].append_column("stage", stages)
        return replace(results, arrow=leave(arrow, self.names) if hide_files else arrow)

    def score(self, *, workers: int = 1, progress: Progress | None = None) -> Results:
        """Score new and changed submissions and return all tables.

        A file is skipped when neither its bytes nor anything that decides its rows has changed. Every batch
        is one transaction: what was written stays when a later batch is interrupted.

        Parameters
        ----------
        workers
            Processes; the tables do not depend on it.
        progress
            Called with what is being done, how many are done, and of how many.
        """
        tell = progress or _silent
        with open_store(self.settings.results, write=True) as store:
            self.last = self._score(store, workers, tell)
            self._refresh(store, tell)
            return self._results(store)

    def report(self, path: str | Path, **options: Any) -> Path:
        """Write the report; see ``reflectnlp.report.write_report`` for the options.

        Figures of the last ``evaluate`` are in it, as long as they were measured with the profile that scored
        the documents; themes on which coders do not agree are marked as tentative.
        """
        # The one call upwards, by name and when it is made: the report takes tables, not a study.
        report: Any = importlib.import_module("reflectnlp.report")
        results = self.shared()
        record = read_record(self.settings.results)
        valid = still_valid(record, set(results.arrow["documents"]["profile"].to_pylist()))
        options.setdefault("validation", valid)
        results = replace(results, theme_names=marked_names(results.theme_names, valid))
        written: Path = report.write_report(results, Path(path), **options)
        return written

    def show(self, doc: str) -> Any:
        """A document of the last run with its evidence marked, for a notebook.

        Parameters
        ----------
        doc
            A doc_id, a path below the study's folder, a part of either that only one document has, or the
            pseudonym by which a report names the document.

        Raises
        ------
        StudyError
            None or several documents match.
        """
        display: Any = importlib.import_module("reflectnlp.display")
        with open_store(self.settings.results) as store:
            results = self._results(store)
            real = {self.names.document(known): known for known in results.documents["doc_id"]}
            doc_id = results.find(real.get(doc, doc))["doc_id"]
            source, text = next((source, text) for found, source, _, text in store.texts() if found == doc_id)
        document = self.document(text, source=source, doc_id=doc_id)
        return display.view_of(document, results, names=self.names)

    def _repr_html_(self) -> str:
        html: str = importlib.import_module("reflectnlp.display").study_html(self)
        return html

    def job(self) -> ScoreJob:
        """What workers need to read and score files of this study."""
        job = ScoreJob(self.inputs.parts, self.read_settings, self.names, self.inputs.roster, "")
        return replace(job, inputs=inputs_digest(job, self.profile.fingerprint))

    @property
    def read_settings(self) -> ReadSettings:
        """How files are read."""
        limits = self.settings.limits
        return ReadSettings(
            year=self.settings.year, max_bytes=limits.max_megabytes * 1_000_000, seconds=limits.seconds
        )

    def _results(self, store: Store) -> Results:
        names = {theme.theme_id: theme.label for theme in self.inputs.parts.scheme.themes}
        about = {
            "title": self.title,
            "lang": self.settings.lang,
            "min_group": self.settings.privacy.min_group,
            "stages": self.settings.stages,
        }
        return Results.of(store, theme_names=names, **about)

    def _score(self, store: Store, workers: int, tell: Progress) -> Outcome:
        known, job = store.files(), self.job()
        tasks = [FileTask(path, self.place(path), file_sha256(path)) for path in self.files()]
        present = {task.file for task in tasks}
        deleted = [file for file, state in known.items() if file not in present and state.status != "deleted"]
        todo = [task for task in tasks if not _unchanged(task, known, job.inputs)]
        if deleted:
            store.mark_deleted(deleted)
        done = failed = 0
        started, finished = _now(), ""
        try:
            chunks = [todo[n : n + FILES] for n in range(0, len(todo), FILES)]
            for answer in run(job, chunks, workers=workers):
                store.write_batch(answer.files, answer.tables)
                done += len(answer.files)
                failed += sum(rows.state.status == "failed" or bool(rows.failures) for rows in answer.files)
                tell("score", done, len(todo))
            finished = _now()
        finally:
            if done or deleted:
                row = {"started": started, "finished": finished, "n_scored": done, "n_failed": failed}
                row |= {"n_skipped": len(tasks) - len(todo), "profile": self.profile.fingerprint}
                store.add_run({**row, "versions": versions()})
        n_failed = sum(file in present for file, state in store.files().items() if state.status == "failed")
        return Outcome(done, len(tasks) - len(todo), len(deleted), n_failed)

    def _refresh(self, store: Store, tell: Progress) -> None:
        """Make the tables anew that rest on all documents, where anything they rest on has changed."""
        self._renew(store, "points", self.profile.fingerprint, self.profile.points_table)
        states = sorted((file, *_state(state)) for file, state in store.files().items())
        people = digest(states, self.inputs.roster.members)
        self._renew(store, "roster", people, lambda: self._roster(store))
        compared = digest(
            states,
            [reading.text for reading in self.inputs.readings],
            [(essay.doc_id, essay.text) for essay in self.inputs.essays],
            self.inputs.reuse.describe(),
        )
        self._renew(store, "reuse", compared, lambda: self._reuse(store, tell))

    def _renew(self, store: Store, name: str, basis: str, table: Callable[[], pa.Table]) -> None:
        if store.note(name) != basis:
            store.write_whole(name, table(), digest=basis)

    def _roster(self, store: Store) -> pa.Table:
        handed_in: dict[str, str] = {}
        for doc_id, _, member_id, _ in store.texts():
            if member_id:
                handed_in.setdefault(member_id, doc_id)
        return roster_table(self.inputs.roster, handed_in)

    def _reuse(self, store: Store, tell: Progress) -> pa.Table:
        documents = list(self.stored_documents(store))
        tell("compare", 0, len(documents))
        inputs = self.inputs
        table = find_reuse(documents, readings=inputs.readings, essays=inputs.essays, settings=inputs.reuse)
        tell("compare", len(documents), len(documents))
        return table

    def stored_documents(self, store: Store) -> Iterator[Document]:
        """The documents as they were read, from the texts that the store keeps."""
        for doc_id, source, _, text in store.texts():
            yield self.document(text, source=source, doc_id=doc_id)

    def document(self, text: str, *, source: str, doc_id: str) -> Document:
        """The document of a decoded text that was read before."""
        return replace(document_from_text(text, source=source, year=self.settings.year), doc_id=doc_id)


def open_study(folder: str | Path) -> Study:
    """Open the study in ``folder``.

    Raises
    ------
    StudyError
        Anything in the folder is wrong: settings, readings, outlines, scheme, roster. All is listed.
    """
    return Study(load_inputs(Path(folder)))


def _unchanged(task: FileTask, known: Mapping[str, Any], inputs: str) -> bool:
    state = known.get(task.file)
    return bool(
        state
        and task.sha256
        and state.status != "deleted"
        and (state.sha256, state.profile) == (task.sha256, inputs)
    )


def _state(state: Any) -> tuple[str, str, str]:
    return state.sha256, state.profile, state.status


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""
