"""A table in, matplotlib Axes out: one chart a file, each beside the function that gives its data.

Every chart takes ``ax=None`` and the look ``names=``, ``lang=``, ``title=``; those that group take ``by=``
and ``documents=`` where the table does not hold the group itself. ``save(ax, path)`` writes SVG or PNG.
"""

from __future__ import annotations

# Loaded at once: a chart's file has the chart's name, and only a binding made after the file was loaded keeps
# the function under that name.
from reflectnlp.charts.coverage_heatmap import coverage_heatmap, coverage_heatmap_data
from reflectnlp.charts.coverage_timeline import coverage_timeline, coverage_timeline_data
from reflectnlp.charts.differences import differences, differences_data
from reflectnlp.charts.dumbbell import dumbbell, dumbbell_data
from reflectnlp.charts.keyness import keyness, keyness_data
from reflectnlp.charts.lengths import lengths, lengths_data
from reflectnlp.charts.own_words import own_words, own_words_data
from reflectnlp.charts.points_covered import points_covered, points_covered_data
from reflectnlp.charts.reuse_clusters import reuse_clusters, reuse_clusters_data
from reflectnlp.charts.roster_completion import roster_completion, roster_completion_data
from reflectnlp.charts.style import save
from reflectnlp.charts.theme_bars import theme_bars, theme_bars_data
from reflectnlp.charts.theme_heatmap import theme_heatmap, theme_heatmap_data
from reflectnlp.charts.theme_network import theme_network, theme_network_data
from reflectnlp.charts.theme_radar import theme_radar, theme_radar_data
from reflectnlp.charts.theme_timeline import theme_timeline, theme_timeline_data
from reflectnlp.charts.timeline import timeline, timeline_data
from reflectnlp.charts.word_cloud import word_cloud, word_cloud_data

__all__ = [
    "coverage_heatmap",
    "coverage_heatmap_data",
    "coverage_timeline",
    "coverage_timeline_data",
    "differences",
    "differences_data",
    "dumbbell",
    "dumbbell_data",
    "keyness",
    "keyness_data",
    "lengths",
    "lengths_data",
    "own_words",
    "own_words_data",
    "points_covered",
    "points_covered_data",
    "reuse_clusters",
    "reuse_clusters_data",
    "roster_completion",
    "roster_completion_data",
    "save",
    "theme_bars",
    "theme_bars_data",
    "theme_heatmap",
    "theme_heatmap_data",
    "theme_network",
    "theme_network_data",
    "theme_radar",
    "theme_radar_data",
    "theme_timeline",
    "theme_timeline_data",
    "timeline",
    "timeline_data",
    "word_cloud",
    "word_cloud_data",
]
