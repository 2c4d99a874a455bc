"""Facts in, cards out: templates filled, questions gated, the best kept, the same fact asked once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashgen import asking, gates, identity
from flashgen.model import Article, Card, Drop, Fact, Form, Problem, Sentence, Source, Value
from flashgen.text import slug

if TYPE_CHECKING:
    from flashgen.rules import CardTemplate, Rule, RuleSet

SIMILAR = 0.8
"""Two questions of one article with one answer are the same card from this share of common words on."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A card with what is needed to choose among cards."""

    card: Card
    fact: Fact
    span: tuple[int, int]
    """Of the answer in the sentence; (0, 0) when it stands elsewhere."""
    score: float


@dataclass(frozen=True, slots=True)
class Asking:
    """One template about to be filled with one fact."""

    article: Article
    fact: Fact
    rule: Rule
    template: CardTemplate
    slots: dict[str, tuple[Value, ...]]

    @property
    def sentence(self) -> Sentence:
        """The sentence of the fact."""
        return self.fact.sentence


def make_cards(article: Article, facts: Iterable[Fact], rules: RuleSet) -> tuple[list[Draft], list[Drop]]:
    """The drafts of an article in reading order, and what was made but not asked.

    Fallback rules come last and are silent about words that another card already asks for.
    """
    by_name = {rule.name: rule for rule in rules.rules}
    drafts: list[Draft] = []
    drops: list[Drop] = []
    for fact in sorted(facts, key=lambda fact: (by_name[fact.rule].fallback, -by_name[fact.rule].priority)):
        rule = by_name[fact.rule]
        for asking_ in _askings(article, fact, rule):
            outcome = _draft(asking_, drafts if rule.fallback else [])
            (drafts if isinstance(outcome, Draft) else drops).append(outcome)  # type: ignore[arg-type]
    kept, same = _distinct(drafts)
    return sorted(kept, key=lambda draft: (draft.fact.sentence.index, draft.span, draft.card.guid)), drops + same


def _askings(article: Article, fact: Fact, rule: Rule) -> Iterator[Asking]:
    for template in rule.cards:
        if template.needs and template.needs not in fact.slots:
            continue
        if not template.each:
            yield Asking(article, fact, rule, template, dict(fact.slots))
            continue
        for value in fact.slots.get(template.each, ()):
            yield Asking(article, fact, rule, template, {**fact.slots, template.each: (value,)})
"""TO BE CONTINUED"""
