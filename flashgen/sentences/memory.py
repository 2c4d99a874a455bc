"""Sentences as they are read in, what the article has told so far out: subjects, what names are called, who spoke."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flashgen.sentences.lexicon import Lexicon
from flashgen.sentences.mentions import classed_name, classed_texts
from flashgen.sentences.names import Name, Scene, singular
from flashgen.sentences.openings import Opening, complement, opening_name

_TOLD = re.compile(r"(?: \([^()]*\))? (?:is|was|are|were) (?:an? |the |one of the )?")
_TELLING = 80  # characters


@dataclass(slots=True)
class Said:
    """A sentence that was read, and of whom it speaks."""

    text: str
    subject: Name | None = None
    known: bool = False
    """`subject` is settled: a name was put in, or none could be found."""
    opening: Opening | None = None


@dataclass(slots=True)
class Place:
    """Where a sentence stands: what its block is about, and what was said before it."""

    names: tuple[Name, ...] = ()
    """Names above it, nearest first."""
    label: Name | None = None
    """The name in its block's own label."""
    before: Said | None = None
    """The sentence before in the same block, else the last one of the block before at the same level."""
    inside: bool = False
    """`before` stands in the same block."""
    parent: Said | None = None
    """The last sentence of the item above, when it has text."""
    item: bool = False
    named: bool = False
    """Its block has a label of its own."""
    row: str = ""
    """The label of its block."""
    above: str = ""
    """The label or heading that it stands right under, as the first sentence there."""
    aside: bool = False
    """The label or heading right above tells of something else than the names: "Reason for Selecting Bamboo"."""


class Memory:
    """Remembers what one article spoke of so far."""

    def __init__(self, words: Lexicon, scene: Scene, title: Name | None, headline: str) -> None:
        self.words = words
        self.scene = scene
        self.title = title
        self.texts = [headline]
        self.told: dict[str, tuple[int, list[str]]] = {}
        """Class noun -> how many of the texts were searched for it, the names found."""
        self.learned: dict[str, set[str]] = {}
        self.tellings: dict[tuple[str, str], bool] = {}
        self.persons: list[Name] = []
        self.said: list[Said] = []
        """The sentences read so far."""

    def note(self, text: str, subject: Name | None) -> None:
        """Remember a sentence and its subject."""
        self.texts.append(text)
        if subject and subject.person:
            self.persons.append(subject)

    def subject_of(self, said: Said) -> Name | None:
        """The Name that a sentence is about, None when that is no name."""
        if said.opening is None:
            said.opening = Opening(said.text, self.words)
            if not said.known:
                said.subject = opening_name(said.opening, self.words, self.scene)
                said.known = said.subject is not None
                plain = not said.opening.phrase.startswith(("A ", "An "))  # "A film on Asha Rao"
                if said.subject is None and self.title and plain and _starts_with(said.opening.phrase, self.title):
                    said.subject = self.title
            self._learn(said)
        return said.subject

    def _learn(self, said: Said) -> None:
        """Remember what a name was said to be: "a surface-to-air missile system"."""
        opening = said.opening
        if said.subject is None or opening is None:
            return
        noun = complement(opening.aside or opening.rest)
        if noun and (opening.aside or opening.verb in ("is", "are", "was", "were")):
            self.learned.setdefault(said.subject.text, set()).add(noun)

    def told_as(self, name: Name, noun: str) -> bool:
        """Whether the article says anywhere that a name is such a thing: "Tele-Law is an initiative"."""
        key = (name.text, noun)
        if key not in self.tellings:
            self.tellings[key] = self._told_as(name, noun)
        return self.tellings[key]

    def _told_as(self, name: Name, noun: str) -> bool:
        text = self.scene.text
        if f"{name.text} {noun} " in text or f"{name.text} {noun.capitalize()} " in text:
            return True
        if name.text.isupper() and f"{noun.capitalize()} ({name.text})" in text:
            return True  # "... Scheme (MPMS)"
        for spelled in filter(None, (name.text, name.acronym)):
            place = text.find(spelled)
            while place >= 0 and noun in text[place + len(spelled) : place + len(spelled) + _TELLING]:
                if _TOLD.match(text, place + len(spelled)) and self._ends_so(text, place + len(spelled), noun):
                    return True
                place = text.find(spelled, place + 1)
        return False

    def _ends_so(self, text: str, start: int, noun: str) -> bool:
        told = _TOLD.match(text, start)
        return told is not None and complement(text[told.end() : told.end() + _TELLING]) == noun

    def stands_for(self, noun: str, name: Name) -> bool:
        """Whether a noun may speak of a name: its own class noun, one of the same group, or what it was said to be."""
        groups = self.words.groups
        same_group = noun in groups and groups.get(noun) == groups.get(name.head)
        return noun == name.head or same_group or noun in self.learned.get(name.text, ())

    def told_of(self, noun: str) -> list[Name]:
        """The names with this class noun that the article has spoken of so far."""
        read, found = self.told.get(noun, (0, []))
        capital, upper = noun.capitalize()[:-1], noun.upper()[:-1]  # the last letter may change in the plural
        for text in self.texts[read:]:
            if capital in text or upper in text:
                found.extend(raw for other, raw in classed_texts(text, self.words) if other == noun)
        self.told[noun] = (len(self.texts), found)
        names = [classed_name(raw, self.words, self.scene) for raw in found]
        return [name for name in names if name and name.head == noun]


def distinct(names: Iterable[Name]) -> list[Name]:
    """The names without those that mean one already there."""
    found: list[Name] = []
    for name in names:
        if not any(name.same(other) for other in found):
            found.append(name)
    return found


def _starts_with(phrase: str, name: Name) -> bool:
    """Whether a subject phrase is a name in other dress: "Kalbeliya dances" of "Kalbeliya Dance"."""
    words = [singular(word.lower()) for word in phrase.split()[:6]]
    return singular(name.head) in words and any(word in name.keys for word in words)
