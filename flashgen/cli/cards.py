"""`flashgen cards`: the cards as a table, as JSON lines or as CSV; no deck."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Unpack

import click

from flashgen.cli.options import (
    OneOf,
    deck_options,
    exit_code,
    or_words,
    read_line,
    say,
    say_problems,
    source_options,
    talk_options,
)
from flashgen.cli.work import Wanted, start

if TYPE_CHECKING:
    from flashgen.model import Card

FORMS = OneOf("table", "jsonl", "csv", "anki-text")
COLUMNS = ["guid", "form", "question", "answer", "cloze", "topic", "sentence", "rule", "week", "deck", "tags", "url"]


@click.command()
@click.argument("sources", nargs=-1)
@source_options
@deck_options
@click.option("--format", "form", type=FORMS, metavar="FORMAT", default="table", help=f"{or_words(FORMS)}.")
@talk_options
def cards(form: str, quiet: bool, verbose: bool, **wanted: Unpack[Wanted]) -> int:
    """Show the cards of SOURCES, without a deck.

    SOURCES are files, folders, addresses, or - for standard input; without any, the articles folder is read.
    """
    work = start(wanted, wanted, quiet=quiet)
    report = work.run()
    for line in FORMATS[form](report.cards):
        sys.stdout.write(line)
    say_problems(report.problems, quiet=quiet, everything=verbose)
    say(read_line(report), quiet=quiet)
    return exit_code(report.problems)


def record(card: Card) -> dict[str, object]:
    """A card as the stable JSON contract says it."""
    from flashgen.notes import tags_of

    return {
        "guid": card.guid,
        "form": card.form,
        "question": card.question,
        "answer": card.answer,
        "cloze": card.cloze,
        "topic": card.topic,
        "sentence": card.sentence,
        "rule": card.rule,
        "week": card.week,
        "deck": card.deck,
        "tags": list(tags_of(card)),
        "article": {
            "id": card.article.id,
            "url": card.article.url,
            "title": card.article.title,
            "published": card.article.published.isoformat(),
            "source": card.article.source,
        },
    }


def jsonl(cards: Iterable[Card]) -> Iterator[str]:
    """One JSON object a line."""
    for card in cards:
        yield json.dumps(record(card), ensure_ascii=False) + "\n"


def as_csv(cards: Iterable[Card]) -> Iterator[str]:
    """Comma-separated with a header line; tags are joined by spaces."""
    from flashgen.notes import tags_of

    yield csv_line(COLUMNS)
    for card in cards:
        row = record(card)
        row |= {"tags": " ".join(tags_of(card)), "url": card.article.url}
        yield csv_line([harmless(str(row[column])) for column in COLUMNS])


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") and not cell[1:2].isdigit() else cell


def csv_line(row: list[str]) -> str:
    """One CSV line."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(row)
    return line.getvalue()


def table(cards: Iterable[Card]) -> Iterator[str]:
    """Q:/A: lines under each article's title."""
    title = None
    for card in cards:
        if (card.article.id, card.article.title) != title:
            title = (card.article.id, card.article.title)
            yield f"\n# {card.article.title} ({card.article.published.date()})\n\n"
        topic = f"   [{card.topic}]" if card.topic and card.topic != card.article.title else ""
        yield f"Q: {card.question}{topic}\nA: {card.answer}\n   {card.rule}\n\n"


def anki_text(cards: Iterable[Card]) -> Iterator[str]:
    """Anki's own text import: a note a line, under the deck where it would start its life."""
    from flashgen.anki_text import text_lines
    from flashgen.model import Deck

    decks: dict[str, list[Card]] = {}
    for card in sorted(cards, key=lambda card: card.article.published):
        decks.setdefault(card.deck, []).append(card)
    return text_lines(Deck(name, "", tuple(decks[name])) for name in sorted(decks))


FORMATS: dict[str, Callable[[Iterable[Card]], Iterator[str]]] = {
    "table": table,
    "jsonl": jsonl,
    "csv": as_csv,
    "anki-text": anki_text,
}
