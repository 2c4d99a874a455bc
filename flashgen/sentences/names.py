"""Stretches of text in, Names out: what may stand in place of "it"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from flashgen.model import Article, Block
from flashgen.sentences.lexicon import Lexicon

SMALL_WORDS = frozenset(
    {
        "of",
        "for",
        "and",
        "the",
        "&",
        "on",
        "to",
        "in",
        "de",
        "bin",
        "al",
        "an",
        "a",
        "by",
        "with",
        "from",
        "at",
        "under",
        "as",
        "or",
        "against",
    }
)
_QUOTES = "'‘’“”\""
_TITLE_WORDS = 12
_SAMPLE = 20_000  # characters
_WORD = re.compile(r"[\w’'&-]+")
ACRONYM = re.compile(r"\(([A-Z][A-Za-z&+-]*[A-Z][A-Za-z+]*\d*)\)")
_BRACKETS = re.compile(r"\s*\((?:[^()]*\)$|[A-Z][\w&+-]*[A-Z][\w+]*\))")
_MID_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-ZÀ-Þ][\w’&-]*")
_TAIL = re.compile(r"[,\s]*(?:\b(?:19|20)\d\d(?:\s?[-–]\s?\d{2,4})?\b|\s[IVX]+\b|\s[\d.]+)\s*$")
_FRONT = re.compile(r"\s(?:of|for|on|in|against|to|under|at|from|with)\s|,", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """Something that has a name, as it is put into a sentence."""

    text: str
    head: str = ""
    """Its class noun in lower case, singular: "lake"; the last word when it has none."""
    keys: frozenset[str] = frozenset()
    """Its telling words in lower case, and its acronym."""
    acronym: str = ""
    plural: bool = False
    person: bool = False
    article: bool = False
    """It is used with "the"."""
    common: bool = False
    """A kind of thing, written small: "black panthers"."""

    def at(self, start: bool) -> str:
        """The name with its article, in capital at the start of a sentence."""
        if not self.article:
            return self.text[0].upper() + self.text[1:] if start and self.common else self.text
        return f"{'The' if start else 'the'} {self.text}"

    def same(self, other: Name) -> bool:
        """Whether both mean one thing: same text, or the telling words of one are among those of the other."""
        if self.text == other.text:
            return True
        fewer, more = (self, other) if len(self.keys) <= len(other.keys) else (other, self)
        return fewer.keys <= more.keys and (self.head == other.head or len(fewer.text.split()) == 1)

    def mentioned_in(self, text: str) -> bool:
        """Whether a text speaks of it: by its acronym, or by more than half of its telling words."""
        lower = text.lower()
        found = sum(1 for key in self.keys if key in lower and re.search(rf"\b{re.escape(key)}", lower))
        return 2 * found > len(self.keys - {self.acronym.lower()}) or (bool(self.acronym) and self.acronym in text)


_TITLE_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


class Scene:
    """What an article's text as a whole tells about names: read when first asked."""

    def __init__(self, article: Article) -> None:
        self._blocks = article.blocks
        self._title = article.title
        self.names: dict[tuple[str, bool | None], Name] = {}
        """Names made so far, by their text as it stands."""

    @cached_property
    def text(self) -> str:
        """The running text, without headings and labels."""
        return "\n".join(_texts(self._blocks))

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The title's words in small letters."""
        return frozenset(_TITLE_WORD.findall(self._title.lower())) - SMALL_WORDS

    @cached_property
    def seen(self) -> Counter[str]:
        """Words in capital letters in mid-sentence, with their number."""
        return Counter(_MID_CAPITAL.findall(self.text, 0, 2 * _SAMPLE))

    @cached_property
    def sample(self) -> str:
        """The beginning of the text, which is enough to count in."""
        return self.text[:_SAMPLE]


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if block.kind != "heading":
            yield block.text
        yield from _texts(block.children)


def make_name(raw: str, words: Lexicon, scene: Scene, *, article: bool | None = None) -> Name:
    """A Name out of its text; number and article by what the scene shows."""
    key = (raw, article)
    if key not in scene.names:
        scene.names[key] = _make_name(raw, words, scene, article)
    return scene.names[key]


def _make_name(raw: str, words: Lexicon, scene: Scene, article: bool | None) -> Name:
    acronym = ACRONYM.search(raw)
    text = bare(raw)
    core = _TAIL.sub("", text) or text
    head = head_noun(core, words)
    keys = _keys(core, words) | ({acronym[1].lower()} if acronym else set())
    person = has_honorific(text, words)
    if article is None:
        article = not person and _takes_the(core, head, words, scene)
    plural = not person and _is_plural(text, core, words, scene)
    telling = frozenset(keys or {text.lower()})
    return Name(text, head, telling, acronym[1] if acronym else "", plural, person, article)


def _keys(core: str, words: Lexicon) -> set[str]:
    """The words by which a name is known: capital, no class noun, no country, no common adjective."""
    return {
        word.lower().removesuffix("’s").removesuffix("'s")
        for word in _WORD.findall(core)
        if len(word) > 2 and word[0].isupper() and _tells(word, words)
    }


def _tells(word: str, words: Lexicon) -> bool:
    lower = word.lower()
    common = singular(lower) in words.groups or lower in words.common or lower in SMALL_WORDS
    return not common and word not in words.places and word not in words.honorifics


def has_honorific(text: str, words: Lexicon) -> bool:
    """Whether a name is a person's: a title stands before it."""
    tokens = text.split()[:_TITLE_WORDS]
    for place, (title, following) in enumerate(pairwise(tokens)):
        name = following.strip("().")
        if title.strip("(.)") in words.honorifics and name[:1].isupper() and name not in words.honorifics:
            return "of" not in tokens[place : place + 3]  # "King Edward of ..." may be a body
    return False


def bare(raw: str) -> str:
    """A name without brackets, quotes, article and closing marks."""
    text = _BRACKETS.sub("", raw).strip(" :;,.-–—")
    if text[:1] in _QUOTES and not set(text[1:-1]) & set(_QUOTES):
        text = text.strip(_QUOTES)
    return re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text)


def head_noun(text: str, words: Lexicon) -> str:
    """The class noun of a name in the singular: "act" of "Wildlife Protection Act", "project" of "Project Seabird"."""
    front = _FRONT.split(text, maxsplit=1)[0].lower().split() or [""]
    whole = text.lower().split() or [""]
    for word in (front[-1], whole[-1], front[0]):
        if singular(word) in words.groups:
            return singular(word)
    return singular(front[-1])


def singular(word: str) -> str:
    """The singular of a lower-case noun, by its ending."""
    if not word.endswith("s") or word.endswith(("ss", "us", "is", "species")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word[:-1]


def _is_plural(text: str, core: str, words: Lexicon, scene: Scene) -> bool:
    many = one = 0
    if text in scene.sample:
        many = sum(scene.sample.count(f"{text} {verb} ") for verb in ("are", "were", "have"))
        one = sum(scene.sample.count(f"{text} {verb} ") for verb in ("is", "was", "has"))
    if many != one:
        return many > one
    *_, own, noun = "", *core.split()
    if noun.lower() in words.groups and own not in SMALL_WORDS:
        return False  # "Rights of Birds Act"
    front = _FRONT.split(core, maxsplit=1)[0]
    last = front.rsplit(" ", 1)[-1]
    acronym = last.isupper() and " " not in core
    if last[-1:].lower() == "s" and singular(last.lower()) != last.lower() and not acronym:
        return True
    return " and " in front and last.lower() not in words.groups


def _takes_the(text: str, head: str, words: Lexicon, scene: Scene) -> bool:
    count = scene.sample.count(text)
    led = scene.sample.count(f"the {text}") + scene.sample.count(f"The {text}") if count else 0
    if count > 1 or (led and head in words.groups):
        return 2 * led >= count
    front = _FRONT.split(text, maxsplit=1)[0].lower().split()
    ends = (*front[-1:], text.rsplit(" ", 1)[-1].lower())
    return head in words.with_the and bool(front) and head in map(singular, ends)
