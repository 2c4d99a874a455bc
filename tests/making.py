"""Cards for the tests of decks, and a real Anki collection to import them into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anki.lang
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from flashgen.model import Card, Source

MONDAY = datetime(2026, 2, 9, 8, 30, tzinfo=UTC)
NOW = 1_772_000_000.0  # 25 February 2026


def source(id_: str = "1", day: datetime = MONDAY, **changes: Any) -> Source:
    """An article of example.org."""
    given: dict[str, Any] = {
        "id": id_,
        "url": f"https://example.org/{id_}",
        "title": f"Article {id_}",
        "published": day,
        "source": f"articles/{id_}.json",
    }
    return Source(**(given | changes))


def card(guid: str = "g1", article: Source | None = None, **changes: Any) -> Card:
    """A card with a fact about a dam."""
    given: dict[str, Any] = {
        "guid": guid,
        "form": "question",
        "question": f"In which year did dam {guid} begin to work?",
        "answer": "2003",
        "topic": "Dams",
        "sentence": "It began to work in 2003.",
        "rule": "events/began",
        "article": article or source(),
        "mark": (20, 24),
        "week": "2026-W07",
        "tags": ("GS3/ Economy",),
    }
    return Card(**(given | changes))


def cloze(guid: str = "c1", article: Source | None = None, **changes: Any) -> Card:
    """A card that asks for a number in its sentence."""
    given: dict[str, Any] = {
        "form": "cloze",
        "question": "The dam is […] metres high.",
        "answer": "181",
        "cloze": "The dam is {{c1::181}} metres high.",
        "sentence": "The dam is 181 metres high.",
        "mark": (11, 14),
    }
    return card(guid, article, **(given | changes))


class Anki:
    """A student's collection in the real engine."""

    def __init__(self, collection: Collection) -> None:
        self.col = collection
        assert collection.db
        self.db = collection.db

    def take(self, path: Path) -> tuple[int, int, int, int]:
        """Imports a package as the desktop does: how many notes were new, updated, as before, in conflict."""
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = self.col.import_anki_package(request).log
        self.col.models._clear_cache()
        return len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting)

    def note(self, guid: str) -> Any:
        """The note with this guid."""
        return self.col.get_note(self.db.scalar("select id from notes where guid = ?", guid))

    def only_card(self, guid: str) -> Any:
        """The note's one card."""
        (one,) = self.note(guid).cards()
        return one

    def review(self, guid: str) -> tuple[int, ...]:
        """Answers a card "easy"; what Anki then knows of it."""
        one = self.only_card(guid)
        one.start_timer()
        self.col.sched.answerCard(one, 4)
        return self.history(guid)

    def history(self, guid: str) -> tuple[int, ...]:
        """Interval, due day, repetitions, deck and flags of a card."""
        one = self.only_card(guid)
        return one.ivl, one.due, one.reps, one.did, one.flags

    def deck(self, guid: str) -> str:
        """The deck where the note's card lies."""
        name: str = self.col.decks.name(self.only_card(guid).did)
        return name

    def sound(self) -> bool:
        """Whether every note has just one card, none is empty, and the database is clean."""
        (_, fine) = self.col.fix_integrity()
        notes, cards = self.col.note_count(), self.col.card_count()
        return bool(fine) and notes == cards and not self.col.get_empty_cards().notes


@contextmanager
def student(folder: Path) -> Iterator[Anki]:
    """A new collection in `folder`."""
    anki.lang.set_lang("en_US")
    folder.mkdir(parents=True, exist_ok=True)
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield Anki(collection)
    finally:
        collection.close()
