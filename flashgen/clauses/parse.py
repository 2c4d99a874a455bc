"""A sentence in, its main clauses out: who does what to whom, where, when and what for, as spans of the text.

No dictionary knows all words, so it reads only what is clear and gives nothing for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flashgen.clauses.phrases import phrase_end, simple_end
from flashgen.clauses.tokens import Words, read_words
from flashgen.grammar import base_form, nouns_first

LEAD_WORDS = 26
"""So far the comma is looked for that ends what stands before the subject."""
SUBJECT_WORDS = 16
"""A longer subject is none that a question can name."""
SEARCHED = 34
"""So many words after the beginning of the subject its verb is looked for."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs to a verb: "object", "complement" (after be), "argument" (with preposition), "purpose" (to do)."""

    kind: str
    start: int
    end: int
    preposition: str = ""
    begin: int = 0
    """Where its preposition stands; `start` without one."""


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
    while (first := _subject_start(words, begin)) is not None:
        verb = _main_verb(words, first)
        if verb is None:
            return
        last = _subject_end(words, first, verb)
        if not 0 < last - first <= SUBJECT_WORDS:
            return
        said = _what_is_said(words, verb)
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
    if _SAYING.isdisjoint(text.split()):
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


# Beginnings ---------------------------------------------------------------------------------------------------------


def _subject_start(words: Words, begin: int) -> int | None:
    """The word where the subject begins, behind what opens the clause: "In 1947, " and the like."""
    tags = words.tags
    if begin >= len(tags):
        return None
    if tags[begin] == "a" and tags[begin + 1 : begin + 2] in tuple("dnNj#"):
        return begin + 1  # "Only 12 countries"
    if tags[begin] in 'djnNR#"‘“' and not _is_participle(words, begin):
        return begin
    return _after_lead(words, begin) if tags[begin] in "nPSagpEtW(" else None


def _is_participle(words: Words, begin: int) -> bool:
    """Whether a clause opens with "Founded in 1947, "."""
    return begin == 0 and words.tags[0] == "n" and words.word(0).endswith("ed") and words.tags[1:2] in tuple("PCa")


def _after_lead(words: Words, begin: int) -> int | None:
    tags = words.tags
    depth = 0
    for place in range(begin, min(len(tags) - 1, begin + LEAD_WORDS)):
        depth += (tags[place] == "(") - (tags[place] == ")")
        ends = tags[place] == "," and depth == 0 and tags[place + 1] in 'djnNR#"‘“'
        if ends and not _inside_list(tags, place) and _begins_subject(words, place + 1):
            return place + 1
    return None


def _begins_subject(words: Words, first: int) -> bool:
    """Whether a verb follows, and what stands before it is one subject: not "Mumbai, the ship was"."""
    verb = _main_verb(words, first)
    if verb is None:
        return False
    between = words.tags[first:verb]
    return (
        between.count(",") % 2 == 0 or between.endswith(",") or "C" in between[between.rfind(",") :] or "(" in between
    )


def _inside_list(tags: str, comma: int) -> bool:
    """Whether a comma stands inside "A, B and C": an "and" between like words comes before any verb."""
    for place in range(comma + 1, min(len(tags), comma + 8)):
        if tags[place] in "MBHXv":
            return False
        if tags[place] == "C":
            return tags[comma - 1] == tags[place + 1 : place + 2]
    return False


def _subject_end(words: Words, first: int, verb: int) -> int:
    """The word after the subject: its verb, an adverb before that, the comma of what is said in passing."""
    tags = words.tags
    last = verb
    while last > first and tags[last - 1] == "a":
        last -= 1
    if tags[last - 1] != ",":
        return last
    opened = tags.find(",", first, last - 1)
    return opened if opened > 0 and tags[opened + 1] in "dWPEpgna" else last - 1


_STATES = frozenset("located situated based spread known called found headquartered surrounded bounded".split())


def _opening(words: Words, begin: int, group: Group) -> Iterator[Clause]:
    """What a participle in front says of the subject, as a clause of its own."""
    tags = words.tags
    first = group.subject[0]
    word = words.word(begin)
    if first - begin < 3 or not (tags[begin] in "pE" or (tags[begin] == "n" and word.endswith("ed"))):
        return
    before = Words(words.text, words.spans[: first - 1], tags[: first - 1])
    parts, after = _parts(before, begin + 1, complement=False)
    plural = tags[first : group.subject[1]].count("C") or words.word(group.subject[1] - 1).endswith("s")
    auxiliary = ("are" if plural else "is") if word in _STATES else ("were" if plural else "was")
    if parts and parts[0].kind == "argument":
        yield Clause(
            words.span(*group.subject), (auxiliary,), words.spans[begin], tuple(parts), words.spans[after - 1][1],
            speaker=group.speaker, form="p", opening=True,
        )  # fmt: skip


# Verbs --------------------------------------------------------------------------------------------------------------

_SAYING = frozenset(
    """said says stated states noted notes added informed highlighted emphasised emphasized underlined underscored
    stressed remarked observed mentioned explained announced claimed believes believed recalled argued
    reported""".split()
)
_INTRANSITIVE = frozenset(
    """account act advance agree aim amount appear apply arise arrange arrive ask belong breed call climb close
    collaborate collapse come commence compete complain conclude consist contribute cooperate crash culminate
    date debut decline decrease depend die differ disappear double drop dwell emerge enter erupt escape evolve
    exist expand explode fail fall flow fly focus function gather go graduate grow hail happen hatch improve
    increase insist inspire interact join jump land last lead live look march merge migrate move occur open
    operate originate participate pass peak perform persist play plunge point progress qualify react refer
    reign rely remain resign respond result retire retreat return rise rule sail separate serve settle shift
    sink slip speak split spread stand start stay stem study succeed suffer surge surrender train travel
    triple unite vary vote wait withdraw work""".split()
)
"""Verbs of which a past form before a preposition is no participle: "emerged from"."""
_NAMING = frozenset("called named titled entitled dubbed known termed".split())
_PEOPLE = frozenset("people women men children police".split())


def _main_verb(words: Words, first: int) -> int | None:
    """The finite verb of the subject that begins at a word, None when no verb is clearly its own."""
    candidate: int | None = None
    for place, kind in _own_verbs(words, first):
        if candidate is not None and (kind == "relative" or "," in words.tags[candidate:place]):
            return candidate
        if kind == "sure":
            return place
        if kind == "open" and candidate is None:
            candidate = place
    return candidate


def _own_verbs(words: Words, first: int) -> Iterator[tuple[int, str]]:
    """Where verbs stand outside relative clauses: "sure" or "open"; and where a "relative" clause begins."""
    tags = words.tags
    inside = 0  # relative clauses whose verb is still to come
    for place in _outside_brackets(tags, first, SEARCHED):
        tag = tags[place]
        if tag in "S;:R" and place > first:
            return
        if tag in "WT":
            inside += 1
            yield place, "relative"
        elif tag in "MBHXvu" or (tag == "E" and inside):
            if inside:
                inside -= 1
            elif kind := _finite(words, first, place):
                yield place, kind
        elif place > first and not inside and _may_be_main(words, place):
            yield place, "sure" if _has_object(words, place) else "open"


def _finite(words: Words, first: int, place: int) -> str:
    """How sure a finite form is the verb of the subject; "" for a base form behind a singular."""
    if words.tags[place] != "u" or _is_plural(words, first, place):
        return "sure"
    likely = words.tags[place + 1 : place + 2] in tuple("dtP") and words.word(place) not in nouns_first()
    return "open" if likely else ""


@lru_cache(256)  # of one clause several values are asked for
def has_verb(text: str) -> bool:
    """Whether a text says something: it has a finite verb outside brackets and relative clauses."""
    words = read_words(text)
    tags = words.tags
    inside = 0
    for place in _outside_brackets(tags, 0, len(tags)):
        if tags[place] in "WT":
            inside += 1
        elif tags[place] in "MBHXvu" or (tags[place] == "E" and inside):
            if not inside:
                return True
            inside -= 1
        elif not inside and place and (_may_be_main(words, place) or _may_be_said(words, place)):
            return True
    return False


def _may_be_said(words: Words, place: int) -> bool:
    """Whether a past form before a preposition says something of what is known: "The court ordered in May that"."""
    tags = words.tags
    known = tags[place] == "E" and tags[place - 1] in "nN)" and words.word(0) not in ("a", "an")
    return known and place + 1 < len(tags) and words.word(place + 1) != "by"


def _outside_brackets(tags: str, first: int, reach: int) -> Iterator[int]:
    depth = 0
    for place in range(first, min(len(tags), first + reach)):
        depth = max(0, depth + (tags[place] in "([") - (tags[place] in ")]"))
        if not depth:
            yield place


def _has_object(words: Words, place: int) -> bool:
    """Whether a past form is followed by an object: a participle has none ("received a rating")."""
    return (
        words.tags[place] == "E"
        and words.tags[place + 1 : place + 2] in tuple("dNRTj")
        and words.word(place) not in _NAMING
    )


def _may_be_main(words: Words, place: int) -> bool:
    """Whether a past form or a form in -s may be the main verb, where nothing better follows."""
    tag, after = words.tags[place], words.tags[place + 1 : place + 2]
    if tag == "z":
        return after in tuple("tPNj#gan")
    if tag != "E" or words.tags[place - 1] not in 'nNRz)#%"”’a,u—–' or after in (",", ".", ""):
        return False
    if words.tags[place - 1] == "R":
        return True  # "it swept through"
    if after == "P" and words.word(place + 1) == "by" and words.tags[place + 2 : place + 3] != "#":
        return False  # "a mill opened by the crown"
    return after not in ("P", "O") or base_form(words.word(place)) in _INTRANSITIVE  # "a lamp kept in a niche"


def _is_plural(words: Words, first: int, verb: int) -> bool:
    """Whether the subject words[first:verb] is plural, so that a base form behind it is its verb."""
    tags = words.tags[first:verb]
    head = min((place for place in (tags.find("O"), tags.find("P")) if place > 0), default=len(tags)) - 1
    while head > 0 and tags[head] in "a)":
        head -= 1
    word = words.word(first + head)
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s"))
    return plural or word in _PEOPLE or "C" in tags[: head + 1]


def _what_is_said(words: Words, verb: int) -> int | None:
    """Where the clause begins that a verb of saying leads to; None when it leads to none."""
    tags, word = words.tags, words.word(verb)
    if word not in _SAYING:
        return None
    if tags[verb + 1 : verb + 2] == "T":
        return verb + 2
    plain = word in ("said", "says", "believes", "believed") and tags[verb + 1 : verb + 2] in tuple("dnNj")
    return verb + 1 if plain else None


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
    return place + 1 if joined else 0


def _predicate(words: Words, group: Group, place: int) -> tuple[Clause, int] | None:
    """The clause whose verbs begin at a word, and the word after it; None when its verbs make no sense."""
    tags = words.tags
    verb = place
    auxiliaries = []
    while tags[verb : verb + 1] in tuple("MBHXba"):
        if tags[verb] != "a" or words.word(verb) == "not":
            auxiliaries.append(words.text[slice(*words.spans[verb])])
        verb += 1
    form = _verb_form(auxiliaries, tags[verb : verb + 1])
    if not form:
        return None
    after = verb
    span = (words.spans[verb - 1][1],) * 2
    if form not in "BH":
        after = verb + 1 + (tags[verb + 1 : verb + 2] == "P" and words.word(verb + 1) in ("up", "out", "off", "down"))
        if tags[after : after + 1] == "C" and tags[after + 1 : after + 2] == tags[verb]:
            after += 2  # "developed and deployed"
        span = words.span(verb, after)
    parts, end = _parts(words, after, complement=form == "B")
    subject = words.span(*group.subject)
    if tags[end : end + 1] in tuple("nNj#z") or tags[end - 1 : end + 1] in ("Pg", "Cg"):
        return None  # lost its way
    clause = Clause(
        subject, tuple(auxiliaries), span, tuple(parts), words.spans[end - 1][1], group.lead, group.speaker, form
    )
    return clause, end


def _verb_form(auxiliaries: list[str], tag: str) -> str:
    """The form of the verb behind its auxiliaries; "" when the two do not go together."""
    bare = [word.lower() for word in auxiliaries if word != "not"]
    if not bare:
        return {"p": "E", "z": "v"}.get(tag, tag)
    if bare[-1] in ("is", "are", "was", "were", "be", "been", "being"):
        return "p" if tag in ("p", "E") else "g" if tag == "g" else "B"
    if bare[-1] in ("has", "have", "had"):
        return "p" if tag in ("p", "E", "v") else "H"
    return "f" if tag in ("f", "u", "E", "v") else ""


# What follows -------------------------------------------------------------------------------------------------------


def _parts(words: Words, place: int, *, complement: bool) -> tuple[list[Part], int]:
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
