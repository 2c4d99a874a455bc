"""Options in, exit code out: the table of commands, and the one place where errors become words and exit codes."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import click

from flashgen import __version__
from flashgen.errors import ConfigError, FlashgenError, RuleError

# name -> (module of flashgen.cli, attribute, short help): `--help` imports none of them.
COMMANDS = {
    "init": ("init", "init", "Start a project: flashgen.yaml, a first rule, a sample article."),
    "fetch": ("fetch", "fetch", "Bring new posts of WordPress sites into articles/."),
    "build": ("build", "build", "Build decks: one .apkg per week."),
    "cards": ("cards", "cards", "Show the cards, without a deck."),
    "explain": ("explain", "explain", "Show which rule asked what, what was dropped and why."),
    "verify": ("verify", "verify", "Check decks against the contract with Anki."),
    "rules": ("rules", "rules", "List, show, test and draft rules."),
}

EXIT_FINDINGS, EXIT_CANNOT_START, EXIT_BUG = 1, 2, 3


class LazyGroup(click.Group):
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            import difflib

            near = difflib.get_close_matches(name, COMMANDS, 1)
            guess = f", did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"no such command '{name}'{guess}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="flashgen %(version)s")
def cli() -> None:
    """Turn articles into Anki decks by rules that anyone can read and change."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 findings, 2 cannot start, 3 a bug of ours."""
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code comes back. The only `try` of the faces."""
    try:
        result: Any = cli.main(args=args, prog_name="flashgen", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        error.show()
        return EXIT_CANNOT_START
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped: nothing was left half-written", err=True)
        return 130
    except BrokenPipeError:
        return _closed_pipe()
    except FlashgenError as error:
        _show_error(error)
        return EXIT_CANNOT_START
    except Exception:
        traceback.print_exc()
        click.echo("\nThis is a bug in flashgen: please report it with the lines above.", err=True)
        return EXIT_BUG
    return result if isinstance(result, int) else 0


def _show_error(error: FlashgenError) -> None:
    if isinstance(error, RuleError | ConfigError):
        for problem in error.problems:
            hint = f"\n    hint: {problem.hint}" if problem.hint else ""
            click.echo(f"{problem.where}: {problem.message}{hint}", err=True)
    click.echo(f"error: {error}", err=True)


def _closed_pipe() -> int:
    """The reader of our output went away (`flashgen cards … | head`): stop without a word."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
