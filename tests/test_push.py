"""Decks into a running Anki: the real engine behind AnkiConnect's protocol, spoken on a port of this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from loopback import running
from making import NOW, card, cloze, source, student

from flashgen.cli import run
from flashgen.publish import publish


class Desk:
    """What AnkiConnect does with a collection, as far as it is asked for; the windows that it opens."""

    def __init__(self, collection: Collection) -> None:
        self.col = collection
        self.key = ""
        self.windows: list[str] = []
        self.imports: list[str] = []
        self.forgetful = False
        """Says that it imported, and did not."""
        self.tells_mod = True
        self.answer: bytes | None = None
        """Says this, whatever it is asked."""

    def act(self, asked: dict[str, Any]) -> Any:
        if self.key != asked.get("key", ""):
            raise ValueError("valid api key must be provided")
        return getattr(self, asked["action"])(**asked["params"])

    def findNotes(self, query: str) -> list[int]:  # noqa: N802 - AnkiConnect's words
        return list(self.col.find_notes(query))

    def notesInfo(self, notes: list[int]) -> list[dict[str, Any]]:  # noqa: N802
        assert len(notes) <= 1000
        return [self.info(note) for note in notes]

    def info(self, id_: int) -> dict[str, Any]:
        note = self.col.get_note(id_)  # type: ignore[arg-type]
        fields = {name: {"value": value, "order": order} for order, (name, value) in enumerate(note.items())}
        kind = note.note_type()
        assert kind
        told = {"noteId": note.id, "modelName": kind["name"], "fields": fields, "tags": note.tags}
        return told | ({"mod": note.mod} if self.tells_mod else {})

    def importPackage(self, path: str) -> bool:  # noqa: N802
        self.imports.append(Path(path).name)
        if not self.forgetful:
            options = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=True, with_deck_configs=True)
            self.col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options))
        return True

    def guiImportFile(self, path: str) -> None:  # noqa: N802
        assert Path(path).is_absolute()
        self.windows.append(Path(path).name)


@contextmanager
def answering(desk: Desk) -> Iterator[str]:
    """The address at which a desk answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            try:
                told = {"result": desk.act(asked), "error": None}
            except ValueError as error:
                told = {"result": None, "error": str(error)}
            body = desk.answer or json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    with running(server):
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with student(tmp_path / "anki") as anki:
        desk = Desk(anki.col)
        with answering(desk) as address:
            monkeypatch.setenv("ANKI", address)
            yield desk


@pytest.fixture
def push(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command against the desk: its exit code, and what it says."""
    import os

    def pushed(*words: str) -> tuple[int, list[str]]:
        code = run(["push", "--anki", os.environ["ANKI"], *words])
        out, err = capsys.readouterr()
        assert out == ""
        return code, err.splitlines()

    return pushed


def built(*answers: str, now: float = NOW) -> None:
    """Decks with one question a card, by its answer, and a cloze in a week of its own."""
    cards = [card(f"g{number}", answer=answer) for number, answer in enumerate(answers)]
    publish(
        [*cards, cloze("c1", source("2"), deck="Current Affairs::2026-W08", week="2026-W08")], Path("decks"), now=now
    )


WEEK = "  decks/current-affairs-2026-W07.apkg  "


def test_a_window_for_each_deck_with_something_new(desk: Desk, push: Any) -> None:
    built("2003", "2004")
    assert push() == (0, [f"{WEEK}3 new", "", "1 import window open in Anki: press Import there"])
    assert (desk.windows, desk.imports) == (["current-affairs-2026-W07.apkg"], [])


def test_direct_and_again(desk: Desk, push: Any) -> None:
    built("2003", "2004")
    assert push("--direct") == (0, [f"{WEEK}3 new", "", "1 deck imported"])
    assert desk.col.note_count() == 3
    assert push("--direct") == (0, [f"{WEEK}3 as in Anki"])
    assert desk.imports == ["current-affairs-2026-W07.apkg"]


@pytest.mark.parametrize("tells_mod", [True, False])
def test_what_changed_comes_and_own_words_stay(tells_mod: bool, desk: Desk, push: Any) -> None:
    desk.tells_mod = tells_mod
    built("2003", "2004")
    push("--direct")
    built("2003", "2005", now=NOW + 9)
    assert push("--direct") == (0, [f"{WEEK}1 changed, 2 as in Anki", "", "1 deck imported"])
    (id_,) = desk.col.find_notes("Answer:2005")
    note = desk.col.get_note(id_)
    note["Answer"] = "in 2005"
    desk.col.update_note(note)
    seen = f"{WEEK}3 as in Anki" if tells_mod else f"{WEEK}1 changed, 2 as in Anki"
    assert push("--dry-run") == (0, [seen])
    if not tells_mod:
        assert push("--direct")[1][1:] == ["", "1 deck imported", "1 card left as changed in Anki"]
    assert desk.col.get_note(id_)["Answer"] == "in 2005"


def test_a_dry_run_imports_nothing(desk: Desk, push: Any) -> None:
    built("2003")
    assert push("-n", "--direct") == (0, [f"{WEEK}2 new"])
    assert (desk.windows, desk.imports) == ([], [])


def test_what_did_not_arrive_is_told(desk: Desk, push: Any) -> None:
    desk.forgetful = True
    built("2003")
    lines = [f"{WEEK}2 new", "", "0 decks imported", f"{WEEK.strip()}: error: Anki did not take 2 cards"]
    assert push("--direct") == (1, lines)


def test_not_too_many_windows(desk: Desk, push: Any, tmp_path: Path) -> None:
    for number in range(6):
        publish([card(f"g{number}", source(str(number)))], tmp_path / "decks", name=f"Deck {number}")
    assert push() == (
        2,
        [
            "error: 6 decks with something new, and Anki opens a window for each",
            "    hint: name fewer of them, or import all at once with --direct",
        ],
    )
    assert push("-q", "--direct") == (0, [])
    assert (len(desk.windows), len(desk.imports)) == (0, 6)


def test_a_key(desk: Desk, push: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    built("2003")
    desk.key = "secret"
    code, lines = push()
    assert (code, lines[-1]) == (2, "    hint: give the apiKey of AnkiConnect's settings in ANKICONNECT_KEY")
    assert push("-n", "--key", "secret")[0] == 0
    monkeypatch.setenv("ANKICONNECT_KEY", "secret")
    assert push("-n")[0] == 0


@pytest.mark.parametrize("answer", [b"<html>", b"[]", b'"AnkiConnect"', b'{"result": 6}'])
def test_somebody_else_answers(answer: bytes, desk: Desk, push: Any) -> None:
    built("2003")
    desk.answer = answer
    code, lines = push()
    assert (code, lines[0].rpartition(": ")[2]) == (2, "what answers is not AnkiConnect")


SILENT = "no Anki answers: "


@pytest.mark.parametrize(
    ("given", "place", "error"),
    [
        ((), "decks", "no .apkg file here"),
        (("nowhere.apkg",), "nowhere.apkg", "cannot be read: no such file or directory"),
        (("odd.apkg",), "odd.apkg", "is not a readable Anki package: File is not a zip file"),
        (("--anki", "http://127.0.0.1:9", "x.apkg"), "http://127.0.0.1:9", f"{SILENT}[Errno 111] Connection refused"),
        (("--anki", "9", "x.apkg"), "9", f"{SILENT}Request URL is missing an 'http://' or 'https://' protocol."),
    ],
)
def test_what_stops_it(given: tuple[str, ...], place: str, error: str, push: Any) -> None:
    Path("odd.apkg").write_text("odd", "utf-8")
    code, lines = push(*given)
    assert (code, lines[0]) == (2, f"error: {place}: {error}")
    assert len(lines) <= 2
