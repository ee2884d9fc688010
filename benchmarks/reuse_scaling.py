"""Time and memory of the search for reuse as the number of documents grows.

    python benchmarks/reuse_scaling.py [--sizes 10000 20000 50000 100000] [--chars 1000]

One document in fifty is a planted copy (edited, reordered or half). Prints one table; exits 1 when the growth
exponent of the processor time from the first to the last size is above 1.2. Memory is what the search needs
beside the documents.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from pathlib import Path
from types import SimpleNamespace

from reflectnlp.records import Document
from reflectnlp.reuse import find_reuse
from reuse_documents import Writer, document

BLOCK = 10_000  # documents that share a pool of stock sentences, so that every size is made of the same stuff


def memory(which: str) -> float:
    """Megabytes that this process holds (``VmRSS``) or held at most (``VmHWM``)."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(which)) / 1024


def make(n: int, n_chars: int) -> list[Document]:
    """Documents of which every fiftieth copies the one 25 before it."""
    writer, made, bodies = Writer(7), [], []
    for number in range(n):
        if number % BLOCK == 0:
            writer.renew_stock()
        body = writer.body(n_chars)
        bodies.append(body)
        if number % 50 == 49:
            source, kind = bodies[number - 25], number // 50 % 3
            if kind == 0:
                body = [writer.edited(sentence, 0.1) for sentence in source]
            elif kind == 1:
                body = [source[at] for at in writer.rng.permutation(len(source))]
            else:
                body = source[: len(source) // 2] + body[len(body) // 2 :]
        made.append(document(f"d{number:06d}", body))
    return made


def main() -> int:
    """Make documents once, search growing parts of them, print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 20_000, 50_000, 100_000])
    parser.add_argument("--chars", type=int, default=1000)
    asked = parser.parse_args()
    made = make(max(asked.sizes), asked.chars)
    readings = [SimpleNamespace(text=Writer(7).reading)]
    print(f"{'documents':>10}{'seconds':>9}{'cpu':>8}{'exponent':>10}{'recall':>8}{'false':>7}{'MB':>8}")
    times: list[tuple[int, float]] = []
    for size in sorted(asked.sizes):
        held, began, cpu = memory("VmRSS"), time.perf_counter(), time.process_time()
        table = find_reuse(made[:size], readings=readings)
        seconds, cpu, peak = time.perf_counter() - began, time.process_time() - cpu, memory("VmHWM")
        found = set(zip(*(table.column(name).to_pylist() for name in ("doc_id", "other_id")), strict=True))
        truth = {(f"d{at:06d}", f"d{at - 25:06d}") for at in range(49, size, 50)}
        false = sum(left > right for left, right in found) - len(found & truth)
        times.append((size, cpu))
        exponent = _exponent(times[-2:])
        print(
            f"{size:>10}{seconds:>9.1f}{cpu:>8.1f}{exponent:>10.2f}"
            f"{len(found & truth) / max(1, len(truth)):>8.3f}{false:>7}{peak - held:>8.0f}"
        )
    whole = _exponent([times[0], times[-1]])
    print(f"growth exponent {times[0][0]} → {times[-1][0]}: {whole:.2f} (bar: 1.2)")
    return int(whole > 1.2)


def _exponent(times: list[tuple[int, float]]) -> float:
    (n, seconds), (more, longer) = times[0], times[-1]
    return math.log(longer / seconds) / math.log(more / n) if more > n else math.nan


if __name__ == "__main__":
    sys.exit(main())
