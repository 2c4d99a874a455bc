"""A package in, findings out: whether Anki will take it as it should, and whether it fits the one before it.

Reads any .apkg of Anki's older format. Decks of flashgen are held to the whole contract; of anybody else's note types
only what concerns Anki itself is looked at.
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flashgen.apkg import Package, Row, open_package
from flashgen.decks import safe_name
from flashgen.errors import DeckError
from flashgen.model import Level, Problem
from flashgen.notes import Note, digest
from flashgen.notetypes import NOTE_TYPES, REVISION, NoteType

_OURS = {kind.id: kind for kind in NOTE_TYPES.values()}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_GAP = re.compile(r"\{\{c1::.+?\}\}", re.DOTALL)
_ELEMENT = re.compile(r"<[^>]*>")
# Everything that notes.py writes into a field, and nothing else.
_KNOWN_ELEMENT = re.compile(
    r"</?(?:span|mark|ul|li|a)>"
    r'|<span class="fg-date">|<li data-article="[^"<>]*">|<a href="https?://[^"<>\s]*">'
)
_DAY = 86400
_SHOWN = 3

Finding = tuple[Level, str, str | None]
"""(level, what is wrong, the guid of the note that it is about; None for all of the package)."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in one package."""

    path: Path
    notes: int = 0
    decks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def fine(self) -> bool:
        """Whether it can be given to students."""
        return not any(problem.level == "error" for problem in self.problems)


def verify(path: Path, previous: Path | None = None, now: float | None = None) -> Verified:
    """Checks a package, also against the version of it that students have. Never raises for what it finds in them."""
    try:
        with open_package(path) as package:
            rows = list(package.rows())
            findings = [*_package(package), *_note_types(package, rows), *_notes(package, rows, now or time.time())]
            if previous is not None:
                with open_package(previous) as before:
                    findings += _history(before, package, rows)
            decks = {deck["name"] for key, deck in package.decks().items() if key in {row.deck for row in rows}}
    except DeckError as error:
        return Verified(path, problems=(Problem(error.place, "error", error.message, error.hint),))
    except OSError as error:
        reason = f"cannot be read: {(error.strerror or str(error)).lower()}"
        return Verified(path, problems=(Problem(str(error.filename or path), "error", reason),))
    return Verified(path, len(rows), tuple(sorted(decks)), tuple(_problems(findings, str(path))))


def _problems(findings: Iterable[Finding], where: str) -> Iterator[Problem]:
    """One problem for each kind of finding, with the first guids that it is about."""
    guids: dict[tuple[Level, str], list[str | None]] = {}
    for level, message, guid in findings:
        guids.setdefault((level, message), []).append(guid)
    order = ("error", "warning", "note")
    for (level, message), found in sorted(guids.items(), key=lambda item: order.index(item[0][0])):
        shown = ", ".join(f'"{guid}"' for guid in found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
        count = f"{len(found)} note{'s' * (len(found) != 1)}: "
        yield Problem(where, level, f"{count}{message} ({shown})" if found[0] is not None else message)


def _package(package: Package) -> Iterator[Finding]:
    if not package.is_whole():
        yield "error", "the database is damaged", None
    others = [
        entry.filename
        for entry in package.entries
        if not re.fullmatch(r"collection\.anki21?|media|meta", entry.filename)
    ]
    if others:
        yield "note", f"pictures or sounds beside the notes, not looked into: {len(others)}", None
    names = Counter(deck["name"] for deck in package.decks().values())
    for name, count in names.items():
        if safe_name(name) != name:
            yield "error", f'the deck\'s name "{name}" is not one that Anki keeps', None
        if count > 1:
            yield "error", f'the deck "{name}" stands there {count} times', None
        parents = ["::".join(name.split("::")[:depth]) for depth in range(1, name.count("::") + 1)]
        for parent in parents:
            if parent not in names:
                yield "warning", f'the deck "{parent}" above "{name}" is missing: its description gets lost', None


def _note_types(package: Package, rows: list[Row]) -> Iterator[Finding]:
    models = package.note_types()
    for id_ in sorted({row.note_type for row in rows}):
        model = models.get(id_)
        if model is None:
            yield "error", f"the note type {id_} is missing", None
        elif id_ not in _OURS:
            yield "note", f'the note type "{model["name"]}" is not one of flashgen\'s: only looked at in general', None
        else:
            yield from _frozen(_OURS[id_], model)


def _frozen(kind: NoteType, model: dict[str, Any]) -> Iterator[Finding]:
    fields = [(name, kind.field_id(number)) for number, name in enumerate(kind.fields)]
    if [field_id for _, field_id in fields] != [made.get("id") for made in model["flds"]]:
        yield "error", f'the fields of "{kind.name}" are not the frozen ones: Anki would copy the note type', None
    elif fields != [(made["name"], made["id"]) for made in model["flds"]]:
        yield "warning", f'fields of "{kind.name}" have other names', None
    if [kind.template_id] != [made.get("id") for made in model["tmpls"]]:
        yield "error", f'the template of "{kind.name}" is not the frozen one: Anki would copy the note type', None
    if model["name"] != kind.name or model["sortf"] != 0:
        yield "warning", f'"{model["name"]}" should be called "{kind.name}" and sorted by its first field', None
    if model["mod"] > REVISION:
        yield "warning", f'the look of "{kind.name}" is dated later than this flashgen\'s: a newer one made it', None


def _notes(package: Package, rows: list[Row], now: float) -> Iterator[Finding]:
    models, decks = package.note_types(), package.decks()
    seen: set[str] = set()
    for row in rows:
        if row.guid in seen:
            yield "error", "a guid that another note has: Anki adds both, and updates one", row.guid
        seen.add(row.guid)
        for level, message in (*_any_note(row, models, now), *_card(row, decks)):
            yield level, message, row.guid
        if row.note_type in _OURS and len(row.fields) == len(_OURS[row.note_type].fields):
            for message in _our_note(row):
                yield "error", message, row.guid
    ours = [row.due for row in rows if row.note_type in _OURS]
    if ours and len(ours) == len(rows) and sorted(ours) != list(range(1, len(rows) + 1)):
        yield "warning", "new cards do not come one after the other", None


def _any_note(row: Row, models: dict[int, dict[str, Any]], now: float) -> Iterator[tuple[Level, str]]:
    if not row.guid:
        yield "error", "an empty guid"
    model = models.get(row.note_type)
    if model and len(row.fields) != len(model["flds"]):
        yield "error", "more or fewer fields than the note type has: Anki refuses the package"
    if not row.fields[0].strip():
        yield "error", "an empty front"
    if _CONTROL.search("".join(row.fields)):
        yield "error", "a control character in a field"
    if not unicodedata.is_normalized("NFC", "".join(row.fields)):
        yield "warning", "text that is not in the form NFC: Anki rewrites it"
    if row.mod > now + _DAY or row.id > (now + _DAY) * 1000:
        yield "warning", "a date to come: Anki sets it to now"


def _card(row: Row, decks: dict[int, dict[str, Any]]) -> Iterator[tuple[Level, str]]:
    if not row.cards:
        yield "error", "no card: nobody will ever see it"
    elif row.deck not in decks:
        yield "error", "a card in a deck that is not there"
    elif row.deck == 1:
        yield "warning", "a card in the student's own deck Default"


def _our_note(row: Row) -> Iterator[str]:
    kind = _OURS[row.note_type]
    if row.cards > 1:
        yield "more than one card"
    if kind.kind == "cloze" and not _GAP.search(row.fields[0]):
        yield "a cloze without gap"
    elements = _ELEMENT.findall("".join(row.fields))
    if any(not _KNOWN_ELEMENT.fullmatch(element) for element in elements):
        yield "HTML that flashgen does not write"
    if kind.kind != "cloze" and "{{" in "".join(row.fields):
        yield "braces that Anki takes for its own"
    if re.search(r"\[(?:sound:|latex\]|\$|anki:)", "".join(row.fields)):
        yield "brackets that Anki takes for its own"


def _history(before: Package, package: Package, rows: list[Row]) -> Iterator[Finding]:
    """What students would get who have the earlier version."""
    olds = {row.guid: row for row in before.rows()}
    names = [{key: deck["name"] for key, deck in one.decks().items()} for one in (before, package)]
    for row in rows:
        old = olds.pop(row.guid, None)
        if old is None:
            continue
        changed = _content(old) != _content(row)
        if old.note_type != row.note_type:
            yield "error", "another note type than before: Anki will not update it", row.guid
        elif changed and row.mod <= old.mod:
            yield "error", "changed, but its date did not move: Anki will not update it", row.guid
        elif not changed and row.mod != old.mod:
            yield "warning", "a date that moved without reason: students lose what they wrote into it", row.guid
        if names[0].get(old.deck) != names[1].get(row.deck):
            yield "warning", "another deck than before: cards that students have stay where they are", row.guid
    for guid in olds:
        yield "note", "gone since the version before: they stay in the collections of students", guid
    yield from _looks(before.note_types(), package.note_types())


def _looks(before: dict[int, dict[str, Any]], after: dict[int, dict[str, Any]]) -> Iterator[Finding]:
    for id_ in before.keys() & after.keys():
        old, new = before[id_], after[id_]
        shapes = [
            [[part.get("id", part["name"]) for part in one[key]] for key in ("flds", "tmpls")] for one in (old, new)
        ]
        if shapes[0] != shapes[1]:
            yield "error", f'the note type "{new["name"]}" has other fields or templates: Anki would copy it', None
        looks = [json.dumps([one["css"], [[t["qfmt"], t["afmt"]] for t in one["tmpls"]]]) for one in (old, new)]
        if looks[0] != looks[1] and new["mod"] <= old["mod"]:
            yield "warning", f'the look of "{new["name"]}" changed, but its date did not: Anki will not take it', None


def _content(row: Row) -> object:
    kind = _OURS.get(row.note_type)
    if kind is None or len(row.fields) != len(kind.fields):
        return row.fields, sorted(row.tags.split())
    return digest(Note(row.guid, kind.kind, row.fields, tuple(row.tags.split())))
