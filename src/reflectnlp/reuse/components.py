"""Pairs in, groups of what hangs together out."""

from __future__ import annotations

from collections.abc import Iterable


def components(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Connected groups of numbers, each sorted, ordered by their least number."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for first, second in pairs:
        low, high = sorted((root(first), root(second)))
        parent[high] = low
    groups: dict[int, list[int]] = {}
    for node in sorted(parent):
        groups.setdefault(root(node), []).append(node)
    return [tuple(members) for _, members in sorted(groups.items())]
