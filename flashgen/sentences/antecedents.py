"""What was said before in, the name that "it", "they" or "the scheme" means out; None when in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from flashgen.sentences.kinds import described, kind_said, label_kind, many_of
from flashgen.sentences.labels import is_actor
from flashgen.sentences.lexicon import AUXILIARIES
from flashgen.sentences.memory import Memory, Place, Said, distinct
from flashgen.sentences.mentions import classed_names
from flashgen.sentences.names import Name
from flashgen.sentences.openings import object_name

Fits = Callable[[Name], bool]
_NEW = re.compile(r"(?:An?|One|Another|Some|This|These|The [a-z]+) ")  # something else is spoken of
_ONE = frozenset({"is", "was", "has", "does"})  # the subject is one
_MANY = frozenset({"are", "were", "have", "do"})
_SIDE = re.compile(r"The ([a-z]+) (?:is|was) ")
_FRAGMENT = 12  # words: no sentence, a value


class After(NamedTuple):
    """What the words after a pronoun tell of it."""

    defines: bool = False
    """It is said to be something: "is a lake"."""
    noun: str = ""
    """What it is said to be: "lake"."""
    acts: bool = False
    """It did something to others: "has released grants"."""
    verb: str = ""
    """What it does, when that is more than being or having: "needs"."""
    owns: bool = False
    """It is named as an owner: "its"."""


_NOTHING = After()


class Antecedents:
    """Says what pronouns and "the scheme" mean in one article."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.words = memory.words
        self.scene = memory.scene

    def thing(self, place: Place, *, plural: bool, after: After = _NOTHING) -> Name | None:
        """Whom "it" or "they" means at a place."""

        def fits(name: Name) -> bool:
            return not name.person and name.plural == plural

        if place.label and not place.inside and fits(place.label):
            return place.label
        if (
            plural
            and place.above
            and (place.aside or place.named)
            and (after.defines or not self._is_side(place.above))
        ):
            kind = label_kind(place.above, self.words, self.scene, defines=False)
            if kind:
                return kind
        names = (place.label, *place.names) if place.label else place.names
        topic = next((name for name in names if not name.person), None)
        wide, topic = topic, topic if topic and fits(topic) else None
        said = place.before or place.parent
        if said:
            inside = place.inside or not place.before
            found = self._follow(said, fits, topic, after, plural=plural, inside=inside)
            if not found and not plural and (place.inside or (place.before and not wide)):
                found = self._introduced(said, after)
            return found or (self._many(said, wide) if plural else self._defined(place, topic, after))
        if plural and wide and not topic and not place.aside:
            return many_of(wide, self.words, self.scene)
        return self._defined(place, topic, after) if place.aside else topic

    def _label_many(self, place: Place, after: After) -> Name | None:
        """The kind of things that the label right above names: "Deputy Ministers"."""
        if not place.above or not (place.aside or place.named) or (self._is_side(place.above) and not after.defines):
            return None
        return label_kind(place.above, self.words, self.scene, defines=False)

    def _defined(self, place: Place, topic: Name | None, after: After) -> Name | None:
        """What a sentence defines: the topic when it is such a thing, else what the label right above names."""
        if not (after.defines and place.above and place.aside):
            return None
        if topic and after.noun and self.memory.stands_for(after.noun, topic):
            return topic
        return label_kind(place.above, self.words, self.scene, defines=True)

    def _introduced(self, said: Said, after: After) -> Name | None:
        """What a sentence speaks of without a name of its own: "A film on Asha Rao"."""
        if self.memory.subject_of(said) or said.known or not said.opening:
            return None
        name = described(said.opening, self.words)
        other = name and after.noun in self.words.groups and after.noun != name.head
        return name if name and not other and said.opening.verb not in self.words.makers else None

    def _is_side(self, label: str) -> bool:
        return label.split(" of ")[0].split()[-1].lower() in self.words.aspects

    def _many(self, said: Said, topic: Name | None) -> Name | None:
        """The things that a sentence without a name in the plural speaks of: "Yaks live ...", "The yak is ..."."""
        subject = self.memory.subject_of(said)
        if subject is None:
            kind = kind_said(said.opening, self.words, self.scene) if said.opening and not said.known else None
            if kind is None and topic and said.opening:
                many = many_of(topic, self.words, self.scene)
                return many if many and many.text.lower() in said.opening.phrase.lower() else None
            return kind if kind and said.opening and said.opening.verb not in self.words.makers else None
        same = topic is not None and not topic.plural and subject.same(topic)
        return many_of(topic, self.words, self.scene) if same and topic else None

    def _follow(
        self, said: Said, fits: Fits, topic: Name | None, after: After, *, plural: bool, inside: bool
    ) -> Name | None:
        """Of whom the sentence after `said` speaks when it says "it"."""
        subject = self.memory.subject_of(said)
        if subject is None:
            open_ = topic and self._leaves_open(said, topic, after, plural=plural, inside=inside)
            return self._titled(said, fits) or (topic if open_ else None)
        if topic and _both_in(said.text, subject, topic):
            topic = None  # "The Old Harbour Park is next to the Harbour Park"
        if topic and subject.same(topic):
            return topic
        if fits(subject) and _goes_on(said, after):
            return subject
        if topic and not inside and topic.mentioned_in(said.text):
            return None if subject.text in self.words.places else topic
        acts = self._acts(subject, said)
        if fits(subject) and (not acts or (after.acts and (self._is_body(subject) or is_actor(subject, self.words)))):
            return subject
        if topic and said.opening and topic.mentioned_in(said.opening.rest):
            return topic
        return self._made(said, fits, plural=plural) if acts else None

    def _made(self, said: Said, fits: Fits, *, plural: bool) -> Name | None:
        """The one thing that a sentence says was made: "approved the Green Port Scheme"."""
        if said.opening is None:
            return None
        made = distinct(name for name in classed_names(said.opening.rest, self.words, self.scene) if fits(name))
        new = None if plural else object_name(said.opening, self.words, self.scene)
        if new and fits(new) and (not made or new.text == made[0].text):
            return new
        return made[0] if len(made) == 1 else None

    def _titled(self, said: Said, fits: Fits) -> Name | None:
        """The one thing that a line without a verb names: "India’s first space station, Akash Station (AS)"."""
        if said.known or not said.opening or said.opening.verb or len(said.text.split()) > _FRAGMENT:
            return None
        found = distinct(name for name in classed_names(said.text, self.words, self.scene) if fits(name))
        return found[0] if len(found) == 1 else None

    def _leaves_open(self, said: Said, topic: Name, after: After, *, plural: bool, inside: bool) -> bool:
        """Whether after a sentence without a named subject "it" still means the topic."""
        verb = said.opening.verb if said.opening else ""
        if topic.mentioned_in(said.text):
            return True
        side = _SIDE.match(said.text)
        if side and after.owns and side[1] in self.words.aspects:
            return True  # "The capital is Apia. Its people ..."
        if not plural and not inside and not said.known and said.text.startswith("The ") and verb == "are":
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
        subject = self.memory.subject_of(said)
        if subject is None:
            lost = said.known and not said.text.endswith(":")
            return None if lost or (place.parent and not place.before) else topic
        if topic and (subject.same(topic) or topic.mentioned_in(said.text)):
            return topic
        within = place.inside or place.before is None
        return subject if within and not is_actor(subject, self.words) else None

    # "The scheme" --------------------------------------------------------------------------------------------------

    def is_generic(self, noun: str, place: Place) -> bool:
        """Whether "the <noun>" may stand for a name."""
        if noun in self.words.groups:
            return True
        near = [*place.names[:1], self.memory.subject_of(place.before) if place.before else None]
        return any(
            name and (noun in self.memory.learned.get(name.text, ()) or self.memory.told_as(name, noun))
            for name in near
        )

    def named_by(self, noun: str, place: Place, *, plural: bool) -> Name | None:
        """The one thing that "the <noun>" can mean at a place."""

        def fits(name: Name) -> bool:
            return not name.person and name.plural == plural

        if place.label and fits(place.label) and self.memory.stands_for(noun, place.label):
            return place.label
        said = place.before or place.parent
        topics = [name for name in place.names if fits(name)]
        own = any(topic.head == noun for topic in topics)
        if place.aside and place.named and not place.inside and not own:
            return None  # the label itself may be meant
        exact = [name for name in self.memory.told_of(noun) if fits(name)]
        previous = self.memory.subject_of(said) if said else None
        if (
            previous
            and fits(previous)
            and self.memory.stands_for(noun, previous)
            and (previous.head == noun or not exact)
        ):
            return next((topic for topic in topics if topic.same(previous)), previous)
        known = distinct([*(topic for topic in topics if topic.head == noun), *exact])
        if len(known) > 1 or (known and noun in self.words.vague and not (own or noun in self.memory.texts[0].lower())):
            return self._nearest(noun, fits, topics, said)
        if known:
            return known[0]
        told = topics and (self.memory.stands_for(noun, topics[0]) or self.memory.told_as(topics[0], noun))
        return topics[0] if told else self._just_named(noun, fits)

    def _just_named(self, noun: str, fits: Fits) -> Name | None:
        """The one thing of the kind that the last sentences name by another word: "a yojana" is "the scheme"."""
        for said in reversed(self.memory.said[-2:]):
            mentioned = classed_names(said.text, self.words, self.scene)
            near = distinct(name for name in mentioned if fits(name) and self.memory.stands_for(noun, name))
            if near:
                return near[0] if len(near) == 1 else None
        return None

    def many_named(self, noun: str, place: Place) -> Name | None:
        """The things that "these systems" means: a name above that is such a thing, in the plural."""
        for name in place.names:
            if self.memory.stands_for(noun, name) or self.memory.told_as(name, noun):
                return many_of(name, self.words, self.scene)
        return None

    def _nearest(self, noun: str, fits: Fits, topics: list[Name], said: Said | None) -> Name | None:
        """Of several names with this class noun the one that the sentence before speaks of, else the topic."""
        mentioned = classed_names(said.text, self.words, self.scene) if said else ()
        near = distinct(name for name in mentioned if name.head == noun and fits(name))
        if near:
            return near[0] if len(near) == 1 else None
        return topics[0] if topics and topics[0].head == noun else None


def _both_in(text: str, one: Name, other: Name) -> bool:
    """Whether a text names two things, each by a name of its own."""
    apart = one.text not in other.text and other.text not in one.text
    return apart and one.text in text and other.text in text


def _goes_on(said: Said, after: After) -> bool:
    """Whether "it" does what the subject before did: "has released ... It has released ..."."""
    doing = (said.opening.verb, said.opening.rest.split(" ", 1)[0]) if said.opening else ()
    return bool(after.verb) and after.verb in doing
