"""Suggested themes in, a scheme file to cut from out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reflectnlp.themes.keyness import HAN, Phrase


@dataclass(frozen=True, slots=True)
class SuggestedTheme:
    """Phrases that stand in the same sentences, the most telling first, and such sentences."""

    theme_id: str
    phrases: tuple[Phrase, ...]
    examples: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its two most telling phrases."""
        return "·".join(phrase.text for phrase in self.phrases[:2])


def themes_yaml(themes: Sequence[SuggestedTheme]) -> str:
    """A scheme file of the themes; without one, a remark only."""
    if not themes:
        return "# no theme to suggest: too few phrases stand in sentences without a theme\n"
    head = (
        "# Suggested from sentences without a theme; keep what is a theme, name it, define it.",
        "scheme: suggested",
        "themes:",
    )
    return "\n".join([*head, *(line for theme in themes for line in _lines(theme))]) + "\n"


def _lines(theme: SuggestedTheme) -> Iterator[str]:
    yield f"  - id: {theme.theme_id}"
    yield f"    label: {_scalar(theme.label)}"
    for example in theme.examples:
        # A remark ends at a line break, of which YAML knows more than one kind.
        yield f"    # {' '.join(example.split())}"
    yield "    terms:"
    for phrase in theme.phrases:
        remark = f"{phrase.n} places in {phrase.n_documents} documents, keyness {phrase.keyness:.0f}"
        yield f"      - {_scalar(phrase.text)}  # {remark}"


def _scalar(text: str) -> str:
    """A YAML scalar: as it stands where it is all Han, else quoted as in JSON."""
    return text if HAN.fullmatch(text.replace("·", "")) else json.dumps(text, ensure_ascii=False)
