"""Commands, settings, charts and schemes in, the pages of the documentation that are made from them out.

A hook of mkdocs: the pages exist while the site is built and nowhere else, so none can be out of date.
Run as a script it prints a page: ``python scripts/docs_pages.py reference/commands.md``.
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
from collections.abc import Callable, Iterable
from importlib import import_module, resources
from typing import Any

import click

from reflectnlp import charts
from reflectnlp.cli.main import COMMANDS, commands
from reflectnlp.cli.start import STUDY_TOML
from reflectnlp.settings import FILES, FOLDERS, KINDS, TABLES, StudySettings
from reflectnlp.stages import KEYS
from reflectnlp.themes import Scheme

CODES = "Exit codes: 0 done · 1 our error, told in words · 2 usage · 3 done, some files failed."
MEANING = {
    "title": "Title of the study, in the report and in `compare`; the folder's name by default.",
    "year": "Completes dates that do not say their year (3月12日).",
    "lang": "Language of report and displays: `zh` or `en`.",
    "scheme": "A built-in scheme, or a scheme file of the study (`themes.yaml`).",
    "segmenter": "`rjieba` or `jieba`: the same words, the first many times faster.",
    "readings": "Folder of the required readings and their outlines.",
    "submissions": "Folder of what was handed in; folders in it and ZIP files are looked into.",
    "results": "Folder that `score` writes.",
    "essays": "Folder of model essays that reuse is looked for in, too.",
    "roster": "CSV with `member_id`, `name`, `unit`: who should hand in.",
    "dictionary": "User dictionary: a word a line.",
    "persons": "Persons that documents may cite, beside the built-in ones.",
    "coverage_model": "Coverage model of your own (`scripts/train_coverage.py --out`).",
    "sentence_model": "Folder with a model of sentences that the coverage model was fitted with.",
    "theme_model": "Classifier trained for the study (`reflectnlp train`).",
    "names": "`pseudonyms`, or `names` where the study may show them.",
    "min_group": "Groups with fewer documents are merged or refused.",
    "salt": "Goes into the pseudonyms; keep it to yourself.",
    "max_megabytes": "Larger files are refused.",
    "seconds": "A file that takes longer to read is given up.",
    "name": "Name of the stage.",
    "folder": "Folder or ZIP file below the submissions.",
    "from": "First day (`2005-04-01`), included.",
    "until": "Last day, included.",
}


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are made (called by mkdocs)."""
    from mkdocs.structure.files import File

    for path, make in PAGES.items():
        files.append(File.generated(config, path, content=make()))
    return files


def commands_page() -> str:
    """Every command with its help, as the program prints it."""
    parts = [f"# Commands\n\n{CODES} The help below is what `reflectnlp COMMAND --help` prints.\n"]
    parent = click.Context(commands, info_name="reflectnlp")
    for name in COMMANDS:
        command = commands.get_command(parent, name)
        assert command is not None
        context = click.Context(
            command, info_name=name, parent=parent, max_content_width=100, terminal_width=100
        )
        parts.append(f"\n## {name}\n\n```text\n{command.get_help(context).strip()}\n```\n")
    return "".join(parts)


def settings_page() -> str:
    """Every setting of study.toml with type, default and meaning."""
    defaults = {field.name: _default(field) for field in dataclasses.fields(StudySettings)}
    defaults |= {name: f"`{name}/`" for name in ("readings", "submissions", "results")}
    parts = [
        "# study.toml\n\nEvery line may be left out; an unknown one is an error, told with its line. "
        "Paths are relative to the study's folder.\n\n",
        _rows("setting", ((key, KINDS[key], defaults[key]) for key in sorted(KINDS))),
    ]
    for table, (made, kinds) in TABLES.items():
        own = {field.name: _default(field) for field in dataclasses.fields(made)}
        parts.append(f"\n## [{table}]\n\n" + _rows("setting", ((key, kinds[key], own[key]) for key in kinds)))
    parts.append(
        "\n## [[stages]]\n\nOne block a stage; a document belongs to the first that fits it. A stage has a "
        "folder, dates, or both.\n\n" + _rows("setting", ((key, str, "") for key in KEYS))
    )
    parts.append(f"\n## What `reflectnlp new` writes\n\n```toml\n{STUDY_TOML.strip()}\n```\n")
    return "".join(parts)


def _default(field: Any) -> str:
    if field.name in FOLDERS or field.name in FILES or field.default in (None, "", dataclasses.MISSING):
        return ""
    return f"`{field.default}`"


def _rows(head: str, rows: Iterable[tuple[str, type, str]]) -> str:
    words = {str: "text", int: "whole number"}
    lines = [f"| {head} | type | default | meaning |", "|---|---|---|---|"]
    for key, kind, default in rows:
        kind_word = "date" if key in ("from", "until") else words[kind]
        lines.append(f"| `{key}` | {kind_word} | {default} | {MEANING[key]} |")
    return "\n".join(lines) + "\n"


def charts_page() -> str:
    """Every chart with the first lines of its docstrings."""
    parts = [
        "# Charts\n\n`rn.charts.NAME(table, …)` returns matplotlib Axes and shows itself in a notebook; "
        "`rn.charts.NAME_data(table, …)` gives the figures. All take `ax=`, `names=`, `lang=`, `title=`; "
        "`rn.charts.save(ax, path)` writes SVG or 300-dpi PNG.\n"
    ]
    for name in charts.__all__:
        data = getattr(charts, f"{name}_data", None)
        if data is None:
            continue
        draw = getattr(charts, name)
        signature = str(inspect.signature(draw)).replace(
            "typing.Unpack[reflectnlp.charts.style.Look]", "Look"
        )
        parts.append(f"\n## {name}\n\n{_first(import_module(draw.__module__))}\n")
        parts.append(f"\n```python\nrn.charts.{name}{_plain(signature)}\n```\n\n{_first(draw)}\n\n")
        parts.append(f"Data: {_first(data)}\n")
    return "".join(parts)


def _plain(signature: str) -> str:
    return signature.replace("'", "").replace("pd.", "").partition(" -> ")[0]


def _first(thing: Any) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split()).replace("``", "`")


def schemes() -> list[Scheme]:
    """The built-in schemes, party_study first."""
    root = resources.files("reflectnlp.themes") / "schemes"
    names = sorted(
        path.name.removesuffix(".yaml") for path in root.iterdir() if not path.name.startswith((".", "_"))
    )
    return [Scheme.builtin(name) for name in sorted(names, key=lambda name: (name != "party_study", name))]


def codebook_page(lang: str) -> str:
    """Definitions, examples and terms of every built-in scheme."""
    zh = lang == "zh"
    head = (
        "# 编码方案\n\n内置的编码方案：主题怎样定义，什么不算，例句，词条。"
        if zh
        else "# Codebooks\n\nThe built-in schemes."
    )
    tail = (
        "\n\n人按定义编码，程序按词条和分类器判断，两者从同一个文件来。例句是为本项目写的。\n"
        if zh
        else "\n\nCoders read the definition, the program matches the terms and asks a classifier; both come "
        "from one file. Definitions and examples are in Chinese, as the texts are; the examples were written "
        "for this project.\n"
    )
    parts = [head, tail]
    for scheme in schemes():
        name = f"（{scheme.title['zh']}）" if zh else f": {scheme.title.get('en', '')}"
        parts.append(f"\n## {scheme.scheme_id}{name}\n")
        for theme in scheme.themes:
            parts.append(_theme(theme, zh))
    return "".join(parts)


def _theme(theme: Any, zh: bool) -> str:
    label, english = theme.label.get("zh", theme.theme_id), theme.label.get("en", "")
    words = (
        ("定义", "不算", "算", "不算的例子", "词条")
        if zh
        else ("Definition", "Not coded", "Coded", "Not coded", "Terms")
    )
    lines = [f"\n### {label} · {english} `{theme.theme_id}`\n", f"**{words[0]}** {_flat(theme.definition)}\n"]
    if theme.not_coded:
        lines.append(f"**{words[1]}** {_flat(theme.not_coded)}\n")
    for title, examples in ((words[2], theme.coded_examples), (words[3], theme.not_coded_examples)):
        if examples:
            lines.append(f"**{title}**\n\n" + "\n".join(f"- {_flat(example)}" for example in examples) + "\n")
    terms = "、".join(dict.fromkeys(term.name for term in theme.terms))
    lines.append(f'??? note "{words[4]} ({len(theme.terms)})"\n    {_flat(terms)}\n')
    return "\n".join(lines)


def _flat(text: str) -> str:
    """One line without characters that Markdown would take for its own."""
    flat = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "|*_`<[]" else sign for sign in flat)


PAGES: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands_page,
    "reference/settings.md": settings_page,
    "reference/charts.md": charts_page,
    "reference/codebooks.md": lambda: codebook_page("en"),
    "zh/codebook.md": lambda: codebook_page("zh"),
}

if __name__ == "__main__":
    print(PAGES[sys.argv[1]]())
