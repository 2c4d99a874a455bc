"""Options that several commands share, and the words they print."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from flashgen.model import Problem

Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")

SHOWN_PROBLEMS = 20


def source_options(command: Command) -> Command:
    """SOURCES, --rules, --since, --until, --week, --max-per-article."""
    for decorate in reversed(
        [
            click.argument("sources", nargs=-1),
            click.option(
                "--rules", "rule_folders", multiple=True, metavar="DIR", help="Also use the rule packs in DIR."
            ),
            click.option("--since", type=DAY, help="Only articles of this day (YYYY-MM-DD) and later."),
            click.option("--until", type=DAY, help="Only articles of this day and earlier."),
            click.option("--week", metavar="YYYY-Www", callback=_week, help="Only articles of this ISO week."),
            click.option("--max-per-article", type=click.IntRange(0), help="Keep the best N cards of an article."),
        ]
    ):
        command = decorate(command)
    return command


def talk_options(command: Command) -> Command:
    """--quiet and --verbose."""
    quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    verbose = click.option("-v", "--verbose", is_flag=True, help="Say more.")
    return quiet(verbose(command))


class Day(click.ParamType[date]):
    """A calendar day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(f"'{value}' is no day: write it as 2026-02-09", param, ctx)


DAY = Day()


def _week(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    if not value:
        return ""
    try:
        day = date.fromisoformat(f"{value}-1")
    except ValueError:
        raise click.BadParameter(f"'{value}' is no ISO week: write it as 2026-W07") from None
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def count(things: Sized | int, noun: str) -> str:
    """ "1 card", "1,204 cards"."""
    number = things if isinstance(things, int) else len(things)
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def say(text: str = "", *, quiet: bool = False) -> None:
    """Talk, on stderr: data alone goes to stdout."""
    if not quiet:
        click.echo(text, err=True)


def say_problems(problems: Iterable[Problem], *, quiet: bool = False, everything: bool = False) -> None:
    """Problems, one a line with its place; errors always, a flood of notes cut short."""
    shown = 0
    problems = list(problems)
    for problem in problems:
        if quiet and problem.level != "error":
            continue
        shown += 1
        if shown > SHOWN_PROBLEMS and not everything:
            say(f"… and {len(problems) - SHOWN_PROBLEMS} more (--verbose shows all)")
            return
        say(f"{problem.where}: {problem.level}: {problem.message}")
        if problem.hint:
            say(f"    hint: {problem.hint}")


def with_progress(items: Iterable[Item], what: str, *, quiet: bool = False) -> Iterator[Item]:
    """Pass items on, counting them on a terminal once the work takes over a second."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    begin = shown = time.monotonic()
    count = 0
    for count, item in enumerate(items, 1):
        yield item
        if time.monotonic() - begin > 1 and time.monotonic() - shown > 0.1:
            shown = time.monotonic()
            click.echo(f"\r{count:,} {what} … ", err=True, nl=False)
    if shown > begin:
        click.echo(f"\r{' ' * 40}\r", err=True, nl=False)


def exit_code(problems: Iterable[Problem]) -> int:
    """1 when a source could not be read, else 0: notes and warnings are no failure."""
    return int(any(problem.level == "error" for problem in problems))
