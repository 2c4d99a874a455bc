"""The two note types that every deck of flashgen uses, frozen from the first release.

Anki matches note types by id and compares the list of fields and templates; a package whose list differs gets a copy
("flashgen: question+") and stops updating the cards that students have. So: never add, remove or reorder a field or
template; a spare field may be renamed, because fields carry ids. The words in `look/` may change: then, and only then,
move `REVISION`, because Anki takes a new look only with a newer date, and each new date overwrites students' own CSS.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Kind = Literal["question", "cloze"]

REVISION = 1_770_681_600
"""Seconds since 1970 at which the looks last changed (10 February 2026)."""

_SOURCE_FIELDS = ("Proof", "Source", "URL", "Date", "As of", "Also", "Article", "Language")
_SPARE_FIELDS = ("Spare 1", "Spare 2", "Spare 3", "Spare 4", "Spare 5")


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type as Anki knows it: ids, names, and the files in `look/` of its one template."""

    kind: Kind
    id: int
    name: str
    fields: tuple[str, ...]
    template: str
    front: str
    back: str

    def field_id(self, ord_: int) -> int:
        """The id of a field: constant, so that a later rename is a rename and not another field."""
        return self.id * 100 + ord_

    @property
    def template_id(self) -> int:
        """The id of the only template."""
        return self.id * 100 + 99


QUESTION = NoteType(
    "question",
    1_770_681_600_101,
    "flashgen: question",
    ("Question", "Answer", "Topic", *_SOURCE_FIELDS, *_SPARE_FIELDS),
    "Question",
    "front.html",
    "back.html",
)
CLOZE = NoteType(
    "cloze",
    1_770_681_600_102,
    "flashgen: cloze",
    ("Text", "Topic", *_SOURCE_FIELDS, *_SPARE_FIELDS),
    "Cloze",
    "cloze-front.html",
    "cloze-back.html",
)
NOTE_TYPES: dict[str, NoteType] = {"question": QUESTION, "cloze": CLOZE}


@cache
def look(file: str) -> str:
    """The text of a file in `look/`, without the last line break."""
    return resources.files("flashgen").joinpath("look", file).read_text("utf-8").rstrip("\n")
