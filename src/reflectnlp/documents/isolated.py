"""The path of an untrusted file in, its extract out, parsed in a process of its own.

One child process lives as long as its ``Isolated`` and answers one request at a time; starting Python for
every file would cost more than most files do. When a parser crashes, runs out of memory or does not end in
time, the child is ended, that one file fails, and the next one gets a fresh child. The child is a new
interpreter, not a fork, on every system; it is given paths and gives JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from reflectnlp.documents.readers.parts import Extract, Limits, Part, PartFailure
from reflectnlp.documents.worker import receive, send
from reflectnlp.errors import ReadError

_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from reflectnlp.documents.worker import main; main()"
)


class Isolated:
    """A process that reads files; start it by using it, end it by ``close`` or a ``with`` block."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()

    def __enter__(self) -> Isolated:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(
        self, path: Path, *, members: tuple[str, ...] = (), limits: Limits, seconds: float, memory: int
    ) -> tuple[Extract, str]:
        """The extract of a file and its format.

        Parameters
        ----------
        path
            The file.
        members
            The way to a member, through the archives that hold it.
        limits
            What it may unpack to.
        seconds, memory
            Wall-clock time and address space (bytes) that the parser may take.

        Raises
        ------
        ReadError
            The file cannot be read, or its parser crashed, ran too long, or took too much memory.
        """
        request = {
            "path": str(path.absolute()), "members": list(members), "memory": memory, "seconds": seconds,
            "max_unpacked": limits.max_bytes, "max_chars": limits.max_chars,
        }  # fmt: skip
        with self._lock:
            answer = self._ask(request, seconds)
        if "error" in answer:
            reason, remedy, stage = answer["error"]
            raise ReadError(reason, remedy, stage)
        return _extract(answer["extract"]), answer["format"]

    def close(self) -> None:
        """End the child, if there is one; a later ``read`` starts another."""
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return  # a child of the process that forked this one is not ours to end
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                stream.close()
        try:
            child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        child = self._started()
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            send(_stream(child.stdin), request)
            answer = receive(_stream(child.stdout))
        except (OSError, ValueError):
            answer = None  # the pipe broke: the child is gone
        except BaseException:
            self._kill()  # interrupted between question and answer: the next question needs a fresh child
            raise
        finally:
            timer.cancel()
        if answer is not None:
            return answer
        code = self._kill()
        if late.is_set():
            raise ReadError(
                f"reading it took longer than {seconds:g} seconds", "save it again, or hand in the text alone"
            )
        raise ReadError(
            f"the parser crashed on it (exit {code})",
            "open it in the program it was made with and save it again",
        )

    def _started(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():
            self._child, self._owner = None, os.getpid()
        if self._child is not None and self._child.poll() is not None:
            self._kill()  # it ended by itself; its pipes are still open
        if self._child is None:
            environment = dict(os.environ) | {
                "PYTHONIOENCODING": "utf-8",
                "PYTHONWARNINGS": "ignore",
                # Thread pools of numeric libraries reserve address space for every core.
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
            }
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell, constant code
                [sys.executable, "-c", _BOOT, json.dumps([path for path in sys.path if path])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        return self._child

    def _kill(self) -> int | None:
        child, self._child = self._child, None
        if child is None:
            return None
        child.kill()
        code = child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue  # a broken pipe cannot be flushed
        return code


def _stream(stream: Any) -> BinaryIO:
    """A pipe of the child; Popen's type allows for none being asked for."""
    pipe: BinaryIO = stream
    return pipe


def _extract(plain: dict[str, Any]) -> Extract:
    return Extract(
        tuple(Part(**part) for part in plain["parts"]),
        tuple(PartFailure(**failure) for failure in plain["failures"]),
        tuple(plain["members"]),
    )
