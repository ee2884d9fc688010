"""A file in, documents and failures out: the readers of all formats behind one door."""

from __future__ import annotations

import atexit
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reflectnlp.documents.document import make_document
from reflectnlp.documents.folder import legible
from reflectnlp.documents.isolated import Isolated
from reflectnlp.documents.readers import IN_PROCESS, reader_of
from reflectnlp.documents.readers.parts import Extract, Limits
from reflectnlp.documents.sniff import sniff
from reflectnlp.errors import ReadError
from reflectnlp.records import Document, Failure


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How files are read.

    ``year`` completes dates without one. A file larger than ``max_bytes`` is refused; its parser may take
    ``seconds`` of time, ``memory`` bytes of address space, unpack ``max_unpacked`` bytes and give
    ``max_chars`` characters.
    """

    year: int | None = None
    max_bytes: int = 100_000_000
    seconds: float = 60.0
    memory: int = 2_000_000_000
    max_unpacked: int = 500_000_000
    max_chars: int = 50_000_000


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What one file gave: its documents in order, and what could not be read."""

    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()


_shared = Isolated()
atexit.register(_shared.close)


def close_readers() -> None:
    """End the reading process, if one runs; reading again starts it again."""
    _shared.close()


def read(path: str | Path, *, year: int | None = None) -> list[Document]:
    """Read one file; a table or an archive gives several documents.

    Parameters
    ----------
    path
        A text, Markdown, DOCX, PDF, HTML, XLSX, CSV or ZIP file.
    year
        Completes dates that do not say theirs.

    Returns
    -------
    list of Document
        Never empty. Parts that cannot be read, while others can, are named in a warning.

    Raises
    ------
    ReadError
        Nothing in the file can be read.
    """
    path = Path(path)
    result = read_file(path, source=legible(Path(path.name)), settings=ReadSettings(year=year))
    failures = result.failures
    if not result.documents:
        first = failures[0]
        more = f" (and {len(failures) - 1} more parts)" if len(failures) > 1 else ""
        raise ReadError(f"{first.source}: {first.reason}{more}", first.remedy, first.stage)
    for failure in failures:
        warnings.warn(f"{failure.source}: {failure.reason} → {failure.remedy}", stacklevel=2)
    return list(result.documents)


def read_file(
    path: Path, *, source: str, settings: ReadSettings | None = None, process: Isolated | None = None
) -> ReadResult:
    """Read one file of a study; nothing that is wrong with it raises.

    Parameters
    ----------
    path
        The file.
    source
        Its path below the study's folder; parts of a container are named after ``#``.
    settings
        Limits and the study's year.
    process
        The process that parses untrusted formats; by default one that all share.
    """
    settings = settings or ReadSettings()
    documents: list[Document] = []
    failures: list[Failure] = []
    for name, format_name, found in _extracts(path, settings, process or _shared):
        below = f"{source}#{name}" if name else source
        if isinstance(found, ReadError):
            failures.append(Failure(below, found.stage, found.reason, found.remedy))
            continue
        for problem in found.failures:
            failures.append(Failure(f"{below}#{problem.name}", problem.stage, problem.reason, problem.remedy))
        for part in found.parts:
            part_source = f"{below}#{part.name}" if part.name else below
            document = make_document(part, source=part_source, format_name=format_name, year=settings.year)
            if document.sentences:
                documents.append(document)
            else:  # white space, invisible characters, page numbers
                failures.append(Failure(part_source, "extract", *_EMPTY))
    return ReadResult(tuple(documents), tuple(failures))


_EMPTY = ("the file is empty", "hand in the file that holds the text")


def _extracts(
    path: Path, settings: ReadSettings, process: Isolated
) -> Iterator[tuple[str, str, Extract | ReadError]]:
    """The extract of a file, or of each member of an archive: (name inside, format, extract or error)."""
    try:
        data = _bytes(path, settings.max_bytes)
        format_name = sniff(data, path.suffix)
        if format_name in IN_PROCESS:
            yield "", format_name, reader_of(format_name)(data, _limits(settings))
            return
    except ReadError as error:
        yield "", "", error
        return
    del data
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        members = waiting.pop(0)
        name = "#".join(members)
        try:
            found, format_name = process.read(
                path,
                members=members,
                limits=_limits(settings),
                seconds=settings.seconds,
                memory=settings.memory,
            )
        except ReadError as error:
            yield name, "", error
            continue
        if found.members:
            waiting[:0] = [(*members, inner) for inner in found.members]
        else:
            yield name, format_name, found


def _limits(settings: ReadSettings) -> Limits:
    return Limits(max_bytes=settings.max_unpacked, max_chars=settings.max_chars)


def _bytes(path: Path, max_bytes: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise ReadError(
                f"{size // 1_000_000} MB, more than the {max_bytes // 1_000_000} MB that are read",
                "hand in the text without its pictures",
                "open",
            )
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise ReadError("it is a folder", "name the files in it", "open") from error
    except OSError as error:
        raise ReadError(
            f"it cannot be opened: {error.strerror or error}",
            "check that it is there and may be read",
            "open",
        ) from error
    if not data:
        raise ReadError(*_EMPTY, "open")
    return data
