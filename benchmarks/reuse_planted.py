"""Planted copies among independent documents: how many are found, how many alarms are false.

    python benchmarks/reuse_planted.py [--documents 2000] [--seed 1]

Prints one table; exits 1 when precision falls below 0.98 or recall below 0.95.
"""

from __future__ import annotations

import argparse
import sys
import time
from types import SimpleNamespace

from reflectnlp.reuse import find_reuse
from reuse_documents import KINDS, Writer, documents, planted


def main() -> int:
    """Make, find, compare, print."""
    """Make, find, compare, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--chars", type=int, default=1000)
    parser.add_argument("--per-kind", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    writer = Writer(asked.seed)
    made, pairs = planted(writer, asked.documents, asked.chars, asked.per_kind)
    began = time.perf_counter()
    table = find_reuse(made, readings=[SimpleNamespace(text=writer.reading)])
    seconds = time.perf_counter() - began
    ids, others = table.column("doc_id").to_pylist(), table.column("other_id").to_pylist()
    shares = dict(zip(zip(ids, others, strict=True), table.column("share").to_pylist(), strict=True))
    found = {frozenset(pair) for pair in shares}
    truth = {frozenset((pair.copy, pair.source)) for pair in pairs}
    print(f"{len(made)} documents of about {asked.chars} characters, {len(truth)} pairs, {seconds:.1f} s")
    print(f"{'kind':<12}{'pairs':>6}{'found':>7}{'mean share':>12}")
    for kind in KINDS:
        mine = [(pair.copy, pair.source) for pair in pairs if pair.kind == kind]
        hits = [shares[pair] for pair in mine if pair in shares]
        print(f"{kind:<12}{len(mine):>6}{len(hits):>7}{sum(hits) / max(1, len(hits)):>12.2f}")
    precision, recall = len(found & truth) / max(1, len(found)), len(found & truth) / len(truth)
    print(f"precision {precision:.3f}  recall {recall:.3f}")
    false = [pair for pair in shares if frozenset(pair) not in truth]
    for pair in false[:10]:
        print("  false alarm:", *pair, f"{shares[pair]:.3f}")
    alone = find_reuse(
        list(documents(writer, asked.documents, asked.chars)), readings=[SimpleNamespace(text=writer.reading)]
    )
    print(f"alarms among {asked.documents} independent documents: {alone.num_rows // 2}")
    return int(precision < 0.98 or recall < 0.95)


if __name__ == "__main__":
    sys.exit(main())
