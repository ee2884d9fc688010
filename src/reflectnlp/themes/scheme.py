"""A coding scheme as a frozen value: what coders read and what the matcher compiles.

It holds nothing but plain data, so a profile can hash it whole (`Scheme.describe`). Lists and files are
resolved: every term carries its own strings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """Distances and thresholds of a scheme, in characters; see `reflectnlp.themes.scheme_file`."""

    anywhere_from: int = 4
    gap: int = 8
    within: int = 12
    threshold: float = 0.5
    negation_reach: int = 8


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold around a term; empty tuples and strings ask for nothing."""

    near: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    within: int = 12
    same_clause: tuple[str, ...] = ()
    same_sentence: tuple[str, ...] = ()
    under_heading: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_clause: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    unless_heading: tuple[str, ...] = ()
    at: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One string or gap pattern of one theme.

    Attributes
    ----------
    name
        As shown in tables: the string, or the pattern as written.
    parts
        One tuple of alternatives for each part; a plain string is one part with one alternative.
    weight
        In (0, 1].
    anywhere
        Whether word boundaries are not needed; None leaves it to the length of the string.
    gap, scope
        Of patterns: most characters between parts; ``clause`` or ``sentence``.
    conditions
        All must hold.
    wins_over
        Ids of themes whose overlapping hits it removes.
    place
        ``file:line`` where it is written.
    """

    name: str
    parts: tuple[tuple[str, ...], ...]
    weight: float = 1.0
    anywhere: bool | None = None
    gap: int = 8
    scope: str = "clause"
    conditions: Conditions = field(default_factory=Conditions)
    wins_over: tuple[str, ...] = ()
    place: str = field(default="", compare=False)

    @property
    def is_pattern(self) -> bool:
        """Whether it has parts with gaps between them."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: its codebook entry and its terms.

    ``label`` gives the display name by language; ``previous`` and ``heading`` are the shares of weight that a
    sentence takes from the sentence before (if it points back) and from its heading.
    """

    theme_id: str
    label: Mapping[str, str]
    definition: str = ""
    not_coded: str = ""
    coded_examples: tuple[str, ...] = ()
    not_coded_examples: tuple[str, ...] = ()
    threshold: float = 0.5
    previous: float = 0.0
    heading: float = 0.0
    exclude: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Negation:
    """Words that negate what follows them, and longer words in which they do not."""

    cues: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    reach: int = 8


@dataclass(frozen=True, slots=True)
class Inherit:
    """Openers by which a sentence points back, and the length up to which it is believed to do so."""

    openers: tuple[str, ...] = ()
    longest: int = 40


@dataclass(frozen=True, slots=True)
class Scheme:
    """A coding scheme: themes in the order of the file, and what holds for all of them.

    Read one with `Scheme.from_yaml` or `Scheme.builtin`.
    """

    scheme_id: str
    version: str
    title: Mapping[str, str]
    themes: tuple[Theme, ...]
    settings: Settings = field(default_factory=Settings)
    negation: Negation = field(default_factory=Negation)
    inherit: Inherit = field(default_factory=Inherit)
    exclude: tuple[str, ...] = ()

    @classmethod
    def from_yaml(cls, path: str | Path) -> Scheme:
        """Read a scheme file and the files that it names.

        Parameters
        ----------
        path
            The scheme file; its language is described in `reflectnlp.themes.scheme_file`.

        Raises
        ------
        SchemeError
            With every mistake of the file and of those it names, each with file and line.
        """
        from reflectnlp.themes.scheme_file import read_scheme

        return read_scheme(Path(path))

    @classmethod
    def builtin(cls, name: str = "party_study") -> Scheme:
        """A scheme that comes with the package.

        Raises
        ------
        SchemeError
            No scheme has this name; the message lists those that exist.
        """
        from reflectnlp.errors import Problem, SchemeError

        with resources.as_file(resources.files("reflectnlp.themes").joinpath("schemes")) as root:
            found = {path.stem: path for path in root.glob("*.yaml") if _is_scheme(path)}
            found |= {path.parent.name: path for path in root.glob("*/scheme.yaml")}
            if name not in found:
                fact = f"no built-in scheme is named {name!r}"
                raise SchemeError([Problem("themes", fact, f"choose one of {', '.join(sorted(found))}")])
            return cls.from_yaml(found[name])

    @property
    def theme_ids(self) -> tuple[str, ...]:
        """The ids of the themes, in order."""
        return tuple(theme.theme_id for theme in self.themes)

    def describe(self) -> dict[str, Any]:
        """Everything that can change a score, as plain data; places in files are left out."""
        plain = asdict(self)
        for theme in plain["themes"]:
            for term in theme["terms"]:
                del term["place"]
        return plain


def _is_scheme(path: Path) -> bool:
    """Whether a file holds a scheme; lists and themes in files of their own lie beside it."""
    return any(line.startswith("scheme:") for line in path.read_text(encoding="utf-8-sig").splitlines())
