"""Options of a command in, the job ready to run out: rules loaded, sources opened, limits set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashgen.cli.options import with_progress

if TYPE_CHECKING:
    from flashgen.config import Config
    from flashgen.model import Article, Problem
    from flashgen.pipeline import Limits, Report
    from flashgen.rules import RuleSet


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

        items = read_sources(self.sources, reading=self.rules.reading)
        return with_progress(items, "articles", quiet=self.quiet)

    def run(self) -> Report:
        """Everything through the pipeline."""
        from flashgen.pipeline import run

        return run(self.articles(), self.rules, self.limits)
