"""`flashgen build`: decks, one .apkg per week, and what happened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from flashgen.cli.options import (
    deck_options,
    exit_code,
    json_option,
    read_line,
    say,
    say_problems,
    shown,
    source_options,
    talk_options,
)
from flashgen.cli.work import Wanted, start
from flashgen.text import count

if TYPE_CHECKING:
    from flashgen.jobs import Built
    from flashgen.outcome import DeckFile, Outcome


@click.command()
@click.argument("sources", nargs=-1)
@source_options
@deck_options
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Folder of the decks (default: decks)."
)
@click.option("--retire", is_flag=True, help="Write retired cards again, tagged flashgen::retired.")
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing, only say what would happen.")
@json_option
@talk_options
def build(
    output: Path | None,
    retire: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **wanted: Unpack[Wanted],
) -> int:
    """Build decks from SOURCES: one .apkg a week, to import into Anki as often as you like.

    SOURCES are files, folders, addresses, or - for standard input; without any, the articles folder is read. Cards
    that are in a deck already are brought up to date there.
    """
    from flashgen.jobs import build as build_decks

    work = start(wanted, wanted, quiet=quiet)
    series = work.series
    built = build_decks(
        work.articles(),
        output or work.config.output,
        work.rules,
        deck=series.name,
        per=series.per,
        first_day=series.first_day,
        subdecks=series.subdecks,
        limits=work.limits,
        dry_run=dry_run,
        retire=retire,
    )
    if as_json:
        click.echo(json.dumps(as_record(built), ensure_ascii=False, indent=2))
    else:
        for line in summary(built, dry_run=dry_run, verbose=verbose):
            say(line, quiet=quiet)
    say_problems(built.problems, quiet=quiet, everything=verbose)
    return exit_code(built.problems)


def summary(built: Built, *, dry_run: bool, verbose: bool) -> Iterator[str]:
    """What happened, for people."""
    report, published = built.report, built.published
    yield read_line(report)
    for file in published.decks:
        yield _file_line(file, dry_run)
    if not published.decks:
        yield "no deck: no rule found a fact to ask" if report.read else "no deck: no article to make cards of"
    yield from _outcomes("changed", published.changed, verbose)
    yield from _outcomes("moved up", published.moved_up, verbose)
    yield from _outcomes("retired", published.retired, True)
    if published.later:
        yield f"{count(published.later, 'card')} noted as later sources of cards in earlier decks"
    if verbose:
        yield from _table("cards by rule", report.by_rule.most_common())
        yield from _table("not asked, by reason", report.dropped.most_common())
    elif report.dropped:
        yield f"{count(report.dropped.total(), 'question')} not asked (--verbose says why, by reason)"


def _file_line(file: DeckFile, dry_run: bool) -> str:
    parts = [("new", file.new), ("changed", file.changed), ("unchanged", file.unchanged), ("kept", file.kept)]
    parts.append(("retired", file.retired))
    said = ", ".join(f"{number:,} {word}" for word, number in parts if number)
    verb = "would hold" if dry_run else "holds"
    return f"  {shown(file.path)}  {verb} {count(file.cards, 'card')} ({said})"


def _outcomes(word: str, outcomes: Iterable[Outcome], shown: bool) -> Iterator[str]:
    outcomes = list(outcomes)
    if not outcomes:
        return
    yield f"{count(outcomes, 'card')} {word}{'' if shown else ' (--verbose shows how)'}"
    for outcome in outcomes if shown else []:
        yield f"  {outcome.guid}  {outcome.question}"
        for change in outcome.changes:
            yield f"    {change.field}: {change.before!r} -> {change.after!r}"


def _table(title: str, rows: Iterable[tuple[str, int]]) -> Iterator[str]:
    rows = list(rows)
    if rows:
        yield f"{title}:"
    yield from (f"  {number:6,}  {name}" for name, number in rows)


def as_record(built: Built) -> dict[str, object]:
    """What happened, for scripts."""
    report, published = built.report, built.published
    return {
        "articles": report.articles,
        "outside": report.outside,
        "sentences": report.sentences,
        "cards": len(report.cards),
        "by_rule": dict(report.by_rule.most_common()),
        "dropped": dict(report.dropped.most_common()),
        "decks": [
            {
                "name": file.name,
                "path": str(file.path),
                "cards": file.cards,
                "new": file.new,
                "changed": file.changed,
                "unchanged": file.unchanged,
                "kept": file.kept,
                "retired": file.retired,
                "written": file.written,
            }
            for file in published.decks
        ],
        "new": _records(published.new),
        "changed": _records(published.changed),
        "unchanged": len(published.unchanged),
        "moved_up": _records(published.moved_up),
        "later": _records(published.later),
        "retired": _records(published.retired),
        "problems": [
            {"where": problem.where, "level": problem.level, "message": problem.message, "hint": problem.hint}
            for problem in built.problems
        ],
    }


def _records(outcomes: Iterable[Outcome]) -> list[dict[str, object]]:
    return [
        {
            "guid": outcome.guid,
            "question": outcome.question,
            "answer": outcome.answer,
            "deck": outcome.deck,
            "changes": [
                {"field": change.field, "before": change.before, "after": change.after} for change in outcome.changes
            ],
        }
        for outcome in outcomes
    ]
