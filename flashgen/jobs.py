"""Sources in, cards and decks out: whole jobs in one call each, as the command line and other programs run them.

Nothing here looks at flashgen.yaml or prints. What is wrong with one article is a `Problem` among the results; what
stops a job is a `FlashgenError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, tzinfo
from os import PathLike, fspath
from pathlib import Path

from flashgen import rules as packs
from flashgen.config import MAX_PER_ARTICLE, Sizes
from flashgen.decks import Per, Series
from flashgen.model import Article, Card, Problem
from flashgen.outcome import Published
from flashgen.pipeline import Limits, Report, run
from flashgen.publish import publish as write_decks
from flashgen.rules import RuleSet
from flashgen.sources import read_sources

__all__ = ["Built", "build", "load_rules", "make_cards", "read", "report", "write_decks"]

Location = str | PathLike[str]
"""A file, a folder, an address, or "-" for standard input."""
Articles = Location | Iterable[Article | Problem]
"""Where articles lie, or the articles themselves with what could not be read."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build read and made, and what became of the decks."""

    report: Report
    published: Published

    @property
    def problems(self) -> list[Problem]:
        """Everything that was found wrong, in the order of work."""
        return [*self.report.problems, *self.published.problems]


def read(
    source: Location | Iterable[Location],
    rules: RuleSet | None = None,
    *,
    zone: tzinfo = UTC,
    sizes: Sizes | None = None,
) -> Iterator[Article | Problem]:
    """The articles of a source, or of several, one at a time; what cannot be read comes as a Problem in its place.

    `rules` lends its reading.yaml (what to skip, how things are named); `zone` holds for dates that state none.
    """
    sources = [source] if isinstance(source, str | PathLike) else source
    reading = rules.reading if rules else None
    return read_sources([fspath(each) for each in sources], reading, zone=zone, sizes=sizes)


def load_rules(folders: Location | Iterable[Location] = (), *, disable: Iterable[str] = ()) -> RuleSet:
    """The built-in rules, then the packs of these folders; raises RuleError with every mistake in them.

    `disable` takes names and globs (`agreements/signed-in`, `values/*`).
    """
    places = [folders] if isinstance(folders, str | PathLike) else folders
    return packs.load_rules([Path(place) for place in places], disable=list(disable))


def make_cards(
    articles: Articles,
    rules: RuleSet | None = None,
    *,
    limits: Limits | None = None,
    series: Series | None = None,
) -> list[Card]:
    """The cards of articles, in reading order; a fact that several of them state is one card.

    Without `limits` the best 45 of each article. `series` names the decks. Use `report` to know also what was not
    asked, and what could not be read.
    """
    return report(articles, rules, limits=limits, series=series).cards


def report(
    articles: Articles,
    rules: RuleSet | None = None,
    *,
    limits: Limits | None = None,
    series: Series | None = None,
) -> Report:
    """As `make_cards`, with the numbers and the problems of the run."""
    rules = rules or load_rules()
    items = read(articles, rules) if isinstance(articles, str | PathLike) else articles
    return run(items, rules, limits or Limits(max_per_article=MAX_PER_ARTICLE), series)


def build(
    articles: Articles,
    folder: Location = "decks",
    rules: RuleSet | None = None,
    *,
    deck: str = "Current Affairs",
    per: Per = "week",
    first_day: str = "monday",
    subdecks: bool = False,
    limits: Limits | None = None,
    dry_run: bool = False,
    retire: bool = False,
) -> Built:
    """Writes the decks of articles, and the ledger, into `folder`; cards that are there already are brought up to date.

    `per`: week, month, day, article or all. Raises DeckError when the folder cannot be used: it is then as it was.
    """
    series = Series(deck, per, first_day, subdecks)
    made = report(articles, rules, limits=limits, series=series)
    published = write_decks(
        made.cards,
        Path(folder),
        name=deck,
        per=per,
        first_day=first_day,
        subdecks=subdecks,
        dry_run=dry_run,
        retire=retire,
        read=made.read,
    )
    return Built(made, published)
