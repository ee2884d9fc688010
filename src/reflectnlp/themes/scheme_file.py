"""A scheme file (YAML) in, a `Scheme` or all of the file's mistakes with their lines out.

The scheme is the codebook and the dictionary in one file, so that what a coder reads and what the program
matches cannot drift apart. A key that is not described here is a mistake.

::

    scheme: party_study              # id: letters, digits, _
    version: 1
    title: {zh: …, en: …}            # or one string
    settings:                        # all optional; the defaults are shown
      anywhere_from: 4               # a term of so many characters needs no word boundaries
      gap: 8                         # most characters that one … of a pattern stands for
      within: 12                     # most characters between a term and a `near` string
      threshold: 0.5                 # combined weight from which rules alone say that the theme is there
      negation_reach: 8              # most characters between a negation and the term it governs
    negation:
      cues: [不, 没有, 未, 缺乏]      # mark terms within reach behind them, in the same clause, as negated
      harmless: [反腐败, 不断, 不忘初心]   # a cue that lies inside one of these is none
    inherit:                         # sentences that point back; used by themes that say `inherit`
      openers: [这个问题, 该案, 他]   # a sentence that begins with one of these …
      longest: 40                    # … and has at most so many characters takes from the sentence before
    exclude: [机器学习]               # block every term, of any theme, that they cover or overlap
    lists:                           # named lists; `@name` stands for all their strings, aliases included
      heroes: {file: persons.yaml}   # a file beside this one: a YAML sequence of entries
      books: [雷锋日记, {name: 毛泽东选集, aliases: [毛选]}]
    themes:
      - id: ideals
        label: {zh: 理想信念, en: Ideals}    # or one string
        definition: …                # what the sentence is about
        not_coded: …                 # what only looks like it
        examples: {coded: [...], not_coded: [...]}
        threshold: 0.5
        inherit: {previous: 0.6, heading: 0.3}   # see below; both 0 by default
        exclude: [效果不理想, 理想气体]  # block the terms of this theme that they cover or overlap
        terms:
          - 理想信念                          # a string: weight 1
          - 坚定|树立…信念|信仰                # … makes it a pattern, | gives alternatives
          - {text: [信念, 信仰], weight: 0.6, near: [坚定, 动摇]}
          - {pattern: 向|跟…@heroes…学习, gap: 6, scope: sentence, weight: 0.9}
          - {list: heroes, weight: 0.9, near: [学习, 事迹], within: 20}
      - vanguard.yaml                # a theme in a file of its own, beside this one

**Terms.** A term has exactly one of

- ``text``: a string or a list of strings that share the settings,
- ``pattern``: parts joined by ``…`` (each stands for 0 to ``gap`` characters); a part is a string or
  alternatives ``甲|乙|@list``; the parts follow each other in one clause (clauses end at commas, colons,
  semicolons, full stops and line breaks, not at 、 or quotation marks) or, with ``scope: sentence``, in one
  sentence,
- ``list``: the name of a list; all its strings share the settings,

and may have

``weight``
    In (0, 1], 1 by default: how sure the term alone makes the theme.
``anywhere``
    true: no word boundaries needed; false: needed even if the term is long. By default terms of
    ``anywhere_from`` characters need none. Holds for every part of a pattern.
``gap``, ``scope``
    For patterns, see above; ``scope`` is ``clause`` or ``sentence``.
``near``; ``before``; ``after``
    At least one of these strings within ``within`` characters of the term, in the same sentence: on either
    side; standing before the term; standing after it.
``within``
    Characters for ``near``, ``before``, ``after`` and ``unless_near``; 0 means touching.
``same_clause``, ``same_sentence``
    At least one of these in the same clause, in the same sentence.
``under_heading``
    At least one of these in the nearest heading above, or in the sentence itself if that is a heading.
``unless``, ``unless_clause``, ``unless_near``, ``unless_heading``
    None of these in the same sentence, in the same clause, within ``within`` characters, in the heading.
``at``
    ``start`` or ``end``: the term opens (closes) its sentence; punctuation and a number (一、 一是) aside.
``role``
    ``body`` or ``heading``: count it only there.
``wins_over``
    Ids of themes whose hits it removes where they overlap it.
``note``
    For the reader of the file.

**Word boundaries** are those of the segmenter, and the joints inside its compounds: the middle of four
characters (认真|学习, 遵守|纪律) and before the last two of three (好|榜样, 反|腐败), where these are words.
So 学习 is found in 认真学习 and 榜样 in 好榜样, but not 作风 in 写作|风格, nor 服务 in 服务器.

All conditions that are given must hold. Strings of conditions and exclusions are found anywhere, without
regard to word boundaries, and may be given as ``@list``. A string that overlaps the term itself does not
fulfil ``near``, ``before``, ``after``, ``same_clause`` or ``same_sentence``.

**Overlap.** Within a theme a term that lies inside a longer accepted term of the same theme is dropped, so a
longer phrase with a low weight tames a short word. Patterns neither drop nor are dropped. Across themes all
stay, but for ``wins_over``.

**Weights.** A sentence's weight for a theme is 1 - ∏(1 - w) over its distinct accepted terms (noisy-or).
With ``inherit.previous: f``, a sentence that begins with an opener also takes f × the weight of the sentence
before (its own terms only, so nothing is handed on twice); with ``inherit.heading: f``, every sentence below
a heading takes f × the heading's weight. Inherited weights join by the same formula.

**Negation.** A cue of one character counts only as a word of its own (the 不 of 不断 is none anyway); longer
cues count anywhere. A cue within a longer cue counts once. A term behind an even number of cues (不能没有) is
not negated.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from reflectnlp.errors import Problem, SchemeError
from reflectnlp.themes.scheme import Inherit, Negation, Scheme, Settings, Theme
from reflectnlp.themes.scheme_lists import Lists, read_lists, strings
from reflectnlp.themes.scheme_nodes import Node, Notes, compose, mapping, number, sequence, string
from reflectnlp.themes.scheme_terms import Context, read_term

_SCHEME = ("scheme", "version", "title", "settings", "negation", "inherit", "exclude", "lists", "themes")
_CODEBOOK = ("id", "label", "definition", "not_coded", "examples", "note")
_THEME = (*_CODEBOOK, "threshold", "inherit", "exclude", "terms")
_WHOLE = {"anywhere_from": 100, "gap": 200, "within": 200, "negation_reach": 50}


def read_scheme(path: Path) -> Scheme:
    """Read a scheme file and all files that it names.

    Raises
    ------
    SchemeError
        With all mistakes of all these files, in the order of the files and lines.
    """
    notes = Notes(path)
    root = compose(notes)
    scheme = _scheme(notes, root) if root is not None else None
    if scheme is None or notes.problems:
        raise SchemeError(_ordered(notes.problems))
    return scheme


def _ordered(problems: list[Problem]) -> list[Problem]:
    """By file, in the order in which files were first complained of, then by line."""
    places = [problem.place.partition(":") for problem in problems]
    files = list(dict.fromkeys(name for name, _, _ in places))
    keys = [(files.index(name), int(line or 0)) for name, _, line in places]
    return [problems[i] for i in sorted(range(len(problems)), key=keys.__getitem__)]


def _scheme(notes: Notes, root: Node) -> Scheme:
    keys = mapping(notes, root, "the scheme", _SCHEME)
    for key in ("scheme", "themes"):
        if key not in keys:
            notes.add(root, f"the scheme has no {key!r}", f"add {key}: …")
    settings = _settings(notes, keys["settings"]) if "settings" in keys else Settings()
    lists = read_lists(notes, keys["lists"]) if "lists" in keys else {}
    nodes = _theme_nodes(notes, keys["themes"]) if "themes" in keys else []
    ids = dict.fromkeys(_theme_id(found) for _, _, found in nodes)
    context = Context(settings, lists, [theme_id for theme_id in ids if theme_id])
    themes = tuple(_theme(where, node, found, context) for where, node, found in nodes)
    _distinct(nodes)
    if "themes" in keys and not nodes:
        notes.add(keys["themes"], "the scheme has no theme", "add at least one: - id: …")
    scheme_id = _id(notes, keys["scheme"], "scheme") if "scheme" in keys else ""
    return Scheme(
        scheme_id=scheme_id,
        version=string(notes, keys["version"], "version") if "version" in keys else "1",
        title=_text_by_language(notes, keys["title"], "title") if "title" in keys else {"zh": scheme_id},
        themes=themes,
        settings=settings,
        negation=_negation(notes, keys.get("negation"), lists, settings),
        inherit=_openers(notes, keys.get("inherit"), lists),
        exclude=strings(notes, keys["exclude"], "exclude", lists) if "exclude" in keys else (),
    )


_Found = tuple[Notes, Node, dict[str, Node]]


def _theme_nodes(notes: Notes, node: Node) -> list[_Found]:
    """Each theme's node and keys, with the notes of the file that it stands in."""
    found: list[_Found] = []
    for item in sequence(notes, node, "themes"):
        where, theme = notes, item
        if isinstance(item, yaml.ScalarNode):
            where = notes.beside(string(notes, item, "a theme"))
            root = compose(where)
            if root is None:
                continue
            theme = root
        found.append((where, theme, mapping(where, theme, "a theme", _THEME)))
    return found


def _theme_id(keys: dict[str, Node]) -> str:
    return str(keys["id"].value) if "id" in keys else ""


def _distinct(nodes: list[_Found]) -> None:
    seen: dict[str, str] = {}
    for notes, node, keys in nodes:
        theme_id = _theme_id(keys)
        if theme_id in seen:
            remedy = f"rename it; the first is at {seen[theme_id]}"
            notes.add(node, f"theme {theme_id!r} is defined twice", remedy)
        elif theme_id:
            seen[theme_id] = notes.place(node)


def _theme(notes: Notes, node: Node, keys: dict[str, Node], context: Context) -> Theme:
    if "id" not in keys:
        notes.add(node, "a theme has no id", "add id: …")
    theme_id = _id(notes, keys["id"], "id") if "id" in keys else ""
    for key in ("label", "terms"):
        if key not in keys:
            notes.add(node, f"theme {theme_id!r} has no {key!r}", f"add {key}: …")
    examples = _keys(notes, keys.get("examples"), "examples", ("coded", "not_coded"))
    shares = _keys(notes, keys.get("inherit"), "inherit of a theme", ("previous", "heading"))
    terms = sequence(notes, keys["terms"], "terms") if "terms" in keys else ()
    texts = {key: string(notes, keys[key], key) for key in ("definition", "not_coded") if key in keys}
    return Theme(
        theme_id=theme_id,
        label=_text_by_language(notes, keys["label"], "label") if "label" in keys else {},
        coded_examples=_all(notes, examples.get("coded"), "coded", {}),
        not_coded_examples=_all(notes, examples.get("not_coded"), "not_coded", {}),
        threshold=_share(notes, keys.get("threshold"), "threshold", context.settings.threshold),
        previous=_share(notes, shares.get("previous"), "previous", 0.0),
        heading=_share(notes, shares.get("heading"), "heading", 0.0),
        exclude=_all(notes, keys.get("exclude"), "exclude", context.lists),
        terms=tuple(term for item in terms for term in read_term(notes, item, context)),
        **texts,
    )


def _settings(notes: Notes, node: Node) -> Settings:
    keys = mapping(notes, node, "settings", (*_WHOLE, "threshold"))
    given: dict[str, Any] = {
        key: int(number(notes, keys[key], key, low=0, high=high, whole=True))
        for key, high in _WHOLE.items()
        if key in keys
    }
    return Settings(threshold=_share(notes, keys.get("threshold"), "threshold", 0.5), **given)


def _negation(notes: Notes, node: Node | None, lists: Lists, settings: Settings) -> Negation:
    keys = _keys(notes, node, "negation", ("cues", "harmless"))
    cues, harmless = (_all(notes, keys.get(key), key, lists) for key in ("cues", "harmless"))
    return Negation(cues, harmless, settings.negation_reach)


def _openers(notes: Notes, node: Node | None, lists: Lists) -> Inherit:
    keys = _keys(notes, node, "inherit", ("openers", "longest"))
    openers = _all(notes, keys.get("openers"), "openers", lists)
    if "longest" not in keys:
        return Inherit(openers)
    return Inherit(openers, int(number(notes, keys["longest"], "longest", low=0, high=1000, whole=True)))


def _keys(notes: Notes, node: Node | None, what: str, allowed: tuple[str, ...]) -> dict[str, Node]:
    return {} if node is None else mapping(notes, node, what, allowed)


def _all(notes: Notes, node: Node | None, what: str, lists: Lists) -> tuple[str, ...]:
    return () if node is None else strings(notes, node, what, lists)


def _share(notes: Notes, node: Node | None, what: str, default: float) -> float:
    return default if node is None else number(notes, node, what, low=0.0, high=1.0)


def _id(notes: Notes, node: Node, what: str) -> str:
    text = string(notes, node, what)
    if text and not (text.isascii() and text.isidentifier()):
        notes.add(node, f"{what} {text!r} is no id", "use letters a-z, digits and _, a letter first")
    return text


def _text_by_language(notes: Notes, node: Node, what: str) -> dict[str, str]:
    if not isinstance(node, yaml.MappingNode):
        return {"zh": string(notes, node, what)}
    keys = mapping(notes, node, what, ("zh", "en"))
    return {language: string(notes, value, what) for language, value in keys.items()}
