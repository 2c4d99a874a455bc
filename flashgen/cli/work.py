"""Options of a command in, the job ready to run out: rules loaded, sources opened, limits set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from flashgen.cli.options import with_progress

if TYPE_CHECKING:
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
    quiet: bool

    def articles(self) -> Iterator[Article | Problem]:
        """The articles of all sources, read as they are needed."""
        from flashgen.sources import read_sources

        return with_progress(read_sources(self.sources, self.rules.reading), "articles", quiet=self.quiet)

    def run(self) -> Report:
        """Everything through the pipeline."""
        from flashgen.pipeline import run

        return run(self.articles(), self.rules, self.limits)


def start(chosen: Chosen, *, quiet: bool = False) -> Work:
    """Loads the rules; raises RuleError or UsageError before anything is read."""
    from flashgen.pipeline import Limits
    from flashgen.rules import load_rules

    if not chosen["sources"]:
        raise click.UsageError("no SOURCES: name files, folders or URLs with articles, or - for standard input")
    rules = load_rules([Path(folder) for folder in chosen["rule_folders"]])
    limits = Limits(chosen["since"], chosen["until"], chosen["week"], max_per_article=chosen["max_per_article"] or 0)
    return Work(chosen["sources"], rules, limits, quiet)
