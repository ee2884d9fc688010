"""The outline of a reading in, the reading with its key points out; every mistake with its line.

Outlines are YAML; JSON is read by the same reader, since every JSON file is a YAML file once its tabs are
spaces. An outline is written by a person, so it is checked whole.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from reflectnlp.coverage.readings import KeyPoint, Reading
from reflectnlp.errors import Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEYS = ("id", "title", "aliases", "author", "kind", "points")
_POINT_KEYS = ("id", "text", "section", "weight", "source")


def read_outline(path: Path, reading: Reading, problems: list[Problem]) -> Reading:
    """Read an outline.

    Parameters
    ----------
    path
        The outline.
    reading
        The reading that it belongs to: its text, and the id and title where the outline gives none.
    problems
        Where mistakes are added.

    Returns
    -------
    Reading
        With what could be read; without points where the outline lists none.
    """
    notes = _Notes(path.name, problems)
    root = notes.root(path)
    found = notes.mapping(root, "an outline", _KEYS) if root is not None else {}
    points, places = [], []
    for node in notes.items(found.get("points"), "points"):
        place = notes.place(node)
        point = _point(notes, node)
        if point is not None:
            points.append(point)
            places.append(place)
    aliases = [notes.text(node, "an alias") for node in notes.items(found.get("aliases"), "aliases")]
    return replace(
        reading,
        reading_id=notes.text(found.get("id"), "id") or reading.reading_id,
        title=notes.text(found.get("title"), "title") or reading.title,
        author=notes.text(found.get("author"), "author", may_be_empty=True),
        kind=notes.text(found.get("kind"), "kind", may_be_empty=True),
        aliases=tuple(alias for alias in aliases if alias),
        points=tuple(points),
        places=tuple(places),
    )


def _point(notes: _Notes, node: yaml.Node) -> KeyPoint | None:
    fields = notes.mapping(node, "a point", _POINT_KEYS)
    for key in ("id", "text"):
        if fields and key not in fields:
            notes.add(node, f"a point without {key}", f"write {key}: …")
    name = notes.text(fields.get("id"), "the id of a point")
    text = notes.text(fields.get("text"), f"the text of {name or 'a point'}")
    if not name or not text:
        return None
    return KeyPoint(
        name,
        text,
        notes.text(fields.get("section"), "section", may_be_empty=True),
        notes.weight(fields.get("weight"), name),
        notes.text(fields.get("source"), "source", may_be_empty=True),
    )


@dataclass(frozen=True, slots=True)
class _Notes:
    """Reads nodes; what is wrong with one is noted, and a harmless value returned."""

    name: str
    problems: list[Problem]

    def place(self, node: yaml.Node) -> str:
        return f"{self.name}:{node.start_mark.line + 1}"

    def add(self, node: yaml.Node, fact: str, remedy: str) -> None:
        self.problems.append(Problem(self.place(node), fact, remedy))

    def root(self, path: Path) -> yaml.Node | None:
        """The root node; None, with a note, where there is none."""
        try:
            text = path.read_text(encoding="utf-8-sig")
            root: yaml.Node | None = yaml.compose(text.replace("\t", "    "), _LOADER)
        except UnicodeDecodeError as error:
            self.problems.append(
                Problem(self.name, f"is not UTF-8 at byte {error.start}", "save it as UTF-8")
            )
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            fact = f"is not YAML: {getattr(error, 'problem', None) or error}"
            remedy = "check indentation, quotes and brackets there and in the line above"
            place = f"{self.name}:{mark.line + 1}" if mark else self.name
            self.problems.append(Problem(place, fact, remedy))
        else:
            if root is None:
                self.problems.append(Problem(self.name, "is empty", "list points, or remove the file"))
            return root
        return None

    def mapping(self, node: yaml.Node, what: str, keys: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.add(node, f"{what} must be a mapping (key: value)", f"keys: {', '.join(keys)}")
            return {}
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            if key not in keys:
                close = difflib.get_close_matches(key, keys, 1)
                remedy = f"did you mean {close[0]!r}?" if close else f"allowed: {', '.join(keys)}"
                self.add(key_node, f"unknown key {key!r} in {what}", remedy)
            elif key in found:
                self.add(key_node, f"key {key!r} stands twice in {what}", "keep one of them")
            else:
                found[key] = value
        return found

    def items(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None or node.tag.endswith(":null"):
            return []
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.add(node, f"{what} must be a list", "write [a, b] or one - item a line")
        return []

    def text(self, node: yaml.Node | None, what: str, *, may_be_empty: bool = False) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.add(node, f"{what} must be a string", "write it in one line or in quotes")
            return ""
        text = "" if node.tag.endswith(":null") else str(node.value).strip()
        if not text and not may_be_empty:
            self.add(node, f"{what} is empty", "write it or remove the entry")
        return text

    def weight(self, node: yaml.Node | None, name: str) -> float:
        if node is None:
            return 1.0
        try:
            value = float(str(node.value))
        except ValueError:
            value = float("nan")
        if not 0 < value < float("inf"):
            self.add(node, f"the weight of {name} is {node.value!r}", "write a number above 0")
            return 1.0
        return value
