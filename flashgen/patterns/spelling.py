"""Literal words, free text and users' regexes in, RE2 source for folded text out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from flashgen.grammar import inflections
from flashgen.patterns.folding import EM_DASH, fold_for_matching, foreign_letter
from flashgen.patterns.notation import NotationError, Word

SPACE = " +"


def free_text(until: str, last: bool) -> str:
    """Free text up to one of the characters; `,` and `:` inside numbers and hyphens inside words do not end it."""
    stops = fold_for_matching(until.replace("—", "")).decode("ascii") + (EM_DASH if "—" in until else "")
    chars = "".join(f"\\x{ord(c):02x}" for c in dict.fromkeys(stops))
    inside = [f"[^{chars}\\-]", r"-[^ ]"] + [f"{re.escape(c)}[0-9]" for c in ",:" if c in stops]
    final = rf"[^{chars} .?!,:;\-]"
    lazy = "" if last else "?"
    return rf"[^{chars} \-.,)](?:(?:{'|'.join(inside)})*{lazy}{final})?{lazy}"


def check_letters(item: Word) -> None:
    where = foreign_letter(item.text)
    if where >= 0:
        raise NotationError(
            f'"{item.text[where]}" is not a Latin letter',
            item.at + where,
            "patterns read Latin letters only; take a slot such as {phrase} for this word",
        )


def literal(item: Word) -> str:
    if item.inflect:
        return "(?:" + "|".join(inflections(item.text)) + ")"
    return spelled(item.text)


def spelled(text: str) -> str:
    """Literal text as a regex: any run of spaces, any dash."""
    if text.isascii() and text.isalnum():
        return text
    folded = fold_for_matching(text).decode("ascii")
    escaped = re.sub(r"[^\w\s]", lambda c: f"\\x{ord(c[0]):02x}", folded)
    dashes = re.sub(r"\\x(?:2d|0b)", r"[\\-\\x0b]", escaped)
    return re.sub(r"\s+", SPACE, dashes)


def any_of(texts: Iterable[str]) -> str:
    """One of many texts as a regex: of two that begin alike the longer first, and next to each other.

    Of neighbours that begin alike RE2 makes one branch: a list of verbs becomes a third as long to walk through.
    """
    return "|".join(sorted(map(spelled, set(texts)), key=lambda regex: f"{regex.lower()}\x7f"))


def neighbours(branches: Sequence[str]) -> Sequence[str]:
    """Literal alternatives, those that begin alike side by side; where one begins another, they keep their turns."""
    ordered = sorted(branches)
    if any(longer.startswith(shorter) for shorter, longer in pairwise(ordered)):
        return sorted(branches, key=lambda regex: regex[:1].lower())
    return ordered


def silent(regex: str) -> str:
    """Every capturing group of a user's regex made silent; `\\d` and friends stay, and what stands in `[]`."""
    return _GROUP.sub(lambda found: found[1] or "(?:", regex)


_GROUP = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\\\]])*)|\((?!\?)", re.DOTALL)
