"""Cards in, files out: decks that can be built again for years without a duplicate or a lost review.

The folder changes as a whole or not at all. What a run does not know about, it leaves alone: cards of articles that
were not read stay in their deck, cards whose fact is gone from an article that was read are retired and reported.
"""

from __future__ import annotations

import filecmp
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

from flashgen import ledger
from flashgen.apkg import open_package, write_package
from flashgen.decks import Per, Series, days_of
from flashgen.edits import FILE as EDITS
from flashgen.edits import Edit, apply_edits, read_edits
from flashgen.errors import DeckError
from flashgen.ledger import Entry
from flashgen.model import Article, Card, Problem, Source
from flashgen.notes import RETIRED, Note, article_key, article_of, day_text, digest, flaw_of, with_mentions
from flashgen.notetypes import NOTE_TYPES
from flashgen.outcome import Change, DeckFile, Outcome, Published, changes_between
from flashgen.plan import Made, Plan, Run, articles_of, home_in, make_plan
from flashgen.shelf import Shelf, open_shelf

__all__ = ["Change", "DeckFile", "Outcome", "Published", "publish"]


def publish(
    cards: Iterable[Card],
    folder: Path | str,
    *,
    name: str = "Current Affairs",
    per: Per = "week",
    first_day: str = "monday",
    subdecks: bool = False,
    dry_run: bool = False,
    retire: bool = False,
    restamp: bool = False,
    now: float | None = None,
    read: Iterable[Article | Source] = (),
    wait: float = 60,
) -> Published:
    """Writes the decks of these cards, and the ledger, into `folder`; says what is new, changed, unchanged and gone.

    `read` names the articles that were read, also those that gave no card: a card of an article that was not read stays
    as it is. `retire` writes cards whose fact is gone once more, tagged `flashgen::retired`. `restamp` dates every card
    anew, so that Anki takes all of them over students' own edits. `now` is in seconds since 1970: SOURCE_DATE_EPOCH or
    the clock when not given. `wait` is how many seconds to wait for another build in the same folder.
    Raises DeckError when the folder or its ledger cannot be used: then everything there is as it was.
    """
    series = Series(name, per, first_day, subdecks)
    with open_shelf(Path(folder), write=not dry_run, wait=wait) as shelf:
        published = Published()
        edits = read_edits(shelf.path(EDITS))
        made = _usable(cards, published)
        asked, misfits = apply_edits(made, edits)
        published.problems += misfits
        keys = frozenset([*articles_of(made), *map(article_key, read)])
        run = Run(series, keys, _clock(now), restamp)
        entries = _memory(shelf, published)
        _adopt(entries, shelf, _files(asked, entries, run))
        plan = make_plan(asked, entries, run)
        published.problems += _idle(edits, made, plan.entries, run)
        published.problems += plan.problems
        build = _Build(shelf, plan, run, retire, published)
        build.write_all()
    return published


def _clock(now: float | None) -> int:
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if now is None and given.isdecimal():
        return int(given)
    return int(time.time() if now is None else now)


def _usable(cards: Iterable[Card], published: Published) -> list[Card]:
    """The cards that Anki can show, one a guid, in reading order."""
    first: dict[str, Card] = {}
    for card in sorted(cards, key=lambda card: (card.article.published, article_key(card.article))):
        flaw = flaw_of(card)
        if card.guid in first:
            flaw = f'has the guid of "{first[card.guid].question}" of {first[card.guid].rule}'
        if flaw:
            where = card.article.source or card.article.url
            message = f'card "{card.question}" of {card.rule} {flaw}, and is left out'
            published.problems.append(Problem(where, "error", message))
        else:
            first[card.guid] = card
    return list(first.values())


def _idle(edits: Mapping[str, Edit], made: Iterable[Card], entries: Mapping[str, Entry], run: Run) -> Iterator[Problem]:
    """Edits whose card nobody makes any more: neither this run, nor, as far as is known, an article it did not read."""
    guids = {card.guid for card in made}
    for guid, edit in edits.items():
        entry = entries.get(guid)
        if guid not in guids and (entry is None or entry.article in run.read):
            asked = f' ("{entry.question}")' if entry else ""
            yield Problem(edit.where, "warning", f'the card "{guid}"{asked} is gone', "delete the edit when you like")


def _memory(shelf: Shelf, published: Published) -> dict[str, Entry]:
    """The ledger, or what the decks in the folder tell when it is lost."""
    path = shelf.path(ledger.FILE)
    if path.exists():
        return ledger.read_ledger(path)
    entries: dict[str, Entry] = {}
    for name in shelf.names(".apkg"):
        try:
            with open_package(shelf.path(name)) as package:
                for note in package.notes():
                    entries[note.guid] = ledger.merge(entries.get(note.guid), ledger.entry_of(note))
        except DeckError:
            continue  # somebody else's package
    if entries:
        message = f"the ledger is missing: made anew from {len(entries)} cards in the decks beside it"
        published.problems.append(Problem(str(shelf.folder / ledger.FILE), "note", message))
    return entries


def _files(cards: Iterable[Card], entries: dict[str, Entry], run: Run) -> set[str]:
    """The files that this run may have to write."""
    decks = {run.series.deck_of(card) for card in cards if card.guid not in entries}
    decks |= {home for entry in entries.values() if (home := home_in(run.series, entry)) and entry.article in run.read}
    decks |= {home for card in cards if (known := entries.get(card.guid)) and (home := home_in(run.series, known))}
    return {run.series.file_of(deck) for deck in decks}


def _adopt(entries: dict[str, Entry], shelf: Shelf, files: Iterable[str]) -> None:
    """Believes a deck where it knows more than the ledger: after an older ledger was put back, say."""
    for name in sorted(files):
        if not shelf.path(name).exists():
            continue
        with open_package(shelf.path(name)) as package:
            newer = {
                guid
                for guid, _, mod in package.heads()
                if (entry := entries.get(guid)) is None or (mod > entry.mod and not entry.retired)
            }
            for note in package.notes(newer) if newer else ():
                entries[note.guid] = ledger.merge(entries.get(note.guid), ledger.entry_of(note))


class _Build:
    """Writes the files of one run."""

    def __init__(self, shelf: Shelf, plan: Plan, run: Run, retire: bool, published: Published) -> None:
        self.shelf = shelf
        self.plan = plan
        self.run = run
        self.retire = retire
        self.published = published

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
        for note in _notes_in(self.shelf.path(name), {*made} - changed, {*gone}, entries):
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
        deck.retired = len(tagged) if self.retire else len(gone)
        self.published.retired += map(self._outcome, [*gone, *back] if self.retire else gone)
        self._stage(name, deck, [*map(self.plan.made.__getitem__, made), *kept, *tagged])

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


def _notes_in(path: Path, skip: set[str], gone: set[str], entries: dict[str, Entry]) -> Iterator[Note]:
    """The notes of a package that may be needed: neither those in `skip` nor those that were retired before."""
    if not path.exists():
        return
    with open_package(path) as package:
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
