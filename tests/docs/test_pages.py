"""What the documentation says works: its commands end well, its Python runs, its options exist."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from reflectnlp.cli.main import COMMANDS, commands, main
from reflectnlp.study import open_study

ROOT = Path(__file__).parents[2]
DOCS, DEMO = ROOT / "docs", ROOT / "data" / "demo"
LEFT_OUT = ("R[245]*", "*.pdf", "*.xlsx", "问卷*", "*.zip", "D1-13*", "D2-1[136]*")
PAGES = sorted(DOCS.rglob("*.md"))
BLOCK = re.compile(r'^```(?P<kind>\w*)(?: title="(?P<file>[^"]+)")?\n(?P<text>.*?)^```$', re.M | re.S)
CALL = re.compile(r"reflectnlp\s+(?P<command>[a-z]+)(?P<rest>[^`|\n#]*)")


@dataclass(frozen=True)
class Block:
    """One fenced block of a page: its language, the file that it shows, its text."""

    kind: str
    file: str
    text: str


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(found["kind"], found["file"] or "", found["text"]) for found in BLOCK.finditer(text)]


def is_run(page: Path) -> bool:
    return any(block.kind == "python" or block.kind == "sh" for block in blocks(page))


RUN = [page for page in PAGES if is_run(page) and page.parent.name != "reference"]


def run_command(line: str) -> None:
    """A command as it is typed; a non-zero exit code fails."""
    output = io.StringIO()
    with (
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(output),
        pytest.raises(SystemExit) as left,
    ):
        main(shlex.split(line, comments=True)[1:])
    assert not left.value.code, f"{line}\n{output.getvalue()}"


@pytest.fixture(scope="module")
def shorter_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo study with half of its submissions and two readings, scored."""
    folder = tmp_path_factory.mktemp("docs") / "demo"
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns("results", "gold", *LEFT_OUT))
    open_study(folder).score()
    return folder


@pytest.mark.parametrize("page", RUN, ids=lambda page: str(page.relative_to(DOCS)))
def test_a_page_does_what_it_says(
    page: Path, shorter_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("my_study", "last_year"):
        shutil.copytree(shorter_demo, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("reflectnlp.cli.start.demo_folder", lambda: shorter_demo)
    names: dict[str, object] = {}
    for block in blocks(page):
        if block.file:
            path = Path(block.file)
            assert path.parent.is_dir(), f"{block.file}: no such folder"
            path.write_text(block.text, encoding="utf-8")
        elif block.kind == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(block.text, str(page), "exec"), names)
        elif block.kind == "sh":
            for line in block.text.splitlines():
                if line.startswith("reflectnlp "):
                    run_command(line)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_command_and_option_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    parent = click.Context(commands)
    for call in CALL.finditer(text):
        if call["command"] not in COMMANDS:
            # A sentence may begin with the program's name; a command stands in code.
            assert f"`reflectnlp {call['command']}" not in text, call[0]
            continue
        command = commands.get_command(parent, call["command"])
        assert command is not None
        known = {name for option in command.params for name in option.opts}
        for option in re.findall(r"(?<!\S)--[a-z-]+", call["rest"]):
            assert option in known, f"{call[0]!r}: {call['command']} has no option {option}"


def test_every_page_is_in_the_table_of_contents() -> None:
    contents = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    for page in PAGES:
        assert f": {page.relative_to(DOCS).as_posix()}\n" in contents
