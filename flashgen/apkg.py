"""Notes in, .apkg out, and back: the only door to genanki.

genanki lays the collection: schema, note types, decks. The rows are ours, because genanki stamps every note with the
time of the build, which makes Anki overwrite what students wrote, and because it lets through what Anki cannot show: a
guid twice, an empty front, a cloze without gap, a separator inside a field. The zip is ours too: deflated, dated 1980,
sorted, so that the same notes give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import genanki

from flashgen.errors import DeckError
from flashgen.notes import Note
from flashgen.notetypes import NOTE_TYPES, REVISION, NoteType, look

_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_INSERT_NOTE = "INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,0,0,'')"
_INSERT_CARD = "INSERT INTO cards VALUES(?,?,?,0,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')"
_ENTRY_LIMIT = 2 * 1024**3


class _Model(genanki.Model):  # type: ignore[misc]  # genanki ships no types
    """A note type whose date is that of its look, not that of the build."""

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        """The note type as Anki's schema 11 wants it."""
        return self._json

    @cached_property
    def _json(self) -> dict[str, Any]:
        made: dict[str, Any] = super().to_json(REVISION, 1)  # renders the template with each field: as long as 10 notes
        return made


@cache
def model_of(kind: NoteType) -> genanki.Model:
    """A note type as genanki knows it, with explicit ids for fields and templates."""
    fields = [
        {"name": name, "id": kind.field_id(ord_), "font": "Arial", "plainText": False}
        for ord_, name in enumerate(kind.fields)
    ]
    template = {
        "name": kind.template,
        "id": kind.template_id,
        "qfmt": look(kind.front),
        "afmt": look(kind.back),
    }
    form = genanki.Model.CLOZE if kind.kind == "cloze" else genanki.Model.FRONT_BACK
    return _Model(kind.id, kind.name, fields, [template], look("card.css"), form)


def deck_id(name: str) -> int:
    """An id for a deck: Anki goes by the name, so the id only has to be the same each time and none of Anki's own."""
    return (1 << 40) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:5], "big")


def write_package(path: Path, descriptions: dict[str, str], notes: Iterable[Note], workspace: Path | None) -> int:
    """Writes a package: notes in the order in which new cards shall come. Returns their number.

    `descriptions` gives every deck that the notes name, with its text (HTML); ancestors are added. `workspace` is a
    folder for the database, which is gone afterwards. Raises DeckError for a note that Anki could not show.
    """
    with tempfile.TemporaryDirectory(dir=workspace) as scratch:
        database = Path(scratch) / "collection.anki2"
        try:
            with closing(sqlite3.connect(database, isolation_level=None)) as connection:
                # Nothing here has to survive a crash: the file is thrown away then.
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                _lay(connection, descriptions)
                connection.execute("BEGIN")
                count = _fill(connection, notes, {name: deck_id(name) for name in descriptions}, str(path))
                connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise DeckError(f"cannot write the deck: {error}", str(path)) from error
        _zip(path, database)
    return count


def _lay(connection: sqlite3.Connection, descriptions: dict[str, str]) -> None:
    names = {*descriptions, *(parent for name in descriptions for parent in _ancestors(name))}
    decks = [genanki.Deck(deck_id(name), name, descriptions.get(name, "")) for name in sorted(names)]
    for kind in NOTE_TYPES.values():
        decks[0].add_model(model_of(kind))
    genanki.Package(decks).write_to_db(connection.cursor(), REVISION, iter(()))


def _ancestors(name: str) -> Iterator[str]:
    parts = name.split("::")
    return ("::".join(parts[:depth]) for depth in range(1, len(parts)))


def _fill(connection: sqlite3.Connection, notes: Iterable[Note], decks: dict[str, int], place: str) -> int:
    cards: list[tuple[int, int, int, int, int]] = []
    seen: set[str] = set()

    def rows() -> Iterator[tuple[object, ...]]:
        for due, note in enumerate(notes, 1):
            flaw = "repeats a guid" if note.guid in seen else _flaw(note)
            if flaw:
                raise DeckError(f'note "{note.guid}" {flaw}', place)
            seen.add(note.guid)
            cards.append((note.id, note.id, decks[note.deck], note.mod, due))
            tags = f" {' '.join(note.tags)} " if note.tags else ""
            fields = "\x1f".join(note.fields)
            yield note.id, note.guid, NOTE_TYPES[note.kind].id, note.mod, tags, fields, note.fields[0]

    connection.executemany(_INSERT_NOTE, rows())
    connection.executemany(_INSERT_CARD, cards)
    return len(cards)


def _flaw(note: Note) -> str:
    """What Anki would swallow or choke on, "" for a good note."""
    front = note.fields[0]
    if not note.guid or not front.strip():
        return "has an empty guid" if not note.guid else "has an empty front"
    if len(note.fields) != len(NOTE_TYPES[note.kind].fields):
        return "has the wrong number of fields"
    if note.kind == "cloze" and not re.search(r"\{\{c1::.+?\}\}", front):
        return "has no gap"
    text = "".join(note.fields)
    if (not text.isprintable() and _UNSHOWABLE.search(text)) or " ".join(note.tags).split() != list(note.tags):
        return "has a control character in a field or a space in a tag"
    return ""


def _zip(path: Path, database: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with archive.open(_entry("collection.anki2"), "w") as target, database.open("rb") as source:
            shutil.copyfileobj(source, target, 1 << 18)
        archive.writestr(_entry("media"), "{}")


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # the same byte on every system
    info.external_attr = 0o100644 << 16
    return info


@dataclass(frozen=True, slots=True)
class Row:
    """A note of anybody's as it stands in the database, with what its cards say."""

    guid: str
    id: int
    note_type: int
    mod: int
    tags: str
    fields: tuple[str, ...]
    cards: int
    deck: int
    due: int
    """The deck and the place in the queue of its first card; 0 without cards."""


@dataclass(frozen=True, slots=True)
class Package:
    """An open package of anybody's, in Anki's older format (a zip with collection.anki2 or .anki21)."""

    path: Path
    database: sqlite3.Connection
    entries: tuple[zipfile.ZipInfo, ...]

    def note_types(self) -> dict[int, dict[str, Any]]:
        """The note types by id, as Anki's JSON."""
        return {int(key): value for key, value in self._json("models").items()}

    def decks(self) -> dict[int, dict[str, Any]]:
        """The decks by id, as Anki's JSON."""
        return {int(key): value for key, value in self._json("decks").items()}

    def heads(self) -> Iterator[tuple[str, int, int]]:
        """(guid, id, mod) of every note."""
        return self.database.execute("SELECT guid, id, mod FROM notes")

    def rows(self) -> Iterator[Row]:
        """Every note, whosever it is, in the order of the ids."""
        query = (
            "SELECT guid, n.id, mid, n.mod, tags, flds, count(c.id), coalesce(min(did), 0), coalesce(min(due), 0) "
            "FROM notes n LEFT JOIN cards c ON c.nid = n.id GROUP BY n.id ORDER BY n.id"
        )
        for guid, id_, mid, mod, tags, fields, count, did, due in self.database.execute(query):
            yield Row(guid, id_, mid, mod, tags, tuple(fields.split("\x1f")), count, did, due)

    def is_whole(self) -> bool:
        """Whether the database holds together, as sqlite sees it."""
        (said,) = self.database.execute("PRAGMA integrity_check").fetchone()
        return bool(said == "ok")

    def notes(self, guids: Collection[str] | None = None) -> Iterator[Note]:
        """The notes, or those with these guids, in the order of their ids; DeckError when one is not flashgen's."""
        kinds = {kind.id: kind for kind in NOTE_TYPES.values()}
        decks = {key: deck["name"] for key, deck in self.decks().items()}
        query = "SELECT guid, mid, flds, tags, n.id, n.mod, min(did) FROM notes n JOIN cards c ON c.nid = n.id"
        for guid, mid, fields, tags, id_, mod, did in self.database.execute(f"{query} GROUP BY n.id ORDER BY n.id"):
            if guids is not None and guid not in guids:
                continue
            values = tuple(fields.split("\x1f"))
            if mid not in kinds or len(values) != len(kinds[mid].fields):
                raise DeckError(f'note "{guid}" is not one of flashgen\'s', str(self.path), "move the file away")
            yield Note(guid, kinds[mid].kind, values, tuple(tags.split()), decks.get(did, ""), id_, mod)

    def _json(self, column: str) -> dict[str, Any]:
        (text,) = self.database.execute(f"SELECT {column} FROM col").fetchone()
        made: dict[str, Any] = json.loads(text)
        return made


@contextmanager
def open_package(path: Path, workspace: Path | None = None) -> Iterator[Package]:
    """A package to read from, unpacked in a folder of its own in `workspace`, else in the system's.

    Raises DeckError when it is none, or when its content is damaged.
    """
    with tempfile.TemporaryDirectory(prefix="flashgen-", dir=workspace) as scratch:
        try:
            entries = _unpack(path, Path(scratch))
            address = Path(scratch, "collection").absolute().as_uri() + "?mode=ro&immutable=1"
            with closing(sqlite3.connect(address, uri=True)) as database:
                yield Package(path, database, entries)
        except (
            zipfile.BadZipFile,
            sqlite3.DatabaseError,
            ValueError,
            TypeError,
            KeyError,
            EOFError,
        ) as error:
            raise DeckError(f"is not a readable Anki package: {error}", str(path)) from error


def _unpack(path: Path, scratch: Path) -> tuple[zipfile.ZipInfo, ...]:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        names: Sequence[str] = [entry.filename for entry in entries]
        if "collection.anki21b" in names:
            hint = 'export it again with "Support older Anki versions"'
            raise DeckError("is in Anki's newer format, which flashgen does not read", str(path), hint)
        name = "collection.anki21" if "collection.anki21" in names else "collection.anki2"
        if archive.getinfo(name).file_size > _ENTRY_LIMIT:
            raise DeckError("unpacks to more than 2 GB", str(path))
        with archive.open(name) as source, (scratch / "collection").open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 18)
    return tuple(entries)
