"""Articles in, cards out: the stages in their order, and the report of what happened on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from flashgen.cards import Draft, choose, make_cards, unique
from flashgen.decks import Series, week_of
from flashgen.matching import match_sentences
from flashgen.model import Article, Block, Card, Drop, Fact, Problem, Sentence, Source
from flashgen.sentences import language_of, split_sentences

if TYPE_CHECKING:
    from flashgen.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Asked:
    """What one article came to: everything `explain` shows."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    facts: tuple[Fact, ...] = ()
    drafts: tuple[Draft, ...] = ()
    drops: tuple[Drop, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards in reading order."""
        return tuple(draft.card for draft in self.drafts)


@dataclass(slots=True)
class Report:
    """A run in numbers; grows while articles pass through."""

    read: list[Source] = field(default_factory=list)
    """The articles that were read, also those that gave no card."""
    outside: int = 0
    """How many articles were passed over because they lie outside the days asked for."""
    sentences: int = 0
    cards: list[Card] = field(default_factory=list)
    by_rule: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles were read."""
        return len(self.read)


@dataclass(frozen=True, slots=True)
class Limits:
    """Which articles count, and how many cards each may give."""

    since: date | None = None
    until: date | None = None
    week: str = ""
    first_day: str = "monday"
    """Of the week."""
    max_per_article: int = 0
    """0: no limit."""

    def admit(self, article: Article) -> bool:
        """Whether the article's own local date lies in the period asked for."""
        day = article.published.date()
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        return not self.week or week_of(day, self.first_day) == self.week


def ask(article: Article, rules: RuleSet, max_per_article: int = 0) -> Asked:
    """One article through all stages."""
    language = language_of(article, rules.reading)
    if language and language not in rules.languages:
        return Asked(article, problems=(_foreign(article, language, rules),))
    sentences = split_sentences(article, rules.reading)
    facts, unmatched = match_sentences(article, sentences, rules)
    drafts, faulty = make_cards(article, facts, rules)
    kept, surplus = choose(drafts, max_per_article)
    return Asked(article, tuple(sentences), tuple(facts), tuple(kept), (*unmatched, *faulty, *surplus))


def _foreign(article: Article, language: str, rules: RuleSet) -> Problem:
    ours = ", ".join(sorted(rules.languages))
    return Problem(
        article.source or article.url,
        "note",
        f'"{article.title}" is skipped: its language looks like "{language}", the rules read "{ours}"',
    )


def run(
    items: Iterable[Article | Problem], rules: RuleSet, limits: Limits | None = None, series: Series | None = None
) -> Report:
    """All articles through all stages; what several of them state becomes one card, in its deck of the series."""
    report = Report()
    for asked in each(items, rules, limits, report):
        report.cards.extend(asked.cards)
    cards, disagreements = unique(report.cards)
    report.cards = [_placed(card, series or Series("Current Affairs")) for card in cards]
    report.problems.extend(disagreements)
    report.by_rule = Counter(card.rule for card in cards)
    return report


def _placed(card: Card, series: Series) -> Card:
    """The card with the deck where it would start its life, and the week as the series counts weeks."""
    week = week_of(card.article.published.date(), series.first_day)
    return replace(card, deck=series.deck_of(card), week=week)


def each(items: Iterable[Article | Problem], rules: RuleSet, limits: Limits | None, report: Report) -> Iterator[Asked]:
    """Article by article, counting into the report; nothing of an article is kept."""
    limits = limits or Limits()
    for item in items:
        if isinstance(item, Problem):
            report.problems.append(item)
        elif limits.admit(item):
            yield _count(ask(item, rules, limits.max_per_article), report)
        else:
            report.outside += 1


def _count(asked: Asked, report: Report) -> Asked:
    article = asked.article
    report.read.append(Source(article.id, article.url, article.title, article.published, article.source))
    report.sentences += len(asked.sentences)
    report.dropped.update(drop.reason for drop in asked.drops)
    report.problems.extend(asked.problems)
    return asked


def cards_of_text(
    text: str,
    rules: RuleSet,
    *,
    title: str = "",
    heading: str = "",
    label: str = "",
    row: str = "",
    items: Sequence[str] = (),
    tags: Sequence[str] = (),
) -> tuple[list[Card], list[Drop]]:
    """The cards of one piece of text, as if it stood in an article: what rule examples and `explain RULE` run."""
    path = (heading,) if heading else ()
    below = (*path, label) if label else path
    children = tuple(Block(item, "item", below) for item in items)
    if row:
        block = Block(text, "cell", (*path, row, label), row=row)
    else:
        block = Block(text, "item" if label or items else "paragraph", path, label, children)
    article = Article("example", "", title, datetime(2026, 2, 9, tzinfo=UTC), tags=tuple(tags), blocks=(block,))
    sentences = split_sentences(article, rules.reading)
    facts, unmatched = match_sentences(article, sentences, rules)
    drafts, faulty = make_cards(article, facts, rules)
    return [draft.card for draft in drafts], [*unmatched, *faulty]
