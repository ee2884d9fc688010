"""A folder in, the sole right to write there out; a second writer is told who holds it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from reflectnlp.errors import StoreError


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the right to write to the store in ``folder``.

    Raises
    ------
    StoreError
        Another process holds it; the message says which.
    """
    lock = FileLock(folder / "writer.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        who = holder(folder) or "another process"
        raise StoreError(f"{folder}: {who} is scoring this study → wait until it has ended") from error
    note = folder / "writer.json"
    try:
        note.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def holder(folder: Path) -> str:
    """Who writes to the store, as far as it left a note; empty otherwise."""
    try:
        note = json.loads((folder / "writer.json").read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return ""
    return f"process {note['pid']} on {note['host']}"
