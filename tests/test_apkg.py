from __future__ import annotations

import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from making import card, cloze

from flashgen.apkg import deck_id, open_package, write_package
from flashgen.errors import DeckError
from flashgen.notes import Note, note_of

ONE = replace(note_of(card("a")), deck="Deck::2026-W07", id=1_770_000_000_000, mod=1_770_000_000)
TWO = replace(note_of(cloze("b")), deck="Deck::2026-W07", id=1_770_000_000_001, mod=1_770_000_001)


def write(folder: Path, *notes: Note, **descriptions: str) -> Path:
    path = folder / "deck.apkg"
    write_package(path, {"Deck::2026-W07": "what is in it"} | descriptions, notes, folder)
    return path


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    with open_package(write(tmp_path, ONE, TWO)) as package:
        assert list(package.notes()) == [ONE, TWO]
        assert list(package.notes({"b"})) == [TWO]
        assert list(package.heads()) == [("a", ONE.id, ONE.mod), ("b", TWO.id, TWO.mod)]
        assert {deck["name"]: deck["desc"] for deck in package.decks().values()} == {
            "Default": "",
            "Deck": "",
            "Deck::2026-W07": "what is in it",
        }


def test_the_zip_is_deflated_dated_sorted_and_alone(tmp_path: Path) -> None:
    path = write(tmp_path, ONE, TWO)
    with zipfile.ZipFile(path) as archive:
        entries = [(entry.filename, entry.compress_type, entry.date_time) for entry in archive.infolist()]
        assert archive.read("media") == b"{}"
    day = (1980, 1, 1, 0, 0, 0)
    assert entries == [("collection.anki2", zipfile.ZIP_DEFLATED, day), ("media", zipfile.ZIP_DEFLATED, day)]
    assert [file.name for file in tmp_path.iterdir()] == ["deck.apkg"]
    before = path.read_bytes()
    assert write(tmp_path, ONE, TWO).read_bytes() == before


def test_every_card_is_new_and_in_line(tmp_path: Path) -> None:
    with open_package(write(tmp_path, ONE, TWO)) as package:
        rows = package.database.execute("SELECT nid, did, ord, mod, type, queue, due FROM cards ORDER BY id")
        did = deck_id("Deck::2026-W07")
        assert rows.fetchall() == [(ONE.id, did, 0, ONE.mod, 0, 0, 1), (TWO.id, did, 0, TWO.mod, 0, 0, 2)]


@pytest.mark.parametrize(
    ("note", "flaw"),
    [
        (replace(ONE, guid=""), "has an empty guid"),
        (replace(ONE, fields=(" ", *ONE.fields[1:])), "has an empty front"),
        (replace(ONE, fields=ONE.fields[:-1]), "has the wrong number of fields"),
        (replace(TWO, fields=("no gap", *TWO.fields[1:])), "has no gap"),
        (replace(ONE, fields=("a\x1fb", *ONE.fields[1:])), "has a control character in a field or a space in a tag"),
        (replace(ONE, tags=("a b",)), "has a control character in a field or a space in a tag"),
        (replace(ONE, id=5), "repeats a guid"),
    ],
)
def test_what_anki_would_choke_on_is_refused(tmp_path: Path, note: Note, flaw: str) -> None:
    with pytest.raises(DeckError, match=flaw):
        write(tmp_path, *([ONE, note] if flaw == "repeats a guid" else [note]))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({}, "is not a readable Anki package"),
        ({"collection.anki2": b"x"}, "is not a readable Anki package"),
        ({"collection.anki2": b""}, "is not a readable Anki package"),
        ({"collection.anki21b": b"", "collection.anki2": b""}, "is in Anki's newer format"),
    ],
)
def test_a_damaged_package_is_an_error_with_its_path(tmp_path: Path, entries: dict[str, bytes], message: str) -> None:
    path = tmp_path / "odd.apkg"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    with pytest.raises(DeckError, match=message) as caught, open_package(path) as package:
        list(package.notes())
    assert caught.value.place == str(path)


def test_a_package_cut_short_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, ONE)
    whole = path.read_bytes()
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(DeckError, match="is not a readable Anki package"), open_package(path) as package:
            list(package.notes())


def test_a_note_of_another_type_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = write(tmp_path, ONE)
    with zipfile.ZipFile(path) as archive:
        archive.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as database:
        database.execute("UPDATE notes SET mid = 7")
    database.close()
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(tmp_path / "collection.anki2", "collection.anki2")
    with pytest.raises(DeckError, match='note "a" is not one of flashgen'), open_package(path) as package:
        list(package.notes())
