"""A sentence in, what it begins with out: its subject phrase, the name in that, the new thing that it tells of."""

from __future__ import annotations

import re

from flashgen.sentences.lexicon import Lexicon
from flashgen.sentences.names import ACRONYM, SMALL_WORDS, Name, Scene, has_honorific, make_name, singular

_ONE_OF = re.compile(r"^(?:also |now )?(?:one of|among) (?:the )?")
_CLOSING = (",", ".", ";", ":", ")", "?", "!", "”", "’", "'", "—", "–")
_QUOTES = "‘’“”'\"()"
OFFICES = frozenset({"minister", "president", "governor", "secretary", "chairman", "director"})
_NAME_LIMIT = 20
_OBJECT_LIMIT = 5  # words before the name
_COMPLEMENT_END = re.compile(
    r"[,.;(]|(?<!\S)(?:in|of|for|that|which|who|to|on|at|by|from|with|and|located|held|under|where|between|after|as)\b"
)
_COMMA_NAME = re.compile(r"(?<!\band), (?:[A-Z])")
_CALLED = re.compile(
    r"^(?:An?|The|[a-z]).* (?:known as|called|named|titled) (the )?([A-Z][\w-]+(?: [A-Z(][\w()-]*| of| on| for)+)$"
)
_PARTICIPLE_LIMIT = 220  # characters
_RELATIVE = frozenset({"to", "which", "that", "who", "and"})
_SUBJECT_LIMIT = 22  # words before the verb


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
    called = _CALLED.search(opening.phrase)
    if called:
        return make_name(called[2], words, scene, article=bool(called[1]))
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
    return None if name.head in OFFICES else name


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


def object_name(opening: Opening, words: Lexicon, scene: Scene) -> Name | None:
    """The new thing that a sentence says was made: "Coastal Survey Drone (CSD)" after "is building a light"."""
    tokens = opening.rest.split(" ", _OBJECT_LIMIT + _NAME_LIMIT)
    first = next((place for place, token in enumerate(tokens) if token[:1].isupper()), len(tokens))
    if first > _OBJECT_LIMIT or any(token in SMALL_WORDS - {"a", "an", "the"} for token in tokens[:first]):
        return None
    last = first
    while last < len(tokens) and (tokens[last][:1].isupper() or tokens[last].startswith("(")):
        last += 1
        if tokens[last - 1].endswith(_CLOSING):
            break
    raw = " ".join(tokens[first:last]).rstrip(",.;")
    if "a" not in tokens[:first] and "an" not in tokens[:first] and not ACRONYM.search(raw):
        return None
    name = make_name(raw, words, scene, article=True)
    return name if len(name.text.split()) > 1 and raw.count("(") == raw.count(")") and not name.person else None


def _owned(tokens: list[str], words: Lexicon, scene: Scene) -> Name | None:
    """ "UNESCO’s List of Sites": what belongs to somebody and is written as a name."""
    own = tokens[1:]
    if not tokens[0].endswith(("’s", "'s")) or len(own) < 2 or not _is_capital(own):
        return None
    name = make_name(" ".join(tokens), words, scene, article=False)
    return None if name.person or name.head in OFFICES else name


def _classed(tokens: list[str], words: Lexicon, scene: Scene, phrase: str) -> Name | None:
    """ "The Srisailam reservoir": a name whose class noun is written small."""
    *own, noun = tokens
    while len(own) > 1 and own[-1].islower() and own[-1] not in SMALL_WORDS and noun in words.groups:
        own = own[:-1]  # "The Gaganyaan human spaceflight programme"
    the = phrase[:4] in ("The ", "the ")
    if not 0 < len(own) < (4 if noun in words.groups else 3) or not _is_capital(own) or not own[0][0].isupper():
        return None
    if own[0] in words.openers or not SMALL_WORDS.isdisjoint(own):
        return None  # "Here the temple"
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
