"""Options of a command in, the job ready to run out: settings and rules loaded, sources chosen, limits set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from flashgen.cli.options import shown, with_progress
from flashgen.errors import ConfigError

if TYPE_CHECKING:
    from flashgen.config import Config
    from flashgen.decks import Series
    from flashgen.model import Article, Problem
    from flashgen.pipeline import Limits, Report
    from flashgen.rules import RuleSet


class Chosen(TypedDict):
    """SOURCES, and the options that `options.source_options` adds."""

    sources: tuple[str, ...]
    rule_folders: tuple[str, ...]
    since: date | None
    until: date | None
    week: str
    max_per_article: int | None


class Named(TypedDict):
    """The options that `options.deck_options` adds."""

    deck: str | None
    per: str | None
    first_day: str | None
    subdecks: bool


class Wanted(Chosen, Named):
    """Both."""


UNNAMED: Named = {"deck": None, "per": None, "first_day": None, "subdecks": False}


@dataclass(frozen=True)
class Work:
    """A job that can run: what to read, by which rules, within which limits, for which decks."""

    sources: tuple[str, ...]
    rules: RuleSet
    limits: Limits
    series: Series
    config: Config
    quiet: bool

    def articles(self) -> Iterator[Article | Problem]:
        """The articles of all sources, read as they are needed."""
        from flashgen.jobs import read

        items = read(self.sources, self.rules, zone=self.config.timezone, sizes=self.config.sizes)
        return with_progress(items, "articles", quiet=self.quiet)

    def run(self) -> Report:
        """Everything through the pipeline."""
        from flashgen.jobs import report

        return report(self.articles(), self.rules, limits=self.limits, series=self.series)


def start(chosen: Chosen, named: Named = UNNAMED, *, quiet: bool = False) -> Work:
    """Loads settings and rules, options before flashgen.yaml; what is wrong with them is raised before any reading."""
    from flashgen.config import load_config

    config = load_config()
    series = _series(named, config)
    limits = _limits(chosen, config, series.first_day)
    sources = _sources(chosen["sources"], config)
    return Work(sources, load(chosen["rule_folders"], config), limits, series, config, quiet)


def load(rule_folders: Iterable[str], config: Config | None = None) -> RuleSet:
    """The rules in force here: the built-in ones, those of flashgen.yaml, those of --rules."""
    from flashgen.config import load_config
    from flashgen.jobs import load_rules

    config = config or load_config()
    folders = {folder.resolve(): folder for folder in (*config.rules, *map(Path, rule_folders))}
    return load_rules(folders.values(), disable=config.disable)


def _series(named: Named, config: Config) -> Series:
    from flashgen.decks import Series

    deck = config.deck if named["deck"] is None else named["deck"]
    per = named["per"] or config.per
    return Series(deck, per, named["first_day"] or config.week, named["subdecks"])  # type: ignore[arg-type]  # checked


def _limits(chosen: Chosen, config: Config, first_day: str) -> Limits:
    from flashgen.pipeline import Limits

    since, until, most = chosen["since"], chosen["until"], chosen["max_per_article"]
    if since and until and since > until:
        raise ConfigError(f"no day lies between --since {since} and --until {until}", hint="the earlier day is --since")
    return Limits(since, until, chosen["week"], first_day, config.max_per_article if most is None else most)


def _sources(named: tuple[str, ...], config: Config) -> tuple[str, ...]:
    """What was named, else the articles folder."""
    if named:
        return named
    if config.articles.is_dir():
        return (shown(config.articles),)
    hint = "name files, folders or addresses with articles, or - for standard input"
    where = shown(config.articles)
    raise ConfigError(f'no SOURCES, and no folder "{where}" to take in their place', hint=hint)
