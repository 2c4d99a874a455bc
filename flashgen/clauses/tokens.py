"""A sentence in, its words with their parts of speech out, one letter a word, settled by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flashgen.grammar import base_form, nouns_first, verb_forms

# One letter for each part of speech; a sign stands for itself.
DETERMINER, ADJECTIVE, NOUN, NAME, NUMBER, ADVERB = "d", "j", "n", "N", "#", "a"
PREPOSITION, OF, TO, AND, RELATIVE, THAT, SUBORDINATE, PRONOUN = "P", "O", "t", "C", "W", "T", "S", "R"
MODAL, BE, BEEN, HAVE, DO = "M", "B", "b", "H", "X"
FINITE, PLURAL, INFINITIVE, PARTICIPLE, GERUND = "v", "u", "f", "p", "g"
# What only the whole clause can settle: a past form that may be a participle, a form in -s that may be a noun.
PAST, NOUN_OR_VERB = "E", "z"
_THIRD, _BASE = "Z", "F"

_TOKEN = re.compile(
    r"(?:[A-Z]\.){1,4}(?:[A-Z][a-z]+)?|(?:Dr|Mr|Mrs|Ms|Shri|Smt|St|No|Rs|Lt|Gen|Prof|Ltd|Inc|Co|vs|etc|approx|sq)\."
    r"|[₹$€£~]?\d+(?:[.,:/]\d+)*(?:%|[-–][\w%-]+|\w+)?|\w+(?:[-./&’'–]\w+)*(?:['’](?=\s))?|[^\w\s]"
)
_CLOSED = {
    DETERMINER: """the a an this these those its their his her our my your each every some any all no both several many
        few most another such other more less various certain""",
    PREPOSITION: """in on at by for from with under during since until till through across into after before over as
        along around between within without against towards toward upon among amongst amid amidst about above below
        beyond via per despite besides beside behind near onto outside inside throughout regarding concerning unlike
        like than versus except alongside off out up down""",
    OF: "of",
    AND: "and or & but nor",
    RELATIVE: "which who whom where when why how what",
    THAT: "that",
    SUBORDINATE: "while because although though if unless whereas whether so thereby thus hence however therefore",
    MODAL: "will would can could may might shall should must cannot",
    BE: "is are was were isn't aren't wasn't weren't",
    BEEN: "be been being",
    HAVE: "has have had",
    DO: "does do did",
    TO: "to",
    PRONOUN: "it they he she we i you them him us there itself themselves himself herself",
    ADVERB: """also not now still then already often never always only just very even currently further initially later
        first again together soon once ever almost nearly approximately around roughly too well today earlier jointly
        rather quite mostly here back away instead else ago ahead apart""",
    ADJECTIVE: """new old special big small key main major minor large high low good bad great early late young strong
        weak rich poor long short wide deep modern ancient common rare local global national foreign public private
        vital different current recent important significant efficient permanent independent relevant dominant present
        consistent latest earliest lower higher upper inner outer""",
    NUMBER: """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand lakh crore
        million billion""",
    # They look like forms of verbs, adverbs or adjectives, and are none.
    NOUN: """united sacred species series news less perhaps thing morning evening king spring string nothing something
        anything everything supply family assembly italy july anomaly coral mineral festival animal hospital capital
        criminal terminal journal tribunal signal metal arsenal proposal approval removal renewal arrival survival
        withdrawal trial rival disposal fabric music topic traffic epidemic pandemic republic clinic mechanic initiative
        incentive executive representative perspective objective alternative narrative native sanctuary library
        tributary boundary secretary salary dictionary anniversary beneficiary intermediary subsidiary judiciary
        military century vegetable cable table guardian civilian musician politician historian individual official
        professional material manual ritual human canal goal deal meal seal handful""",
    GERUND: "according including following",
}
_WORDS = {word: tag for tag, words in _CLOSED.items() for word in words.split()}
_INVARIANT = frozenset("set put cut hit cost read let shut spread split cast become come run".split())
_ADJECTIVAL = re.compile(r"[a-z-]{3,}(?:al|ive|ous|ful|able|ible|ary|less|ic|ian|ese)$")
_FORMS = {
    "base": _BASE, "third": _THIRD, "past": FINITE, "both": PAST, "participle": PARTICIPLE, "gerund": GERUND,
}  # fmt: skip
# A capital word at the start of a sentence is what its small form is, when that is one of these.
_SMALL_AT_START = frozenset("dPOCWTSMBbHXtRajg#pE")
_OPENS_NOUN = frozenset({DETERMINER, OF, PREPOSITION, NUMBER, TO})
_BEFORE_NO_VERB = _OPENS_NOUN | {"", BE, BEEN, ADJECTIVE}
_NOMINAL = frozenset({NOUN, NAME, ADJECTIVE, NUMBER, GERUND, _BASE, _THIRD})
_AFTER_PLURAL_VERB = frozenset("djn#PNTtagR")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each stands, and their parts of speech as one string of letters."""

    text: str
    spans: tuple[tuple[int, int], ...]
    tags: str

    def word(self, place: int) -> str:
        """The word at a place, in small letters."""
        start, end = self.spans[place]
        return self.text[start:end].lower()

    def place(self, start: int) -> int | None:
        """Which word begins at a place of the text; None when none does."""
        return next((place for place, (begin, _) in enumerate(self.spans) if begin == start), None)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words[first:last] stand in the text."""
        return self.spans[first][0], self.spans[last - 1][1]


@lru_cache(256)  # a sentence is read for its clauses, for its phrases, and again when its cards are made
def read_words(text: str) -> Words:
    """The words of a text with their settled parts of speech."""
    found = list(_TOKEN.finditer(text))
    spans = tuple([match.span() for match in found])
    words = [match[0] for match in found]
    tags = [_open_tag(word) for word in words]
    if tags and tags[0] == NAME:
        small = _open_tag(words[0].lower())
        tags[0] = small if small in _SMALL_AT_START and words[0] != "May" else NAME
    if words[:2] == ["Set", "up"] or words[:1] == ["Born"]:
        tags[0] = PAST
    _settle(words, tags)
    return Words(text, spans, "".join(tags))


def is_no_noun(word: str) -> bool:
    """Whether a text is a single word that is an adverb, a preposition or the like: "Latest", "Alongside"."""
    return word.isalpha() and not word.isupper() and _open_tag(word.lower()) in "aPSWTRMBHXdjC"


@lru_cache(16384)
def _open_tag(word: str) -> str:
    """What a word may be by itself."""
    low = word.lower()
    known = _WORDS.get(low)
    if known and (low == word or len(word) == 1 or not (word.isupper() or low == "may")):
        return known
    if word[0].isdigit() or (len(word) > 1 and word[1].isdigit() and not word[0].isalpha()):
        return NUMBER
    if not word[0].isalnum():
        return word[0]
    return NAME if word[0].isupper() else _by_form(low)


def _by_form(word: str) -> str:
    """What a small word may be, by its ending and the verbs that are known."""
    if word.endswith("ly") and len(word) > 4 and word not in verb_forms():
        return ADVERB
    form = verb_forms().get(word)
    if form:
        return _FORMS[form]
    if word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
        return PAST
    if word.endswith("ing") and len(word) > 5:
        return GERUND
    return ADJECTIVE if _ADJECTIVAL.match(word) else NOUN


def _settle(words: Sequence[str], tags: list[str]) -> None:
    """Decides the open ones from left to right, each by its neighbours with adverbs passed over."""
    for place, tag in enumerate(tags):
        if tag in (PAST, _THIRD, _BASE, GERUND):
            back = 2 if place > 1 and tags[place - 1] == ADVERB else 1
            before = tags[place - back] if place >= back else ""
            after = tags[place + 1] if place + 1 < len(tags) else "."
            if after == ADVERB and place + 2 < len(tags):
                after = tags[place + 2]
            if after == THAT and "".join(tags[place + 2 : place + 3]) in (BE, HAVE, MODAL):
                after = OF  # "and targets that are needed"
            if before == NUMBER and back < place and tags[place - back - 1] in (NAME, ","):
                before = NAME  # "Article 75 contains"
            if back == 1 and before == DETERMINER and words[place - 1] in ("This", "That", "These", "Those"):
                before = PRONOUN  # "This comprises"
            if before == AND and place > 1 and tags[place - 2] in (PAST, FINITE, PARTICIPLE):
                before = NOUN  # "built and opened the canal"
            owner = place > 0 and words[place - 1].endswith(("'s", "’s", "'", "’"))
            several = place > 0 and words[place - 1].endswith("s") and not words[place - 1].endswith(("ss", "us", "is"))
            tags[place] = _decide(tag, words[place].lower(), DETERMINER if owner else before, after, several=several)


def _decide(tag: str, word: str, before: str, after: str, *, several: bool) -> str:
    if tag == _BASE:
        return _base(word, before, after, several=several)
    if tag == _THIRD:
        return _third(word, before, after)
    if tag == PAST:
        if before in (BE, BEEN, HAVE):
            return PARTICIPLE
        modifies = before in (NUMBER, AND, ADJECTIVE, ",", "") and after in _NOMINAL  # "the proposed agreement"
        return NOUN if modifies or before in (DETERMINER, PREPOSITION, OF) else PAST
    return NOUN if before == DETERMINER else GERUND


def _base(word: str, before: str, after: str, *, several: bool) -> str:
    """A base form: an infinitive, the verb of a plural (`several`: the word before ends in -s), or a noun."""
    if before in (TO, MODAL, DO):
        return INFINITIVE
    if before in (BE, BEEN, HAVE) and word in _INVARIANT:
        return PARTICIPLE
    follows = after in (_AFTER_PLURAL_VERB if several or word not in nouns_first() else "dTRa")
    follows = follows or (word in _INVARIANT and after in "d#")  # "the bridge cost ₹450 crore"
    plainly = before == "," and after in (DETERMINER, NAME) and word not in nouns_first()
    if before in (RELATIVE, THAT, PRONOUN) or (before in (NOUN, NAME, ")") and follows) or plainly:
        return PLURAL
    return NOUN


def _third(word: str, before: str, after: str) -> str:
    """A form in -s: a verb, a noun, or open for words such as reports."""
    if before in _BEFORE_NO_VERB:
        return NOUN
    if base_form(word) in nouns_first():
        if after in (OF, ",", ".", ")", BE, HAVE, MODAL):
            return NOUN
        return FINITE if after in (DETERMINER, THAT, PRONOUN) else NOUN_OR_VERB
    never = before in (HAVE, ADVERB, PARTICIPLE, GERUND, FINITE, INFINITIVE) or after in (
        "B",
        "H",
        "M",
        "v",
        "X",
        ",",
        ".",
        ")",
    )
    return NOUN if never else FINITE
