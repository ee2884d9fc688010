"""The named lists of a scheme in, their strings out; and lists of strings with ``@name`` resolved."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from reflectnlp.themes.scheme_nodes import Node, Notes, compose, mapping, sequence, string

Lists = Mapping[str, tuple[str, ...]]
_ENTRY = ("name", "aliases", "note", "kind", "unit", "field", "years")


def read_lists(notes: Notes, node: Node) -> dict[str, tuple[str, ...]]:
    """The strings of every list under ``lists``.

    A list is a sequence, or ``{file: name.yaml}`` for a sequence in a file of its own. An entry is a string
    or a mapping with ``name`` and ``aliases``; its other keys are for the reader.
    """
    lists: dict[str, tuple[str, ...]] = {}
    if not isinstance(node, yaml.MappingNode):
        notes.add(node, "lists must be a mapping (name: list)")
        return lists
    for key, value in node.value:
        if key.value in lists:
            notes.add(key, f"list {key.value!r} stands twice", "rename one of them")
        where, items = notes, value
        if isinstance(value, yaml.MappingNode):
            source = mapping(notes, value, f"list {key.value!r}", ("file",)).get("file")
            where = notes.beside(string(notes, source, "file")) if source is not None else notes
            items = compose(where) if source is not None else None
        lists[str(key.value)] = () if items is None else _entries(where, items, f"list {key.value!r}")
    return lists


def _entries(notes: Notes, node: Node, what: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for item in sequence(notes, node, what):
        for text in _names(notes, item, what):
            if text in found:
                notes.add(item, f"{what} holds {text!r} twice", "remove one of them")
            found[text] = None
    return tuple(found)


def _names(notes: Notes, item: Node, what: str) -> tuple[str, ...]:
    if not isinstance(item, yaml.MappingNode):
        text = string(notes, item, f"an entry of {what}")
        return (text,) if text else ()
    entry = mapping(notes, item, f"an entry of {what}", _ENTRY)
    if "name" not in entry:
        notes.add(item, f"an entry of {what} has no name", "write name: …")
    nodes = [entry["name"]] if "name" in entry else []
    if "aliases" in entry:
        nodes += sequence(notes, entry["aliases"], "aliases")
    texts = (string(notes, node, f"an entry of {what}") for node in nodes)
    return tuple(text for text in texts if text)


def strings(notes: Notes, node: Node, what: str, lists: Lists) -> tuple[str, ...]:
    """A string or list of strings, ``@name`` replaced by the list's strings; distinct, in order."""
    items = [node] if isinstance(node, yaml.ScalarNode) else sequence(notes, node, what)
    found: dict[str, None] = {}
    for item in items:
        found.update(dict.fromkeys(resolve(notes, item, string(notes, item, what), lists)))
    return tuple(found)


def resolve(notes: Notes, node: Node, text: str, lists: Lists) -> tuple[str, ...]:
    """The strings that one written string stands for: itself, or those of the list behind ``@``."""
    if not text.startswith("@"):
        return (text,) if text else ()
    if text[1:] not in lists:
        known = ", ".join(lists) or "none is defined"
        notes.add(node, f"list {text[1:]!r} is not defined", f"lists of this scheme: {known}")
        return ()
    return lists[text[1:]]
