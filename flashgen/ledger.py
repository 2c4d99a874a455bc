"""The memory of a folder of decks: one line of JSON for each card ever made there, in `ledger.jsonl`.

With it a card keeps its guid's date, deck and id over years of builds: Anki takes a card only when its date moved, so a
date that moves only with the content keeps both corrections coming and students' own edits safe.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from sys import intern
from typing import Any, TextIO

from flashgen.errors import DeckError
from flashgen.notes import Mention, Note, answer_of, article_of, digest, mentions_of, question_of, url_of
from flashgen.notetypes import NOTE_TYPES

FILE = "ledger.jsonl"
VERSION = 1
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_HEADER = {"flashgen": "ledger", "version": VERSION}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of one card."""

    guid: str
    decks: tuple[str, ...]
    """Its home in each series: "Current Affairs::2026-W07", and "Current Affairs::2026-02" after --per month."""
    kind: str
    id: int
    mod: int
    hash: str
    article: str
    url: str
    date: str
    """The article that proves it, where it stands, and its date, "2026-02-09"."""
    question: str
    answer: str
    also: tuple[Mention, ...] = field(default=(), compare=False)
    retired: Note | None = None
    """The last note of a card whose fact is gone from its source."""


def entry_of(note: Note) -> Entry:
    """What there is to remember of a note as it lies in a package."""
    day, article = article_of(note)
    return Entry(
        note.guid,
        (note.deck,),
        note.kind,
        note.id,
        note.mod,
        digest(note),
        article,
        url_of(note),
        day,
        question_of(note),
        answer_of(note),
        mentions_of(note),
    )


def merge(known: Entry | None, found: Entry) -> Entry:
    """One memory of two of the same card: the newer content, and the homes and mentions of both."""
    if known is None:
        return found
    newer = known if known.mod >= found.mod else found
    decks = known.decks + tuple(deck for deck in found.decks if deck not in known.decks)
    also = known.also + tuple(mention for mention in found.also if mention not in known.also)
    return replace(newer, decks=decks, id=known.id, also=also)


def read_ledger(path: Path) -> dict[str, Entry]:
    """The entries by guid. Raises DeckError with the number of every line that cannot be understood."""
    entries: dict[str, Entry] = {}
    wrong: list[tuple[int, str]] = []
    try:
        with path.open(encoding="utf-8") as file:
            _check_header(file.readline(), path)
            for number, line in enumerate(file, 2):
                try:
                    entry = _entry(json.loads(line))
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    wrong.append((number, _reason(line, error)))
                    continue
                if entry.guid in entries:
                    wrong.append((number, f'"{entry.guid}" stands in the ledger twice'))
                entries[entry.guid] = entry
    except UnicodeDecodeError as error:
        raise DeckError(f"is not UTF-8: {error.reason}", str(path), _HINT) from error
    if wrong:
        number, reason = wrong[0]
        more = (
            f" (and {len(wrong) - 1} more: line {', '.join(str(n) for n, _ in wrong[1:6])})" if len(wrong) > 1 else ""
        )
        raise DeckError(f"{reason}{more}", f"{path}:{number}", _HINT)
    return entries


def write_ledger(path: Path, entries: Iterable[Entry]) -> None:
    """Writes the entries, sorted by guid: the same entries give the same bytes."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _line(file, _HEADER)
        for entry in sorted(entries, key=lambda entry: entry.guid):
            _line(file, dict(_told(entry)))


_HINT = "mend the line, or delete the file: it is then made anew from the decks beside it"


def _check_header(line: str, path: Path) -> None:
    try:
        header = json.loads(line)
        version = header["version"] if header["flashgen"] == "ledger" else None
    except (ValueError, KeyError, TypeError):
        version = None
    if version is None:
        raise DeckError("the first line should say that this is a ledger", f"{path}:1", _HINT)
    if not isinstance(version, int) or version > VERSION:
        hint = "update flashgen, or build into another folder"
        raise DeckError(f"the ledger is of version {version}, and this flashgen knows {VERSION}", f"{path}:1", hint)


def _reason(line: str, error: Exception) -> str:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return "a mark of an unfinished merge"
    if isinstance(error, KeyError):
        return f"a card without {error}"
    return "not a card in JSON"


def _line(file: TextIO, value: object) -> None:
    file.write(_json(value) + "\n")


def _told(entry: Entry) -> Iterator[tuple[str, Any]]:
    for name in ("guid", "decks", "kind", "id", "mod", "hash", "article", "url", "date", "question", "answer"):
        yield name, getattr(entry, name)
    if entry.also:
        yield (
            "also",
            [{"date": m.date, "article": m.article, "title": m.title, "url": m.url} for m in entry.also],
        )
    if note := entry.retired:
        fields = {name: value for name, value in zip(_names(note), note.fields, strict=True) if value}
        yield "retired", {"fields": fields, "tags": note.tags}


def _entry(told: dict[str, Any]) -> Entry:
    for name in ("guid", "kind", "hash", "article", "url", "date", "question", "answer"):
        if not isinstance(told[name], str):
            raise TypeError(name)
    also = tuple(Mention(m["date"], m["article"], m["title"], m["url"]) for m in told.get("also", ()))
    decks = tuple(intern(deck) for deck in told["decks"])  # many cards, few decks and articles
    entry = Entry(
        told["guid"],
        decks,
        intern(told["kind"]),
        int(told["id"]),
        int(told["mod"]),
        told["hash"],
        intern(told["article"]),
        intern(told["url"]),
        intern(told["date"]),
        told["question"],
        told["answer"],
        also,
    )
    kept = told.get("retired")
    if kept is None:
        return entry
    fields = tuple(str(kept["fields"].get(name, "")) for name in NOTE_TYPES[entry.kind].fields)
    note = Note(entry.guid, entry.kind, fields, tuple(kept["tags"]), "", entry.id, entry.mod)
    return replace(entry, retired=note)


def _names(note: Note) -> tuple[str, ...]:
    return NOTE_TYPES[note.kind].fields
