"""A rule in, warnings out: what is allowed and still no good idea."""

from __future__ import annotations

from flashgen.model import Problem
from flashgen.patterns import selective
from flashgen.rules.model import Rule


def lint(rule: Rule) -> list[Problem]:
    """Warnings about one rule, in the order in which a reader would fix them."""
    where = f"{rule.shown}:{rule.line}"
    found: list[tuple[str, str]] = []
    if not any(example.cards and not example.todo for example in rule.examples):
        found.append(
            (
                f'the rule "{rule.name}" has no example that gives cards',
                f"flashgen explain {rule.name} 'a sentence of your own' shows what it asks; put both under examples:",
            )
        )
    if not any(not example.cards for example in rule.examples):
        found.append(
            (
                f'the rule "{rule.name}" has no example that must give none',
                "add a sentence that looks alike and says something else, with cards: []",
            )
        )
    found += [
        (
            f'the pattern "{pattern.source}" has no selective word, so it is tried on every sentence',
            "add a word that only such sentences have, or make the rule's other words required",
        )
        for pattern in rule.patterns
        if not selective(pattern.needs)
    ]
    return [Problem(where, "warning", message, hint) for message, hint in found]
