"""`flashgen explain RULE "sentence"`: how far the rule's patterns get, what they want next, what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flashgen.rulecases import Explanation, PatternReport

_RULE = re.compile(r"[\w-]+/[a-z0-9][a-z0-9-]*|[a-z0-9][a-z0-9-]*")


def names_a_rule(words: tuple[str, ...]) -> bool:
    """Whether `explain A B` means a rule and a sentence, not two sources."""
    return len(words) == 2 and _RULE.fullmatch(words[0]) is not None and not Path(words[0]).exists()


def explain_sentence(name: str, sentence: str, rule_folders: tuple[str, ...]) -> int:
    """Prints the story; 1 when the rule asks nothing."""
    from flashgen.cli.rules import find
    from flashgen.cli.work import load
    from flashgen.rulecases import explain_rule

    rules = load(rule_folders)
    explanation = explain_rule(find(rules, name), " ".join(sentence.split()), rules)
    for line in explanation_lines(explanation):
        click.echo(line)
    return 0 if explanation.cards else 1


def explanation_lines(told: Explanation) -> Iterator[str]:
    """The story of one rule and one sentence, for people."""
    yield click.style(told.rule.name, bold=True) + f"  ({told.rule.shown}:{told.rule.line})"
    yield f"  {told.text}"
    for report in told.patterns:
        yield ""
        yield from _pattern_lines(report, told.text)
    yield ""
    for source in told.unless:
        yield click.style("  silent  ", fg="red") + f"because of unless: {source}"
    for key in told.conditions:
        yield click.style("  where   ", fg="yellow") + f"{key} does not hold for a sentence alone"
    for card in told.cards:
        yield click.style("  asks    ", fg="green") + f"{card.cloze or card.question}"
        yield f"  answer  {card.answer}"
    for drop in told.drops:
        yield click.style("  dropped ", fg="red") + drop.reason + (f" ({drop.question})" if drop.question else "")
    if not (told.cards or told.drops or told.unless):
        yield "  asks nothing"


def _pattern_lines(report: PatternReport, text: str) -> Iterator[str]:
    yield f"  {'' if report.source.startswith('clause: ') else 'pattern '}{report.source}"
    for slots in report.matches:
        yield click.style("  matched ", fg="green") + "  ".join(
            f"{name} = {' | '.join(values)}" for name, values in slots.items()
        )
    far = report.furthest
    if far is None:
        return
    start, end = far.span
    if far.reached:
        yield f'  matched "{text[start:end].strip()}" ({far.reached} of {len(far.parts)} parts)'
    if far.reason:
        yield click.style("  refused ", fg="red") + far.reason
        return
    rest = text[end:].strip()
    if not far.wanted:
        yield click.style("  wanted  ", fg="yellow") + f'the end of a word, found "{_start_of(rest)}"'
    elif far.reached:
        found = f'found "{_start_of(rest)}"' if rest.strip(" .") else "but the sentence ends there"
        yield click.style("  wanted  ", fg="yellow") + f"{far.wanted}, {found}"
    else:
        yield click.style("  wanted  ", fg="yellow") + f"{far.wanted}, found it nowhere"


def _start_of(text: str, words: int = 5) -> str:
    parts = text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")
