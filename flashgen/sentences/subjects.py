"""A sentence and its place in, the edits that name its subject out. When in doubt nothing is named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from flashgen.sentences.antecedents import After, Antecedents
from flashgen.sentences.elided import ACTIVE, joint
from flashgen.sentences.lexicon import AUXILIARIES, Lexicon
from flashgen.sentences.memory import Memory, Place, Said
from flashgen.sentences.mentions import classed_names
from flashgen.sentences.names import Name, Scene, singular
from flashgen.sentences.offices import THE_OFFICE, office_key
from flashgen.sentences.openings import complement
from flashgen.sentences.persons import Persons
from flashgen.sentences.pointers import POINTED, SHORT, in_full, pointed_at
from flashgen.sentences.rewrite import Edit

_PRONOUNS = {
    "it": "thing", "its": "thing", "they": "things", "their": "things", "this": "this", "these": "these",
    "those": "these", "he": "man", "his": "man", "she": "woman", "her": "woman",
}  # fmt: skip
_POSSESSIVE = frozenset({"its", "their", "his", "her"})
_POINTING = frozenset({"this", "these", "those"})
_INTRO = re.compile(r", (it|its|they|their|he|his|she|her)\b")
_INTRO_LIMIT = 160  # characters before the pronoun
_SUBORDINATE = re.compile(r"(?:When|While|As|After|Before|Though|Although|Since|If|Once|Until|Because|Whereas|Even)\b")
_CLAUSES = ("When ", "While ", "If ", "Once ", "Although ", "Though ", "Because ", "Whereas ", "Even ")
_GENERIC = re.compile(r"(The|This|That|These|Those) (?:said )?([A-Za-z]+)(’s|'s)?(?= ([\w-]+)|, ([a-z]+ed)\b)")
_INNER = re.compile(
    r"\b(of|in|under|by|to|for|from|on|at|into|with|across|around|near|through) (the|this) ([A-Za-z]+)\b"
    r"(?=[\s,.;)]|$)(?! (?:of|for|on)\b)"
)
_COPULA = re.compile(
    r"(?:is|was|are|were|became|remains) (?:also |now |currently )?(?:an? |the |one of |among |India's |India’s )"
)
_FOUNDED = re.compile(
    r"(?:was|is|has been) (?:first |jointly |initially )?(?:established|launched|founded|set up|started|signed|adopted"
    r"|notified|designated|constituted|formed|inaugurated|published|released|discovered|enacted|passed)\b"
)
_HAPPENS = frozenset({"included", "found", "set", "received", "gave", "held", "has", "visited", "completed", "started"})
_COPULA_MANY = re.compile(r"(?:are|were|include)\b")


@dataclass(slots=True)
class Outcome:
    """Edits for one sentence; `unnamed` when its subject stands for something that no name was found for."""

    edits: list[Edit] = field(default_factory=list)
    unnamed: str = ""
    subject: Name | None = None
    settled: bool = False
    """`subject` is all that can be known of the sentence's subject."""


class Resolver:
    """Names the subjects of one article's sentences, which are to be given in reading order."""

    def __init__(
        self, words: Lexicon, scene: Scene, title: Name | None, headline: str, parties: tuple[str, ...]
    ) -> None:
        self.words = words
        self.scene = scene
        self.parties = parties
        self.memory = Memory(words, scene, title, headline)
        self.antecedents = Antecedents(self.memory)
        self.persons = Persons(self.memory)

    def resolve(self, text: str, place: Place) -> Outcome:
        """The edits that make a sentence stand alone."""
        outcome = Outcome()
        start = self._cut_lead_in(text, outcome)
        first = text[start : start + 24].split(" ", 1)[0].rstrip(",.;:").lower()
        if first in _PRONOUNS or first in ("the", "that"):
            self._pronoun_or_generic(text, start, first, place, outcome)
        elif self.words.first.get(first, "").strip("l"):
            self._elided(text, start, place, outcome)
        if len(outcome.edits) == (start > 0) and not outcome.unnamed:
            self._after_intro(text, start, place, outcome)
        self._inner(text, start, place, outcome)
        self._pointed(text, start, place, outcome)
        self._short(text, start, place, outcome)
        self._both(text, start, place, outcome)
        if start and text[start].islower() and all(edit.start != start for edit in outcome.edits):
            outcome.edits.append(Edit(start, start + 1, text[start].upper()))
        self.memory.note(text, outcome.subject)
        return outcome

    def remember(self, said: Said) -> None:
        """Keep a sentence as it was read, for those who speak of it later."""
        self.memory.said.append(said)

    def _cut_lead_in(self, text: str, outcome: Outcome) -> int:
        """Where the sentence begins after "However, " and "It may be noted that "."""
        first = text[:40].split(" ", 1)[0].rstrip(",").lower()
        if "l" not in self.words.first.get(first, ""):
            return 0
        start = 0
        while match := self.words.lead_in.match(text, start):
            start = match.end()
        if start:
            outcome.edits.append(Edit(0, start, ""))
        return start

    def _pronoun_or_generic(self, text: str, start: int, first: str, place: Place, outcome: Outcome) -> None:
        office = THE_OFFICE.match(text, start) if first == "the" else None
        if office and self._office(office, outcome):
            return
        match = _GENERIC.match(text, start)
        if match and self._generic(match, place, outcome):
            return
        if first not in _PRONOUNS or self.words.expletive.match(text, start):
            return
        end = start + len(first)
        if first not in _POINTING:
            self._put(text, start, end, self._antecedent(first, place, text[end + 1 :]), outcome)
        elif self._stands_alone(text, end + 1):
            self._put(text, start, end, self._this(text, end + 1, first, place), outcome)

    def _stands_alone(self, text: str, following: int) -> bool:
        """Whether "this" is the whole subject: a verb follows."""
        word = text[following : following + 30].split(" ", 1)[0].lower()
        return word in self.words.finite or word in self.words.adverbs or word.endswith(("ed", "ly"))

    def _this(self, text: str, following: int, pronoun: str, place: Place) -> Name | None:
        """Whom "This is the largest lake" means: something of that class."""
        if pronoun == "these" and place.above:
            return self.antecedents.thing(replace(place, before=None, parent=None), plural=True)
        if pronoun == "this" and _FOUNDED.match(text, following):
            return self.antecedents.thing(place, plural=False)
        copula = _COPULA.match(text, following)
        if not copula:
            return None
        noun = complement(text[copula.end() :])
        name = self.antecedents.thing(place, plural=pronoun != "this")
        return name if name and noun and self.memory.stands_for(noun, name) else None

    def _antecedent(self, pronoun: str, place: Place, rest: str) -> Name | None:
        kind = _PRONOUNS[pronoun]
        if kind in ("man", "woman"):
            verb = next((word for word in rest.split(" ", 2)[:2] if word not in self.words.adverbs), "")
            return self.persons.person(place, woman=kind == "woman", speaks=verb in self.words.sayings)
        plural = kind == "things"
        after = After(owns=True) if pronoun in _POSSESSIVE else self._after(rest, plural=plural)
        return self.antecedents.thing(place, plural=plural, after=after)

    def _after(self, rest: str, *, plural: bool) -> After:
        """What the words after "it" or "they" tell of it."""
        copula = (_COPULA_MANY if plural else _COPULA).match(rest)
        noun = complement(rest[copula.end() :]) if copula else ""
        doing = [word for word in rest.split(" ", 4)[:4] if word not in ("also", "has", "have", "further", "recently")]
        acts = bool(doing) and doing[0] in self.words.makers - _HAPPENS and "by" not in doing[1:2]
        verb = doing[0] if doing and doing[0] in self.words.finite - AUXILIARIES else ""
        return After(bool(copula), noun, acts, verb)

    def _put(self, text: str, start: int, end: int, name: Name | None, outcome: Outcome) -> None:
        """Put a name in place of a pronoun."""
        outcome.settled = True
        if name is None:
            outcome.unnamed = text[start:end]
            return
        cut = bool(outcome.edits) and outcome.edits[0].end == start
        named = name.at(start == 0 or cut or text[start].isupper())
        if text[start:end].lower() in _POSSESSIVE:
            named += "’" if named.endswith("s") else "’s"
            outcome.settled = False
        else:
            outcome.subject = name
        outcome.edits.append(Edit(start, end, named))

    def _office(self, match: re.Match[str], outcome: Outcome) -> bool:
        """Name "The Minister"; false when nobody alone was named with that office."""
        following = match[4] or ""
        verb = following in self.words.finite or following in self.words.adverbs or following.endswith("ed")
        if not match[3] and not verb:
            return False
        name = self.persons.office_holder(office_key(match))
        if name is None:
            return False
        outcome.edits.append(Edit(match.start(), match.end(2), name.text))
        if not match[3]:
            outcome.subject, outcome.settled = name, True
        return True

    def _generic(self, match: re.Match[str], place: Place, outcome: Outcome) -> bool:
        """Name "The Act" and "This lake"; false when the words are no such subject."""
        noun, following = singular(match[2].lower()), match[4] or match[5]
        plural = noun != match[2].lower()
        words = self.words
        verb = following in words.finite or following in words.adverbs or following.endswith(("ed", "ly"))
        if not (verb or match[3]) or not self.antecedents.is_generic(noun, place):
            return False
        name = self.antecedents.named_by(noun, place, plural=plural)
        if name is None:
            if noun not in words.unique and not plural:
                outcome.unnamed, outcome.settled = match[0].removesuffix(match[3] or ""), True
            return True
        outcome.edits.append(Edit(match.start(), match.end(2), name.at(True)))
        if not match[3]:
            outcome.subject, outcome.settled = name, True
        return True

    def _elided(self, text: str, start: int, place: Place, outcome: Outcome) -> None:
        """Put the topic before "Signed in 1971 in Ramsar" and "Includes ports"."""
        rest = text[start:]
        link = joint(rest, self.words, is_list=place.item or place.label is not None)
        if link is None:
            return
        outcome.settled = True
        outcome.subject = name = self.antecedents.left_out(place)
        if link == ACTIVE:
            name, link = name if name and name.person else None, ""
        if name is None or (name.plural and not link):  # "The Reserves provides"
            outcome.subject, outcome.unnamed = None, rest.split(" ", 1)[0]
            return
        verb = {"was": "were ", "is": "are "}.get(link, "") if name.plural else f"{link} ".lstrip()
        outcome.edits.append(Edit(start, start + 1, f"{name.at(True)} {verb}{rest[0].lower()}"))

    def _after_intro(self, text: str, start: int, place: Place, outcome: Outcome) -> None:
        """Name the pronoun after an opening phrase: "In 2002, it was included"."""
        office = text.find(", the ", start, start + _INTRO_LIMIT)
        held = THE_OFFICE.match(text, office + 2) if office > 0 else None
        if held and self._office(held, outcome):
            return
        match = _INTRO.search(text, start, start + _INTRO_LIMIT)
        if not match or self.words.expletive.match(text, match.start(1)):
            return
        intro, pronoun = text[start : match.start()], match[1]
        person = _PRONOUNS[pronoun] in ("man", "woman")
        clause = any(token.lower() in self.words.finite for token in intro.split(" ")[1:])
        if (clause or intro.startswith(_CLAUSES)) and not (person and _SUBORDINATE.match(intro)):
            return  # the clause before may hold the one that is meant
        name = self._antecedent(pronoun, place, text[match.end() + 1 :])
        if name and name.mentioned_in(intro):
            return
        if not person and any(classed_names(intro[1:], self.words, self.scene)):
            name = None
        self._put(text, match.start(1), match.end(1), name, outcome)

    def _inner(self, text: str, start: int, place: Place, outcome: Outcome) -> None:
        """Name the topic in mid-sentence: "on the east coast of the lake"."""
        topic = place.names[0] if place.names else None
        if topic is None or topic.head not in self.words.groups or topic.plural or topic.head not in text.lower():
            return
        for match in _INNER.finditer(text, start):
            if match[3].lower() != topic.head or topic.mentioned_in(text):
                continue
            if all(name.same(topic) for name in self.memory.told_of(topic.head)[-4:]):
                outcome.edits.append(Edit(match.start(2), match.end(3), topic.at(False)))
                return

    def _pointed(self, text: str, start: int, place: Place, outcome: Outcome) -> None:
        """Name what "these systems" and "this tier" point at, anywhere in a sentence."""
        if "his " not in text and "hese " not in text:
            return
        for match in POINTED.finditer(text, start):
            if any(edit.start <= match.start() < edit.end for edit in outcome.edits):
                continue
            if named := pointed_at(match, place, self.antecedents):
                first = match.start() in (0, start)
                outcome.edits.append(Edit(*match.span(), named[0].upper() + named[1:] if first else named))
                if first and outcome.unnamed and match[0].startswith(outcome.unnamed):
                    outcome.unnamed = ""
                return

    def _short(self, text: str, start: int, place: Place, outcome: Outcome) -> None:
        """Name "the Act" and "the Scheme" in mid-sentence."""
        if " the " not in text or (outcome.edits and outcome.edits[-1].end > start):
            return
        for match in SHORT.finditer(text, start + 1):
            if named := in_full(match, place, self.antecedents):
                outcome.edits.append(Edit(match.start(), match.end(1), named))
                return

    def _both(self, text: str, start: int, place: Place, outcome: Outcome) -> None:
        """Name the two parties for "both countries"."""
        match = self.words.both.search(text, start) if "oth " in text or "wo " in text else None
        if not match:
            return
        said = place.before or place.parent
        before = self.words.places_in(said.text) if said else []
        others = [name for name in before if name not in self.parties]
        if len(self.parties) == 2 and len(others) < 2:
            possessive = text[match.end() : match.end() + 1] in ("’", "'")
            parties = " and ".join(self.parties) + ("’s" if possessive else "")
            outcome.edits.append(Edit(match.start(), match.end() + possessive, parties))
        elif match.start() == start:
            outcome.unnamed = match[0]
