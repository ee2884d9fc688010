"""Lists of persons in, a value that knows their names out.

Whom people name is a list that a study may edit, not code: models, cases, and those who are quoted. The
built-in lists are the speakers of this room and the heroes and cases that built-in schemes bring.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from reflectnlp.errors import DictionaryError, Problem

KINDS = ("model", "case", "leader", "classic")
_KEYS = ("name", "aliases", "kind", "not_in")
_REMARKS = ("note", "unit", "field", "years")
_OWN = "speakers.yaml"
_LISTS = (("heroes.yaml", "model"), ("cases.yaml", "case"))  # in the folder of a built-in scheme


@dataclass(frozen=True, slots=True)
class Person:
    """A person or group that people name.

    ``kind`` is one of ``KINDS``; ``not_in`` are longer words that hold the name and mean something else
    (列宁主义 holds 列宁).
    """

    name: str
    kind: str = "model"
    aliases: tuple[str, ...] = ()
    not_in: tuple[str, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


def load_persons(path: str | Path, *, kind: str = "model") -> tuple[Person, ...]:
    """The persons of a YAML file: a sequence of names or of ``{name, aliases, kind, not_in}``.

    Parameters
    ----------
    path
        The file; UTF-8.
    kind
        For entries that do not give their own.

    Raises
    ------
    DictionaryError
        The file has mistakes; all are listed, each with its line.
    """
    place = Path(path)
    try:
        text = place.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        problem = Problem(place.name, f"cannot be read ({reason})", "check the file")
        raise DictionaryError([problem]) from error
    return _persons(text, place.name, kind)


@cache  # every reading and study asks for them
def builtin_persons() -> tuple[Person, ...]:
    """Speakers, models and cases that the package knows, whichever scheme a study uses."""
    own = files("reflectnlp.coverage") / "data" / _OWN
    lists = [_persons(own.read_text("utf-8"), _OWN, "model")]
    schemes = sorted(files("reflectnlp.themes").joinpath("schemes").iterdir(), key=lambda folder: folder.name)
    for name, kind in _LISTS:
        found = [folder / name for folder in schemes if (folder / name).is_file()]
        lists += [_persons(listed.read_text("utf-8"), name, kind) for listed in found]
    return merge_persons(*lists)


def merge_persons(*lists: Iterable[Person]) -> tuple[Person, ...]:
    """One entry a name, in order of first mention; aliases add up, the first kind stands.

    An alias that an earlier entry has taken stays with that entry.
    """
    merged: dict[str, Person] = {}
    for person in (person for persons in lists for person in persons):
        known = merged.get(person.name)
        if known is None:
            merged[person.name] = person
        else:
            aliases = tuple(dict.fromkeys((*known.aliases, *person.aliases)))
            not_in = tuple(dict.fromkeys((*known.not_in, *person.not_in)))
            merged[person.name] = Person(known.name, known.kind, aliases, not_in)
    taken = set(merged)
    unique = []
    for person in merged.values():
        free = tuple(alias for alias in person.aliases if alias not in taken)
        taken.update(free)
        unique.append(Person(person.name, person.kind, free, person.not_in))
    return tuple(unique)


def _persons(text: str, place: str, kind: str) -> tuple[Person, ...]:
    problems: list[Problem] = []
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = Problem(
            f"{place}:{line}", f"this is no YAML ({error.problem})", "check indents and brackets"
        )
        raise DictionaryError([problem]) from error
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        fact, remedy = "a list of persons is a sequence", "begin each entry with a dash"
        raise DictionaryError([Problem(f"{place}:1", fact, remedy)])
    found: dict[str, Person] = {}
    for node in root.value:
        at = f"{place}:{node.start_mark.line + 1}"
        for person in _person(node, at, kind, problems):
            if person.name in found:
                problems.append(Problem(at, f"{person.name} stands twice", "remove one of the two"))
            found[person.name] = person
    if problems:
        raise DictionaryError(problems)
    return tuple(found.values())


def _person(node: yaml.Node, at: str, kind: str, problems: list[Problem]) -> tuple[Person, ...]:
    """The person of one entry, none if the entry has mistakes."""
    entry = yaml.SafeLoader("").construct_object(node, deep=True)
    if isinstance(entry, str):
        entry = {"name": entry}
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        problems.append(Problem(at, "an entry is a name or a mapping with a name", "write {name: …}"))
        return ()
    name, before = entry["name"].strip(), len(problems)
    unknown = sorted(str(key) for key in entry if key not in (*_KEYS, *_REMARKS))
    if unknown:
        problems.append(Problem(at, f"{name}: unknown keys {', '.join(unknown)}", f"use {', '.join(_KEYS)}"))
    asked = entry.get("kind", kind)
    if asked not in KINDS:
        problems.append(Problem(at, f"{name}: kind {asked!r} is unknown", f"use one of {', '.join(KINDS)}"))
    lists = []
    for key in ("aliases", "not_in"):
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            problems.append(Problem(at, f"{name}: {key} is no list of names", f"write {key}: [ … ]"))
            value = []
        lists.append(tuple(dict.fromkeys(item.strip() for item in value)))
    return (Person(name, asked, *lists),) if len(problems) == before else ()
