"""`flashgen cards`: the cards as a table, as JSON lines or as CSV; no deck."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Unpack

import click

from flashgen.cli.options import count, exit_code, say, say_problems, source_options, talk_options
from flashgen.cli.work import Chosen, start

if TYPE_CHECKING:
    from flashgen.model import Card

COLUMNS = ["guid", "form", "question", "answer", "cloze", "topic", "sentence", "rule", "week", "deck", "tags", "url"]


@click.command()
@source_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    help="How to print the cards.",
)
@talk_options
def cards(form: str, quiet: bool, verbose: bool, **chosen: Unpack[Chosen]) -> int:
    """Show the cards of SOURCES (files, folders, URLs, or - for standard input), without a deck."""
    report = start(chosen, quiet=quiet).run()
    for line in FORMATS[form](report.cards):
        sys.stdout.write(line)
    say_problems(report.problems, quiet=quiet, everything=verbose)
    say(f"{count(report.cards, 'card')} from {count(report.read, 'article')}", quiet=quiet)
    return exit_code(report.problems)


def record(card: Card) -> dict[str, object]:
    """A card as the stable JSON contract says it."""
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
        "tags": list(card.tags),
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
    yield csv_line(COLUMNS)
    for card in cards:
        row = record(card) | {"tags": " ".join(card.tags), "url": card.article.url}
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


FORMATS: dict[str, Callable[[Iterable[Card]], Iterator[str]]] = {
    "table": table,
    "jsonl": jsonl,
    "csv": as_csv,
}
