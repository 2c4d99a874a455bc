"""What click says of a wrong command line in, our words out: what is wrong, and a guess or the way to the help.

Made from what the exceptions know, not from their texts, which differ from one click to the next.
"""

from __future__ import annotations

from collections.abc import Iterable

import click

from flashgen.errors import ConfigError


class Group(click.Group):
    """A group of commands that guesses which one was meant, and shows its help when none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            raise wrong(f'no such command "{args[0]}"', args[0], known, f"one of {', '.join(known)}")
        return super().resolve_command(ctx, args)


def in_our_words(error: click.ClickException) -> ConfigError:
    """The same mistake as one of ours."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.NoSuchOption):
        known = error.possibilities or (_options(ctx) if ctx else [])
        return wrong(f'no such option "{error.option_name}"', error.option_name, known, _help(ctx))
    if isinstance(error, click.MissingParameter):
        return ConfigError(f"{_name(error)} is missing", hint=_help(ctx))
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.BadOptionUsage) and "argument" in error.message:
        return ConfigError(f"{error.option_name} needs a value", hint=_help(ctx))
    return ConfigError(_lower(error.format_message()).replace("'", '"'), hint=_help(ctx))


def wrong(message: str, word: str, known: Iterable[str], otherwise: str = "") -> ConfigError:
    """An unknown word, with the known one that was probably meant as the hint."""
    import difflib

    near = difflib.get_close_matches(word, known, 1)
    return ConfigError(message, hint=f'did you mean "{near[0]}"?' if near else otherwise)


def _bad_value(error: click.BadParameter) -> ConfigError:
    return ConfigError(f"{_name(error)}: {_lower(error.message)}".replace("'", '"'), hint=_help(error.ctx))


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[-1]
    return (error.param.human_readable_name if error.param else "a value").strip("[]")


def _options(ctx: click.Context) -> list[str]:
    return [name for param in ctx.command.get_params(ctx) for name in param.opts if name.startswith("--")]


def _help(ctx: click.Context | None) -> str:
    return f"{ctx.command_path if ctx else 'flashgen COMMAND'} --help shows how it is used"


def _lower(text: str) -> str:
    """Lowercase first letter and no full stop, as all our messages have."""
    return text[:1].lower() + text[1:].rstrip(".")
