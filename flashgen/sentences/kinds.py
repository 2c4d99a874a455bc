"""Common nouns in, the Names of kinds out: "yaks" after "Yaks are ...", "black panthers" of a title "Black Panther"."""

from __future__ import annotations

import re

from flashgen.sentences.lexicon import Lexicon
from flashgen.sentences.names import SMALL_WORDS, Name, Scene, bare, singular
from flashgen.sentences.openings import Opening

_ONE = frozenset({"is", "was", "has", "does", "had"})
_PEOPLE = frozenset({"people", "men", "women", "children", "cattle", "police"})
_NUMBERLESS = frozenset(
    {"series", "news", "means", "basis", "crisis", "analysis", "thesis", "headquarters", "politics"}
)
_PARTS = frozenset(
    {"first", "second", "third", "last", "certain", "several", "few", "various", "different", "two", "three", "four"}
)
_KIND_LIMIT = 6  # words
_LABEL_LIMIT = 5
_DESCRIBED_LIMIT = 9
_LINKS = frozenset({"of", "on", "for", "in", "at", "between", "against", "from", "with"})
_ONE_OR_MODAL = _ONE | {"will", "would", "shall", "can", "could", "may", "might", "must"}
_OTHERS = re.compile(r"\bwho\b.* they\b")  # others may be meant by now
_DEFINITE = re.compile(r"\bthe ([a-z]+)\b")
_AMOUNTS = frozenset(
    "total number amount majority part portion lot variety range series bunch one case pair group".split()
)
_ABSTRACT = ("tion", "sion", "ment", "ing", "ity", "ness", "ance", "ence", "ship", "ism", "al")
_ANIMALS = "species"


def is_plural(word: str) -> bool:
    """Whether a noun speaks of many, by its ending."""
    lower = word.lower()
    return lower in _PEOPLE or (lower not in _NUMBERLESS and len(lower) > 3 and singular(lower) != lower)


def plural_of(word: str) -> str:
    """The plural of a noun, by its ending."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "ch", "sh", "ss")) else "s")


def kind_said(opening: Opening, words: Lexicon, scene: Scene) -> Name | None:
    """The kind of things that a sentence has for its subject: "Self-help groups", "members of the society"."""
    phrase = opening.phrase.split(", ")[0].rstrip(",")
    tokens = phrase.split()
    article = bool(tokens) and tokens[0] in ("The", "the")
    tokens = tokens[article:]
    if not tokens or len(tokens) > _KIND_LIMIT or tokens[0][0].isdigit() or opening.verb in _ONE:
        return None
    if not _may_open(tokens[0], words) or _OTHERS.search(opening.rest):
        return None
    head = _head(tokens)
    if not is_plural(head) or not all(map(_is_plain, tokens)) or not _agrees(opening.verb):
        return None
    return _kind(tokens, scene, article=article)


def described(opening: Opening, words: Lexicon) -> Name | None:
    """The one thing that a sentence describes by a name in it: "A film on Asha Rao", "The Bay of Pigs landing"."""
    article, *tokens = opening.phrase.split(", ")[0].rstrip(",").split() or [""]
    if (
        article not in ("A", "An", "The")
        or not 1 < len(tokens) <= _DESCRIBED_LIMIT
        or opening.verb not in _ONE_OR_MODAL
    ):
        return None
    links = [place for place, token in enumerate(tokens) if token in _LINKS]
    if not links or not 0 < links[0] < 4 or tokens.count("of") > 1 or any(token in words.finite for token in tokens):
        return None
    head = tokens[links[0] - 1].lower()
    after = tokens[links[0] + 1 :]
    named = any(token[0].isupper() for token in after) or (article == "The" and after[:1] in (["a"], ["an"]))
    if not named or head in words.aspects or singular(head) in words.aspects or is_plural(head) or not head.isalpha():
        return None
    others = _DEFINITE.findall(opening.rest)
    if head in _AMOUNTS or head.endswith("ing") or any(noun in words.groups for noun in others):
        return None  # "The town of Leh lies north of the park"
    text = " ".join(tokens)
    return Name(text, head, frozenset({text.lower()}), article=True)


def _may_open(word: str, words: Lexicon) -> bool:
    """Whether a subject can begin with a word: "Some" and "first" leave open which ones."""
    return word not in words.openers and word.lower() not in words.openings and word.lower() not in _PARTS


def _head(tokens: list[str]) -> str:
    for place, token in enumerate(tokens):
        if place and token in SMALL_WORDS:
            return tokens[place - 1] if token == "of" else ""
    return tokens[-1]


def _is_plain(token: str) -> bool:
    return token.replace("-", "").replace("’", "").replace("'", "").isalpha()


def _agrees(verb: str) -> bool:
    return verb.endswith("ed") or not verb.endswith("s") or verb in ("was", "does")


def _kind(tokens: list[str], scene: Scene, *, article: bool = False) -> Name:
    """The Name of a kind, written small unless its first word is a name."""
    first = tokens[0]
    small = first[1:].islower() and (article or f" {first.lower()}" in scene.text or scene.seen[first] == 0)
    text = " ".join([first.lower() if small else first, *tokens[1:]])
    head = singular(_head(tokens).lower())
    return Name(text, head, frozenset(word.lower() for word in tokens), plural=True, article=article, common=True)


def many_of(name: Name, words: Lexicon, scene: Scene) -> Name | None:
    """A name in the plural, where the text uses it so: "black panthers" of "Black Panther"."""
    if name.plural or name.person or name.article:
        return name if name.plural else None
    if name.acronym and any(f"{name.acronym} {verb} " in scene.text for verb in ("are", "were", "have")):
        return Name(name.acronym, name.head, name.keys, plural=True)
    *before, last = name.text.split()
    whole = " ".join([*before, plural_of(last)])
    if f" {whole.lower()}" in scene.lower or f"\n{whole.lower()}" in scene.lower:
        small = f" {whole.lower()}" in scene.text
        return Name(whole.lower() if small else whole, name.head, name.keys, plural=True, common=small)
    head = plural_of(name.head)
    alive = words.groups.get(name.head) == words.groups.get(_ANIMALS, -1) and name.head != _ANIMALS
    if alive and scene.lower.count(head) > 1:
        return Name(head, name.head, name.keys | {name.head}, plural=True, common=True)
    return None


def label_kind(label: str, words: Lexicon, scene: Scene, *, defines: bool) -> Name | None:
    """What a label that is no name calls a kind: "Deputy Ministers"; `defines`: "Yellow Fever" before "It is a ..."."""
    text = bare(label)
    tokens = text.split()
    if not tokens or len(tokens) > _LABEL_LIMIT or not text[0].isupper() or words.is_generic(label):
        return None
    plain = [token for token in tokens if token.lower() not in SMALL_WORDS]
    head = _head(tokens)
    if not head or not plain or not all(_is_plain(token) for token in plain) or not _is_noun(tokens, words):
        return None
    if is_plural(head):
        return None if defines else _kind(tokens, scene)
    capital = all(token[0].isupper() for token in plain)
    if not defines or not capital or head.lower().endswith(_ABSTRACT) or head.lower() in words.aspects:
        return None
    return Name(text, head.lower(), frozenset(token.lower() for token in plain))


def _is_noun(tokens: list[str], words: Lexicon) -> bool:
    return not any(token.lower() in words.finite and token.lower() not in words.nouns_too for token in tokens)
