"""Options of a command in, the job ready to run out: rules loaded, sources opened, limits set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from flashgen.cli.options import with_progress

if TYPE_CHECKING:
    from flashgen.config import Config
    from flashgen.model import Article, Problem
    from flashgen.pipeline import Limits, Report
    from flashgen.rules import RuleSet


class Chosen(TypedDict):
    """The options that `options.source_options` adds."""

    sources: tuple[str, ...]
    rule_folders: tuple[str, ...]
    since: date | None
    until: date | None
    week: str
    max_per_article: int | None


@dataclass(frozen=True)
class Work:
    """A job that can run: what to read, by which rules, within which limits."""

    sources: tuple[str, ...]
    rules: RuleSet
    limits: Limits
    config: Config
    quiet: bool

    def articles(self) -> Iterator[Article | Problem]:
        """The articles of all sources, read as they are needed."""
        from flashgen.sources import read_sources

        zone, sizes = self.config.timezone, self.config.sizes
        items = read_sources(self.sources, self.rules.reading, zone=zone, sizes=sizes)
        return with_progress(items, "articles", quiet=self.quiet)

    def run(self) -> Report:
        """Everything through the pipeline."""
        from flashgen.pipeline import run

        return run(self.articles(), self.rules, self.limits)


def start(chosen: Chosen, *, quiet: bool = False, first_day: str = "") -> Work:
    """Loads settings and rules, options before flashgen.yaml; what is wrong with them is raised before any reading."""
    from flashgen.config import load_config
    from flashgen.pipeline import Limits

    config = load_config()
    most = chosen["max_per_article"]
    limits = Limits(
        chosen["since"],
        chosen["until"],
        chosen["week"],
        first_day=first_day or config.week,
        max_per_article=config.max_per_article if most is None else most,
    )
    return Work(_sources(chosen, config), load(chosen["rule_folders"], config), limits, config, quiet)


def load(rule_folders: Iterable[str], config: Config | None = None) -> RuleSet:
    """The rules in force here: the built-in ones, those of flashgen.yaml, those of --rules."""
    from flashgen.config import load_config
    from flashgen.rules import load_rules

    config = config or load_config()
    folders = {folder.resolve(): folder for folder in (*config.rules, *map(Path, rule_folders))}
    return load_rules(list(folders.values()), disable=config.disable)


def _sources(chosen: Chosen, config: Config) -> tuple[str, ...]:
    """What was named; in a project that has articles, else those."""
    if not chosen["sources"] and config.path and config.articles.is_dir():
        return (_shown(config.articles),)
    if not chosen["sources"]:
        hint = "no SOURCES: name files, folders or URLs with articles, or - for standard input"
        raise click.UsageError(hint + (f"; {config.articles} is not there yet" if config.path else ""))
    return chosen["sources"]


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
