"""Cards in, files out: decks that can be built again for years without a duplicate or a lost review.

The folder changes as a whole or not at all. What a run does not know about, it leaves alone: cards of articles that
were not read stay in their deck, cards whose fact is gone from an article that was read are retired and reported.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from flashgen import ledger
from flashgen.apkg import open_package
from flashgen.decks import Per, Series
from flashgen.edits import FILE as EDITS
from flashgen.edits import Edit, apply_edits, read_edits
from flashgen.errors import DeckError
from flashgen.ledger import Entry
from flashgen.model import Article, Card, Problem, Source
from flashgen.notes import article_key, flaw_of, names_of
from flashgen.outcome import Change, DeckFile, Outcome, Published
from flashgen.packing import Packing
from flashgen.plan import Run, articles_of, home_in, make_plan
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
        published = Published(problems=_finished(shelf))
        edits = read_edits(shelf.path(EDITS))
        made = _usable(cards, published)
        asked, misfits = apply_edits(made, edits)
        published.problems += misfits
        keys = frozenset([*articles_of(made), *(name for article in read for name in names_of(article))])
        run = Run(series, keys, _clock(now), restamp)
        entries = _memory(shelf, published)
        _adopt(entries, shelf, _files(asked, entries, run))
        plan = make_plan(asked, entries, run)
        published.problems += _idle(edits, made, plan.entries, run)
        published.problems += plan.problems
        Packing(shelf, plan, run, retire, published).write_all()
    return published


def _finished(shelf: Shelf) -> list[Problem]:
    if not shelf.finished:
        return []
    message = "an earlier build was cut off at its very end: its decks are in place now"
    return [Problem(str(shelf.folder), "note", message)]


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
        if guid not in guids and (entry is None or run.knows(entry.article, entry.url)):
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
            with open_package(shelf.path(name), shelf.workspace()) as package:
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
    decks |= {
        home
        for entry in entries.values()
        if (home := home_in(run.series, entry)) and run.knows(entry.article, entry.url)
    }
    decks |= {home for card in cards if (known := entries.get(card.guid)) and (home := home_in(run.series, known))}
    return {run.series.file_of(deck) for deck in decks}


def _adopt(entries: dict[str, Entry], shelf: Shelf, files: Iterable[str]) -> None:
    """Believes a deck where it knows more than the ledger: after an older ledger was put back, say."""
    for name in sorted(files):
        if not shelf.path(name).exists():
            continue
        try:
            with open_package(shelf.path(name), shelf.workspace()) as package:
                newer = {
                    guid
                    for guid, _, mod in package.heads()
                    if (entry := entries.get(guid)) is None or (mod > entry.mod and not entry.retired)
                }
                for note in package.notes(newer) if newer else ():
                    entries[note.guid] = ledger.merge(entries.get(note.guid), ledger.entry_of(note))
        except DeckError as error:
            raise DeckError(
                error.message, error.place, "move the file away, and build with all its articles"
            ) from error
