"""Cards in, decks out: which period a card belongs to, how its deck is called in Anki, and in which file it lies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from flashgen.errors import ConfigError
from flashgen.model import Card, Deck
from flashgen.text import clean, slug

Per = Literal["week", "month", "day", "article", "all"]
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_PERIODS = {
    "week": r"\d{4}-W\d\d",
    "month": r"\d{4}-\d\d",
    "day": r"\d{4}-\d\d-\d\d",
    "article": r"\d{4}-\d\d-\d\d .+",
}
_PART_LIMIT = 100
"""Anki cuts longer names itself, each in its own way on each device."""


def safe_name(name: str) -> str:
    """A deck name that Anki keeps as it is: no empty part between `::`, no quotes, at most 100 characters a part."""
    parts = (clean(part.replace('"', ""))[:_PART_LIMIT].strip(" :") for part in name.split("::"))
    return "::".join(part for part in parts if part)


@lru_cache(1024)
def week_of(day: date, first_day: str = "monday") -> str:
    """The week of a date, "2026-W07": ISO's own for weeks from Monday, else the ISO week of the middle of the week."""
    start = day - timedelta(days=(day.weekday() - DAYS.index(first_day)) % 7)
    middle = (start + timedelta(days=3)).isocalendar()
    return f"{middle.year}-W{middle.week:02}"


def days_of(period: str, first_day: str = "monday") -> tuple[date, date] | None:
    """The first and the last day of a period's name, None where the name is no period."""
    if re.fullmatch(_PERIODS["week"], period):
        monday = date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
        # The middle of the week (its fourth day) lies in the ISO week that gives the name.
        start = monday + timedelta(days=(DAYS.index(first_day) + 3) % 7 - 3)
        return start, start + timedelta(days=6)
    if re.fullmatch(_PERIODS["month"], period):
        first = date.fromisoformat(f"{period}-01")
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if re.match(_PERIODS["day"], period):
        return date.fromisoformat(period[:10]), date.fromisoformat(period[:10])
    return None


@dataclass(frozen=True, slots=True)
class Series:
    """The decks under one name that differ only by period: "Current Affairs", one a week.

    Raises ConfigError for an unusable name, period or day. A fact has one card in a series, in its first deck.
    """

    name: str
    per: Per = "week"
    first_day: str = "monday"
    subdecks: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", safe_name(self.name))
        if not self.name:
            raise ConfigError("the deck's name is empty", hint='give it one: --deck "Current Affairs"')
        if self.per not in get_args(Per):
            raise ConfigError(f'unknown period "{self.per}"', hint="one of " + ", ".join(get_args(Per)))
        if self.first_day not in DAYS:
            raise ConfigError(f'unknown day "{self.first_day}"', hint="one of " + ", ".join(DAYS))

    def period_of(self, card: Card) -> str:
        """The name of the card's period by the local date of its article; "" for one deck of all."""
        day = card.article.published.date()
        match self.per:
            case "week":
                return week_of(day, self.first_day)
            case "month":
                return f"{day:%Y-%m}"
            case "day":
                return f"{day:%Y-%m-%d}"
            case "article":
                return safe_name(f"{day:%Y-%m-%d} {card.article.title.replace('::', ' ')}") or f"{day:%Y-%m-%d}"
            case _:
                return ""

    def deck_of(self, card: Card) -> str:
        """The full name in Anki of the deck where this card would start its life."""
        subject = _subject(card) if self.subdecks else ""
        return "::".join(part for part in (self.name, self.period_of(card), subject) if part)

    def period_in(self, deck: str) -> str | None:
        """The period in the name of one of this series' decks, None for a deck of another series."""
        return _period_in(deck, self.name, self.per)

    def file_of(self, deck: str) -> str:
        """The file that holds a deck of this series and its sub-decks: "current-affairs-2026-W07.apkg"."""
        return _file_of(deck, self.name, self.per)


@lru_cache(1024)  # many cards, few decks
def _period_in(deck: str, name: str, per: Per) -> str | None:
    if deck != name and not deck.startswith(name + "::"):
        return None
    period = deck[len(name) + 2 :].split("::")[0]
    if per == "all":
        return None if any(re.fullmatch(shape, period) for shape in _PERIODS.values()) else ""
    return period if re.fullmatch(_PERIODS[per], period) else None


@lru_cache(1024)
def _file_of(deck: str, name: str, per: Per) -> str:
    period = _period_in(deck, name, per) or ""
    if per == "article" and period:
        period = f"{period[:10]}-{slug(period[10:])}"
    return "-".join(part for part in (slug(name), period) if part) + ".apkg"


def make_decks(
    cards: Iterable[Card], name: str, per: Per = "week", *, first_day: str = "monday", subdecks: bool = False
) -> list[Deck]:
    """Cards by period, oldest deck first, in reading order; each card knows its deck. Knows nothing of a ledger."""
    series = Series(name, per, first_day, subdecks)
    decks: dict[str, list[Card]] = {}
    for card in sorted(cards, key=lambda card: card.article.published):
        deck = series.deck_of(card)
        decks.setdefault(deck, []).append(replace(card, deck=deck))
    return [Deck(deck, series.file_of(deck), tuple(decks[deck])) for deck in sorted(decks)]


def _subject(card: Card) -> str:
    """The first part of the card's first subject tag: "GS2" of "GS2/ International Relations"."""
    subjects = [tag for tag in card.tags if not tag.startswith("flashgen::")]
    first = re.split(r"/|::", subjects[0])[0] if subjects else ""
    return safe_name(first.replace("_", " "))
