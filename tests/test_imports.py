"""The rooms' import direction, and what `import reflectnlp` may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "reflectnlp"
LEVELS = {
    "errors": 0,
    "records": 0,
    "documents": 1,
    "language": 1,
    "themes": 2,
    "coverage": 2,
    "reuse": 2,
    "tables": 2,
    "profile": 3,
    "kernel": 3,
    "privacy": 3,
    "settings": 4,
    "stages": 4,
    "roster": 4,
    "engines": 4,
    "store": 4,
    "writer_lock": 4,
    "validation": 4,
    "scoring": 4,
    "inputs": 4,
    "study": 5,
    "results": 5,
    "evaluation": 5,
    "checking": 5,
    "labelling": 5,
    "steps": 5,
    "training": 5,
    "charts": 6,
    "report": 6,
    "comparison": 6,
    "display": 6,
    "cli": 7,
}
# Within a level these stand below the others: a value that its neighbours hold.
BELOW = {
    ("kernel", "profile"),
    ("kernel", "privacy"),
    ("store", "writer_lock"),
    ("settings", "stages"),
    ("scoring", "settings"),
    ("scoring", "roster"),
    ("scoring", "store"),
    ("inputs", "settings"),
    ("inputs", "roster"),
    ("study", "results"),
    ("evaluation", "study"),
    ("checking", "study"),
    ("labelling", "study"),
    ("labelling", "results"),
    ("labelling", "evaluation"),
    ("training", "study"),
    ("report", "charts"),
    ("comparison", "charts"),
    ("display", "charts"),
    ("display", "report"),
    ("reuse", "tables"),
    ("coverage", "tables"),
    ("themes", "tables"),
}
ONLY = {
    "matplotlib": {"charts", "report"},
    "wordcloud": {"charts"},
    "sklearn": {"themes/fit", "coverage/fit"},
}


def room(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(name.name, node.lineno) for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module, node.lineno))
            if node.module == "reflectnlp":
                found += [(f"reflectnlp.{name.name}", node.lineno) for name in node.names]
    return found


FILES = sorted(path for path in SRC.rglob("*.py") if path != SRC / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_imports_point_downwards(path: Path) -> None:
    here = room(path)
    for module, line in imports(path):
        parts = module.split(".")
        if parts[0] != "reflectnlp" or len(parts) == 1:
            continue
        there = parts[1]
        allowed = there == here or LEVELS[there] < LEVELS[here] or (here, there) in BELOW
        assert allowed, f"{path.relative_to(SRC)}:{line}: {here} imports {there}, which is not below it"


@pytest.mark.parametrize("library", sorted(ONLY))
def test_libraries_stay_in_their_room(library: str) -> None:
    for path in FILES:
        where = str(path.relative_to(SRC).with_suffix(""))
        if not any(where.startswith(prefix) for prefix in ONLY[library]):
            assert library not in {module.split(".")[0] for module, _ in imports(path)}, where


def test_level_0_needs_the_standard_library_only() -> None:
    for name in ("errors", "records"):
        modules = {module.split(".")[0] for module, _ in imports(SRC / f"{name}.py")}
        assert modules <= set(sys.stdlib_module_names) | {"reflectnlp"}


def test_importing_reflectnlp_is_light() -> None:
    code = "import reflectnlp, sys; print(' '.join(sorted({m.split('.')[0] for m in sys.modules})))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "matplotlib",
        "sklearn",
        "pyspark",
        "docx",
        "openpyxl",
        "pypdfium2",
        "bs4",
        "lxml",
        "wordcloud",
        "jieba",
    }
    assert heavy.isdisjoint(loaded)
