"""Decks in, lines of Anki's own text import out: cards that can be read, compared and kept in git.

The columns are guid, note type, deck, tags, and the fields of flashgen's note types, so that the import updates the
same notes as a package does. Anki skips notes of a type that it does not have: import one package of flashgen's first.
A text has no dates, so Anki takes it over what students wrote.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from flashgen.model import Deck
from flashgen.notes import flaw_of, latest, mention_of, note_of
from flashgen.notetypes import NOTE_TYPES, QUESTION

_HEAD = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:4
"""


def text_lines(decks: Iterable[Deck]) -> Iterator[str]:
    """The lines of the text, each with its line break; cards that Anki could not show are left out."""
    yield from _HEAD.splitlines(keepends=True)
    yield "\t".join(["#columns:guid", "note type", "deck", "tags", *QUESTION.fields]) + "\n"
    writer = csv.writer(_Line(), delimiter="\t", lineterminator="\n")
    for deck in decks:
        for card in deck.cards:
            if flaw_of(card):
                continue
            note = note_of(card, latest(map(mention_of, card.also)))
            kind = NOTE_TYPES[note.kind].name
            line: str = writer.writerow([note.guid, kind, deck.name, " ".join(note.tags), *note.fields])
            yield line


class _Line:
    """What `csv.writer` writes to: it gives the line back."""

    def write(self, line: str) -> str:
        return line
