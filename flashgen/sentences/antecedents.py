"""What was said before in, the name that "it", "he" or "the scheme" means out; None when in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flashgen.sentences.kinds import described, kind_said, label_kind, many_of
from flashgen.sentences.labels import is_actor
from flashgen.sentences.lexicon import AUXILIARIES, Lexicon
from flashgen.sentences.mentions import Opening, classed_name, classed_names, classed_texts, complement, opening_name
from flashgen.sentences.names import Name, Scene, singular
from flashgen.sentences.offices import THE_OFFICE, Offices, office_key

Fits = Callable[[Name], bool]
_NEW = re.compile(r"(?:An?|One|Another|Some|This|These|The [a-z]+) ")  # something else is spoken of
_ONE = frozenset({"is", "was", "has", "does"})  # the subject is one
_MANY = frozenset({"are", "were", "have", "do"})
_LIVED = re.compile(r"((?:[A-Z][\w.’'-]+ (?:(?:von|van|de|al|bin) )?){1,3}[A-Z][\w’'-]+) \((?:born )?(?:c\. ?)?\d{4}")
_TOLD = re.compile(r"(?: \([^()]*\))? (?:is|was|are|were) (?:an? |the |one of the )?")
_TELLING = 80  # characters
_FRAGMENT = 12  # words: no sentence, a value
_PERSONS_NEAR = 4
_SPEAKER_NEAR = 4  # sentences
_OFFICE_NEAR = 2


@dataclass(slots=True)
class Said:
    """A sentence that was read, and of whom it speaks."""

    text: str
    subject: Name | None = None
    known: bool = False
    """`subject` is settled: a name was put in, or none could be found."""
    opening: Opening | None = None


@dataclass(slots=True)
class Place:
    """Where a sentence stands: what its block is about, and what was said before it."""

    names: tuple[Name, ...] = ()
    """Names above it, nearest first."""
    label: Name | None = None
    """The name in its block's own label."""
    before: Said | None = None
    """The sentence before in the same block, else the last one of the block before at the same level."""
    inside: bool = False
    """`before` stands in the same block."""
    parent: Said | None = None
    """The last sentence of the item above, when it has text."""
    item: bool = False
    named: bool = False
    """Its block has a label of its own."""
    row: str = ""
    """The label of its block."""
    above: str = ""
    """The label or heading that it stands right under, as the first sentence there."""
    aside: bool = False
    """The label or heading right above tells of something else than the names: "Reason for Selecting Bamboo"."""


class Antecedents:
    """Remembers what one article spoke of so far, and says whom its pronouns and "the scheme" mean."""

    def __init__(self, words: Lexicon, scene: Scene, title: Name | None, headline: str) -> None:
        self.words = words
        self.scene = scene
        self.title = title
        self.texts = [headline]
        self.told: dict[str, tuple[int, list[str]]] = {}
        """Class noun -> how many of the texts were searched for it, the names found."""
        self.persons: list[Name] = []
        self.said: list[Said] = []
        """The sentences read so far."""
        self.offices = Offices(words)
        self.offices_read = 0
        self.genders: dict[str, bool] = {}
        """A person's last name -> whether she was spoken of as "she"."""
        self.learned: dict[str, set[str]] = {}
        self.tellings: dict[tuple[str, str], bool] = {}

    def note(self, text: str, subject: Name | None) -> None:
        """Remember a sentence and its subject."""
        self.texts.append(text)
        if subject and subject.person:
            self.persons.append(subject)

    def subject_of(self, said: Said) -> Name | None:
        """The Name that a sentence is about, None when that is no name."""
        if said.opening is None:
            said.opening = Opening(said.text, self.words)
            if not said.known:
                said.subject = opening_name(said.opening, self.words, self.scene)
                said.known = said.subject is not None
                plain = not said.opening.phrase.startswith(("A ", "An "))  # "A film on Asha Rao"
                if said.subject is None and self.title and plain and _starts_with(said.opening.phrase, self.title):
                    said.subject = self.title
            self._learn(said)
        return said.subject

    def _learn(self, said: Said) -> None:
        """Remember what a name was said to be: "a surface-to-air missile system"."""
        opening = said.opening
        if said.subject is None or opening is None:
            return
        noun = complement(opening.aside or opening.rest)
        if noun and (opening.aside or opening.verb in ("is", "are", "was", "were")):
            self.learned.setdefault(said.subject.text, set()).add(noun)

    # Things --------------------------------------------------------------------------------------------------------

    def thing(self, place: Place, *, plural: bool, defines: bool = False) -> Name | None:
        """Whom "it" or "they" means at a place; `defines`: "is a ..." follows."""

        def fits(name: Name) -> bool:
            return not name.person and name.plural == plural

        if place.label and not place.inside and fits(place.label):
            return place.label
        if plural and place.above and (place.aside or place.named) and (defines or not self._is_side(place.above)):
            kind = label_kind(place.above, self.words, self.scene, defines=False)
            if kind:
                return kind
        names = (place.label, *place.names) if place.label else place.names
        topic = next((name for name in names if not name.person), None)
        wide, topic = topic, topic if topic and fits(topic) else None
        said = place.before or place.parent
        if said:
            inside = place.inside or not place.before
            found = self._follow(said, fits, topic, plural=plural, inside=inside)
            if not found and not plural and (place.inside or (place.before and not wide)):
                found = self._introduced(said)
            return found or (self._many(said, wide) if plural else self._defined(place, defines))
        if plural and wide and not topic and not place.aside:
            return many_of(wide, self.words, self.scene)
        return self._defined(place, defines) if place.aside else topic

    def _defined(self, place: Place, defines: bool) -> Name | None:
        """The thing that a label or heading names and the sentence right under it defines: "Yellow Fever"."""
        if not (defines and place.above and place.aside):
            return None
        return label_kind(place.above, self.words, self.scene, defines=True)

    def _introduced(self, said: Said) -> Name | None:
        """What a sentence speaks of without a name of its own: "A film on Asha Rao"."""
        if self.subject_of(said) or said.known or not said.opening:
            return None
        name = described(said.opening, self.words)
        return name if name and said.opening.verb not in self.words.makers else None

    def _is_side(self, label: str) -> bool:
        return label.split(" of ")[0].split()[-1].lower() in self.words.aspects

    def _many(self, said: Said, topic: Name | None) -> Name | None:
        """The things that a sentence without a name in the plural speaks of: "Yaks live ...", "The yak is ..."."""
        subject = self.subject_of(said)
        if subject is None:
            kind = kind_said(said.opening, self.words, self.scene) if said.opening and not said.known else None
            if kind is None and topic and said.opening:
                many = many_of(topic, self.words, self.scene)
                return many if many and many.text.lower() in said.opening.phrase.lower() else None
            return kind if kind and said.opening and said.opening.verb not in self.words.makers else None
        same = topic is not None and not topic.plural and subject.same(topic)
        return many_of(topic, self.words, self.scene) if same and topic else None

    def _follow(self, said: Said, fits: Fits, topic: Name | None, *, plural: bool, inside: bool) -> Name | None:
        """Of whom the sentence after `said` speaks when it says "it"."""
        subject = self.subject_of(said)
        if subject is None:
            return topic if topic and self._leaves_open(said, topic, plural=plural, inside=inside) else None
        if topic and subject.same(topic):
            return topic
        acts = self._acts(subject, said)
        if topic and not inside and topic.mentioned_in(said.text):
            return None if subject.text in self.words.places else topic
        if fits(subject) and not acts:
            return subject
        rest = said.opening.rest if said.opening else ""
        if topic and topic.mentioned_in(rest):
            return topic
        made = distinct(name for name in classed_names(rest, self.words, self.scene) if fits(name))
        return made[0] if len(made) == 1 and acts else None

    def _leaves_open(self, said: Said, topic: Name, *, plural: bool, inside: bool) -> bool:
        """Whether after a sentence without a named subject "it" still means the topic."""
        verb = said.opening.verb if said.opening else ""
        if topic.mentioned_in(said.text):
            return True
        if _NEW.match(said.text):
            return False
        if not verb and len(said.text.split()) <= _FRAGMENT:
            return True
        return not inside and not said.known and verb in (_ONE if plural else _MANY)

    def _acts(self, subject: Name, said: Said) -> bool:
        """Whether a sentence tells what its subject made or did to something, so that "it" may be that thing."""
        opening = said.opening
        if opening is None or opening.aside or opening.phrase.endswith(","):
            return False
        following = opening.rest.split(" ", 1)[0]
        if opening.verb in ("has", "have", "had") and following in self.words.makers:
            return True
        if opening.verb in ("is", "was", "are", "were"):
            return following.endswith("ing")  # "is building a launcher"
        made = opening.verb in self.words.makers and opening.verb not in AUXILIARIES
        past = opening.verb.endswith("ed") or (opening.verb in ("has", "have") and following.endswith("ed"))
        return made or is_actor(subject, self.words) or (past and self._is_body(subject))

    def _is_body(self, name: Name) -> bool:
        """Whether it is an organisation, which does things."""
        groups = self.words.groups
        return bool(name.acronym) or groups.get(name.head) == groups.get("organisation", -1)

    def left_out(self, place: Place) -> Name | None:
        """Whom a line speaks of that has no subject: "Signed in 1971"."""
        if place.label and not place.inside:
            return place.label
        topic = place.names[0] if place.names else None
        said = place.before or place.parent
        if said is None:
            return topic
        subject = self.subject_of(said)
        if subject is None:
            lost = said.known and not said.text.endswith(":")
            return None if lost or (place.parent and not place.before) else topic
        if topic and (subject.same(topic) or topic.mentioned_in(said.text)):
            return topic
        within = place.inside or place.before is None
        return subject if within and not is_actor(subject, self.words) else None

    # Persons -------------------------------------------------------------------------------------------------------

    def office_holder(self, office: str) -> Name | None:
        """The one person who was named with an office: "prime minister"."""
        for text in self.texts[self.offices_read :]:
            self.offices.read(text)
        self.offices_read = len(self.texts)
        holders = self.offices.holders(office)
        if len(holders) == 1:
            ((last, name),) = holders.items()
            return Name(name, last, frozenset({last}), person=True)
        near = (self.subject_of(said) for said in reversed(self.said[-_OFFICE_NEAR:]))
        return next((name for name in near if name and name.person and name.head in holders), None)

    def speaker(self) -> Name | None:
        """The person who spoke last."""
        office = ""
        for said in reversed(self.said[-_SPEAKER_NEAR:]):
            subject = self.subject_of(said)
            if said.opening is None or said.opening.verb not in self.words.sayings:
                continue
            if subject:
                return subject if self._may_be_person(subject) and self._holds(subject, office) else None
            match = THE_OFFICE.fullmatch(said.opening.phrase)
            if not match:
                return None
            office = office_key(match)
        return None

    def _holds(self, name: Name, office: str) -> bool:
        return not office or name.head in self.offices.holders(office)

    def person(self, place: Place, *, woman: bool, speaks: bool = False) -> Name | None:
        """Whom "he" or "she" means: the person of the sentence before, of the title, or the only one spoken of.

        `speaks`: "said" follows, so that it is the one who spoke last.
        """
        found = self._person(place, woman=woman, speaker=self.speaker() if speaks else None)
        if found:
            self.genders[found.head] = woman
        return found

    def _person(self, place: Place, *, woman: bool, speaker: Name | None) -> Name | None:
        others = self.words.men if woman else self.words.women

        def fits(name: Name) -> bool:
            same = self.genders.get(name.head, woman) == woman
            return name.person and same and others.isdisjoint(token.rstrip(".") for token in name.text.split())

        if speaker and (fits(speaker) or not speaker.person):
            return speaker
        topic = next((name for name in place.names if fits(name)), None)
        if topic and not place.inside:
            return topic
        for said in (place.before, place.parent):
            subject = self.subject_of(said) if said else None
            if subject and self._may_be_person(subject):
                return subject if not subject.person or fits(subject) else None
            lived = _LIVED.findall(said.text) if said and not (subject and subject.person) else []
            if len(lived) == 1:
                return Name(lived[0], lived[0].split()[-1].lower(), frozenset({lived[0].lower()}), person=True)
            if said and said.known and subject is None and place.inside:
                return None
        recent = distinct(name for name in self.persons[-_PERSONS_NEAR:] if fits(name))
        alone = len(recent) == 1 and len(distinct(self.persons)) == 1
        return topic or (recent[0] if alone else None)

    def _may_be_person(self, name: Name) -> bool:
        """Whether "he" may mean this name: it has a title, or is two words that are no thing, place or body."""
        if name.person:
            return True
        others = name.plural or name.article or name.acronym or is_actor(name, self.words)
        words = name.text.split()
        plain = all(
            word[0].isupper() and ("." in word or not word.isupper()) and word not in self.words.places
            for word in words
        )
        return not others and len(words) > 1 and name.head not in self.words.groups and plain

    # "The scheme" --------------------------------------------------------------------------------------------------

    def is_generic(self, noun: str, place: Place) -> bool:
        """Whether "the <noun>" may stand for a name."""
        if noun in self.words.groups:
            return True
        near = [*place.names[:1], self.subject_of(place.before) if place.before else None]
        return any(name and (noun in self.learned.get(name.text, ()) or self.told_as(name, noun)) for name in near)

    def told_as(self, name: Name, noun: str) -> bool:
        """Whether the article says anywhere that a name is such a thing: "Tele-Law is an initiative"."""
        key = (name.text, noun)
        if key not in self.tellings:
            self.tellings[key] = self._told_as(name, noun)
        return self.tellings[key]

    def _told_as(self, name: Name, noun: str) -> bool:
        text = self.scene.text
        if f"{name.text} {noun} " in text or f"{name.text} {noun.capitalize()} " in text:
            return True
        for spelled in filter(None, (name.text, name.acronym)):
            place = text.find(spelled)
            while place >= 0 and noun in text[place + len(spelled) : place + len(spelled) + _TELLING]:
                if _TOLD.match(text, place + len(spelled)) and self._ends_so(text, place + len(spelled), noun):
                    return True
                place = text.find(spelled, place + 1)
        return False

    def _ends_so(self, text: str, start: int, noun: str) -> bool:
        told = _TOLD.match(text, start)
        return told is not None and complement(text[told.end() : told.end() + _TELLING]) == noun

    def stands_for(self, noun: str, name: Name) -> bool:
        """Whether a noun may speak of a name: its own class noun, one of the same group, or what it was said to be."""
        groups = self.words.groups
        same_group = noun in groups and groups.get(noun) == groups.get(name.head)
        return noun == name.head or same_group or noun in self.learned.get(name.text, ())

    def named_by(self, noun: str, place: Place, *, plural: bool) -> Name | None:
        """The one thing that "the <noun>" can mean at a place."""

        def fits(name: Name) -> bool:
            return not name.person and name.plural == plural

        if place.label and fits(place.label) and self.stands_for(noun, place.label):
            return place.label
        said = place.before or place.parent
        topics = [name for name in place.names if fits(name)]
        own = any(topic.head == noun for topic in topics)
        if place.aside and place.named and not place.inside and not own:
            return None  # the label itself may be meant
        exact = [name for name in self.told_of(noun) if fits(name)]
        previous = self.subject_of(said) if said else None
        if previous and fits(previous) and self.stands_for(noun, previous) and (previous.head == noun or not exact):
            return next((topic for topic in topics if topic.same(previous)), previous)
        known = distinct([*(topic for topic in topics if topic.head == noun), *exact])
        if len(known) > 1 or (known and noun in self.words.vague and not (own or noun in self.texts[0].lower())):
            return self._nearest(noun, fits, topics, said)
        if known:
            return known[0]
        told = topics and (self.stands_for(noun, topics[0]) or self.told_as(topics[0], noun))
        return topics[0] if told else None

    def many_named(self, noun: str, place: Place) -> Name | None:
        """The things that "these systems" means: a name above that is such a thing, in the plural."""
        for name in place.names:
            if self.stands_for(noun, name) or self.told_as(name, noun):
                return many_of(name, self.words, self.scene)
        return None

    def _nearest(self, noun: str, fits: Fits, topics: list[Name], said: Said | None) -> Name | None:
        """Of several names with this class noun the one that the sentence before speaks of, else the topic."""
        mentioned = classed_names(said.text, self.words, self.scene) if said else ()
        near = distinct(name for name in mentioned if name.head == noun and fits(name))
        if near:
            return near[0] if len(near) == 1 else None
        return topics[0] if topics and topics[0].head == noun else None

    def told_of(self, noun: str) -> list[Name]:
        """The names with this class noun that the article has spoken of so far."""
        read, found = self.told.get(noun, (0, []))
        capital, upper = noun.capitalize()[:-1], noun.upper()[:-1]  # the last letter may change in the plural
        for text in self.texts[read:]:
            if capital in text or upper in text:
                found.extend(raw for other, raw in classed_texts(text, self.words) if other == noun)
        self.told[noun] = (len(self.texts), found)
        names = [classed_name(raw, self.words, self.scene) for raw in found]
        return [name for name in names if name and name.head == noun]


def distinct(names: Iterable[Name]) -> list[Name]:
    """The names without those that mean one already there."""
    found: list[Name] = []
    for name in names:
        if not any(name.same(other) for other in found):
            found.append(name)
    return found


def _starts_with(phrase: str, name: Name) -> bool:
    """Whether a subject phrase is a name in other dress: "Kalbeliya dances" of "Kalbeliya Dance"."""
    words = [singular(word.lower()) for word in phrase.split()[:6]]
    return singular(name.head) in words and any(word in name.keys for word in words)
