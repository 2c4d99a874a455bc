""" "these systems" or "this tier" and its place in, what it points at out: a name in the plural, the label of a row."""

from __future__ import annotations

import re

from flashgen.sentences.antecedents import Antecedents
from flashgen.sentences.lexicon import Lexicon
from flashgen.sentences.memory import Place
from flashgen.sentences.names import bare, singular

POINTED = re.compile(r"\b([Tt]his|[Tt]hese) ([A-Za-z]+)\b(?=[\s,.;)]|$)(?! (?:of|for|on|who|which|that|whose)\b)")
SHORT = re.compile(r"\bthe (?:said )?([A-Z][a-z]+)(?:’s|'s)?(?=[\s,.;)]|$)(?! (?:[A-Z(“‘]|(?:of|for|on|under|to)\b))")
_CATEGORIES = frozenset({"category", "tier", "type", "class", "group", "level", "stage", "phase", "zone", "technique"})


def pointed_at(match: re.Match[str], place: Place, antecedents: Antecedents) -> str:
    """The label of the row, a name in the plural, or ""."""
    noun = singular(match[2].lower())
    plural = noun != match[2].lower()
    row = bare(place.row)
    if row and not place.label and _is_kind(row, antecedents.words):
        inside = noun in (singular(word.lower()) for word in row.split())
        if inside:
            return row if plural else f"the {row}"
        if noun in _CATEGORIES and not plural:
            return f"the {row} {noun}"
        if plural and any(noun == name.head for name in place.names):
            return f"{row} {match[2].lower()}"
        return ""
    name = antecedents.many_named(noun, place) if plural else None
    return name.at(False) if name and not name.mentioned_in(match.string) else ""


def _is_kind(label: str, words: Lexicon) -> bool:
    """Whether a label names a kind, class or row: no side of the matter, no clause."""
    tokens = label.lower().split()
    return (
        len(tokens) < 7
        and not tokens[-1].endswith("ly")
        and tokens[-1] not in words.aspects
        and not words.is_generic(label)
    )


def in_full(match: re.Match[str], place: Place, antecedents: Antecedents) -> str:
    """The one law that "the Act" can be in mid-sentence, written large as it is; "" when in doubt."""
    noun = match[1].lower()
    words = antecedents.words
    if noun not in words.groups or noun in words.unique or noun in words.actors:
        return ""
    name = antecedents.named_by(noun, place, plural=False)
    if name is None or name.head != noun or name.mentioned_in(match.string):
        return ""
    possessive = match.string[match.end(1) : match.end(1) + 1] in ("’", "'")
    return "" if possessive and not name.text[-1].isalpha() else name.at(False)
