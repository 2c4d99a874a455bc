"""A sentence in, the shorter statements that it holds out: "The fort, built in 1565, has a mosque" holds two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flashgen.clauses import Clause, Words, form_of_text, has_verb, parse, phrases, read_words
from flashgen.grammar import base_form, nouns_first
from flashgen.nounphrases import is_plural
from flashgen.sentences.rewrite import Pieces

_LEAST = 4
"""Words: a shorter statement says nothing alone."""
_LASTING = frozenset("located situated based spread known called headquartered surrounded bounded named titled".split())
_LOOSE = frozenset(
    "it its they their he his she her this these those that there we our such both all some most one another other "
    "others latest former latter same".split()
)
_TELLING = frozenset("a an the one serves acts functions aims seeks provides covers comprises".split())

_SEVERAL = re.compile(r", | and | but | while | which ")
_KIND = re.compile(r"(?:an?|the|one of) \w")
_AND = re.compile(r",? (?:and|but|or|&) ")
_CONDITION = re.compile(r"(?:If|Where|When|Unless|Once|Until|In case)\b")
_SHORTEST = 3

Span = tuple[int, int]
Part = Span | str
"""A span of the sentence, or words that are put in."""


def statements(text: str, pieces: Pieces) -> list[tuple[str, Pieces]]:
    """The statements of a sentence, each with the way back to its proof; [] when it holds only itself."""
    if not _SEVERAL.search(text):
        return []
    parsed = parse(text)
    clauses = [clause for clause in parsed if not clause.opening]
    if not clauses or _is_loose(text, clauses[0]):
        return []
    opened = list(_openings(text, parsed))
    if any(_is_loose(text, clause) for clause in clauses) or not _is_sure(text, clauses):
        parts = [*opened, ((clauses[0].subject[0], len(text)),)] if opened else []
    else:
        parts = [*opened, *_statements(text, clauses, opened=bool(opened))]
    found = [_joined(text, each, pieces) for each in parts] if len(parts) > 1 else []
    return found if all(len(told.split()) >= _LEAST for told, _ in found) else []


def _is_loose(text: str, clause: Clause) -> bool:
    """Whether a clause speaks of what another one names, or is told of somebody's words."""
    first = text[slice(*clause.subject)].split(" ", 1)[0].lower()
    return first in _LOOSE or clause.speaker is not None


def _is_sure(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether verbs of one subject are verbs, each with words of its own: not "managed and monitored by the state"."""
    words = read_words(text)
    for before, clause in pairwise(clauses):
        if before.subject == clause.subject:
            place = words.place(clause.start)
            if place is None or not before.parts:
                return False
            word = words.word(place)
            noun = base_form(word) in nouns_first() and words.tags[place + 1 : place + 2] not in tuple("dTt#")
            if words.tags[place] in "zu" or (noun and words.tags[place] == "v"):
                return False
    return True


def _openings(text: str, parsed: Sequence[Clause]) -> Iterator[tuple[Part, ...]]:
    """What a participle says in front of a subject: "Built in 1565, the fort ..." as "The fort was built in 1565"."""
    for clause in parsed:
        if clause.opening:
            verb = text[slice(*clause.verb)].lower()
            yield clause.subject, f" {clause.auxiliaries[0]} {verb}", (clause.verb[1], clause.end)


def _statements(text: str, clauses: Sequence[Clause], *, opened: bool) -> Iterator[tuple[Part, ...]]:
    """The parts of each statement: what is said in passing of a subject or a name, and clause by clause."""
    words = read_words(text)
    for place, clause in enumerate(clauses):
        last = clause.end if place + 1 < len(clauses) else len(text)
        begin, stop = clause.subject[1], last
        if named := _named_behind(text, words, clause, last):
            name, told, stop = named
            yield name, (told, last)
        subject, aside = _named(text, clause)
        if place and clause.subject == clauses[place - 1].subject:
            before = clauses[place - 1]
            joined = _AND.match(text, before.end)
            lead = before.lead if _CONDITION.match(text, *before.lead) else (0, 0)
            yield lead, subject, _shared(before, clause), (joined.end() if joined else clause.start, stop)
            continue
        said = _said_aside(text, words, subject, aside) if aside else ()
        if aside and said:
            yield subject, *said
            begin = aside[1] + text.startswith(",", aside[1])
        elif aside:
            begin, subject = stop, (clause.subject[0], stop)
        yield (0, 0) if opened and not place else clause.lead, subject, (begin, stop)


def _named(text: str, clause: Clause) -> tuple[Span, Span | None]:
    """The subject, and what stands behind it between commas: "Himadri" and "a station" of "Himadri, a station, was"."""
    first, last = clause.subject
    between = text[last : clause.start]
    if between.startswith(",") and between.rfind(",") > _SHORTEST:
        return clause.subject, (last + 2, last + between.rfind(","))
    comma = text.find(", ", first, last)
    if comma < 0 or text.count("(", first, comma) != text.count(")", first, comma):
        return clause.subject, None
    kind = _KIND.match(text, comma + 2, last) and " and " not in text[comma:last]
    kind = kind and form_of_text(text[first:comma]) in ("abbreviated", "kind", "name")
    if kind or text.startswith(",", last):
        return (first, comma), (comma + 2, last)
    return clause.subject, None


def _shared(before: Clause, clause: Clause) -> str:
    """The auxiliaries that two verbs share: "are" of "are found and sold in Goa"."""
    active = clause.auxiliaries or clause.form not in "pE" or before.form not in "pB"
    active = active or bool(clause.parts and clause.parts[0].kind == "object")
    return "" if active else f" {' '.join(before.auxiliaries)} "


def _said_aside(text: str, words: Words, subject: Span, aside: Span) -> tuple[Part, ...]:
    """What an aside says of the subject, with the verb that it wants; () for a time or a place."""
    told = text[slice(*aside)]
    place = words.place(aside[0])
    if place is None or " " not in told:
        return ()
    tag, word = words.tags[place], words.word(place)
    several = is_plural(text[slice(*subject)])
    if tag == "W" and word in ("which", "who") and words.tags[place + 1] in "MBHXv":
        return ((words.spans[place][1], aside[1]),)
    if tag in "pE" and not has_verb(told.replace(word, "", 1)):
        lasts = word in _LASTING
        return ((" are " if lasts else " were ") if several else (" is " if lasts else " was "), aside)
    if _KIND.match(told) and not has_verb(told) and not several:
        return " is ", aside
    return ()


def _named_behind(text: str, words: Words, clause: Clause, last: int) -> tuple[Span, int, int] | None:
    """A name and what "which is a ..." right behind it says of it: the name, where that begins, where the rest ends.

    "..., which led to ..." may speak of all that was said before, and "... in Delhi which was ..." of something else.
    """
    if "which" not in text:
        return None
    for before, first, end in phrases(text):
        start, stop = words.span(first, end)
        place = end + (words.tags[end : end + 1] == ",")
        if start < clause.start or stop >= last or words.tags[place : place + 1] != "W" or words.word(place) != "which":
            continue
        told = place + 1 + (words.tags[place + 1 : place + 2] == "B")
        named = form_of_text(text[start:stop]) in ("abbreviated", "kind") and before not in ("in", "at", "near")
        if named and told < len(words.tags) and words.word(told) in _TELLING:
            return (start, stop), words.spans[place][1], stop
    return None


def _joined(text: str, parts: tuple[Part, ...], pieces: Pieces) -> tuple[str, Pieces]:
    """The statement, and where its words stand in the proof."""
    out = ""
    kept: list[tuple[int, int, int]] = []
    for part in parts:
        if isinstance(part, str):
            out += part
            continue
        begin, end = part
        while text[begin:end][:1].isspace() and (not out or out.endswith(" ")):
            begin += 1
        if out and begin < end and not out.endswith(" ") and text[begin] not in " ,.;:)":
            out += " "
        at = len(out)
        for start, stop, offset in pieces or ((0, len(text), 0),):
            low, high = max(start, begin), min(stop, end)
            if low < high:
                kept.append((at + low - begin, at + high - begin, offset + begin - at))
        out += text[begin:end]
    if out[:1].islower():  # its first letter is made
        out = out[0].upper() + out[1:]
        kept = [(max(start, 1), end, offset) for start, end, offset in kept if end > 1]
    return out.rstrip(" ,;"), tuple(kept)
