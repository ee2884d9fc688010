"""A folder in, the submissions in it out, in an order that is the same everywhere."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from reflectnlp.errors import ReadError

_JUNK = frozenset({"__macosx", "thumbs.db", "desktop.ini", "$recycle.bin"})
_TEMPORARY = (".tmp", ".temp", ".part", ".crdownload", ".bak", ".swp")


def is_junk(path: PurePath) -> bool:
    """Whether a path is nobody's submission: hidden, temporary, or left by a system (``~$``, __MACOSX)."""
    return any(
        part.startswith((".", "~$", ".~")) or part.endswith("~") or part.lower() in _JUNK
        for part in path.parts
    ) or path.name.lower().endswith(_TEMPORARY)


def find_files(folder: Path) -> list[Path]:
    """All files below ``folder`` that may be submissions, sorted by their path below it.

    Links to folders are not followed.

    Raises
    ------
    ReadError
        Stage ``open``: the folder is not there or cannot be listed.
    """
    if not folder.is_dir():
        raise ReadError(f"{folder} is no folder", "create it and put the submissions there", "open")

    def refuse(error: OSError) -> None:
        raise ReadError(
            f"{error.filename} cannot be listed: {error.strerror}", "check who may read it", "open"
        ) from error

    found: list[PurePath] = []
    for where, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not is_junk(PurePath(name))]
        below = Path(where).relative_to(folder)
        found += [below / name for name in files if not is_junk(PurePath(name))]
    return [folder / path for path in sorted(found, key=lambda path: path.as_posix())]


def legible(path: PurePath) -> str:
    """The path as text that can be stored and printed, with ``/`` between its parts.

    Archives that were packed on a Chinese Windows leave names in GB18030, which the system hands over as
    broken UTF-8; what is neither is shown byte by byte.
    """
    return "/".join(map(_name, path.as_posix().split("/")))


def _name(part: str) -> str:
    try:
        part.encode("utf-8")
    except UnicodeEncodeError:
        try:
            return part.encode("utf-8", "surrogateescape").decode("gb18030")
        except UnicodeError:
            return part.encode("utf-8", "backslashreplace").decode("utf-8")
    return part
