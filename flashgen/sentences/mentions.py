"""Running text in, the names in it out: what a sentence is about, names with a class noun ("Ramsar Convention")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from flashgen.sentences.lexicon import AUXILIARIES, Lexicon
from flashgen.sentences.names import ACRONYM, SMALL_WORDS, Name, Scene, has_honorific, make_name, singular

_CAPITAL_WORD = re.compile(r"\b[A-Z]\w+")
_TOKEN = re.compile(r"\S+")
_ONE_OF = re.compile(r"^(?:also |now )?(?:one of|among) (?:the )?")
_A_KIND = re.compile(r"\b[Aa]n? (?:[a-z-]+ ){0,3}$")  # "a statutory Finance Institution" names nothing
_TOKEN_END = re.compile(r"\W.*$")
_CLOSING = (",", ".", ";", ":", ")", "?", "!", "”", "’", "'", "—", "–")
_LINKS = frozenset({"of", "for", "on", "to", "against"})
_QUOTES = "‘’“”'\"()"
_OFFICES = frozenset({"minister", "president", "governor", "secretary", "chairman", "director"})
_NAME_LIMIT = 12
_COMPLEMENT_END = re.compile(
    r"[,.;(]|(?<!\S)(?:in|of|for|that|which|who|to|on|at|by|from|with|and|located|held|under|where|between|after|as)\b"
)
_LEFT_LIMIT = 9
_COMMA_NAME = re.compile(r"(?<!\band), (?:[A-Z])")
_PARTICIPLE_LIMIT = 220  # characters
_ASKING = AUXILIARIES | {"what", "how", "why", "which", "who", "when", "where", "whether"}
_RELATIVE = frozenset({"to", "which", "that", "who", "and"})
_SUBJECT_LIMIT = 14  # words before the verb


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
    outside = words.openings | SMALL_WORDS | _ASKING
    while tokens and (tokens[0] in words.openers or tokens[0].lower() in outside) and tokens[:2] != ["All", "India"]:
        tokens = tokens[1:]
    return " ".join(tokens)


class Opening:
    """What a sentence begins with: its subject phrase up to the first finite verb, and that verb."""

    __slots__ = ("aside", "phrase", "rest", "verb")

    def __init__(self, text: str, words: Lexicon) -> None:
        self.phrase = self.verb = self.rest = self.aside = ""
        first = text.split(" ", 1)[0].rstrip(",")
        if first.lower() in words.openings:
            intro, _, main = text.partition(", ")
            text = main if main and len(intro.split()) < _SUBJECT_LIMIT else text
        elif first.endswith("ing") and len(first) > 6:
            text = _after_participle(text)
        name, _, aside = text.partition(", ")
        if aside.startswith(("the ", "a ", "an ", "one ")) and len(name.split()) < 8:
            self.phrase, self.aside = name, aside
            self.verb, _, self.rest = aside.partition(", ")[2].partition(" ")
        else:
            self._find_verb(text.split(" ", _SUBJECT_LIMIT + 1), words)

    def _find_verb(self, tokens: list[str], words: Lexicon) -> None:
        for place in range(1, min(len(tokens), _SUBJECT_LIMIT + 1)):
            word = tokens[place]
            past = word.endswith("ed") and _is_capital(tokens[:place])  # "Asha Rao weighed"
            if (past or word in words.finite) and tokens[place - 1] not in _RELATIVE:
                self.phrase = " ".join(tokens[:place])
                self.verb = word
                self.rest = " ".join(tokens[place + 1 :])
                return


def _after_participle(text: str) -> str:
    """The main clause of "Describing lions, tigers and cats, Dr. Rao said ..."; the text itself when it has none."""
    for match in _COMMA_NAME.finditer(text, 0, _PARTICIPLE_LIMIT):
        before = text[: match.start()]
        if before.count('"') % 2 == 0 and before.count("“") == before.count("”"):
            return text[match.end() - 1 :]
    return text


def opening_name(opening: Opening, words: Lexicon, scene: Scene) -> Name | None:
    """The Name that a sentence has for its subject; None when that is a common noun, a clause or unknown."""
    phrase = opening.phrase.split(", ")[0].rstrip(",")
    tokens = _without_participle(phrase.split(), words)
    if len(tokens) > 1 and tokens[0] in ("The", "the"):
        tokens = tokens[1:]
    elif not tokens or tokens[0] in words.openers:
        return None
    if not _is_capital(tokens):
        return (
            _owned(tokens, words, scene)
            or _kind(tokens, opening, words, scene)
            or _classed(tokens, words, scene, phrase)
        )
    if has_honorific(phrase, words):
        return Name(_person(tokens, words), tokens[-1].lower(), frozenset({tokens[-1].lower()}), person=True)
    if len(tokens) == 1 and not _is_name(tokens[0].strip(_QUOTES), scene):
        return None
    name = make_name(" ".join(tokens), words, scene, article=phrase[:4] in ("The ", "the "))
    return None if name.head in _OFFICES else name


def _without_participle(tokens: list[str], words: Lexicon) -> list[str]:
    """ "Asha Rao based in Delhi" without what tells more of her; "The court also" without "also"."""
    for place, token in enumerate(tokens):
        if place and token.islower() and "i" in words.first.get(token, "") and tokens[place - 1][:1].isupper():
            return tokens[:place]
    return tokens[:-1] if tokens and tokens[-1] in words.adverbs else tokens


def _kind(tokens: list[str], opening: Opening, words: Lexicon, scene: Scene) -> Name | None:
    """A kind of thing with a name in it, in the plural: "Kalbeliya tribe people were ..."."""
    plain = [token for token in tokens if token.islower()]
    first = tokens[0].strip(_QUOTES)
    if opening.verb not in ("are", "were", "have") or not 0 < len(plain) < 3 or len(tokens) > 5:
        return None
    if not tokens[-1].islower() or not SMALL_WORDS.isdisjoint(plain) or not _is_name(first, scene):
        return None
    return Name(" ".join(tokens), singular(tokens[-1]), frozenset({first.lower()}), plural=True)


def _owned(tokens: list[str], words: Lexicon, scene: Scene) -> Name | None:
    """ "UNESCO’s List of Sites": what belongs to somebody and is written as a name."""
    own = tokens[1:]
    if not tokens[0].endswith(("’s", "'s")) or len(own) < 2 or not _is_capital(own):
        return None
    name = make_name(" ".join(tokens), words, scene, article=False)
    return None if name.person or name.head in _OFFICES else name


def _classed(tokens: list[str], words: Lexicon, scene: Scene, phrase: str) -> Name | None:
    """ "The Srisailam reservoir": a name whose class noun is written small."""
    *own, noun = tokens
    the = phrase[:4] in ("The ", "the ")
    if not 0 < len(own) < (4 if noun in words.groups else 3) or not _is_capital(own) or not own[0][0].isupper():
        return None
    if noun not in words.groups and not (the and noun.isalpha() and noun.islower() and noun not in words.adverbs):
        return None
    if own[0] in words.places or not _tells_apart(own, words) or (len(own) == 1 and not _is_name(own[0], scene)):
        return None
    if singular(noun) != noun or noun in words.aspects:
        return None
    keys = frozenset(token.lower() for token in own)
    return Name(" ".join(tokens), noun, keys, article=the)


def _tells_apart(own: list[str], words: Lexicon) -> bool:
    return any(token.lower() not in words.common and token.lower() not in words.groups for token in own)


def _is_capital(tokens: list[str]) -> bool:
    """Whether a subject phrase is written as a name throughout: capital words, no possessor."""
    if len(tokens) > _NAME_LIMIT or any(token.endswith(("’s", "'s", "’", "s'")) for token in tokens[:-1]):
        return False
    weighty = [word for token in tokens if (word := token.strip(_QUOTES)) and word.lower() not in SMALL_WORDS]
    capital = all(word[0].isupper() or word[0].isdigit() for word in weighty)
    return bool(weighty) and capital and any(letter.isalpha() for letter in weighty[0])


def _is_name(word: str, scene: Scene) -> bool:
    """Whether a single capital word at the start of a sentence is a name: the text never writes it small."""
    if word.isupper() or any(letter.isupper() for letter in word[1:]):
        return len(word) > 1
    return scene.seen[word] > 0 and f" {word.lower()} " not in scene.text


def _person(tokens: list[str], words: Lexicon) -> str:
    """A person's name from the last title on, when there are many before it."""
    titles = [place for place, token in enumerate(tokens[:-1]) if token.rstrip(".") in words.honorifics]
    first = titles[-1] if titles and len(tokens) > 4 else 0
    return " ".join(tokens[first:]).strip(",")


def complement(rest: str) -> str:
    """The noun of "a surface-to-air missile system that ...": "system"; "" when there is none."""
    rest = _ONE_OF.sub("", rest)
    end = _COMPLEMENT_END.search(rest)
    words = (rest[: end.start()] if end else rest).split()
    return singular(words[-1].lower()) if words and words[-1].isalpha() and len(words) < 9 else ""
