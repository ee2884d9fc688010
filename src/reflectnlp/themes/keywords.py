"""A scheme in, the obvious keywords of its themes out: the baseline that figures are printed beside."""

from __future__ import annotations

from importlib import resources

import yaml

from reflectnlp.themes.scheme import Scheme


def obvious_keywords(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Theme id → keywords: a list kept with a built-in scheme, else the theme's own display name."""
    path = resources.files("reflectnlp.themes") / "schemes" / scheme.scheme_id / "keywords.yaml"
    listed = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {
        theme.theme_id: tuple(listed.get(theme.theme_id, [theme.label.get("zh", theme.theme_id)]))
        for theme in scheme.themes
    }
