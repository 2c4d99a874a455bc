from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from making import card, cloze, source

from flashgen.errors import DeckError
from flashgen.ledger import Entry, entry_of, merge, read_ledger, write_ledger
from flashgen.notes import mention_of, note_of

NOTE = replace(note_of(card("b"), [mention_of(source("7"))]), deck="News::2026-W07", id=5000, mod=5)
ONE = entry_of(NOTE)
TWO = replace(entry_of(note_of(cloze("a"))), decks=("News::2026-W07", "News::2026-02"), retired=note_of(cloze("a")))


def test_a_ledger_is_one_sorted_line_a_card(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    write_ledger(path, [ONE, TWO])
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == '{"flashgen":"ledger","version":1}'
    assert json.loads(lines[2]) == {
        "guid": "b",
        "decks": ["News::2026-W07"],
        "kind": "question",
        "id": 5000,
        "mod": 5,
        "hash": ONE.hash,
        "article": "example.org/1",
        "url": "https://example.org/1",
        "date": "2026-02-09",
        "question": "In which year did dam b begin to work?",
        "answer": "2003",
        "also": [
            {
                "date": "2026-02-09",
                "article": "example.org/7",
                "title": "Article 7",
                "url": "https://example.org/7",
            }
        ],
    }
    assert [json.loads(line)["guid"] for line in lines[1:]] == ["a", "b"]
    before = path.read_bytes()
    write_ledger(path, read_ledger(path).values())
    assert path.read_bytes() == before


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    write_ledger(path, [ONE, TWO])
    assert read_ledger(path) == {"a": TWO, "b": ONE}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("{", "not a card in JSON"),
        ("", "not a card in JSON"),
        ("[]", "not a card in JSON"),
        ('"text"', "not a card in JSON"),
        ("<<<<<<< HEAD", "a mark of an unfinished merge"),
        ('{"guid":"x"}', "a card without 'kind'"),
        (json.dumps({"guid": 7, "kind": "question"}), "not a card in JSON"),
    ],
)
def test_a_line_that_is_no_card_is_told_with_its_number(tmp_path: Path, wrong: str, message: str) -> None:
    path = tmp_path / "ledger.jsonl"
    write_ledger(path, [ONE, TWO])
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:2], wrong, lines[2], wrong]) + "\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(DeckError) as caught:
        read_ledger(path)
    assert (caught.value.message, caught.value.place) == (f"{message} (and 1 more: line 5)", f"{path}:3")
    assert caught.value.hint == "mend the line, or delete the file: it is then made anew from the decks beside it"
    assert path.read_bytes() == before


def test_a_card_that_stands_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    write_ledger(path, [ONE, ONE])
    with pytest.raises(DeckError, match=r'ledger.jsonl:3: "b" stands in the ledger twice'):
        read_ledger(path)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("", "the first line should say that this is a ledger"),
        ("{}", "the first line should say that this is a ledger"),
        ('{"flashgen":"rules","version":1}', "the first line should say that this is a ledger"),
        ('{"flashgen":"ledger","version":2}', "the ledger is of version 2, and this flashgen knows 1"),
    ],
)
def test_a_file_that_is_no_ledger_of_ours_is_refused(tmp_path: Path, header: str, message: str) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(header + "\n", "utf-8")
    with pytest.raises(DeckError, match=message):
        read_ledger(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b'{"flashgen":"ledger","version":1}\n\xff\xfe\n')
    with pytest.raises(DeckError, match="is not UTF-8"):
        read_ledger(path)


def test_two_memories_of_a_card_are_merged() -> None:
    newer = replace(ONE, decks=("News::2026-02",), mod=9, id=1, answer="2004", hash="x", also=())
    assert merge(None, ONE) == ONE
    assert merge(ONE, newer) == replace(newer, decks=("News::2026-W07", "News::2026-02"), id=5000)
    assert merge(newer, ONE) == replace(newer, decks=("News::2026-02", "News::2026-W07"))
    assert isinstance(merge(ONE, newer), Entry)
