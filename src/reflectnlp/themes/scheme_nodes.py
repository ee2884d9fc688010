"""YAML nodes in, plain values out, every mistake noted with its file and line.

`yaml.safe_load` forgets where a value stood; `yaml.compose` keeps it. A mistake is noted and the value
replaced by a harmless one, so that one run finds all the mistakes of a file.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from reflectnlp.errors import Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Node = yaml.Node


@dataclass(frozen=True, slots=True)
class Notes:
    """The mistakes found so far in one file; ``problems`` is shared by all files of a scheme."""

    path: Path
    problems: list[Problem] = field(default_factory=list)

    def beside(self, name: str) -> Notes:
        """The notes for a file in the same folder, with the same list of problems."""
        return Notes(self.path.parent / name, self.problems)

    def place(self, node: Node) -> str:
        """``file:line`` of a node."""
        return f"{self.path.name}:{node.start_mark.line + 1}"

    def add(self, node: Node, fact: str, remedy: str = "") -> None:
        """Note a mistake."""
        self.problems.append(Problem(self.place(node), fact, remedy))


def compose(notes: Notes) -> Node | None:
    """The root node of a file, None (with a note) if the file cannot be read."""
    try:
        root: Node | None = yaml.compose(notes.path.read_text(encoding="utf-8-sig"), _LOADER)
    except OSError as error:
        remedy = "check the name; it counts from the folder of the scheme file"
        notes.problems.append(Problem(notes.path.name, f"cannot be opened ({error.strerror})", remedy))
    except UnicodeDecodeError as error:
        fact = f"is not UTF-8 at byte {error.start}"
        notes.problems.append(Problem(notes.path.name, fact, "save it as UTF-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        fact = f"is not YAML: {getattr(error, 'problem', None) or error}"
        remedy = "check indentation, quotes and brackets there and in the line above"
        notes.problems.append(Problem(notes.path.name + line, fact, remedy))
    else:
        if root is None:
            notes.problems.append(Problem(notes.path.name, "is empty", "write at least scheme and themes"))
        return root
    return None


def mapping(notes: Notes, node: Node, what: str, keys: Iterable[str]) -> dict[str, Node]:
    """The values of a mapping by key; unknown and repeated keys are noted."""
    if not isinstance(node, yaml.MappingNode):
        notes.add(node, f"{what} must be a mapping (key: value)")
        return {}
    known, found = tuple(keys), dict[str, Node]()
    for key_node, value in node.value:
        key = str(key_node.value)
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            remedy = f"did you mean {close[0]!r}?" if close else f"allowed: {', '.join(known)}"
            notes.add(key_node, f"unknown key {key!r} in {what}", remedy)
        elif key in found:
            notes.add(key_node, f"key {key!r} stands twice in {what}", "keep one of them")
        else:
            found[key] = value
    return found


def sequence(notes: Notes, node: Node, what: str) -> Sequence[Node]:
    """The items of a sequence."""
    if isinstance(node, yaml.SequenceNode):
        items: Sequence[Node] = node.value
        return items
    notes.add(node, f"{what} must be a list", "write [a, b] or one - item a line")
    return ()


def string(notes: Notes, node: Node, what: str) -> str:
    """A string that is not empty; an empty one (with a note) otherwise."""
    if not isinstance(node, yaml.ScalarNode):
        notes.add(node, f"{what} must be a string")
        return ""
    text = str(node.value).strip()
    if not text or node.tag.endswith(":null"):
        notes.add(node, f"{what} is empty", "write the string or remove the entry")
        return ""
    return text


def number(notes: Notes, node: Node, what: str, *, low: float, high: float, whole: bool = False) -> float:
    """A number in [low, high]; ``low`` (with a note) otherwise."""
    try:
        value = float(node.value)
    except (TypeError, ValueError):
        value = float("nan")
    if not low <= value <= high or (whole and value != int(value)):
        kind = "a whole number" if whole else "a number"
        shown = node.value if isinstance(node, yaml.ScalarNode) else "a list or mapping"
        notes.add(node, f"{what} is {shown}", f"write {kind} from {low:g} to {high:g}")
        return low
    return value


def choice(notes: Notes, node: Node, what: str, options: Sequence[str]) -> str:
    """One of the options; the first (with a note) otherwise."""
    value = node.value if isinstance(node, yaml.ScalarNode) else "a list or mapping"
    if value not in options:
        notes.add(node, f"{what} is {value!r}", f"write one of {', '.join(options)}")
        return options[0]
    return str(value)


def flag(notes: Notes, node: Node, what: str) -> bool:
    """``true`` or ``false``."""
    return choice(notes, node, what, ("false", "true")) == "true"
