"""Two sets of tables in, what they have in common out; an error where their scores are no like for like."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reflectnlp.errors import ProfileError
from reflectnlp.results import Results

NEXT = (
    "score both with the same scheme, readings and version of reflectnlp, or allow different profiles "
    "(--allow-different-profiles) to compare what they share"
)


@dataclass(frozen=True, slots=True)
class Common:
    """What two studies share.

    ``themes`` and ``readings`` are ids in the order of the first study; ``left_out`` says in words what only
    one of them has, empty where nothing differs.
    """

    themes: tuple[str, ...]
    readings: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def in_common(first: Results, second: Results, *, allowed: bool) -> Common:
    """Themes with the same id, and readings with the same id and the same key points.

    Raises
    ------
    ProfileError
        The documents were not all scored with one profile and that is not ``allowed``; or nothing is shared.
    """
    profiles = [sorted(set(side.documents["profile"])) for side in (first, second)]
    themes, other_themes = _themes(first), _themes(second)
    points, other_points = (_points(side.points) for side in (first, second))
    shared = [theme for theme in themes if theme in other_themes]
    same = [reading for reading in points if points[reading] == other_points.get(reading)]
    left_out = [
        *_differing("themes", themes, other_themes, shared),
        *_differing("readings", list(points), list(other_points), same),
    ]
    if profiles[0] != profiles[1] or len(profiles[0]) > 1:
        names = " and ".join(
            f"{side.title} ({', '.join(found)})"
            for side, found in zip((first, second), profiles, strict=True)
        )
        why = "; ".join(left_out) or "the same themes and key points, but other settings or another version"
        if not allowed:
            raise ProfileError(f"the scores of {names} come from different profiles: {why} → {NEXT}")
        if not shared and not same:
            raise ProfileError(
                f"{names} have no theme and no reading in common → compare studies with the same scheme"
            )
        left_out = left_out or [why]
    return Common(tuple(shared), tuple(same), tuple(left_out))


def _themes(side: Results) -> list[str]:
    """Theme ids in the order of the scheme."""
    found = dict.fromkeys(side.themes["theme"])
    return [theme for theme in side.theme_names if theme in found] + sorted(found.keys() - side.theme_names)


def _points(points: pd.DataFrame) -> dict[str, frozenset[tuple[str, str, float]]]:
    """Reading → its key points, as far as they decide a score."""
    rows = zip(points["reading_id"], points["point_id"], points["text"], points["weight"], strict=True)
    found: dict[str, set[tuple[str, str, float]]] = {}
    for reading, *point in rows:
        found.setdefault(str(reading), set()).add((str(point[0]), str(point[1]), float(point[2])))
    return {reading: frozenset(values) for reading, values in found.items()}


def _differing(what: str, first: list[str], second: list[str], shared: list[str]) -> list[str]:
    names = sorted({*first, *second} - set(shared))
    some = ", ".join(names[:6]) + (", …" if len(names) > 6 else "")
    return [f"{what} that are not in both or not alike: {some}"] if names else []
