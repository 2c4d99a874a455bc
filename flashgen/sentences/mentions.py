"""Running text in, the names in it that hold a class noun out: "Ramsar Convention"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from flashgen.sentences.lexicon import AUXILIARIES, Lexicon
from flashgen.sentences.names import ACRONYM, SMALL_WORDS, Name, Scene, make_name, singular

_CAPITAL_WORD = re.compile(r"\b[A-Z]\w+")
_TOKEN = re.compile(r"\S+")
_A_KIND = re.compile(r"\b[Aa]n? (?:[a-z-]+ ){0,3}$")  # "a statutory Finance Institution" names nothing
_TOKEN_END = re.compile(r"\W.*$")
_CLOSING = (",", ".", ";", ":", ")", "?", "!", "”", "’", "'", "—", "–")
_LINKS = frozenset({"of", "for", "on", "to", "against"})
_QUOTES = "‘’“”'\"()"
_LEFT_LIMIT = 9
_AMOUNTS = frozenset({"cr", "crore", "lakh", "rs"})  # "62 Cr Phone Scheme"
_ASKING = AUXILIARIES | {"what", "how", "why", "which", "who", "when", "where", "whether"}


def classed_names(text: str, words: Lexicon, scene: Scene) -> Iterator[Name]:
    """The names in a text that hold a class noun, in order: "the Wildlife Protection Act of 1972"."""
    for _, raw in classed_texts(text, words):
        if name := classed_name(raw, words, scene):
            yield name


def classed_name(raw: str, words: Lexicon, scene: Scene) -> Name | None:
    """The Name of such a text, when it has telling words besides the class noun."""
    name = make_name(raw, words, scene)
    return name if name.head in words.groups and name.keys != {name.text.lower()} else None


def classed_texts(text: str, words: Lexicon) -> Iterator[tuple[str, str]]:
    """(class noun, name) of each name in a text that holds a class noun."""
    hits = [match.start() for match in _CAPITAL_WORD.finditer(text) if match[0] in words.class_words]
    if not hits:
        return
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
    place = reach = 0
    for hit in hits:
        while tokens[place][1] <= hit:
            place += 1
        if place < reach or _goes_on(text, tokens, place, words):
            continue
        first, last = _left(text, tokens, place), _right(text, tokens, place, words)
        start, end = tokens[first][0], tokens[last][1]
        reach = last + 1
        if _A_KIND.search(text, max(0, start - 40), start) and not ACRONYM.search(text, start, end + 12):
            continue
        raw = _clean_left(_unquoted(text[start:end]), words)
        if " " in raw and raw.count("(") == raw.count(")"):
            yield singular(_TOKEN_END.sub("", text[hit : tokens[place][1]]).lower()), raw


def _goes_on(text: str, tokens: list[tuple[int, int]], place: int, words: Lexicon) -> bool:
    """Whether a later class noun ends the name: "Port" of "Green Port Scheme"."""
    for before, after in pairwise(range(place, min(len(tokens), place + 5))):
        word = text[slice(*tokens[after])]
        if text[slice(*tokens[before])].endswith(_CLOSING) or not word[0].isupper():
            return False
        if singular(word.strip(_QUOTES + ".,;:").lower()) in words.groups:
            return True
    return False


def _left(text: str, tokens: list[tuple[int, int]], place: int) -> int:
    """The first token of the capital words that lead to a class noun."""
    first = place
    links = ("of", "for", "and", "the", "&", "on", "to", "at", "against")
    for before in range(place - 1, max(-1, place - 1 - _LEFT_LIMIT), -1):
        token = text[slice(*tokens[before])]
        bracket = token.endswith(")") and (token[0] == "(" or token[0].isupper())
        if place - before == 1 and token[-1] in "’'”\"" and len(token) > 2 and token[-2:] not in ("s’", "s'"):
            opened = _quoted_from(text, tokens, before)
            return place if opened < 0 else opened
        if (token.endswith(_CLOSING) and not bracket) or token in (";", "-", "–", "—"):
            break
        if token[0].isupper() or token[0].isdigit() or token[0] in "‘“(":
            first = before
        elif token not in links:
            break
    return first


def _unquoted(text: str) -> str:
    """A name without quotes around it; those around its first words stay: "'Songs of Goa' Festival"."""
    plain = text.strip(" ,.;:'‘’“”\"")
    inside = text[:1] in "‘'“\"" and any(sign in plain for sign in "’'”\"")
    return text[0] + plain if inside else plain


def _quoted_from(text: str, tokens: list[tuple[int, int]], last: int) -> int:
    """The token that opens the quoted name which token `last` closes, -1 when there is none near."""
    for before in range(last, max(-1, last - _LEFT_LIMIT), -1):
        if text[tokens[before][0]] in "‘'“\"":
            return before
    return -1


def _right(text: str, tokens: list[tuple[int, int]], place: int, words: Lexicon) -> int:
    """The last token of what belongs to a class noun: "of 1972", ", 1962", "on Biological Diversity"."""
    last = place
    if text[slice(*tokens[place])].endswith(_CLOSING[1:]):
        return last
    linked = False
    for after in range(place + 1, min(len(tokens), place + 9)):
        token = text[slice(*tokens[after])]
        word = token.strip("(),.;:’'”")
        comma = text[slice(*tokens[after - 1])].endswith(",")
        if word.lower() in words.headline_verbs:
            break
        if (word.isdigit() and len(word) == 4) or (word[:1].isupper() and not comma and (linked or token[0] == "(")):
            last = after
            if token.endswith(_CLOSING):
                break
        elif word in _LINKS and not comma:
            linked = True
        elif not (linked and word in ("the", "and", "&") and not comma):
            break
    return last


def _clean_left(raw: str, words: Lexicon) -> str:
    """A name without what only stands before it: "Under the", "India’s"."""
    tokens = raw.split()
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].endswith(("’s", "'s", "s’", "s'")):
            tokens = tokens[place + 1 :]
            break
    outside = words.openings | SMALL_WORDS | _ASKING | _AMOUNTS
    while tokens and (tokens[0] in words.openers or tokens[0].lower() in outside) and tokens[:2] != ["All", "India"]:
        tokens = tokens[1:]
    return " ".join(tokens)
