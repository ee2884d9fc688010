"""Reads what people write after studying: themes, coverage of the readings, reuse.

    import reflectnlp as rn

    study = rn.open_study("data/demo")
    results = study.score()
    results.coverage.sort_values("score")
    rn.charts.theme_heatmap(results.themes, by="unit")

Beneath it, every stage has a verb of its own: ``read``, ``Scheme.from_yaml``, ``Reading.from_file``,
``find_themes``, ``score_coverage``, ``find_evidence``, ``find_reuse``, ``compare``. Names are
loaded when they are used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reflectnlp import charts as charts
    from reflectnlp import errors as errors
    from reflectnlp.comparison import compare as compare
    from reflectnlp.coverage import Reading as Reading
    from reflectnlp.display import show as show
    from reflectnlp.documents import document_from_text as document_from_text
    from reflectnlp.documents import read as read
    from reflectnlp.records import Document as Document
    from reflectnlp.results import Results as Results
    from reflectnlp.reuse import find_reuse as find_reuse
    from reflectnlp.steps import find_evidence as find_evidence
    from reflectnlp.steps import find_themes as find_themes
    from reflectnlp.steps import score_coverage as score_coverage
    from reflectnlp.study import Study as Study
    from reflectnlp.study import open_study as open_study
    from reflectnlp.themes import Scheme as Scheme

_HOMES = {
    "Document": "records",
    "Reading": "coverage",
    "Results": "results",
    "Scheme": "themes",
    "Study": "study",
    "compare": "comparison",
    "document_from_text": "documents",
    "find_evidence": "steps",
    "find_reuse": "reuse",
    "find_themes": "steps",
    "open_study": "study",
    "read": "documents",
    "score_coverage": "steps",
    "show": "display",
}
_ROOMS = ("charts", "errors")
__all__ = sorted([*_HOMES, *_ROOMS])


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"reflectnlp.{name}")
    if name in _HOMES:
        return getattr(import_module(f"reflectnlp.{_HOMES[name]}"), name)
    raise AttributeError(f"reflectnlp has no name {name!r} → use one of {', '.join(__all__)}")


def __dir__() -> list[str]:
    return __all__
