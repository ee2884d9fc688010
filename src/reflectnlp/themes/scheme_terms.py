"""One entry of ``terms`` in, its terms out: plain strings, lists, gap patterns, and their conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from reflectnlp.themes.scheme import Conditions, Settings, Term
from reflectnlp.themes.scheme_lists import Lists, resolve, strings
from reflectnlp.themes.scheme_nodes import Node, Notes, choice, flag, mapping, number, string

GAP = "…"
_WANTED = ("near", "before", "after", "same_clause", "same_sentence", "under_heading")
_STRINGS = (*_WANTED, "unless", "unless_clause", "unless_near", "unless_heading")
_PLAIN = ("weight", "anywhere", "gap", "scope", "within", "at", "role", "wins_over", "note")
_KEYS = ("text", "pattern", "list", *_PLAIN, *_STRINGS)


@dataclass(frozen=True, slots=True)
class Context:
    """What a term needs to know of its scheme."""

    settings: Settings
    lists: Lists
    theme_ids: Sequence[str]


def read_term(notes: Notes, node: Node, context: Context) -> tuple[Term, ...]:
    """The terms of one entry; none (with notes) if it cannot be understood."""
    conditions = Conditions(within=context.settings.within)
    base = Term("", (), gap=context.settings.gap, conditions=conditions, place=notes.place(node))
    if isinstance(node, yaml.ScalarNode):
        return _named(notes, node, base, context)
    keys = mapping(notes, node, "a term", _KEYS)
    given = [key for key in ("text", "pattern", "list") if key in keys]
    if len(given) != 1:
        fact = f"a term has {' and '.join(given)}" if given else "a term has neither text, pattern nor list"
        notes.add(node, fact, "give exactly one of text, pattern, list")
        return ()
    base = _settings(notes, keys, base, context)
    if given == ["list"]:
        name = string(notes, keys["list"], "list").removeprefix("@")
        found = resolve(notes, keys["list"], "@" + name, context.lists) if name else ()
        return tuple(replace(base, name=text, parts=((text,),)) for text in found)
    if given == ["pattern"]:
        text = string(notes, keys["pattern"], "pattern")
        if text and GAP not in text:
            notes.add(keys["pattern"], f"pattern {text!r} has no {GAP}", "write 坚定…信念, or use text")
            return ()
        return _pattern(notes, keys["pattern"], base, context) if text else ()
    items = keys["text"].value if isinstance(keys["text"], yaml.SequenceNode) else [keys["text"]]
    return tuple(term for item in items for term in _named(notes, item, base, context))


def _named(notes: Notes, node: Node, base: Term, context: Context) -> tuple[Term, ...]:
    """The terms of one string: a pattern if it has a gap, a list's strings behind ``@``, else itself."""
    text = string(notes, node, "a term")
    if GAP in text:
        return _pattern(notes, node, base, context)
    if "|" in text:
        notes.add(node, f"term {text!r} has alternatives but no {GAP}", "write text: [甲, 乙]")
        return ()
    found = resolve(notes, node, text, context.lists)
    return tuple(replace(base, name=one, parts=((one,),)) for one in found)


def _pattern(notes: Notes, node: Node, base: Term, context: Context) -> tuple[Term, ...]:
    text = str(node.value).strip()
    parts = []
    for written in text.split(GAP):
        alternatives: dict[str, None] = {}
        for one in written.split("|"):
            if not one.strip():
                notes.add(
                    node, f"pattern {text!r} has an empty part", f"write a string on each side of {GAP} and |"
                )
                return ()
            alternatives.update(dict.fromkeys(resolve(notes, node, one.strip(), context.lists)))
        parts.append(tuple(alternatives))
    return (replace(base, name=text, parts=tuple(parts)),) if all(parts) else ()


def _settings(notes: Notes, keys: Mapping[str, Node], base: Term, context: Context) -> Term:
    given: dict[str, Any] = {}
    if "weight" in keys:
        given["weight"] = number(notes, keys["weight"], "weight", low=0.0, high=1.0)
        if given["weight"] == 0.0 and keys["weight"].value in ("0", "0.0"):
            notes.add(keys["weight"], "weight is 0", "write a number above 0, or exclude the string")
    if "anywhere" in keys:
        given["anywhere"] = flag(notes, keys["anywhere"], "anywhere")
    if "gap" in keys:
        given["gap"] = int(number(notes, keys["gap"], "gap", low=0, high=200, whole=True))
    if "scope" in keys:
        given["scope"] = choice(notes, keys["scope"], "scope", ("clause", "sentence"))
    for key in ("gap", "scope"):
        if key in keys and "pattern" not in keys and not _has_gap(keys.get("text")):
            notes.add(keys[key], f"{key} is for patterns only", f"remove it, or write a pattern with {GAP}")
    if "wins_over" in keys:
        ids = strings(notes, keys["wins_over"], "wins_over", {})
        for unknown in sorted(set(ids) - set(context.theme_ids)):
            known = ", ".join(context.theme_ids)
            notes.add(keys["wins_over"], f"wins_over names the unknown theme {unknown!r}", f"themes: {known}")
        given["wins_over"] = ids
    return replace(base, conditions=_conditions(notes, keys, context), **given)


def _has_gap(node: Node | None) -> bool:
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return any(isinstance(item, yaml.ScalarNode) and GAP in str(item.value) for item in items)


def _conditions(notes: Notes, keys: Mapping[str, Node], context: Context) -> Conditions:
    given: dict[str, Any] = {
        key: strings(notes, keys[key], key, context.lists) for key in _STRINGS if key in keys
    }
    for key in given:
        for odd in (one for one in given[key] if GAP in one or "|" in one):
            notes.add(keys[key], f"{key} holds the pattern {odd!r}", "write plain strings there")
    within = context.settings.within
    if "within" in keys:
        within = int(number(notes, keys["within"], "within", low=0, high=200, whole=True))
        if not {"near", "before", "after", "unless_near"} & set(keys):
            remedy = "remove it, or add near, before, after or unless_near"
            notes.add(keys["within"], "within has nothing to measure", remedy)
    for key, options in (("at", ("start", "end")), ("role", ("body", "heading"))):
        if key in keys:
            given[key] = choice(notes, keys[key], key, options)
    return Conditions(within=within, **given)
