"""A sentence in, the draft of a rule for it out: typed slots where values stand, and the cards that it then gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from flashgen.errors import FlashgenError
from flashgen.patterns import Compiler, Pattern, fold_for_matching
from flashgen.pipeline import cards_of_text
from flashgen.rules import RuleSet, load_text

# What is looked for, the most telling first; what an earlier one has taken is gone for the later ones.
_WANTED = (
    "period", "date", "money", "percent", "quantity", "agreement", "ministry", "law", "year", "country", "state",
    "number", "ordinal", "org", "acronym",
)  # fmt: skip
# What makes the best answer, the best first.
_ASKED = (
    "year", "date", "period", "money", "percent", "quantity", "number", "ordinal", "law", "agreement", "ministry",
    "org", "country", "state", "acronym",
)  # fmt: skip
_SPECIAL = re.compile(r"[()\[\]{}<>|^$\\]")
_STARTS = frozenset(
    ("The", "A", "An", "In", "On", "It", "This", "These", "There", "Its", "At", "For", "By", "With", "As")
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A value in the sentence and the slot that takes its place."""

    start: int
    end: int
    type: str
    name: str = ""


def draft_rule(sentence: str, rules: RuleSet, rule_id: str = "") -> str:
    """A pack with one rule, as YAML. Raises FlashgenError when the sentence holds no value to ask for."""
    sentence = " ".join(sentence.split())
    found = _named(_values(sentence, rules))
    if not found:
        hint = "take a sentence with a year, an amount, a name or an agreement"
        raise FlashgenError(f'nothing to ask for in "{sentence}"', hint=hint)
    pattern = _pattern(sentence, found)
    answer = min(found, key=lambda value: (_ASKED.index(value.type), value.start))
    name = rule_id or _id(sentence, found)
    head = _head(name, pattern, answer)
    return f"{head}\n    examples:\n{_example(sentence, head, rules)}"


def _values(sentence: str, rules: RuleSet) -> list[Found]:
    """The values of the sentence, in order, none inside another."""
    folded = fold_for_matching(sentence)
    compiler = Compiler(rules.lexicon)
    taken: list[Found] = []
    for kind in _WANTED:
        if kind not in rules.lexicon.types:
            continue
        for match in Pattern(f"{{{kind}}}", compiler).finditer(folded):
            span = _trimmed(sentence, match.start, match.end)
            if span and not any(span[0] < other.end and other.start < span[1] for other in taken):
                taken.append(Found(*span, kind))
    return sorted(taken, key=lambda value: value.start)


def _trimmed(sentence: str, start: int, end: int) -> Span | None:
    """The value without a "The" or "In" that is large only because the sentence begins with it."""
    first, _, rest = sentence[start:end].partition(" ")
    if first in _STARTS or first == "the":
        return (end - len(rest), end) if rest else None
    return start, end


def _named(found: list[Found]) -> list[Found]:
    """Each type lends its name to the slot; a second one of a type gets a number."""
    counts: dict[str, int] = {}
    named = []
    for value in found:
        counts[value.type] = counts.get(value.type, 0) + 1
        name = value.type if counts[value.type] == 1 else f"{value.type}{counts[value.type]}"
        named.append(Found(value.start, value.end, value.type, name))
    return named


def _pattern(sentence: str, found: list[Found]) -> str:
    """The sentence with slots, without its last stop and with its articles made optional."""
    parts, at = [], 0
    for value in found:
        parts.append(_literal(sentence[at : value.start]))
        parts.append(f"{{{value.name}}}" if value.name == value.type else f"{{{value.name}:{value.type}}}")
        at = value.end
    parts.append(_literal(sentence[at:].rstrip(" .!?")))
    return "".join(parts).strip(" ,;:")


def _literal(text: str) -> str:
    escaped = _SPECIAL.sub(lambda char: "\\" + char[0], text)
    return re.sub(r"\b([Tt]he|[Aa]n?)(?= )", lambda word: f"[{word[0].lower()}]", escaped)


def _id(sentence: str, found: list[Found]) -> str:
    """Two telling words of the sentence that stand outside the values."""
    outside = list(sentence)
    for value in found:
        outside[value.start : value.end] = " " * (value.end - value.start)
    words = [word.lower() for word in re.findall(r"[A-Za-z]{4,}", fold_for_matching("".join(outside)).decode("ascii"))]
    return "-".join(words[:2]) or "new-rule"


def _head(name: str, pattern: str, answer: Found) -> str:
    return (
        "rules:\n"
        f"  - id: {name}\n"
        f"    match: {quoted(pattern)}\n"
        "    cards:\n"
        "      # Asks in the sentence itself. In words of your own:\n"
        f"      # - {{question: 'Which … ?', answer: '{{{answer.name}}}'}}\n"
        f"      - blank: {answer.name}"
    )


def _example(sentence: str, head: str, rules: RuleSet) -> str:
    """The sentence with the cards that the draft gives, and a place for one that must give none."""
    rule = load_text(f"{head}\n", Path("draft.yaml"), rules).rules[-1]
    cards, _ = cards_of_text(sentence, rules.only(rule))
    lines = [f"      - text: {quoted(sentence)}", "        cards:" if cards else "        cards: []"]
    lines += [f"          - {{blank: {quoted(card.question)}, answer: {quoted(card.answer)}}}" for card in cards]
    lines += [
        "      # Add a sentence that looks alike and must give no card:",
        "      # - text: …",
        "      #   cards: []",
    ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as YAML in single quotes."""
    return "'" + text.replace("'", "''") + "'"
