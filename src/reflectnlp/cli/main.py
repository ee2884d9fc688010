"""Arguments in, an exit code out: the group of all commands, and how errors are told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module, metadata

import click

from reflectnlp.errors import ReflectError

COMMANDS = {  # command → file of this room that holds it; in the order of the help page
    "demo": "start",
    "new": "start",
    "check": "check",
    "score": "score",
    "show": "show",
    "report": "report",
    "compare": "compare",
    "export": "export",
    "outline": "outline",
    "suggest": "suggest",
    "label": "label",
    "evaluate": "evaluate",
    "train": "train",
}


class LazyGroup(click.Group):
    """A group that loads a command's file when the command is called: help and errors stay quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"reflectnlp.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return command


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(metadata.version("reflectnlp"), prog_name="reflectnlp")
def commands() -> None:
    """Read what people write after studying: themes, coverage of the readings, reuse."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    try:
        code = commands.main(args=arguments, prog_name="reflectnlp", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; what was written before stays → run the same command again to go on", err=True)
        code = 1
    except click.ClickException as error:
        error.show()
        code = 1
    except ReflectError as error:
        click.echo(f"error: {error}", err=True)
        code = 1
    except BrokenPipeError:  # `reflectnlp show … | head`
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
