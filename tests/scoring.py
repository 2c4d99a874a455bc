"""Cards and the facts that a strict student wants in, how many facts are reached out.

A fact is reached by a card of its article that names every group of `about` in question and topic, gives an accepted
answer (token F1 of 0.7, or all tokens of it and at most four more), and does not say it in the question.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from flashgen.model import Card

_SMALL = frozenset(
    "the a an of around about nearly over some approximately approx more than in on by to at from and for its it is "
    "was were are be".split()
)
_SPELLINGS = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "₹": " rs ", "us$": "usd ", "$": " usd "}
_WORD = re.compile(r"[a-z0-9]+(?:[.,'][0-9a-z]+)*%?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact that a card should ask for."""

    kind: str
    question: str
    answers: tuple[str, ...]
    about: tuple[tuple[str, ...], ...]
    """Of each group one word must stand in the question or its topic."""


@dataclass(slots=True)
class Score:
    """How many facts of each kind there are and how many are reached, and how many cards that took."""

    wanted: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    cards: int = 0
    hits: int = 0
    """Cards that reach a fact."""

    def figures(self) -> dict[str, float]:
        """Recall overall and by kind, and the share of cards that hit; two decimals."""
        total = sum(self.wanted.values())
        found = {"recall": sum(self.reached.values()) / total}
        found |= {f"recall {kind}": self.reached[kind] / count for kind, count in sorted(self.wanted.items())}
        found["cards that hit"] = self.hits / max(1, self.cards)
        return {name: round(value, 2) for name, value in found.items()}


def score(pairs: Sequence[tuple[Sequence[Card], Sequence[Wanted]]]) -> Score:
    """All articles, each with its cards and its facts."""
    total = Score(articles=len(pairs))
    for cards, facts in pairs:
        total.cards += len(cards)
        hits = set()
        for fact in facts:
            total.wanted[fact.kind] += 1
            card = reaching(cards, fact)
            if card is not None:
                total.reached[fact.kind] += 1
                hits.add(card.guid)
        total.hits += len(hits)
    return total


def reaching(cards: Sequence[Card], fact: Wanted) -> Card | None:
    """The first card that reaches the fact."""
    return next((card for card in cards if _reaches(card, fact)), None)


def _reaches(card: Card, fact: Wanted) -> bool:
    said = _normal(f"{card.question} || {card.topic}")
    if not all(any(_names(said, word) for word in group) for group in fact.about):
        return False
    if not any(_same(card.answer, answer, fact.kind) for answer in fact.answers):
        return False
    return not _words(card.answer) or _normal(card.answer) not in _normal(card.question)


def _names(said: str, word: str) -> bool:
    """A space at an end of a word stands for the end of a word in the text."""
    return _normal(word) in said if word.strip() == word else word in f"{said} "


def _same(answer: str, wanted: str, kind: str) -> bool:
    if kind == "list" and ";" in wanted:
        return _same_list(answer, wanted)
    given, needed = _words(answer), _words(wanted)
    if not given or not needed:
        return _normal(answer) == _normal(wanted)
    common = sum((Counter(given) & Counter(needed)).values())
    close = 2 * common / (len(given) + len(needed)) >= 0.7
    return close or (common == len(needed) and len(given) <= len(needed) + 4)


def _same_list(answer: str, wanted: str) -> bool:
    """Four fifths of the items, each with most of its words, in any order."""
    items = [words for item in wanted.split(";") if (words := _words(item))]
    given = set(_words(answer))
    there = sum(sum(word in given for word in item) >= 0.7 * len(item) for item in items)
    return there >= max(1, round(0.8 * len(items)))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(_normal(text).replace("rs.", "rs")) if word not in _SMALL]


def _normal(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    for sign, plain in _SPELLINGS.items():
        folded = folded.replace(sign, plain)
    return " ".join(folded.split()).strip(" .;")
