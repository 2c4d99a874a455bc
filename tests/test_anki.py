"""Decks in the real engine of Anki."""

from __future__ import annotations

from pathlib import Path

from making import NOW, card, cloze, student

from flashgen.publish import publish


def test_a_deck_imports_and_a_second_import_changes_nothing(tmp_path: Path) -> None:
    published = publish([card(), cloze()], tmp_path / "decks", now=NOW)
    (deck,) = published.decks
    with student(tmp_path / "anki") as anki:
        assert anki.take(deck.path) == (2, 0, 0, 0)
        assert anki.take(deck.path) == (0, 0, 2, 0)
        assert anki.deck("g1") == "Current Affairs::2026-W07"
        assert anki.sound()
