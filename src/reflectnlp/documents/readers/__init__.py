"""One reader a format: bytes of a file in, the plain parts of it out.

A reader imports its library inside its function. ``read_bytes`` is all that the isolated process runs:
its result is plain data (strings in tuples), so it can cross a pipe as JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from reflectnlp.documents.readers.parts import Extract, Limits

# format → module below this package; each has a function ``read(data, limits) -> Extract``.
MODULES = {
    "text": "text",
    "markdown": "text",
    "csv": "csv",
    "docx": "docx",
    "pdf": "pdf",
    "html": "html",
    "xlsx": "xlsx",
    "zip": "zip",
}
# Parsers of untrusted binary formats run in a child process; plain text is read in this one.
IN_PROCESS = frozenset({"text", "markdown", "csv"})

Reader = Callable[[bytes, Limits], Extract]


def reader_of(format_name: str) -> Reader:
    """The reader of a format that ``sniff`` named."""
    module = import_module(f"{__name__}.{MODULES[format_name]}")
    reader: Reader = module.read
    return reader
