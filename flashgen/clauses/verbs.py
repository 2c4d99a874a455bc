"""Words in, the verbs of a clause out: which finite form is whose, and whether a text has one at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from flashgen.clauses.tokens import Words, read_words
from flashgen.grammar import base_form, nouns_first

SEARCHED = 34
"""So many words after the beginning of the subject its verb is looked for."""


SAYING = frozenset(
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


def main_verb(words: Words, first: int) -> int | None:
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
    if after == "t" and words.tags[place + 2 : place + 3] != "f":
        after = "P"  # "a unit dedicated to children"
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


def what_is_said(words: Words, verb: int) -> int | None:
    """Where the clause begins that a verb of saying leads to; None when it leads to none."""
    tags, word = words.tags, words.word(verb)
    if word not in SAYING:
        return None
    if tags[verb + 1 : verb + 2] == "T":
        return verb + 2
    plain = word in ("said", "says", "believes", "believed") and tags[verb + 1 : verb + 2] in tuple("dnNj")
    return verb + 1 if plain else None


def verb_form(auxiliaries: list[str], tag: str) -> str:
    """The form of the verb behind its auxiliaries; "" when the two do not go together."""
    bare = [word.lower() for word in auxiliaries if word != "not"]
    if not bare:
        return {"p": "E", "z": "v"}.get(tag, tag)
    if bare[-1] in ("is", "are", "was", "were", "be", "been", "being"):
        return "p" if tag in ("p", "E") else "g" if tag == "g" else "B"
    if bare[-1] in ("has", "have", "had"):
        return "p" if tag in ("p", "E", "v") else "H"
    return "f" if tag in ("f", "u", "E", "v") else ""
