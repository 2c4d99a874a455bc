"""Noun phrases of English: singular or plural, with "the" or without, and whose."""

from __future__ import annotations

import re
from functools import lru_cache

_PLURAL = """
people children men women data media criteria phenomena police cattle both these those they many
several few
"""
_SINGULAR = """
series species news politics economics physics mathematics ethics logistics statistics bus gas lens
virus census consensus status corpus campus nexus apparatus congress access process success progress
business express class mass pass press crisis basis analysis thesis hypothesis diabetes measles
tennis chess plus surplus focus locus abacus bias atlas canvas brass glass grass loss boss cross
address headquarters texas arkansas kansas illinois paris tunis athens maldives netherlands
philippines seychelles honduras cyprus belarus laos mauritius states nations emirates barbados
bahamas
"""
_BODIES = """
academy act accord agency agreement alliance amendment army assembly association authority award
bank battle bay bill board bridge bureau cabinet campaign canal centre center charter code coalition
college commission committee commonwealth community compact company confederation conference
congress constitution convention cooperation corporation corridor council court covenant dam
declaration department desert dialogue directorate doctrine dynasty emirates empire expedition
express expressway federation festival fleet force forum foundation framework front fund games ghats
government group gulf gorge hills house index initiative institute institution islands kingdom
league legislature line maldives mechanism memorandum ministry mission monument mou mountains
movement museum nations navy netherlands network observatory ocean office order ordinance
organisation organization pact palace panel parliament partnership party philippines plan plant
plateau policy portal prize process programme program project protocol railway railways range
rebellion reform reforms registry regulations regime report republic reserve resolution revolt
revolution river rocket rules sanctuary satellite scheme sea secretariat section senate service
society states station statue statute strait strategy summit survey system telescope temple
territory tournament treaty tribunal triangle trophy trust understanding union uprising university
war wetland yojana zone abhiyan
"""
_COMMON = """
layer dam river capital headquarters company state district village country port body rate term law
head seat canal bridge
"""
_PERSONS = """
actor actress administrator admiral adviser advisor ambassador archer architect astronaut athlete
author bowler boxer businessman businesswoman captain chairman chairperson chairwoman chancellor
commander composer conductor consul cosmonaut cricketer cyclist dancer daughter designer diplomat
director disciple doctor doyen dramatist economist editor emperor empress engineer entrepreneur
envoy essayist explorer exponent fighter filmmaker footballer founder freedom-fighter general golfer
governor gymnast illustrator inventor journalist judge jurist king lawyer lecturer librarian maestro
maharaja man mayor mentor merchant minister monarch monk mountaineer mystic nawab nun nurse officer
oilman orator painter philosopher photographer physician pilot player playwright poet politician
potter preacher president priest prince princess professor queen raja reformer researcher
revolutionary ruler saint scholar scribe sculptor secretary seer senator shooter singer
social-worker soldier son spokesman spokesperson sportsman sportsperson sportswoman statesman
storyteller student sultan surgeon swimmer teacher translator warrior weaver weightlifter wife woman
worker wrestler writer
"""
_PLURAL_WORDS = frozenset(_PLURAL.split())
_SINGULAR_IN_S = frozenset(_SINGULAR.split())
BODIES = frozenset(_BODIES.split())
_COMMON_HEADS = frozenset(_COMMON.split())
_PERSON_WORDS = frozenset(_PERSONS.split())
_ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Shri|Smt|Sri|Prof|Professor|Justice)\b\.? [A-Z][\w. ]*$")
_PERSON_ENDS = re.compile(r"[a-z]{2}(?:[aeiou]l|[cdgmnrtv])ist$|(?:ematic|stor|usic)ian$|crat$")
_ALONE = frozenset({"parliament", "congress", "cabinet", "states", "understanding", "india"})

_AFTER_HEAD = re.compile(
    r" (?:of|for|in|on|at|by|to|from|with|between|among|under|over|against|during|since|until|about|through|that|which|"
    r"who|whose|where|when|signed|held|based|made|set|led|called|known|named|located|situated|found|used|launched|adopted|"
    r"established|as|into|via|near|within|across|aimed|including) "
)
_SINGULAR_START = re.compile(r"(?i)(each|every|a|an|one|this|that|it|he|she|another)\b")
_PLURAL_START = re.compile(
    r"(?i)(both|these|those|many|several|few|two|three|four|five|six|seven|eight|nine|ten|[\d,]+)\b"
    r"(?!(?:st|nd|rd|th)\b)(?! of\b)"
)
_DETERMINED = re.compile(
    r"(?i)(the|a|an|this|that|these|those|its|their|his|her|our|my|your|each|every|any|some|all|both|no|many|several|few|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|another|which|what|whose|most|more|dr\.?|shri|smt\.?|mr\.?|mrs\.?|"
    r"ms\.?|justice|president|prime minister|sir|lord|king|queen|operation|article|section|mount|lake|\d[\d,.]*)(\s|$)"
)
_LAW = re.compile(r"[A-Z].* (?:Act|Bill|Code|Ordinance)(?:, \d{4})?$")
_POSSESSIVE = re.compile(r"^[^ ]+(?: [^ ]+){0,3}?(?:'s|s')(?: |$)")


@lru_cache(4096)  # a subject is looked at for "was", "the" and "its"
def is_plural(phrase: str) -> bool:
    """Whether a noun phrase takes "were": "MoUs", "exports of gold", "A and B"; what is in brackets does not count."""
    text = _bare(phrase).strip(" .")
    number = re.fullmatch(r"(\d[\d,]*)(\.\d+)?", text.lstrip("₹$€£"))
    if number:
        return text != "1" and not re.fullmatch(r"1[0-9]\d\d|20\d\d", text)
    head = _head(text)
    if _LAW.search(text) and " the " not in text:
        return False  # "Geographical Indications of Goods Act"
    if not head or _SINGULAR_START.match(head):
        return False
    if _PLURAL_START.match(head) and head != "1":
        return True
    return _is_pair(head) or _plural_word(head.split()[-1])


def is_person(phrase: str) -> bool:
    """Whether a noun phrase says what somebody is: "an acclaimed lawyer and judge from Malabar", "critic Mr. Rao"."""
    if _ADDRESSED.search(phrase):
        return True
    head = _head(_bare(phrase).split(",")[0]).split(" and ")[0].split()
    word = head[-1].lower().removeprefix("vice-") if head else ""
    return word in _PERSON_WORDS or _PERSON_ENDS.search(word) is not None


def _bare(phrase: str) -> str:
    return re.sub(r"\s*\([^)]*\)|\"", "", phrase).replace("’", "'").strip()


def _head(text: str) -> str:
    """The phrase up to its preposition or participle: "exports" of "exports of gold"."""
    cut = _AFTER_HEAD.search(f"{text} ")
    return text[: cut.start()].strip() if cut and cut.start() > 0 else text


def _is_pair(head: str) -> bool:
    """ "India and Canada" is; a name with "and" inside ends in one body: "Central Drugs and Food Agency"."""
    left, *rest = re.split(r",? (?:and|&) ", head)
    if len(rest) != 1 or not left:
        return len(rest) > 1
    last, first = rest[0].split()[-1].lower(), left.split()[-1].lower()
    if last in BODIES and first not in BODIES and len(rest[0].split()) > 1:
        return rest[0].lower().startswith("the ")
    return True


def _plural_word(word: str) -> bool:
    low = word.lower().strip("'\"")
    if low in _PLURAL_WORDS:
        return True
    if low in _SINGULAR_IN_S or word.endswith("S"):
        return False
    if re.fullmatch(r"[A-Z][A-Za-z]*[A-Z]s", word):  # MoUs, FTAs
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "ics", "'s", "ous"))


@lru_cache(4096)
def with_the(phrase: str) -> str:
    """Adds "the" where a question needs it: "the Nuclear Cooperation Agreement (NCA)"; "India" and "its army" stay."""
    return f"the {phrase}" if _wants_the(_bare(phrase)) else phrase


def _wants_the(text: str) -> bool:
    if not text or _DETERMINED.match(text) or _POSSESSIVE.match(text):
        return False
    head = re.sub(r",? \d{4}$", "", _head(text))
    last = head.split()[-1].lower() if head.split() else ""
    if text[0].isupper() or text[0].isdigit():
        return last in BODIES and not (" " not in text and last in _ALONE)
    follows = text[len(_head(text)) :].startswith((" of ", " for ", " between "))
    return not is_plural(text) and (follows or (" " in text and (last in _COMMON_HEADS or last in BODIES)))


@lru_cache(4096)  # a phrase is looked at by several rules, and again for its question
def body_of(phrase: str) -> str:
    """The kind of thing a name names, by its head: "Tiger Project" -> "project"; "" when its head is no such noun."""
    if phrase.islower():
        return ""
    text = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", _bare(phrase))
    head = _head(text).split()
    last = head[-1].lower() if head and head[-1][:1].isupper() else ""
    named = len(head) > 1 or _NAMES_ITSELF.match(text)
    return last if last in BODIES and last not in _ALONE and named else ""


_NAMES_ITSELF = re.compile(r"[A-Z]\S+ (?:of|on|for|against) (?:the )?[A-Z]")  # "Convention on Biological Diversity"


def possessive(phrase: str) -> str:
    """ "India" -> "India's", "the United States" -> "the United States'"."""
    return phrase + ("'" if phrase.endswith("s") else "'s")
