"""Rules in, what their examples give out: the tests that stand in the rules, and why a rule did not match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from flashgen.clauses import find
from flashgen.model import Card, Drop
from flashgen.patterns import Furthest, fold_for_matching, furthest
from flashgen.pipeline import cards_of_text
from flashgen.rules import Example, ExpectedCard, Rule, RuleSet

Verdict = Literal["ok", "missing", "noisy", "differs", "todo", "closed"]
"""missing: a card that was expected did not come; noisy: one came that was not expected; differs: both;
todo: fails as noted; closed: noted as failing and fails no longer, so the note must go."""


@dataclass(frozen=True, slots=True)
class Case:
    """One example, run."""

    rule: Rule
    example: Example
    verdict: Verdict
    missing: tuple[ExpectedCard, ...] = ()
    noisy: tuple[ExpectedCard, ...] = ()
    drops: tuple[Drop, ...] = ()
    """Cards that the rule made and the gates dropped, with their reasons."""

    @property
    def failed(self) -> bool:
        """Whether this makes the run fail."""
        return self.verdict not in ("ok", "todo")


def run_cases(rules: RuleSet, only: str = "") -> Iterator[Case]:
    """Every example of every rule whose name holds `only`, each with its rule alone in force."""
    for rule in rules.rules:
        if only in rule.name:
            alone = rules.only(rule)
            for example in rule.examples:
                yield run_case(rule, example, alone)


def run_case(rule: Rule, example: Example, alone: RuleSet) -> Case:
    """One example through the whole pipeline."""
    cards, drops = cards_of_text(
        example.text, alone, title=example.title, heading=example.heading, label=example.label, row=example.row,
        items=example.items,
    )  # fmt: skip
    expected, came = Counter(example.cards), Counter(stated(card) for card in cards)
    missing, noisy = tuple((expected - came).elements()), tuple((came - expected).elements())
    return Case(rule, example, _verdict(example, missing, noisy), missing, noisy, tuple(drops))


def _verdict(example: Example, missing: Sequence[ExpectedCard], noisy: Sequence[ExpectedCard]) -> Verdict:
    if not missing and not noisy:
        return "closed" if example.todo else "ok"
    if example.todo:
        return "todo"
    return "differs" if missing and noisy else "missing" if missing else "noisy"


def stated(card: Card) -> ExpectedCard:
    """A card as an example would state it."""
    if card.form == "cloze":
        return ExpectedCard("cloze", cloze=card.cloze)
    return ExpectedCard(card.form, question=card.question, answer=card.answer)


@dataclass(frozen=True, slots=True)
class PatternReport:
    """What one pattern, or a rule's clause, did with a sentence: its matches' slots, or how far it got."""

    source: str
    matches: tuple[dict[str, tuple[str, ...]], ...] = ()
    furthest: Furthest | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule asks what it asks of a sentence, or asks nothing."""

    rule: Rule
    text: str
    patterns: tuple[PatternReport, ...]
    unless: tuple[str, ...] = ()
    """Patterns of `unless` that match, so that the rule keeps silent."""
    conditions: tuple[str, ...] = ()
    """Keys of `where` that do not hold for the sentence alone."""
    cards: tuple[Card, ...] = ()
    drops: tuple[Drop, ...] = field(default=())


def explain_rule(rule: Rule, text: str, rules: RuleSet, *, title: str = "", heading: str = "") -> Explanation:
    """What one rule makes of one sentence."""
    folded = fold_for_matching(text)
    cards, drops = cards_of_text(text, rules.only(rule), title=title, heading=heading)
    context = {"title": title, "heading": heading}
    return Explanation(
        rule,
        text,
        _clause_report(rule, text) or tuple(_report(rule, index, text, folded) for index in range(len(rule.patterns))),
        tuple(pattern.source for pattern in rule.unless if pattern.search(folded)),
        tuple(entry.key for entry in rule.where if not entry.holds([context.get(entry.key, "")])),
        tuple(cards),
        tuple(drops),
    )


def _clause_report(rule: Rule, text: str) -> tuple[PatternReport, ...]:
    """What a rule about clauses found; () for a rule with patterns."""
    if rule.clause is None:
        return ()
    found = (
        {name: tuple(value.text for value in values) for name, values in slots.items() if values}
        for slots in find(text, rule.clause)
    )
    return (PatternReport(rule.wanted, tuple(found)),)


def _report(rule: Rule, index: int, text: str, folded: bytes) -> PatternReport:
    pattern = rule.patterns[index]
    matches = tuple(
        {name: tuple(text[a:b] for a, b in spans) for name, spans in match.slots.items()}
        for match in pattern.finditer(folded)
    )
    return PatternReport(pattern.source, matches, None if matches else furthest(pattern, folded))
