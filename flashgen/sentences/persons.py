"""What was said before in, the person that "he" or "the Minister" means out; None when in doubt."""

from __future__ import annotations

import re
from dataclasses import replace

from flashgen.sentences.labels import is_actor
from flashgen.sentences.memory import Memory, Place, distinct
from flashgen.sentences.names import Name
from flashgen.sentences.offices import THE_OFFICE, Offices, office_key
from flashgen.sentences.openings import OFFICES

_LIVED = re.compile(r"((?:[A-Z][\w.’'-]+ (?:(?:von|van|de|al|bin) )?){1,3}[A-Z][\w’'-]+) \((?:born )?(?:c\. ?)?\d{4}")
_PERSONS_NEAR = 4
_SPEAKER_NEAR = 4  # sentences
_OFFICE_NEAR = 2


class Persons:
    """Says whom "he", "she" and "the Minister" mean in one article."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.words = memory.words
        self.genders: dict[str, bool] = {}
        """A person's last name -> whether she was spoken of as "she"."""
        self.offices = Offices(memory.words)
        self.offices_read = 0

    def office_holder(self, office: str) -> Name | None:
        """The one person who was named with an office: "prime minister"."""
        for text in self.memory.texts[self.offices_read :]:
            self.offices.read(text)
        self.offices_read = len(self.memory.texts)
        holders = self.offices.holders(office)
        if len(holders) == 1:
            ((last, name),) = holders.items()
            return Name(name, last, frozenset({last}), person=True)
        near = (self.memory.subject_of(said) for said in reversed(self.memory.said[-_OFFICE_NEAR:]))
        return next((name for name in near if name and name.person and name.head in holders), None)

    def speaker(self) -> Name | None:
        """The person who spoke last."""
        office = ""
        for said in reversed(self.memory.said[-_SPEAKER_NEAR:]):
            subject = self.memory.subject_of(said)
            if said.opening is None or said.opening.verb not in self.words.sayings:
                continue
            if subject:
                return subject if self._may_be_person(subject) and self._holds(subject, office) else None
            match = THE_OFFICE.fullmatch(f"the {said.opening.phrase.removeprefix('The ').removeprefix('the ')}")
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
            subject = self.memory.subject_of(said) if said else None
            if subject and self._may_be_person(subject):
                return subject if not subject.person or fits(subject) else None
            lived = _LIVED.findall(said.text) if said and not (subject and subject.person) else []
            if len(lived) == 1:
                return Name(lived[0], lived[0].split()[-1].lower(), frozenset({lived[0].lower()}), person=True)
            if said and said.known and subject is None and place.inside:
                return None
        recent = distinct(name for name in self.memory.persons[-_PERSONS_NEAR:] if fits(name))
        alone = len(recent) == 1 and len(distinct(self.memory.persons)) == 1
        return topic or (recent[0] if alone else None) or self._office_above(place)

    def _office_above(self, place: Place) -> Name | None:
        """The office that an article is about, of whose holder it says "he": "Chief Minister"."""
        if (
            self.memory.persons
            or not self.memory.title
            or self.memory.title.head not in OFFICES
            or self.memory.title.plural
        ):
            return None
        near = self.memory.subject_of(place.before) if place.before else None
        return replace(self.memory.title, article=True) if near is None or near.same(self.memory.title) else None

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
