from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import genanki
import pytest
from anki.collection import ExportAnkiPackageOptions
from making import NOW, card, cloze, source, student

from flashgen.cli import run
from flashgen.publish import publish
from flashgen.verify import Verified, verify

WEEK = "current-affairs-2026-W07.apkg"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    publish([card("a"), card("b", also=(source("9"),)), cloze("c")], tmp_path, now=NOW)
    return tmp_path / WEEK


def broken(path: Path, *statements: str, **columns: Callable[[Any], Any]) -> Path:
    """The package after some SQL, and after changes of JSON columns of its `col` row."""
    with zipfile.ZipFile(path) as archive:
        archive.extract("collection.anki2", path.parent)
    database = sqlite3.connect(path.parent / "collection.anki2")
    for statement in statements:
        database.execute(statement)
    for name, change in columns.items():
        value = json.loads(database.execute(f"SELECT {name} FROM col").fetchone()[0])
        change(value)
        database.execute(f"UPDATE col SET {name} = ?", [json.dumps(value)])
    database.commit()
    database.close()
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(path.parent / "collection.anki2", "collection.anki2")
    (path.parent / "collection.anki2").unlink()
    return path


def said(verified: Verified) -> list[str]:
    return [f"{problem.level}: {problem.message}" for problem in verified.problems]


def test_a_deck_of_ours_is_fine(deck: Path) -> None:
    assert verify(deck) == Verified(deck, 3, ("Current Affairs::2026-W07",), ())
    assert verify(deck, deck).problems == ()


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        (
            "UPDATE notes SET guid = 'a'",
            'error: 2 notes: a guid that another note has: Anki adds both, and updates one ("a", "a")',
        ),
        ("UPDATE notes SET guid = '' WHERE guid = 'a'", 'error: 1 note: an empty guid ("")'),
        ("DELETE FROM cards WHERE due = 3", 'error: 1 note: no card: nobody will ever see it ("c")'),
        ("UPDATE cards SET did = 1 WHERE due = 1", 'warning: 1 note: a card in the student\'s own deck Default ("a")'),
        ("UPDATE cards SET did = 7", 'error: 3 notes: a card in a deck that is not there ("a", "b", "c")'),
        ("UPDATE cards SET due = 1", "warning: new cards do not come one after the other"),
        (
            "INSERT INTO cards SELECT 9, nid, did, 1, mod, -1, 0, 0, due, 0,0,0,0,0,0,0,0,'' FROM cards WHERE due = 1",
            'error: 1 note: more than one card ("a")',
        ),
        (
            "UPDATE notes SET flds = replace(flds, 'dam a', '<img src=x>') WHERE guid = 'a'",
            'error: 1 note: HTML that flashgen does not write ("a")',
        ),
        (
            "UPDATE notes SET flds = replace(flds, 'dam a', '{{Answer}}')",
            'error: 1 note: braces that Anki takes for its own ("a")',
        ),
        (
            "UPDATE notes SET flds = replace(flds, 'dam a', '[sound:x]')",
            'error: 1 note: brackets that Anki takes for its own ("a")',
        ),
        ("UPDATE notes SET flds = replace(flds, 'c1', 'c2')", 'error: 1 note: a cloze without gap ("c")'),
        (
            "UPDATE notes SET flds = flds || char(31) || 'x' WHERE guid = 'b'",
            'error: 1 note: more or fewer fields than the note type has: Anki refuses the package ("b")',
        ),
        (
            "UPDATE notes SET flds = replace(flds, 'dam a', char(1))",
            'error: 1 note: a control character in a field ("a")',
        ),
        (
            "UPDATE notes SET flds = replace(flds, 'dam a', 'e' || char(769))",
            'warning: 1 note: text that is not in the form NFC: Anki rewrites it ("a")',
        ),
        (
            "UPDATE notes SET mod = 9000000000 WHERE guid = 'b'",
            'warning: 1 note: a date to come: Anki sets it to now ("b")',
        ),
        ("UPDATE notes SET mid = 8", "error: the note type 8 is missing"),
    ],
)
def test_each_flaw_has_a_name(deck: Path, sql: str, message: str) -> None:
    assert message in said(verify(broken(deck, sql), now=NOW * 2))


def test_an_empty_front_has_a_name(deck: Path) -> None:
    rest = "substr(flds, instr(flds, char(31)))"
    verified = verify(broken(deck, f"UPDATE notes SET flds = {rest} WHERE guid = 'a'"))
    assert said(verified) == ['error: 1 note: an empty front ("a")']


def test_a_changed_shape_of_a_note_type_has_a_name(deck: Path) -> None:
    def change(models: dict[str, Any]) -> None:
        question, cloze_ = models["1770681600101"], models["1770681600102"]
        question["flds"][0]["id"] = 5
        question["tmpls"][0]["id"] = 5
        cloze_["flds"][-1]["name"] = "Mine"
        cloze_["name"] = "cloze+"
        cloze_["mod"] += 1

    assert said(verify(broken(deck, models=change))) == [
        'error: the fields of "flashgen: question" are not the frozen ones: Anki would copy the note type',
        'error: the template of "flashgen: question" is not the frozen one: Anki would copy the note type',
        'warning: fields of "flashgen: cloze" have other names',
        'warning: "cloze+" should be called "flashgen: cloze" and sorted by its first field',
        'warning: the look of "flashgen: cloze" is dated later than this flashgen\'s: a newer one made it',
    ]


def test_odd_deck_names_have_a_name(deck: Path) -> None:
    def change(decks: dict[str, Any]) -> None:
        for made in decks.values():
            made["name"] = made["name"].replace("Current Affairs", 'A "B"') if "::" in made["name"] else made["name"]

    assert said(verify(broken(deck, decks=change))) == [
        'error: the deck\'s name "A "B"::2026-W07" is not one that Anki keeps',
        'warning: the deck "A "B"" above "A "B"::2026-W07" is missing: its description gets lost',
    ]


def test_an_update_fits_the_version_before(deck: Path, tmp_path: Path) -> None:
    old = deck.rename(tmp_path / "old.apkg")
    publish([card("a", answer="2004"), card("b"), cloze("n")], tmp_path, now=NOW + 60)
    assert said(verify(deck, old)) == [
        'note: 1 note: gone since the version before: they stay in the collections of students ("c")'
    ]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        (
            "UPDATE notes SET flds = replace(flds, '2003', '2004') WHERE guid = 'a'",
            'error: 1 note: changed, but its date did not move: Anki will not update it ("a")',
        ),
        (
            "UPDATE notes SET mod = mod + 1",
            'warning: 3 notes: a date that moved without reason: students lose what they wrote into it ("a", "b", "c")',
        ),
    ],
)
def test_an_update_that_does_not_fit_is_told(deck: Path, tmp_path: Path, sql: str, message: str) -> None:
    old = tmp_path / "old.apkg"
    old.write_bytes(deck.read_bytes())
    assert said(verify(broken(deck, sql), old)) == [message]


def test_a_form_that_changed_and_a_deck_that_moved_are_told(tmp_path: Path) -> None:
    publish([card("a"), card("b")], tmp_path / "old", now=NOW)
    publish([cloze("a"), card("b")], tmp_path / "new", name="Other", now=NOW)
    verified = verify(tmp_path / "new" / "other-2026-W07.apkg", tmp_path / "old" / WEEK)
    assert said(verified) == [
        'error: 1 note: another note type than before: Anki will not update it ("a")',
        'warning: 2 notes: another deck than before: cards that students have stay where they are ("a", "b")',
    ]


def test_a_look_that_changed_without_its_date_is_told(deck: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.apkg"
    old.write_bytes(deck.read_bytes())

    def change(models: dict[str, Any]) -> None:
        models["1770681600101"]["css"] += " "
        del models["1770681600102"]["flds"][-1]

    assert said(verify(broken(deck, models=change), old)) == [
        'error: the fields of "flashgen: cloze" are not the frozen ones: Anki would copy the note type',
        'error: 1 note: more or fewer fields than the note type has: Anki refuses the package ("c")',
        'error: the note type "flashgen: cloze" has other fields or templates: Anki would copy it',
        'warning: the look of "flashgen: question" changed, but its date did not: Anki will not take it',
    ]


def test_decks_of_others_are_read(tmp_path: Path) -> None:
    model = genanki.Model(7, "Mine", [{"name": "Front"}], [{"name": "One", "qfmt": "{{Front}}", "afmt": "{{Front}}"}])
    theirs = genanki.Deck(77, "Mine")
    theirs.add_note(genanki.Note(model, ["<b>fine</b>"], guid="x"))
    theirs.add_note(genanki.Note(model, [""], guid="y"))
    genanki.Package(theirs).write_to_file(tmp_path / "mine.apkg")
    assert said(verify(tmp_path / "mine.apkg")) == [
        'error: 1 note: an empty front ("y")',
        'error: 1 note: no card: nobody will ever see it ("y")',
        'note: the note type "Mine" is not one of flashgen\'s: only looked at in general',
    ]


def test_what_anki_itself_exports_is_read(deck: Path, tmp_path: Path) -> None:
    with student(tmp_path / "anki") as anki:
        anki.take(deck)
        for legacy in (True, False):
            options = ExportAnkiPackageOptions(legacy=legacy, with_scheduling=False, with_media=False)
            anki.col.export_anki_package(out_path=str(tmp_path / f"{legacy}.apkg"), options=options, limit=None)
    assert said(verify(tmp_path / "True.apkg", deck)) == []
    assert said(verify(tmp_path / "False.apkg")) == ["error: is in Anki's newer format, which flashgen does not read"]


def test_the_command_says_and_returns_what_it_found(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(tmp_path), "--previous", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{deck}: 3 notes, fine\n"
    (tmp_path / "odd.apkg").write_text("odd")
    assert run(["verify", str(deck), str(tmp_path / "odd.apkg"), "--json"]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told == [
        {"deck": str(deck), "notes": 3, "decks": ["Current Affairs::2026-W07"], "fine": True, "problems": []},
        {
            "deck": str(tmp_path / "odd.apkg"),
            "notes": 0,
            "decks": [],
            "fine": False,
            "problems": [
                {"level": "error", "message": "is not a readable Anki package: File is not a zip file", "hint": ""}
            ],
        },
    ]
    assert run(["verify", str(tmp_path / "nowhere.apkg")]) == 1
    assert "cannot be read: no such file or directory" in capsys.readouterr().out
