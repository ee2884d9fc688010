"""The tables of two studies, stages or units in, one table of differences with intervals out.

    before, after = results.only(stage="学习前"), results.only(stage="学习后")
    table = compare(before, after)
    reflectnlp.charts.differences(table, measure="coverage")

It compares texts by group: never persons, and no group under the study's ``min_group``.
"""

from reflectnlp.comparison.measures import MEASURES, compare
from reflectnlp.comparison.write import FORMATS, write_comparison

__all__ = ["FORMATS", "MEASURES", "compare", "write_comparison"]
