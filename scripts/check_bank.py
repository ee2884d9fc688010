"""Bank files in, a report of form and variety out.

A bank file holds single coded sentences, one a line: ``codes|register|sentence``.
``codes`` are theme ids of the codebook joined by ``+``, or ``none``. Lines starting with ``#`` and
empty lines are passed over. The file's name is its setting; a setting is never split between train
and test. Templates and near-copies would teach a model the template, so variety is measured.
Codes are those of the scheme in the path (data/gold/schemes/NAME/…), of party_study elsewhere.

Usage: python scripts/check_bank.py [FILE ...]      (default: data/gold/bank/*.txt)
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from reflectnlp.themes import Scheme

REGISTERS = frozenset(["official", "personal", "clumsy", "old", "young", "lookalike"])
OPENING = 4  # characters that make an opening
GRAM = 5  # characters of an n-gram
NEAR_COPY = 0.5  # share of a sentence's n-grams found in one other sentence


def theme_ids(path: Path) -> frozenset[str]:
    """The codes that a file below ``data/gold`` may use."""
    parts = path.resolve().parts
    return _ids(parts[parts.index("schemes") + 1] if "schemes" in parts else "party_study")


@cache
def _ids(scheme: str) -> frozenset[str]:
    return frozenset(Scheme.builtin(scheme).theme_ids)


def rows(path: Path) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Read one bank file: its rows, and what is wrong with it."""
    kept, wrong, known = [], [], theme_ids(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("|", 2)
        if len(parts) != 3:
            wrong.append(f"{path}:{number}: not codes|register|sentence")
            continue
        codes, register, text = (part.strip() for part in parts)
        unknown = [code for code in codes.split("+") if code != "none" and code not in known]
        if unknown or ("none" in codes and codes != "none"):
            wrong.append(f"{path}:{number}: unknown codes {codes!r}")
        if register not in REGISTERS:
            wrong.append(f"{path}:{number}: unknown register {register!r}")
        if len(text) < 4:
            wrong.append(f"{path}:{number}: sentence too short {text!r}")
        kept.append((codes, register, text))
    return kept, wrong


def grams(text: str) -> set[str]:
    """The distinct character n-grams of a sentence."""
    return {text[i : i + GRAM] for i in range(max(1, len(text) - GRAM + 1))}


def near_copies(texts: list[str]) -> list[tuple[str, str, float]]:
    """Pairs of sentences of which the later shares over half of its n-grams with the earlier."""
    seen: dict[str, list[int]] = defaultdict(list)
    found = []
    for i, text in enumerate(texts):
        own = grams(text)
        shared = Counter(j for gram in own for j in seen[gram])
        if shared:
            j, n = shared.most_common(1)[0]
            if n / len(own) > NEAR_COPY:
                found.append((texts[j], text, n / len(own)))
        for gram in own:
            seen[gram].append(i)
    return found


def main(arguments: list[str]) -> int:
    """Print the report; 1 when a file has a mistake or a near-copy."""
    paths = [Path(a) for a in arguments] or sorted(Path("data/gold/bank").glob("*.txt"))
    every, wrong = [], []
    for path in paths:
        kept, bad = rows(path)
        every += kept
        wrong += bad
    texts = [text for _, _, text in every]
    copies = near_copies(texts)
    openings = Counter(text[:OPENING] for text in texts)
    codes = Counter(code for c, _, _ in every for code in c.split("+"))
    print(f"sentences {len(texts)}  mean length {sum(map(len, texts)) / max(1, len(texts)):.1f}")
    print(f"distinct openings ({OPENING} characters): {len(openings) / max(1, len(texts)):.3f}")
    print("commonest openings:", ", ".join(f"{o} {n}" for o, n in openings.most_common(8)))
    print("codes:", ", ".join(f"{c} {n}" for c, n in codes.most_common()))
    print("two themes or more:", sum("+" in c for c, _, _ in every))
    print("registers:", dict(Counter(r for _, r, _ in every)))
    for first, second, share in copies:
        print(f"near-copy {share:.2f}\n  {first}\n  {second}")
    print(*wrong, sep="\n")
    print(f"{len(wrong)} mistakes, {len(copies)} near-copies")
    return 1 if wrong or copies else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
