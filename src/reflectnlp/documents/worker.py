"""Requests on standard input, extracts on standard output: the process that parses untrusted files.

It runs apart from the program (``isolated`` starts it), so that a parser that crashes, hangs or eats all
memory costs one file. A message is its length in eight bytes and then JSON; the bytes of the file itself
are read here, by path. Nothing but JSON crosses the pipe.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from reflectnlp.documents.readers import reader_of
from reflectnlp.documents.readers.parts import Extract, Limits
from reflectnlp.documents.readers.zip import member
from reflectnlp.documents.sniff import sniff
from reflectnlp.errors import ReadError

MAX_DEPTH = 3  # ZIP archives inside one another


def main() -> None:
    """Answer requests until standard input ends."""
    source = sys.stdin.buffer
    # What a library prints must not get between the answers.
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while (request := receive(source)) is not None:
        limit(request["memory"], request["seconds"])
        send(target, answer(request))


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Read one file, or one member of an archive, and say what came of it."""
    limits = Limits(max_bytes=request["max_unpacked"], max_chars=request["max_chars"])
    try:
        extract, format_name = extract_file(Path(request["path"]), request["members"], limits)
    except ReadError as error:
        return {"error": [error.reason, error.remedy, error.stage]}
    except MemoryError:
        return {
            "error": ["reading it takes more memory than is allowed", "hand in a smaller file", "extract"]
        }
    except RecursionError:
        return {"error": ["it is nested too deep", "hand in the text alone", "extract"]}
    except Exception as error:  # a parser's own mistake: named, and the next file is read all the same
        reason = f"the parser gave up ({type(error).__name__})"
        return {"error": [reason, "open it in the program it was made with and save it again", "extract"]}
    if sum(len(part.text) for part in extract.parts) > limits.max_chars:
        return {"error": [f"more than {limits.max_chars} characters", "hand in the text alone", "extract"]}
    return {"format": format_name, "extract": asdict(extract)}


def extract_file(path: Path, members: list[str], limits: Limits) -> tuple[Extract, str]:
    """The extract of a file, or of the member that ``members`` leads to, and its format."""
    if len(members) > MAX_DEPTH:
        raise ReadError(
            f"archives inside one another, more than {MAX_DEPTH} deep", "pack the documents themselves"
        )
    data, name = path.read_bytes(), path.name
    for inner in members:
        data, name = member(data, inner, limits), inner
    format_name = sniff(data, Path(name).suffix)
    return reader_of(format_name)(data, limits), format_name


def limit(memory: int, seconds: float) -> None:
    """Bound address space and processor time where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    bounds = {
        "RLIMIT_AS": memory,
        # Twice the time and more: the parent ends a slow parser; this ends one whose parent is gone.
        "RLIMIT_CPU": int(used.ru_utime + used.ru_stime + 2 * seconds + 10),
        "RLIMIT_CORE": 0,
    }
    for name, bound in bounds.items():
        which = getattr(resource, name)
        _, hard = resource.getrlimit(which)
        if hard != resource.RLIM_INFINITY:
            bound = min(bound, hard)
        try:
            resource.setrlimit(which, (bound, hard))
        except (ValueError, OSError):  # macOS refuses to bound address space
            continue


def receive(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message; None when the stream ends."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    data = stream.read(int.from_bytes(head, "big"))
    message: dict[str, Any] = json.loads(data)
    return message


def send(stream: BinaryIO, message: dict[str, Any]) -> None:
    """Write one message."""
    data = json.dumps(message, ensure_ascii=True).encode()
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()
