"""Options in, exit code out: the table of commands, and the one place where errors become words and exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from flashgen import __version__
from flashgen.cli.usage import Group, in_our_words
from flashgen.errors import ConfigError, FlashgenError, RuleError

# name -> (module of flashgen.cli, attribute, short help): `--help` imports none of them.
COMMANDS = {
    "init": ("init", "init", "Start a project: settings, a first rule, a sample article."),
    "fetch": ("fetch", "fetch", "Bring new posts of WordPress sites into articles/."),
    "build": ("build", "build", "Build decks: one .apkg a week."),
    "cards": ("cards", "cards", "Show the cards, without a deck."),
    "preview": ("preview", "preview", "Show the cards as Anki will, on one HTML page."),
    "push": ("push", "push", "Import decks into a running Anki."),
    "explain": ("explain", "explain", "Show which rule asked what, what was dropped and why."),
    "verify": ("verify", "verify", "Check decks: will Anki take them, and update them later?"),
    "rules": ("rules", "rules", "List, show, test and draft rules."),
}

EXIT_FINDINGS, EXIT_CANNOT_START, EXIT_BUG, EXIT_STOPPED = 1, 2, 3, 130


class ClosedPipe(Exception):  # noqa: N818 - nobody's error: `flashgen cards … | head` has read enough
    """The reader of our output went away. No OSError, which click would make an exit code of."""


class Commands(Group):
    """A group that imports a command's module only when that command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(f"flashgen.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, _, help_) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            raise ClosedPipe from None
        return result


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="flashgen %(version)s", help="Show the version and exit.")
def cli() -> None:
    """Turn articles into Anki decks by rules that anyone can read and change.

    flashgen COMMAND --help says more of each command. Exit codes: 0 fine, 1 something was found wrong, 2 it could not
    start, 3 a bug in flashgen.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 findings, 2 cannot start, 3 a bug of ours."""
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code comes back. The one place where errors end."""
    color = False if os.environ.get("NO_COLOR") else None  # None: where a terminal shows them
    try:
        result: Any = cli.main(args=args, prog_name="flashgen", standalone_mode=False, color=color)
    except click.ClickException as error:
        return _told(in_our_words(error))
    except FlashgenError as error:
        return _told(error)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped: nothing was left half-written", err=True)
        return EXIT_STOPPED
    except ClosedPipe:
        return _silenced()
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("\nThis is a bug in flashgen: please report it with the lines above.", err=True)
        return EXIT_BUG
    return result if isinstance(result, int) else 0


def _told(error: FlashgenError) -> int:
    if isinstance(error, RuleError | ConfigError):
        for problem in error.problems:
            hint = f"\n    hint: {problem.hint}" if problem.hint else ""
            click.echo(f"{problem.where}: {problem.message}{hint}", err=True)
    click.echo(f"error: {error}", err=True)
    return EXIT_CANNOT_START


def _silenced() -> int:
    """Python writes what is left in its buffers when it ends: to nowhere, or it would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    return 0
