"""Reading in, Lexicon out: the words of reading.yaml as the sets and patterns by which subjects are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flashgen.reading import Reading, Words

AUXILIARIES = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "will", "would", "shall", "can", "could"}
    | {"may", "might", "must", "should", "does", "do", "did", "isn't", "aren't", "wasn't", "cannot"}
)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Word sets (lower case unless said otherwise) and patterns (all to be matched at the start of a text)."""

    reading: Reading
    aspects: Words
    groups: Mapping[str, int]
    """Class noun -> number of its group; nouns of one group may stand for each other."""
    class_words: Words
    """The class nouns as they stand in names: "Act", "Acts", "ACT"."""
    with_the: Words
    common: Words
    """Adjectives and nouns that many names share: "national"."""
    actors: Words
    honorifics: Words
    """As written: "Dr"."""
    places: Words
    """As written."""
    place_words: Words
    """Their first words."""
    place: re.Pattern[str]
    openers: Words
    """As written: "The", "In"."""
    headline_verbs: Words
    makers: Words
    sayings: Words
    finite: Words
    """Words that make a clause: auxiliaries and the verbs of the data."""
    openings: Words
    """Prepositions and adverbs that open a phrase before the subject."""
    adverbs: Words
    nouns_too: Words
    determiners: Words
    vague: Words
    unique: Words
    women: Words
    """As written, like `men`: "Smt"."""
    men: Words
    first: Mapping[str, str]
    """What the first word of a sentence may begin: "lead", "was", "is", "verb"; letters of each in one string."""
    lead_in: re.Pattern[str]
    was: re.Pattern[str]
    is_: re.Pattern[str]
    verb: re.Pattern[str]
    both: re.Pattern[str]
    """Anywhere in a text."""
    expletive: re.Pattern[str]

    def is_generic(self, label: str) -> bool:
        """Whether a heading or label names nothing: "Key Points"."""
        return _is_generic(self.reading, label)

    def places_in(self, text: str) -> list[str]:
        """The countries, states and groups of states in a text, in order."""
        if self.place_words.isdisjoint(_WORDS.findall(text)):
            return []
        return list(dict.fromkeys(self.place.findall(text)))


_WORDS = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def _is_generic(reading: Reading, label: str) -> bool:
    return reading.lines["generic"].match(label)


@lru_cache(maxsize=8)
def lexicon(reading: Reading) -> Lexicon:
    """The prepared words of one Reading, made once."""
    words = reading.words
    subjects = {name.partition(".")[2]: items for name, items in words.items() if name.startswith("subjects.")}
    lines = sorted(words["names.classes"])
    classes = {noun: number for number, line in enumerate(lines) for noun in line.split()}
    leads, clauses, verbs = subjects["lead_ins"], subjects["lead_clauses"], subjects["verbs"]
    return Lexicon(
        reading=reading,
        aspects=words["names.aspects"],
        groups=classes,
        class_words=frozenset(form for noun in classes for form in _forms(noun)),
        with_the=words["names.with_the"],
        common=words["names.common"],
        actors=words["names.actors"],
        honorifics=words["names.honorifics"],
        places=words["names.places"],
        place_words=frozenset(_WORDS.findall(place)[0] for place in words["names.places"]),
        place=re.compile(rf"\b(?:{_any(words['names.places'])})\b"),
        openers=words["abbreviations.openers"],
        headline_verbs=subjects["headline_verbs"],
        makers=subjects["makers"],
        sayings=subjects["sayings"],
        finite=AUXILIARIES | verbs | subjects["makers"] | subjects["other_verbs"],
        openings=subjects["openings"],
        adverbs=subjects["adverbs"],
        nouns_too=subjects["nouns_too"],
        determiners=subjects["determiners"],
        vague=words["names.vague"],
        unique=words["names.unique"],
        women=words["names.women"],
        men=words["names.men"],
        first=_first(
            lead=[*leads, *clauses, "also", "and", "but", *_SOME], was=subjects["was"], is_=subjects["is"], verb=verbs
        ),
        lead_in=_start(
            rf"(?:{_any(leads)}|(?:{_any(_SOME)}) {_PERIODS} (?:later|earlier)),\s+"
            rf"|(?:{_any(clauses)}),?\s+that\s+|(?:also|and|but)\s+"
        ),
        was=_start(rf"(?:{_any(subjects['was'])})\b"),
        is_=_start(rf"(?:{_any(subjects['is'])})\b"),
        verb=_start(rf"(?:{_any(verbs)})(?=\s+(?!(?:of|and|include|are|were|is|was|for)\b)[\w‘'“\"])"),
        both=re.compile(rf"\b(?:{_any(subjects['parties'])})\b", re.IGNORECASE),
        expletive=_start(
            r"it\s+(?:is|was|has been|had been|will be|would be|should be|must be|may be|can be|became|becomes"
            r"|seems?|appears?|remains?|takes?|took)\s+"
            r"(?:(?:also|now|therefore|thus|further|very|quite|more|highly|equally|being|widely|often|generally|not)\s+)?"
            rf"(?:(?:{_any(subjects['expletives'])})\s+(?:to|that|for|whether)\b|\w+(?:\s+out)?\s+that\b)"
        ),
    )  # fmt: skip


def _forms(noun: str) -> tuple[str, ...]:
    plural = (
        noun[:-1] + "ies" if noun.endswith("y") else noun + ("es" if noun.endswith(("x", "ch", "sh", "ss")) else "s")
    )
    return noun.capitalize(), plural.capitalize(), noun.upper(), plural.upper()


_SOME = "a an one two three four five six seven eight nine ten some several many".split()
_PERIODS = r"(?:few )?(?:days?|weeks?|months?|years?|decades?|century|centuries)"


def _start(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any(phrases: Iterable[str]) -> str:
    """Alternatives, longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _first(**phrases: Iterable[str]) -> dict[str, str]:
    """First word -> the letters of the kinds of phrase that it opens: l(ead), w(as), i(s), v(erb)."""
    found: dict[str, str] = {}
    for kind, items in phrases.items():
        for phrase in items:
            word = phrase.split()[0]
            if kind[0] not in found.get(word, ""):
                found[word] = found.get(word, "") + kind[0]
    return found
