"""A sentence in, its main clauses out: who does what to whom, where, when and what for, as spans of the text.

No dictionary knows all words, so it reads only what is clear and gives nothing for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flashgen.clauses.parts import Part, parts_of
from flashgen.clauses.subjects import subject_end, subject_start
from flashgen.clauses.tokens import Words, read_words
from flashgen.clauses.verbs import SAYING, main_verb, verb_form, what_is_said

SUBJECT_WORDS = 16
"""A longer subject is none that a question can name."""


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clause:
    """One subject with one verb and what belongs to it; spans are characters of the sentence."""

    subject: Span
    auxiliaries: tuple[str, ...]
    """As written: ("has", "been"); () for a lone verb."""
    verb: Span
    """The word that says what is done, with its particle; empty after a lone form of be or have."""
    parts: tuple[Part, ...]
    end: int
    """Where what is understood of the clause ends."""
    lead: Span = (0, 0)
    """What stands before the subject: "In 1947, "."""
    speaker: Span | None = None
    """Who says so: "The Minister" of "The Minister said that ..."."""
    form: str = "v"
    """Part of speech of the verb as written; B or H for a lone form of be or have."""
    start: int = 0
    """Where its verbs begin, auxiliaries too."""
    opening: bool = False
    """What a participle before the subject says of it: "Founded in 1817, the school ..."; its auxiliary is made."""


@lru_cache(256)  # rules and gates ask about the same sentence one after another
def parse(text: str) -> tuple[Clause, ...]:
    """The main clauses of a sentence in order; () when its build is not clear."""
    return tuple(_clauses(read_words(text)))


def _clauses(words: Words) -> Iterator[Clause]:
    """Clause by clause; what somebody is said to have said is read for itself, with its speaker."""
    speaker: Span | None = None
    begin = 0
    while (first := subject_start(words, begin)) is not None:
        verb = main_verb(words, first)
        if verb is None:
            return
        last = subject_end(words, first, verb)
        if not 0 < last - first <= SUBJECT_WORDS or "nd" in words.tags[first:last]:
            return
        said = what_is_said(words, verb)
        if said is not None:
            speaker, begin = words.span(first, last), said
            continue
        group = Group((first, last), (words.spans[begin][0], words.spans[first][0]), speaker)
        yield from _opening(words, begin, group)
        after = verb
        following: int | None = verb
        while following is not None:
            found = _predicate(words, group, following)
            if found is None:
                return
            clause, after = found
            yield clause
            group = Group(group.subject, (0, 0), speaker)
            following = _verb_after_and(words, after)
        begin = _clause_after_and(words, after)
        if not begin:
            return


def speech(text: str) -> tuple[Span, int] | None:
    """Who says so, and where what is said begins: "The lion is ..." of "The Minister said that the lion is ..."."""
    if SAYING.isdisjoint(text.split()):
        return None
    clause = next((clause for clause in parse(text) if not clause.opening), None)
    if clause is None or clause.speaker is None:
        return None
    begin = clause.lead[0] if clause.lead[1] > clause.lead[0] else clause.subject[0]
    return clause.speaker, begin + len(text[begin:]) - len(text[begin:].lstrip(", "))


@dataclass(frozen=True, slots=True)
class Group:
    """What the clauses of one subject share; the subject in words."""

    subject: Span
    lead: Span
    speaker: Span | None


_STATES = frozenset("located situated based spread known called found headquartered surrounded bounded".split())


def _opening(words: Words, begin: int, group: Group) -> Iterator[Clause]:
    """What a participle in front says of the subject, as a clause of its own."""
    tags = words.tags
    first = group.subject[0]
    word = words.word(begin)
    if first - begin < 3 or not (tags[begin] in "pE" or (tags[begin] == "n" and word.endswith("ed"))):
        return
    before = Words(words.text, words.spans[: first - 1], tags[: first - 1])
    said = begin + 1 + (words.word(begin + 1) == "up")  # "Set up in 1952"
    parts, after = parts_of(before, said, complement=False)
    plural = tags[first : group.subject[1]].count("C") or words.word(group.subject[1] - 1).endswith("s")
    auxiliary = ("are" if plural else "is") if word in _STATES else ("were" if plural else "was")
    if parts and parts[0].kind == "argument":
        yield Clause(
            words.span(*group.subject), (auxiliary,), words.span(begin, said), tuple(parts), words.spans[after - 1][1],
            speaker=group.speaker, form="p", opening=True,
        )  # fmt: skip


def _verb_after_and(words: Words, place: int) -> int | None:
    """The verb of "and covers ...": the subject goes on."""
    tags = words.tags
    place += tags[place : place + 1] == ","
    if tags[place : place + 1] != "C":
        return None
    place += 1
    while tags[place : place + 1] == "a":
        place += 1
    return place if tags[place : place + 1] in tuple("MBHXvEpzu") else None


def _clause_after_and(words: Words, place: int) -> int:
    """The word where a new clause begins behind ", and"; 0 when none does."""
    place += words.tags[place : place + 1] in (",", ";")
    joined = words.tags[place : place + 1] in ("C", "S") and words.word(place) in ("and", "but", "while", "whereas")
    lost = words.tags[place + 1 : place + 2] == "n" and words.word(place + 1).endswith("ed")  # "and looked forward"
    return place + 1 if joined and not lost else 0


def _predicate(words: Words, group: Group, place: int) -> tuple[Clause, int] | None:
    """The clause whose verbs begin at a word, and the word after it; None when its verbs make no sense."""
    tags = words.tags
    verb = place
    auxiliaries = []
    while tags[verb : verb + 1] in tuple("MBHXba"):
        if tags[verb] != "a" or words.word(verb) == "not":
            auxiliaries.append(words.text[slice(*words.spans[verb])])
        verb += 1
    form = verb_form(auxiliaries, tags[verb : verb + 1])
    if not form:
        return None
    after = verb
    span = (words.spans[verb - 1][1],) * 2
    if form not in "BH":
        after = verb + 1 + (tags[verb + 1 : verb + 2] == "P" and words.word(verb + 1) in ("up", "out", "off", "down"))
        if tags[after : after + 1] == "C" and tags[after + 1 : after + 2] == tags[verb]:
            after += 2  # "developed and deployed"
        span = words.span(verb, after)
    parts, end = parts_of(words, after, complement=form == "B")
    subject = words.span(*group.subject)
    lost = tags[end : end + 1] in tuple("nNj#z") or tags[end - 1 : end + 1] in ("Pg", "Cg")
    if lost or (not parts and tags[end : end + 1] == "g"):  # "started rising"
        return None
    clause = Clause(
        subject, tuple(auxiliaries), span, tuple(parts), words.spans[end - 1][1], group.lead, group.speaker, form,
        start=words.spans[place][0],
    )  # fmt: skip
    return clause, end
