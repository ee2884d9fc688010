"""Readings in, what each document takes up of them out: key points, evidence, coverage, quotations."""

from reflectnlp.coverage.citations import CitationIndex, Citations
from reflectnlp.coverage.draft import draft_outline, draw_points
from reflectnlp.coverage.model import CoverageModel, shipped_model
from reflectnlp.coverage.persons import Person, builtin_persons, load_persons, merge_persons
from reflectnlp.coverage.points import PointIndex
from reflectnlp.coverage.readings import KeyPoint, Reading, load_readings, outline_of
from reflectnlp.coverage.wording import Difference, Wordings, differences

__all__ = [
    "CitationIndex",
    "Citations",
    "CoverageModel",
    "Difference",
    "KeyPoint",
    "Person",
    "PointIndex",
    "Reading",
    "Wordings",
    "builtin_persons",
    "differences",
    "draft_outline",
    "draw_points",
    "load_persons",
    "load_readings",
    "merge_persons",
    "outline_of",
    "shipped_model",
]
