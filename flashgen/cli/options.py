"""Options that several commands share, and the words they print."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import click

from flashgen.cli.usage import wrong
from flashgen.errors import ConfigError, DeckError
from flashgen.text import count

if TYPE_CHECKING:
    from flashgen.model import Problem
    from flashgen.pipeline import Report

    DayType: TypeAlias = click.ParamType[date]
    ChoiceType: TypeAlias = click.Choice[str]
    IntType: TypeAlias = click.ParamType[int]
else:  # older clicks know no ParamType[...]
    DayType, ChoiceType, IntType = click.ParamType, click.Choice, click.ParamType

Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")

SHOWN_PROBLEMS = 20


class Day(DayType):
    """A calendar day."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            hint = "write it as 2026-02-09"
            raise ConfigError(f'{_name_of(param)}: "{value}" is no day', hint=hint) from None


class OneOf(ChoiceType):
    """One of some words, in small letters or not."""

    def __init__(self, *words: str) -> None:
        super().__init__(words, case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        known = [str(word) for word in self.choices]
        if str(value).lower() not in known:
            message = f'{_name_of(param)}: "{value}" is not known'
            raise wrong(message, str(value), known, f"one of {', '.join(known)}")
        return str(value).lower()


class Whole(IntType):
    """A whole number from a smallest one on."""

    name = "N"

    def __init__(self, least: int = 0) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if not str(value).isdecimal() or int(value) < self.least:
            hint = f"write a number from {self.least} on"
            raise ConfigError(f'{_name_of(param)}: "{value}" is no such number', hint=hint)
        return int(value)


DAY = Day()
PERIODS = OneOf("week", "month", "day", "article", "all")
WEEKDAYS = OneOf("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _week(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    if not value:
        return ""
    try:
        day = date.fromisoformat(f"{value}-1")
    except ValueError:
        raise ConfigError(f'--week: "{value}" is no week', hint="write it as 2026-W07") from None
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _name_of(param: click.Parameter | None) -> str:
    return param.opts[-1] if param else "day"


rule_options = click.option(
    "--rules", "rule_folders", multiple=True, metavar="DIR", help="Use the rule packs in DIR as well; repeatable."
)
since_option = click.option("--since", type=DAY, metavar="YYYY-MM-DD", help="Only articles of this day and later.")
until_option = click.option("--until", type=DAY, metavar="YYYY-MM-DD", help="Only articles of this day and earlier.")
week_option = click.option("--week", metavar="YYYY-Www", callback=_week, help="Only articles of this week.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print what happened as JSON.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Say more.")


def source_options(command: Command) -> Command:
    """--rules, --since, --until, --week, --max-per-article."""
    most = click.option(
        "--max-per-article",
        type=Whole(),
        metavar="N",
        help="Keep the best N cards of an article; 0: all (default: 45).",
    )
    return rule_options(since_option(until_option(week_option(most(command)))))


def deck_options(command: Command) -> Command:
    """--deck, --per, --first-day, --subdecks."""
    return _stacked(
        command,
        click.option("--deck", metavar="NAME", help="Name of the deck in Anki (default: Current Affairs)."),
        click.option("--per", type=PERIODS, metavar="PERIOD", help=f"What makes one deck: {or_words(PERIODS)}."),
        click.option("--first-day", type=WEEKDAYS, metavar="DAY", help="First day of the week (default: monday)."),
        click.option("--subdecks", is_flag=True, help="A sub-deck for each subject tag."),
    )


def talk_options(command: Command) -> Command:
    """--quiet and --verbose."""
    return quiet_option(verbose_option(command))


def _stacked(command: Command, *decorators: Callable[[Command], Command]) -> Command:
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def or_words(known: OneOf) -> str:
    """ "week, month or day (default: week)"."""
    *first, last = known.choices
    return f"{', '.join(first)} or {last} (default: {known.choices[0]})"


def read_line(report: Report) -> str:
    """ "10 articles, 329 sentences, 209 cards", and what lay outside the days asked for."""
    read = f"{count(report.read, 'article')}, {count(report.sentences, 'sentence')}, {count(report.cards, 'card')}"
    return read + (f"; {count(report.outside, 'article')} outside the days asked for" if report.outside else "")


def say(text: str = "", *, quiet: bool = False) -> None:
    """Talk, on stderr: data alone goes to stdout."""
    if not quiet:
        click.echo(text, err=True)


def say_problems(problems: Iterable[Problem], *, quiet: bool = False, everything: bool = False) -> None:
    """Problems, one a line with its place; errors always and first, a flood of them cut short."""
    told = sorted(
        (problem for problem in problems if problem.level == "error" or not quiet),
        key=lambda problem: problem.level != "error",
    )
    shown = len(told) if everything else SHOWN_PROBLEMS
    for problem in told[:shown]:
        say(problem_line(problem))
    if told[shown:]:
        say(f"… and {len(told) - shown:,} more (--verbose shows all)")


def problem_line(problem: Problem) -> str:
    """What, where, and the hint below."""
    hint = f"\n    hint: {problem.hint}" if problem.hint else ""
    return f"{problem.where}: {problem.level}: {problem.message}{hint}"


def with_progress(items: Iterable[Item], what: str, *, quiet: bool = False) -> Iterator[Item]:
    """Pass items on, counting them on a terminal once the work takes over a second."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    begin = shown = time.monotonic()
    try:
        for done, item in enumerate(items, 1):
            yield item
            if time.monotonic() - begin > 1 and time.monotonic() - shown > 0.1:
                shown = time.monotonic()
                click.echo(f"\r{done:,} {what} … ", err=True, nl=False)
    finally:
        if shown > begin:
            click.echo(f"\r{' ' * 40}\r", err=True, nl=False)


def exit_code(problems: Iterable[Problem]) -> int:
    """1 when a source could not be read, else 0: notes and warnings are no failure."""
    return int(any(problem.level == "error" for problem in problems))


def packages(places: Sequence[Path]) -> list[Path]:
    """The .apkg files that are named, and those in folders that are, by name."""
    paths = [
        path for place in places for path in ([place] if place.suffix == ".apkg" else sorted(place.glob("*.apkg")))
    ]
    if not paths:
        raise DeckError("no .apkg file here", ", ".join(map(shown, places)), "`flashgen build` makes them")
    return paths


def shown(path: Path) -> str:
    """A path as people write it from here, whichever way is shorter."""
    return min(str(path), os.path.relpath(path), key=len)
