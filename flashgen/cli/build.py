"""`flashgen build`: decks, one .apkg per week, and what happened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from flashgen.cli.options import count, exit_code, say, say_problems, source_options, talk_options
from flashgen.cli.work import Chosen, start

if TYPE_CHECKING:
    from flashgen.model import Problem
    from flashgen.outcome import DeckFile, Outcome, Published
    from flashgen.pipeline import Report


@click.command()
@source_options
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder of the decks (default: decks).")
@click.option("--deck", metavar="NAME", help="Name of the deck in Anki (default: Current Affairs).")
@click.option(
    "--per", type=click.Choice(["week", "month", "day", "article", "all"]), help="What makes one deck (default: week)."
)
@click.option("--first-day", default="", metavar="DAY", help="First day of the week (default: monday).")
@click.option("--subdecks", is_flag=True, help="A sub-deck for each subject tag.")
@click.option("--retire", is_flag=True, help="Write retired cards again, tagged flashgen::retired.")
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing, only say what would happen.")
@click.option("--json", "as_json", is_flag=True, help="Print what happened as JSON.")
@talk_options
def build(
    output: Path | None,
    deck: str | None,
    per: str | None,
    first_day: str,
    subdecks: bool,
    retire: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **chosen: Unpack[Chosen],
) -> int:
    """Build decks from SOURCES (files, folders, URLs, or - for standard input): one .apkg a week."""
    from flashgen.publish import publish

    work = start(chosen, quiet=quiet, first_day=first_day)
    report = work.run()
    published = publish(
        report.cards,
        output or work.config.output,
        name=deck or work.config.deck,
        per=per or work.config.per,  # type: ignore[arg-type]  # both are checked to be no other
        first_day=first_day or work.config.week,
        subdecks=subdecks,
        dry_run=dry_run,
        retire=retire,
        read=report.read,
    )
    problems = [*report.problems, *published.problems]
    if as_json:
        click.echo(json.dumps(as_record(report, published, problems), ensure_ascii=False, indent=2))
    else:
        for line in summary(report, published, dry_run=dry_run, verbose=verbose):
            say(line, quiet=quiet)
    say_problems(problems, quiet=quiet, everything=verbose)
    return exit_code(problems)


def summary(report: Report, published: Published, *, dry_run: bool, verbose: bool) -> Iterator[str]:
    """What happened, for people."""
    yield f"{count(report.read, 'article')}, {count(report.sentences, 'sentence')}, {count(report.cards, 'card')}"
    for file in published.decks:
        yield _file_line(file, dry_run)
    if not published.decks:
        yield "no deck: no rule found a fact to ask" if report.read else "no deck: no article was read"
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
    return f"  {file.path}  {verb} {count(file.cards, 'card')} ({said})"


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
    yield f"{title}:"
    yield from (f"  {number:6,}  {name}" for name, number in rows)


def as_record(report: Report, published: Published, problems: Iterable[Problem]) -> dict[str, object]:
    """What happened, for scripts."""
    return {
        "articles": report.articles,
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
            for problem in problems
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
