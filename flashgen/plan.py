"""Cards and the ledger in, a plan out: which note each card becomes, where it lives, and which facts are gone.

Nothing is read from a deck or written here; see `publish`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from sys import intern

from flashgen.decks import Series
from flashgen.ledger import Entry
from flashgen.model import Card, Problem
from flashgen.notes import (
    Note,
    address,
    answer_of,
    article_key,
    digest,
    latest,
    mention_of,
    names_of,
    note_of,
    question_of,
    url_of,
)

EPOCH = 1_000_000_000
"""No note is dated before September 2001: Anki takes ids as milliseconds and does not like them small."""

KEPT = 10_000
"""So many notes are kept from planning to writing: they take 10 MB, and making them is half of the work."""


@dataclass(frozen=True, slots=True)
class Made:
    """A card that a deck of this run holds."""

    card: Card
    deck: str
    entry: Entry
    before: Entry | None
    kept: Note | None = None
    """The note as it was made, of the first cards of a run; those of a hundred thousand would be 100 MB."""

    def note(self) -> Note:
        """The note to write."""
        note = self.kept or note_of(self.card, self.entry.also)
        return replace(note, deck=self.deck, id=self.entry.id, mod=self.entry.mod)

    @property
    def changed(self) -> bool:
        """Whether an import updates the note that students have."""
        return self.before is not None and self.before.mod != self.entry.mod

    @property
    def moved_up(self) -> bool:
        """Whether an earlier article, seen only now, proves the fact instead of a later one."""
        before = self.before
        return before is not None and before.article != self.entry.article and self.entry.date < before.date


@dataclass(slots=True)
class Plan:
    """What a run does with each card; `entries` is the ledger as it will be."""

    entries: dict[str, Entry]
    made: dict[str, Made] = field(default_factory=dict)
    later: list[Card] = field(default_factory=list)
    """Cards whose fact lives in a deck of an article that this run did not read."""
    retired: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run knows beside its cards."""

    series: Series
    read: frozenset[str]
    """The names of the articles whose facts this run knows in full."""
    now: int
    restamp: bool = False

    def knows(self, article: str, url: str) -> bool:
        """Whether this run read an article."""
        return article in self.read or address(url) in self.read


def home_in(series: Series, entry: Entry) -> str | None:
    """The deck of this series where a card lives, None when it lives in none of them."""
    return next((deck for deck in entry.decks if series.period_in(deck) is not None), None)


def articles_of(cards: Iterable[Card]) -> Iterator[str]:
    """The names of all articles that cards name."""
    for card in cards:
        for article in (card.article, *card.also):
            yield from names_of(article)


def make_plan(cards: Iterable[Card], entries: dict[str, Entry], run: Run) -> Plan:
    """`cards` in reading order, one a guid. `entries` is changed in place: it is the new ledger afterwards."""
    plan = Plan(entries)
    ids = _Ids(entry.id for entry in entries.values())
    homes = _article_homes(entries.values(), run.series) if run.series.per == "article" else {}
    stated: set[str] = set()
    for card in cards:
        stated.add(card.guid)
        entry = entries.get(card.guid)
        home = home_in(run.series, entry) if entry else None
        if entry and home and not _takes(card, entry, run, plan):
            continue
        key = article_key(card.article)
        deck = home or homes.get(key) or run.series.deck_of(card)
        made = _make(card, key, deck, entry, run, ids, keep=len(plan.made) < KEPT)
        plan.made[card.guid] = made
        entries[card.guid] = made.entry
    plan.retired = [entry.guid for entry in entries.values() if entry.guid not in stated and _gone(entry, run)]
    return plan


def _takes(card: Card, entry: Entry, run: Run, plan: Plan) -> bool:
    """Whether the card takes the place of what its deck holds; else it is only noted as another source."""
    kind = "cloze" if card.form == "cloze" else "question"
    if kind != entry.kind:
        message = f'"{card.question}" was a {entry.kind} card and is now a {kind} card: Anki cannot change that'
        hint = f"the old card stays; give the rule another id to make a new card ({card.guid})"
        plan.problems.append(Problem(card.article.source or card.article.url, "warning", message, hint))
        return False
    if entry.retired or run.knows(entry.article, entry.url):
        return True
    mentions = (*entry.also, mention_of(card.article), *map(mention_of, card.also))
    plan.entries[card.guid] = replace(entry, also=latest(mentions, (entry.article, address(entry.url))))
    plan.later.append(card)
    answer = answer_of(note_of(card))
    if answer.casefold() != entry.answer.casefold():
        message = f'"{entry.question}" is answered "{entry.answer}" in {entry.decks[0]} and "{answer}" here'
        hint = "the first answer stays until both articles are built together"
        plan.problems.append(Problem(card.article.source or card.article.url, "warning", message, hint))
    return False


def _make(card: Card, key: str, deck: str, entry: Entry | None, run: Run, ids: _Ids, keep: bool) -> Made:
    remembered = [mention for mention in entry.also if not run.knows(mention.article, mention.url)] if entry else []
    also = latest([*remembered, *map(mention_of, card.also)], names_of(card.article))
    note = note_of(card, also)
    hash_ = digest(note)
    published = max(EPOCH, min(int(card.article.published.timestamp()), run.now))
    if entry is None:
        # The article's own date: the same articles give the same bytes in every folder and on every day.
        id_, mod = ids.next(published * 1000), published
    else:
        same = entry.hash == hash_ and not run.restamp
        id_, mod = entry.id, entry.mod if same else max(run.now, entry.mod + 1)
    homes = entry.decks if entry else ()
    decks = homes if deck in homes else (*homes, deck)
    day = f"{card.article.published:%Y-%m-%d}"
    asked, answer = _shared(question_of(note), card.question), _shared(answer_of(note), card.answer)
    url = intern(url_of(note))
    made = Entry(card.guid, decks, note.kind, id_, mod, hash_, key, url, day, asked, answer, also)
    now = entry if entry == made and entry.also == also else made
    return Made(card, deck, now, entry, note if keep else None)


def _shared(text: str, known: str) -> str:
    """The text, as the object that is there already: a hundred thousand cards are 20 MB of questions."""
    return known if text == known else text


def _gone(entry: Entry, run: Run) -> bool:
    """Whether every article that stated the fact was read and states it no more."""
    articles = [(entry.article, entry.url), *((mention.article, mention.url) for mention in entry.also)]
    known = all(run.knows(article, url) for article, url in articles)
    return known and entry.retired is None and home_in(run.series, entry) is not None


def _article_homes(entries: Iterable[Entry], series: Series) -> dict[str, str]:
    """The deck of each article: it keeps its name when the article's title is corrected."""
    homes: dict[str, str] = {}
    for entry in entries:
        home = home_in(series, entry)
        if home:
            homes[entry.article] = min(home, homes.get(entry.article, home))
    return homes


class _Ids:
    """Ids that nobody has yet, in time to the article's date, going up in the order of asking."""

    def __init__(self, used: Iterable[int]) -> None:
        self._used = set(used)
        self._next: dict[int, int] = {}

    def next(self, wanted: int) -> int:
        """The first free id from `wanted` on."""
        id_ = self._next.get(wanted, wanted)
        while id_ in self._used:
            id_ += 1
        self._used.add(id_)
        self._next[wanted] = id_ + 1
        return id_
