"""Documents in, text that two of them share out: near-duplicates, shared passages, clusters."""

from __future__ import annotations

from reflectnlp.reuse.clusters import Cluster, clusters
from reflectnlp.reuse.find import find_reuse
from reflectnlp.reuse.settings import ReuseSettings

__all__ = ["Cluster", "ReuseSettings", "clusters", "find_reuse"]
