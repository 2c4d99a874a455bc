"""Packages and a running Anki in: what each would change there, and the import of those that would."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flashgen.anki import Anki, Held
from flashgen.apkg import open_package
from flashgen.errors import DeckError
from flashgen.notes import SOFT_FIELDS, Note
from flashgen.notetypes import NOTE_TYPES

Content = tuple[str, ...]
"""The kind of a note and its fields, but for those that change without an update."""


@dataclass(frozen=True, slots=True)
class Load:
    """A package, and what importing it would do."""

    path: Path
    new: int
    changed: int
    """Anki takes the package's version, unless the student's own is younger."""
    same: int

    @property
    def is_wanted(self) -> bool:
        """Whether there is anything to import."""
        return bool(self.new or self.changed)


def loads(paths: Iterable[Path], anki: Anki) -> list[Load]:
    """What each package would do. Raises DeckError for a file that is no deck of flashgen, AnkiError without Anki."""
    held = anki.notes()
    known = {_content(note.kind, note.fields) for note in held.values()}
    return [_load(path, held, known) for path in paths]


def _load(path: Path, held: Mapping[int, Held], known: Collection[Content]) -> Load:
    new = changed = same = 0
    try:
        with open_package(path) as package:
            for note in package.notes():
                mine = held.get(note.id)
                if _content(note.kind, note.fields) in known:
                    same += 1
                elif mine is None or mine.kind != note.kind:
                    new += 1
                elif _is_younger(note, mine):
                    changed += 1
                else:
                    same += 1
    except OSError as error:
        raise DeckError(f"cannot be read: {(error.strerror or str(error)).lower()}", str(path)) from error
    return Load(path, new, changed, same)


def _is_younger(note: Note, mine: Held) -> bool:
    return mine.mod is None or note.mod > mine.mod


def _content(kind: str, fields: tuple[str, ...]) -> Content:
    names = NOTE_TYPES[kind].fields
    return (kind, *(value for name, value in zip(names, fields, strict=True) if name not in SOFT_FIELDS))
