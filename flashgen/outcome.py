"""What a build did with each card and each deck, as values for the faces to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flashgen.model import Problem
from flashgen.notes import SOFT_TAGS, Note, plain
from flashgen.notetypes import NOTE_TYPES


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a card that says something else than before, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one card."""

    guid: str
    question: str
    answer: str
    deck: str
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class DeckFile:
    """One package of this run: its path, how many cards it holds, and how many of them are what."""

    name: str
    path: Path
    cards: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    """Cards of articles that this run did not read."""
    retired: int = 0
    """Cards that went out in this run, or came back with a tag."""
    written: bool = False
    """False when the file already held exactly this, and in a dry run."""


@dataclass(slots=True)
class Published:
    """What a run did, or would do. Each card stands in one of `new`, `changed`, `unchanged`, `later`."""

    decks: list[DeckFile] = field(default_factory=list)
    new: list[Outcome] = field(default_factory=list)
    changed: list[Outcome] = field(default_factory=list)
    unchanged: list[Outcome] = field(default_factory=list)
    moved_up: list[Outcome] = field(default_factory=list)
    """Cards that an earlier article, seen only now, proves; they stay in their deck, and are in `changed` too."""
    later: list[Outcome] = field(default_factory=list)
    """Cards that live in the deck of an earlier build, whose article was not read now: noted as another source."""
    retired: list[Outcome] = field(default_factory=list)
    """Cards whose fact is gone from its article since the last build; with `retire`, all that came back with a tag."""
    problems: list[Problem] = field(default_factory=list)


def changes_between(before: Note, after: Note) -> Iterator[Change]:
    """The fields, and the tags, that a student sees differ."""
    names = NOTE_TYPES[after.kind].fields
    for name, old, new in zip(names, before.fields, after.fields, strict=True):
        if old == new or name in ("Also", "Article"):
            continue
        change = Change(name, plain(old), plain(new))
        if change.before == change.after:  # only the marked words are others
            change = Change(name, _marked(old), _marked(new))
        yield change
    tags = [" ".join(tag for tag in note.tags if not tag.startswith(SOFT_TAGS)) for note in (before, after)]
    if tags[0] != tags[1]:
        yield Change("Tags", *tags)


def _marked(field: str) -> str:
    return plain(field.replace("<mark>", "«").replace("</mark>", "»"))
