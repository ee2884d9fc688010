"""Files of a study in, scored rows out: the job that engines run.

A task is a few files. Reading happens where scoring happens, so that several workers read at once; what
cannot be read costs its own file only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa

from reflectnlp.documents import ReadResult, ReadSettings, read_file
from reflectnlp.kernel import Tables, score
from reflectnlp.privacy import Names
from reflectnlp.profile import Profile, ProfileParts, compile_profile
from reflectnlp.records import Document
from reflectnlp.roster import Member, Roster
from reflectnlp.store import FileRows, FileState

BATCH = 128  # documents that are scored together; fewer cost more each
FILES = 64  # files in a task: the more there are, the fewer workers share a small study


@dataclass(frozen=True, slots=True)
class FileTask:
    """One file to score: its path, its path below the study's folder, the SHA-256 of its bytes."""

    path: Path
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Scored:
    """What a task yielded: the files' rows for the store and the tables of all their documents."""

    files: tuple[FileRows, ...]
    tables: Tables


@dataclass(frozen=True, slots=True)
class ScoreJob:
    """Everything a worker needs to read and score files; ``inputs`` is noted with every file."""

    parts: ProfileParts
    read_settings: ReadSettings
    names: Names
    roster: Roster
    inputs: str

    def prepare(self) -> Callable[[Sequence[FileTask]], Scored]:
        """Compile the profile once; the answer to a task is ``Scored``."""
        profile = compile_profile(self.parts)
        return lambda tasks: self.score_files(tasks, profile)

    def score_files(self, tasks: Sequence[FileTask], profile: Profile) -> Scored:
        """Read and score some files."""
        read = [(task, read_file(task.path, source=task.file, settings=self.read_settings)) for task in tasks]
        found = [document for _, result in read for document in result.documents]
        placed = [self._placed(document) for document in found]
        members = {document.doc_id: member.member_id if member else "" for document, member in placed}
        documents = [document for document, _ in placed]
        parts = [
            score(documents[n : n + BATCH], profile, names=self.names)
            for n in range(0, len(documents), BATCH)
        ]
        tables = {
            name: pa.concat_tables([part[name] for part in parts]) for name in (parts[0] if parts else ())
        }
        return Scored(tuple(self._rows(task, result, members) for task, result in read), tables)

    def _placed(self, document: Document) -> tuple[Document, Member | None]:
        """The document with its unit, from the roster where the text names none, and its member."""
        member = self.roster.find(document.author, document.unit) if document.author else None
        if member and not document.unit:
            document = replace(document, unit=member.unit)
        return document, member

    def _rows(self, task: FileTask, result: ReadResult, members: dict[str, str]) -> FileRows:
        status = "scored" if result.documents else "failed"
        return FileRows(
            task.file,
            FileState(task.sha256, self.inputs, status),
            [(document.doc_id, members[document.doc_id], document.text) for document in result.documents],
            result.failures,
        )


def digest(*values: object) -> str:
    """A short digest of plain values: to tell whether anything changed that they were made from."""
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes; empty when it cannot be read (reading it will say why)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def inputs_digest(job: ScoreJob, fingerprint: str) -> str:
    """What besides a file's bytes decides its rows: profile, reading limits, names, roster."""
    return digest(fingerprint, asdict(job.read_settings), asdict(job.names), job.roster.members)
