"""The nouns of flashgen as frozen values: articles, sentences, facts, cards, decks, problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["paragraph", "item", "heading", "cell", "quote"]
Form = Literal["question", "cloze", "blank"]
Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding about somebody's input: never raised, always collected and shown."""

    where: str
    """Path, URL or `file:line:column`, with a post's id or title after it when one of many is meant."""
    level: Level
    message: str
    """Lowercase, no full stop, the user's own text in quotes."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading, table cell or quotation of an article, in reading order."""

    text: str
    """Clean visible text, without the leading label and without the text of nested items."""
    kind: Kind = "paragraph"
    path: tuple[str, ...] = ()
    """Headings and labels above this block, outermost first; for a cell: then its row's name, then its column's."""
    label: str = ""
    """The block's own leading label: `Launch Date` of "**Launch Date:** 24 December 2025"."""
    children: tuple[Block, ...] = ()
    """Nested list items (also the items of a list that follows a lead-in paragraph ending in a colon)."""
    row: str = ""
    """Of a cell under the name of a column: what its row is called."""


@dataclass(frozen=True, slots=True)
class Article:
    """One post, whatever source it came from."""

    id: str
    """Stable within its site: the post's id, else a hash of its address."""
    url: str
    title: str
    published: datetime
    """Aware; its date and ISO week are the site's local ones."""
    site: str = ""
    tags: tuple[str, ...] = ()
    """Subject tags as people write them: "GS2/ International Relations", category names."""
    blocks: tuple[Block, ...] = ()
    source: str = ""
    """The path or URL it was read from."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its subject named where the article names it elsewhere.

    `text` is what rules read: "The Central Vigilance Commission was set up in 1964". `proof` is what the article says:
    "It was set up in 1964." Where they differ, `origin` leads from a span of the first to a span of the second.
    """

    text: str
    proof: str
    block: Block
    topic: tuple[str, ...] = ()
    """What this text is about, nearest first: label, headings, title. Only names, no "Background"."""
    pieces: tuple[tuple[int, int, int], ...] = ()
    """(start, end, offset): text[start:end] equals proof[start + offset:end + offset]. Empty: the two are equal."""
    unnamed: str = ""
    """The pronoun or elided subject for which no name was found: such a sentence cannot be asked about alone."""
    speaker: str = ""
    """Who says so, when the article only reports it: `text` is then what is said, `proof` the whole sentence."""
    index: int = 0
    """Position among the article's sentences, in reading order."""
    statements: tuple[Sentence, ...] = ()
    """The shorter statements that it holds, when it holds several: "The fort has a mosque"."""
    trail: tuple[str, ...] = ()
    """All that stands above this text and narrows it, outermost first: title, headings, labels; no "Key Points"."""

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of `proof` that holds text[start:end], or None when it stands elsewhere in the article."""
        if not self.pieces:
            return start, end
        for first, last, offset in self.pieces:
            if first <= start and end <= last:
                return start + offset, end + offset
        return None


@dataclass(frozen=True, slots=True)
class Value:
    """What filled a slot: words of Sentence.text and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One match of one rule in one sentence."""

    rule: str
    """Full name: "agreements/signed-in"."""
    sentence: Sentence
    start: int
    end: int
    slots: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    pattern: int = 0
    """Which of the rule's patterns matched."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a card comes from, as shown on the card and in `cards --format jsonl`."""

    id: str
    url: str
    title: str
    published: datetime
    source: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One question with its answer and its proof. All fields are plain text; escaping happens where HTML is made."""

    guid: str
    form: Form
    question: str
    """For cloze and blank forms: the text with the gap shown as `[…]` or as the question word."""
    answer: str
    topic: str
    """Breadcrumb shown small above the question."""
    sentence: str
    """The proof, as the article says it."""
    rule: str
    article: Source
    mark: tuple[int, int] | None = None
    """Span of the answer in `sentence`, when it stands there in one piece."""
    cloze: str = ""
    """Cloze form only: the text with `{{c1::…}}`."""
    week: str = ""
    """ISO week of the article's local date: "2026-W07"."""
    deck: str = ""
    tags: tuple[str, ...] = ()
    as_of: str = ""
    """For facts that change (rank, office, amount): the date at which the article states it, "9 February 2026"."""
    also: tuple[Source, ...] = ()
    """Other articles that state the same fact."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A card that was made and not asked, with the reason that `explain` shows."""

    rule: str
    sentence: Sentence
    reason: str
    """Short and countable: "pronoun without a name", "answer stands in the question"."""
    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of one period, in reading order, and the file that will hold them."""

    name: str
    """Full name in Anki: "Current Affairs::2026-W07"."""
    file: str
    """File name: "current-affairs-2026-W07.apkg"."""
    cards: tuple[Card, ...] = ()
    description: str = ""
