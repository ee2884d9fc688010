"""Figures of a validation in, a small file beside the results out, from which the report takes them.

``validation.json`` holds what ``evaluate`` answered last, and the fingerprint of the profile that it
measured. Themes on which coders do not agree well enough (alpha below 0.667) are named in the report as
tentative: a figure about a theme that people cannot tell apart means little.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from reflectnlp.errors import GoldError, Problem

FILE = "validation.json"
MARK = {"zh": "{}（暂定）", "en": "{} (tentative)"}


def write_record(folder: Path, result: Mapping[str, Any], *, profile: str) -> Path:
    """Note figures in a study's folder of results."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    plain = json.dumps({"profile": profile, **result}, ensure_ascii=False, indent=1)
    path.write_text(plain + "\n", encoding="utf-8", newline="\n")
    return path


def read_record(folder: Path) -> dict[str, Any]:
    """The figures that were noted last; empty where there are none.

    Raises
    ------
    GoldError
        The file is no record.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GoldError([Problem(str(path), f"not JSON: {error}", "delete it and evaluate again")]) from error
    return dict(record)


def still_valid(record: Mapping[str, Any], profiles: Collection[str]) -> dict[str, Any]:
    """What of a record holds for scores of these profiles.

    The program's figures are those of one profile; how far coders agree depends on no program.
    """
    kept = set(record) if set(profiles) <= {record.get("profile")} else {"agreement"}
    return {name: value for name, value in record.items() if name in kept}


def weak_themes(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Themes whose coders' alpha is below 0.667; those with an undefined alpha are not among them."""
    per_theme = (record.get("agreement") or {}).get("per_theme") or {}
    return tuple(theme for theme, row in per_theme.items() if row["verdict"] == "unreliable")


def marked_names(
    names: Mapping[str, Mapping[str, str]], record: Mapping[str, Any]
) -> dict[str, Mapping[str, str]]:
    """Display names of themes, with ``（暂定）`` or ``(tentative)`` behind those of ``weak_themes``."""
    weak = set(weak_themes(record))
    return {
        theme: {lang: MARK.get(lang, "{}").format(text) for lang, text in by_language.items()}
        if theme in weak
        else by_language
        for theme, by_language in names.items()
    }
