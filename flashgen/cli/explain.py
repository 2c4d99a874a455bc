"""`flashgen explain`: sentence by sentence, which rule asked what, what was dropped and why, what nothing matched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Unpack

import click

from flashgen.cli.explain_rule import explain_sentence, names_a_rule
from flashgen.cli.options import exit_code, say_problems, source_options
from flashgen.cli.work import Chosen, start
from flashgen.text import count

if TYPE_CHECKING:
    from flashgen.cards import Draft
    from flashgen.model import Drop, Sentence
    from flashgen.pipeline import Asked

# What makes a sentence worth a look when no rule asked anything of it: a year, an amount, a name inside the sentence.
_VALUE = re.compile(r"\d|%|₹|\$|€|(?<=[a-z,] )[A-Z][a-z]+")


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE... | RULE SENTENCE")
@source_options
@click.option("--missed", is_flag=True, help="Only sentences with a value or a name but no card.")
def explain(missed: bool, **chosen: Unpack[Chosen]) -> int:
    """Show what the rules made of each sentence of SOURCE, or how far RULE gets with a "sentence".

    SOURCE is a file, a folder, an address, or - for standard input; without one, the articles folder is read. For a
    rule and a sentence, the exit code is 1 when the rule asks nothing.
    """
    from flashgen.pipeline import Report, each

    sources = chosen["sources"]
    if names_a_rule(sources):
        return explain_sentence(sources[0], sources[1], chosen["rule_folders"])
    work = start(chosen, quiet=True)
    report = Report()
    for asked in each(work.articles(), work.rules, work.limits, report):
        for line in lines_of(asked, missed=missed):
            click.echo(line)
    say_problems(report.problems, everything=True)
    return exit_code(report.problems)


def lines_of(asked: Asked, *, missed: bool = False) -> Iterator[str]:
    """The story of one article, for people."""
    article = asked.article
    yield click.style(f"# {article.title} ({article.published.date()})", bold=True)
    drafts: dict[int, list[Draft]] = {}
    drops: dict[int, list[Drop]] = {}
    for draft in asked.drafts:
        drafts.setdefault(draft.fact.sentence.index, []).append(draft)
    for drop in asked.drops:
        drops.setdefault(drop.sentence.index, []).append(drop)
    silent = 0
    for sentence in asked.sentences:
        made = drafts.get(sentence.index, [])
        unasked = not made and _VALUE.search(sentence.text) is not None
        silent += unasked
        if missed and not unasked:
            continue
        yield ""
        yield from _sentence_lines(sentence)
        yield from (line for draft in made for line in _draft_lines(draft))
        yield from (line for drop in drops.get(sentence.index, []) for line in _drop_lines(drop))
        if unasked:
            yield click.style("  ? holds a value or a name, and gave no card", fg="yellow")
    yield ""
    yield f"{count(asked.drafts, 'card')}, {count(asked.drops, 'question')} dropped, " + (
        f"{count(silent, 'sentence')} with a value or a name but no card"
    )
    yield ""


def _sentence_lines(sentence: Sentence) -> Iterator[str]:
    yield f"{sentence.index + 1}. {sentence.text}"
    if sentence.text != sentence.proof:
        yield click.style(f"   as written: {sentence.proof}", dim=True)
    for statement in sentence.statements:
        yield click.style(f"   states: {statement.text}", dim=True)
    if sentence.unnamed:
        yield click.style(f'   no name was found for "{sentence.unnamed}"', dim=True)


def _draft_lines(draft: Draft) -> Iterator[str]:
    card = draft.card
    yield click.style(f"  + {card.rule}", fg="green") + (f"   [{card.topic}]" if card.topic else "")
    yield f"      Q: {card.question}"
    yield f"      A: {card.answer}"


def _drop_lines(drop: Drop) -> Iterator[str]:
    yield click.style(f"  - {drop.rule}: {drop.reason}", fg="red")
    if drop.question:
        yield click.style(f"      Q: {drop.question}   A: {drop.answer}", dim=True)
