"""Words in, noun phrases out: where each ends and what it is made of."""

from __future__ import annotations

import re
from functools import lru_cache

from flashgen.clauses.tokens import Words, read_words
from flashgen.grammar import base_form, nouns_first, verb_forms
from flashgen.initials import long_form
from flashgen.nounphrases import BODIES, body_of

FORMS = ("list", "pair", "abbreviated", "kind", "name", "specific", "number", "plain", "word")
"""A list of three and more; a pair; a name with its abbreviation in brackets; a name that says what it is ("Ramsar
Convention"); names alone; words with a name among them; a number with its noun; four and more words; fewer."""

# Words and what stands before them; "political, social and economic development" is one.
_SIMPLE = re.compile(r"[ad]*(?:a*[jnNz#pE\"“”‘’$%]|a*g(?=[nN])|j(?:,j)*,?C(?=j))*a*[nNz#g\"”’%)]j*|[ad]*j+(?![nN#])")
_NAME_AHEAD = re.compile("d?N")
_START = frozenset('djnNz#"“‘')
_INSIDE = frozenset("djnNz#")
_LONGEST_LIST = 14
_PLAIN = 4


def simple_end(tags: str, place: int) -> int:
    """The word after the noun phrase at a place, without "of" and "and"; the place itself when there is none."""
    found = _SIMPLE.match(tags, place)
    return found.end() if found else place


def phrase_end(words: Words, place: int) -> int:
    """The word after the whole noun phrase: with "of ...", brackets, the other things of a list."""
    tags = words.tags
    last = simple_end(tags, place)
    while place < last < len(tags):
        following = _grown(words, last, place)
        if following <= last:
            break
        last = following
    return last


def _grown(words: Words, last: int, first: int) -> int:
    """The end of what goes on behind the noun phrase words[first:last]; `last` when nothing does."""
    tags = words.tags
    sign = tags[last]
    if sign == "P" and tags[last - 1] == "N" and _NAME_AHEAD.match(tags, last + 1) and _is_title(words, last):
        return simple_end(tags, last + 1)
    if sign == "O":
        return _or(last, simple_end(tags, last + 1), last + 1)
    if sign == "(":
        close = tags.find(")", last)
        return last if close < 0 else simple_end(tags, close + 1)
    if sign == "," and tags[last + 1 : last + 2] == "#" and words.word(last + 1).isdigit():
        return last + 2  # "Act, 1962"
    if sign == "," and tags[last + 1 : last + 2] == "C" and "," not in tags[first:last]:
        return last  # "on 2 February, and classrooms": of two things the comma parts clauses
    if (sign == "C" and words.word(last) != "but") or (sign == "," and _is_list(tags, last)):
        start = last + 1 + (tags[last + 1 : last + 2] == "C")
        if tags[last - 1] == "N" and tags[start : start + 1] == "z" and tags[start + 1 : start + 2] in tuple("Padt"):
            return last  # "lies in Nepal and spreads over"
        end = simple_end(tags, start)
        return last if end == start or _verb_follows(tags, end) else end
    return last


def _is_title(words: Words, place: int) -> bool:
    """Whether a preposition stands in a name: "Convention on Biological Diversity"."""
    return words.word(place) in ("for", "on", "against", "to") and words.word(place - 1) in BODIES


def _or(last: int, end: int, start: int) -> int:
    return end if end > start else last


def _verb_follows(tags: str, place: int) -> bool:
    """Whether a verb comes next: then the things after "and" begin a clause of their own."""
    while tags[place : place + 1] == "a":
        place += 1
    return tags[place : place + 1] in tuple("MBHXvuz")


def _is_list(tags: str, comma: int) -> bool:
    """Whether "A, B, C and D" goes on behind this comma: an "and" comes before the list ends."""
    place = comma + 1
    for _ in range(_LONGEST_LIST):
        if tags[place : place + 1] == "C":
            return simple_end(tags, place + 1) > place + 1
        end = _with_of(tags, place)
        if end == place:
            return False
        place = end
        if tags[place : place + 1] == ",":
            place += 1
        elif tags[place : place + 1] != "C":
            return False
    return False


def _with_of(tags: str, place: int) -> int:
    """The end of a noun phrase with "of ..." and brackets, without a list."""
    last = simple_end(tags, place)
    while last > place and tags[last : last + 1] in ("O", "("):
        close = tags.find(")", last) + 1 if tags[last] == "(" else simple_end(tags, last + 1)
        if close <= last + 1:
            break
        last = close
    return last


@lru_cache(256)  # several rules look for phrases of the same sentence
def phrases(text: str) -> tuple[tuple[str, int, int], ...]:
    """All noun phrases of a sentence in order: the word before it in small letters, its first word, the word after."""
    words = read_words(text)
    tags = words.tags
    found = []
    for place, tag in enumerate(tags):
        if tag in _START and not (place and tags[place - 1] in _INSIDE) and not _goes_on_name(words, place):
            end = phrase_end(words, place)
            if end > place:
                found.append((words.word(place - 1) if place else "", place, end))
    return tuple(found)


def _goes_on_name(words: Words, place: int) -> bool:
    """Whether words stand inside a name: "Yak" of "Centre on Yak"."""
    inside = place > 1 and words.tags[place] == "N" == words.tags[place - 2]
    return inside and words.word(place - 1) in ("of", "for", "on", "and", "&")


def form_of(words: Words, first: int, last: int) -> str:
    """Which of FORMS the phrase words[first:last] has."""
    tags = words.tags[first:last]
    text = words.text[slice(*words.span(first, last))]
    joined = "C" in tags
    if joined and "," in tags:
        return "list" if _is_sound(words, first, last) else "word"
    if joined and not _is_sound(words, first, last):
        return "word"
    short = _ABBREVIATED.search(text)
    if short and long_form(text[: short.start() + 1], short[1]) is not None:
        return "abbreviated"
    if body_of(text):
        return "kind"
    if "N" in tags:
        return "pair" if joined else "name" if set(tags) <= {"N", "d"} else "specific"
    if "#" in tags:
        return "number"
    return "pair" if joined else "plain" if len(tags) - tags.count("d") >= _PLAIN else "word"


@lru_cache(256)  # several rules ask for the form of the same phrase
def form_in(text: str, first: int, last: int) -> str:
    """Which of FORMS the phrase words[first:last] of a sentence has."""
    return form_of(read_words(text), first, last)


def form_of_text(text: str) -> str:
    """Which of FORMS a phrase has that stands alone."""
    words = read_words(text)
    return form_of(words, 0, len(words.tags)) if words.tags else "word"


_ABBREVIATED = re.compile(r"[A-Za-z] \(([A-Z][A-Za-z-]*[A-Z][A-Za-z0-9-]*)\)")


def _is_sound(words: Words, first: int, last: int) -> bool:
    """Whether no thing of a list begins with a verb: "the country, and facilitate ..." is no list."""
    tags = words.tags
    for place in range(first + 1, last):
        if words.word(place) == "but":
            return False
        if tags[place - 1] in ",C" and tags[place] != "N":
            word = words.word(place)
            verbal = tags[place] == "g" or (word in verb_forms() and base_form(word) not in nouns_first())
            if verbal and tags[first] != "g":
                return False
    return True
