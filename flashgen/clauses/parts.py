"""Words behind a verb in, what belongs to it out: objects, complements, arguments, purposes."""

from __future__ import annotations

from dataclasses import dataclass

from flashgen.clauses.phrases import phrase_end, simple_end
from flashgen.clauses.tokens import Words


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs to a verb: "object", "complement" (after be), "argument" (with preposition), "purpose" (to do)."""

    kind: str
    start: int
    end: int
    preposition: str = ""
    begin: int = 0
    """Where its preposition stands; `start` without one."""


def parts_of(words: Words, place: int, *, complement: bool) -> tuple[list[Part], int]:
    """What belongs to a verb, and the word after it."""
    tags = words.tags
    parts: list[Part] = []
    while place < len(tags):
        tag = tags[place]
        if tag == "a":
            place += 1
            continue
        start = place
        if tag in "Pt":
            kind, place, last = _after_preposition(words, place)
        elif tag in 'djnNz#p"“‘' or (tag in "gE" and complement):
            kind, last = "complement" if complement else "object", phrase_end(words, place)
            if any(part.kind != "argument" for part in parts):
                return parts, start
        else:
            return parts, place
        if last <= place:
            return parts, start
        preposition = words.text[slice(*words.span(start, place))] if place > start else ""
        parts.append(Part(kind, *words.span(place, last), preposition, words.spans[start][0]))
        place = last
    return parts, place


def _after_preposition(words: Words, place: int) -> tuple[str, int, int]:
    """What a preposition leads to: kind, its first word, the word after it."""
    tags = words.tags
    unknown = tags[place + 1 : place + 3] == "nd"  # "to reconsider the ..."
    if tags[place] == "t" and (unknown or tags[place + 1 : place + 2] in tuple("fbuHXEa")):
        return "purpose", place + 1, _infinitive_end(words, place + 1)
    while tags[place : place + 1] in ("P", "t"):
        place += 1
    place += tags[place : place + 1] == "O"  # "because of"
    last = phrase_end(words, place) if place < len(tags) else place
    if last == place and tags[place : place + 1] == "g":
        last = _infinitive_end(words, place)  # "by doing so"
    return "argument", place, last


def _infinitive_end(words: Words, place: int) -> int:
    """The end of what has a verb of its own: up to a clause of another kind."""
    tags = words.tags
    depth = 0
    for at in range(place, len(tags)):
        depth += (tags[at] == "(") - (tags[at] == ")")
        if depth == 0 and _breaks(tags, at):
            return at
    return len(tags)


def _breaks(tags: str, place: int) -> bool:
    tag, after = tags[place], tags[place + 1 : place + 2]
    if tag == "C":
        end = simple_end(tags, place + 1)
        return after in tuple("MBHXv") or (end > place + 1 and tags[end : end + 1] in tuple("MBHX"))
    return tag in "WS;:.R" or (tag == "," and after in tuple("WSgREap"))
