"""The nouns of a rule pack as frozen values: rules, card templates, examples, conditions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flashgen.clauses import SLOTS, Wanted
from flashgen.model import Form
from flashgen.patterns import Pattern
from flashgen.templates import Template


@dataclass(frozen=True, slots=True)
class CardTemplate:
    """One card of a rule. Which fields are filled follows from the form:

    question: `question` and `answer`. cloze and blank: `hide` is the slot whose words are hidden in the sentence, and
    for a blank `ask` overrides the question words that its slot type gives (`Pattern.slots[name].ask`).
    """

    form: Form
    question: Template | None = None
    answer: Template | None = None
    hide: str = ""
    ask: str = ""
    """blank: what stands in the sentence instead of the answer: "which year" (from the slot type unless given).
    May hold slots, and {unit} or {head} of the answer."""
    over: tuple[str, ...] = ()
    """blank: slots beside the answer that the question words stand for as well: "forums such as" before the list."""
    reverse: bool = False
    """Asks the other direction of the same fact."""
    each: str = ""
    """One card for each value of this slot; in the templates the slot then has that one value."""
    condition: str = ""
    """`if`: made only when this slot is filled."""
    fact: str = ""
    """Identity of the fact, shared by cards of several rules; "" takes the rule's."""
    volatile: bool = False
    """The answer changes with time (rank, office-holder, amount): the card says "as of"."""
    tags: tuple[str, ...] = ()
    line: int = 0

    @property
    def names(self) -> frozenset[str]:
        """Slots and variables that the card names."""
        used = {name for template in (self.question, self.answer) if template for name in template.names}
        return frozenset(used | {name for name in (self.hide, self.each, self.condition) if name})


@dataclass(frozen=True, slots=True)
class ExpectedCard:
    """A card as an example states it: question and answer (blank: its text as question), or cloze."""

    form: Form
    question: str = ""
    answer: str = ""
    cloze: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and exactly the cards that it must give; none is a must-not example."""

    text: str
    cards: tuple[ExpectedCard, ...] = ()
    title: str = ""
    heading: str = ""
    label: str = ""
    row: str = ""
    """What the row of a table is called; `label` is then its column."""
    items: tuple[str, ...] = ()
    """The sub-bullets under the sentence."""
    todo: str = ""
    """Why this example is known to fail; it is reported once it no longer does."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of `where`: about title, heading, label, row, topic, tag, source or site."""

    key: str
    sources: tuple[str, ...]
    """As written: globs, /regexes/, each with `!` before it for "must not"."""
    wanted: tuple[Callable[[str], bool], ...] = field(compare=False)
    unwanted: tuple[Callable[[str], bool], ...] = field(compare=False)

    def holds(self, values: Sequence[str]) -> bool:
        """Whether one of the values is wanted (when any is asked for) and none is unwanted."""
        if any(test(value) for test in self.unwanted for value in values):
            return False
        return not self.wanted or any(test(value) for test in self.wanted for value in values)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, checked and compiled."""

    name: str
    """Full name: "agreements/signed-in"."""
    pack: str
    id: str
    path: Path
    line: int
    patterns: tuple[Pattern, ...]
    cards: tuple[CardTemplate, ...]
    about: str = ""
    clause: Wanted | None = None
    """Instead of patterns: the part of clauses that is asked for."""
    unless: tuple[Pattern, ...] = ()
    """The sentence must not match any of these, anywhere."""
    where: tuple[Condition, ...] = ()
    group: str = ""
    """Matches of one group may not overlap; default: the rule's full name."""
    priority: int = 50
    fallback: bool = False
    examples: tuple[Example, ...] = ()
    fact: str = ""
    """What identifies the fact: `fact:` of the rule, else its full name."""
    tags: tuple[str, ...] = ()
    children: bool = False
    """`list: children`: the slot {items} holds the sub-bullets; without any, the rule does not match."""
    initials: tuple[tuple[str, str], ...] = ()
    """(long, short): the words of slot `long` are cut to those that the abbreviation in slot `short` stands for."""
    forms: tuple[tuple[str, frozenset[str]], ...] = ()
    """(slot, which of clauses.FORMS its words may have)."""
    labelled: bool = False
    """Whether its `where` names labels: it reads only what stands under those."""
    language: str = "en"
    order: int = 0
    """Grows in the order of packs and of rules in them."""
    shown: str = ""
    """The path as messages show it."""

    @property
    def wanted(self) -> str:
        """What it reads, in short: its first pattern, or the part of clauses."""
        return self.patterns[0].source if self.patterns else f"clause: {self.clause.part}" if self.clause else ""

    @property
    def slot_names(self) -> frozenset[str]:
        """Slots of any of its patterns or of its clause, and "items"."""
        names = {name for pattern in self.patterns for name in pattern.slots}
        names |= {self.clause.part, *SLOTS} if self.clause else set()
        return frozenset(names | {"items"}) if self.children else frozenset(names)
