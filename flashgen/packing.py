"""A plan in, packages and ledger out: every file of a run is composed, written aside, and put in place with the others.

A package holds the cards that this run made, and those that lie in its present version and that the run knows nothing
about.
"""

from __future__ import annotations

import filecmp
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

from flashgen import ledger
from flashgen.apkg import open_package, write_package
from flashgen.decks import days_of
from flashgen.ledger import Entry
from flashgen.model import Problem
from flashgen.notes import RETIRED, Note, article_of, day_text, digest, with_mentions
from flashgen.notetypes import NOTE_TYPES
from flashgen.outcome import Change, DeckFile, Outcome, Published, changes_between
from flashgen.plan import Made, Plan, Run, home_in
from flashgen.shelf import Shelf


class Packing:
    """Writes the files of one run."""

    def __init__(self, shelf: Shelf, plan: Plan, run: Run, retire: bool, published: Published) -> None:
        self.shelf = shelf
        self.plan = plan
        self.run = run
        self.retire = retire
        self.published = published
        self._living = Counter(
            run.series.file_of(home)
            for entry in plan.entries.values()
            if not entry.retired and (home := home_in(run.series, entry))
        )

    def write_all(self) -> None:
        """Every file that has a card of this run, then the ledger; then all of them take their place."""
        made = self._by_file((made.deck, guid) for guid, made in self.plan.made.items())
        before = [guid for guid, entry in self.plan.entries.items() if entry.retired and self.retire]
        gone = self._by_file((self._home(guid), guid) for guid in self.plan.retired)
        back = self._by_file((home, guid) for guid in before if (home := self._home(guid)))
        for card in self.plan.later:
            self.published.later.append(self._outcome(card.guid))
        for name in sorted({*made, *gone, *back}):
            self._file(name, made.get(name, []), gone.get(name, []), back.get(name, []))
        self._remember()

    def _by_file(self, homes: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
        files: dict[str, list[str]] = {}
        for deck, guid in homes:
            files.setdefault(self.run.series.file_of(deck), []).append(guid)
        return files

    def _home(self, guid: str) -> str:
        return home_in(self.run.series, self.plan.entries[guid]) or ""

    def _file(self, name: str, made: list[str], gone: list[str], back: list[str]) -> None:
        entries = self.plan.entries
        changed = {guid for guid in made if self.plan.made[guid].changed}
        kept: list[Note] = []
        before: dict[str, Note] = {}
        for note in _notes_in(self.shelf, name, {*made} - changed, {*gone}, entries):
            if note.guid in changed or note.guid in gone:
                before[note.guid] = note
            else:
                kept.append(with_mentions(note, entries[note.guid].also))
        for guid in gone:
            lost = Note(guid, entries[guid].kind, ("",) * len(NOTE_TYPES[entries[guid].kind].fields), ())
            entries[guid] = replace(entries[guid], retired=before.get(guid, lost))
        tagged = list(self._tagged([*gone, *back])) if self.retire else []
        deck = self._deck(name, made, [*kept, *tagged], before)
        deck.kept = len(kept)
        self._miss(name, self._living[name] - len(made) - len(kept) - len(gone))
        deck.retired = len(tagged) if self.retire else len(gone)
        self.published.retired += map(self._outcome, [*gone, *back] if self.retire else gone)
        self._stage(name, deck, [*map(self.plan.made.__getitem__, made), *kept, *tagged])

    def _miss(self, name: str, count: int) -> None:
        """Tells of cards that lived in a file of which nothing is there to keep."""
        if count > 0 and not self.shelf.path(name).exists():
            cards = f"{count} card{'s' * (count != 1)} of earlier builds"
            message = f"the deck was missing and is made anew without {cards}, whose articles were not read"
            hint = "students keep them; build all articles of the period to have them in the file again"
            self.published.problems.append(Problem(str(self.shelf.folder / name), "warning", message, hint))

    def _tagged(self, guids: Iterable[str]) -> Iterator[Note]:
        """Retired cards once more, with the tag by which students find and delete them."""
        for guid in guids:
            entry = self.plan.entries[guid]
            note = entry.retired
            if note is None or not note.fields[0]:
                message = f'"{entry.question}" cannot be written once more: the deck that held it is missing'
                self.published.problems.append(Problem(self._home(guid), "warning", message))
                continue
            if RETIRED not in note.tags:
                entry = replace(entry, mod=max(self.run.now, entry.mod + 1))
                note = replace(note, tags=tuple(sorted((*note.tags, RETIRED))))
            note = replace(note, deck=self._home(guid), id=entry.id, mod=entry.mod)
            self.plan.entries[guid] = replace(entry, hash=digest(note), retired=note)
            yield note

    def _deck(self, file: str, made: list[str], others: list[Note], before: dict[str, Note]) -> DeckFile:
        """Counts and sorts what a file will hold."""
        first = self.plan.made[made[0]].deck if made else others[0].deck if others else self.run.series.name
        period = self.run.series.period_in(first)
        name = "::".join(part for part in (self.run.series.name, period) if part)
        deck = DeckFile(name, self.shelf.folder / file, len(made) + len(others))
        for guid in made:
            one = self.plan.made[guid]
            outcome = self._outcome(guid)
            if one.before is None:
                deck.new += 1
                self.published.new.append(outcome)
            elif one.changed:
                deck.changed += 1
                told = changes_between(before[guid], one.note()) if guid in before else self._told(one)
                outcome = replace(outcome, changes=tuple(told))
                self.published.changed.append(outcome)
            else:
                deck.unchanged += 1
                self.published.unchanged.append(outcome)
            if one.moved_up:
                self.published.moved_up.append(outcome)
        self.published.decks.append(deck)
        return deck

    def _told(self, made: Made) -> Iterator[Change]:
        """What the ledger alone knows of a change."""
        if made.before:
            for name in ("question", "answer"):
                old, new = getattr(made.before, name), getattr(made.entry, name)
                if old != new:
                    yield Change(name.title(), old, new)

    def _outcome(self, guid: str) -> Outcome:
        entry = self.plan.entries[guid]
        return Outcome(guid, entry.question, entry.answer, self._home(guid))

    def _stage(self, file: str, deck: DeckFile, notes: list[Made | Note]) -> None:
        if not self.shelf.write:
            return
        notes.sort(key=_id)
        descriptions = dict.fromkeys((note.deck for note in notes), "")
        descriptions[deck.name] = _description(notes, self.run.series.first_day, deck.name)
        staged = self.shelf.stage(file)
        ready = (note if isinstance(note, Note) else note.note() for note in notes)
        write_package(staged, descriptions, ready, self.shelf.workspace())
        deck.written = not _same(staged, deck.path)
        if not deck.written:
            self.shelf.unstage(file)

    def _remember(self) -> None:
        if not self.shelf.write:
            return
        staged = self.shelf.stage(ledger.FILE)
        ledger.write_ledger(staged, self.plan.entries.values())
        if _same(staged, self.shelf.folder / ledger.FILE):
            self.shelf.unstage(ledger.FILE)
        self.shelf.commit()


def _id(note: Made | Note) -> int:
    return note.id if isinstance(note, Note) else note.entry.id


def _same(staged: Path, present: Path) -> bool:
    return present.exists() and filecmp.cmp(staged, present, shallow=False)


def _notes_in(shelf: Shelf, name: str, skip: set[str], gone: set[str], entries: dict[str, Entry]) -> Iterator[Note]:
    """The notes of a package that may be needed: neither those in `skip` nor those that were retired before."""
    path = shelf.path(name)
    if not path.exists():
        return
    with open_package(path, shelf.workspace()) as package:
        guids = {guid for guid, _, _ in package.heads() if guid not in skip}
        wanted = {guid for guid in guids if guid in gone or not entries[guid].retired}
        if wanted:
            yield from package.notes(wanted)


def _description(notes: Sequence[Made | Note], first_day: str, deck: str) -> str:
    """The text that Anki shows under a deck's name: the period, and where its cards come from."""
    articles = {note.entry.article if isinstance(note, Made) else article_of(note)[1] for note in notes}
    sites = sorted({article.split("/")[0] for article in articles} - {""})
    days = days_of(deck.rpartition("::")[2], first_day)
    period = f"{_span(*days)}. " if days else ""
    count = f"{len(notes)} card{'s' * (len(notes) != 1)} from {len(articles)} article{'s' * (len(articles) != 1)}"
    where = f" of {', '.join(sites)}" if sites else ""
    return escape(f"{period}{count}{where}.")


def _span(first: date, last: date) -> str:
    """ "9–15 February 2026", as short as it stays clear."""
    if first == last:
        return day_text(first)
    if first.year != last.year:
        return f"{day_text(first)} – {day_text(last)}"
    if first.month != last.month:
        return f"{day_text(first).rpartition(' ')[0]} – {day_text(last)}"
    return f"{first.day}–{day_text(last)}"
