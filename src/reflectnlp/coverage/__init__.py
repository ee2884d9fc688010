"""Readings in, what each document takes up of them out: key points, evidence, coverage, quotations."""

from reflectnlp.coverage.draft import draft_outline, draw_points
from reflectnlp.coverage.model import CoverageModel, shipped_model
from reflectnlp.coverage.points import PointIndex
from reflectnlp.coverage.readings import KeyPoint, Reading, load_readings, outline_of

__all__ = [
    "CoverageModel",
    "KeyPoint",
    "PointIndex",
    "Reading",
    "draft_outline",
    "draw_points",
    "load_readings",
    "outline_of",
    "shipped_model",
]
