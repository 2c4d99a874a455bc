"""Titles, headings and labels in, the Names in them out; "Key Points" and "Launch Date" name nothing."""

from __future__ import annotations

import re

from flashgen.nounphrases import BODIES
from flashgen.sentences.lexicon import Lexicon
from flashgen.sentences.names import ACRONYM, SMALL_WORDS, Name, Scene, bare, has_honorific, make_name, singular

_QUESTION = re.compile(
    r"^(?:Q\.?\s?\d*[.:)]?\s*)?(?:What|Who)(?: is| are| was| were)(?: the| an?)?\s+(.+?)\s*\?$", re.IGNORECASE
)
_LISTED = re.compile(r"^\(?(?:\d{1,2}|[ivxIVX]{1,4})[.)]\s+")
_ABOUT = re.compile(
    r"^(?:more |know |brief |facts? |all |a )?(?:about|on|overview of|understanding|brief on)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SIDE_OF = re.compile(r"^([\w’'& -]+?)\s+(?:of|for|under|behind|with|in|from|on|to)\s+(?:the\s+)?(.+)$")
_PREFIX = re.compile(r"^(?:Draft|New|Proposed|Revised|Updated|(?:[\w.]+\s){0,2}[\w.]+(?:’s?|'s?))\s+(?=[A-Z])")
_QUOTED = re.compile(r"[‘'“\"]([A-Z][\w -]{2,40})[’'”\"]")
_TAIL = re.compile(r",\s*\d{4}$")
_VAGUE = frozenset(
    {"New", "Old", "Proposed", "Other", "Various", "Some", "Relevant", "Total", "Recent", "Major", "Key", "Important"}
)
_NAME_LIMIT = 9  # words
_TITLE_LIMIT = 12
_DIGEST_LIMIT = 5


def label_name(label: str, words: Lexicon, scene: Scene, title: str = "") -> Name | None:
    """The named thing of a heading or label, None for "Key Points", "Launch Date" and clauses.

    What stands in the `title` as well is one of the things that the article tells of.
    """
    label = _LISTED.sub("", label)
    question = _QUESTION.match(label)
    if question:
        label = question[1]
    else:
        about = _ABOUT.sub("", label)
        if about == label and words.is_generic(label):
            return _generic_of(label, words, scene)
        label = about
    before, colon, after = label.partition(": ")
    for part in (after, before) if colon else (before,):
        text = part.strip()
        found = _whole_name(text, words, scene) or _part_name(text, words, scene)
        if found := found or _told_of(text, words, scene, title):
            return found
    return None


def _told_of(part: str, words: Lexicon, scene: Scene, title: str) -> Name | None:
    """A heading whose words the title of a digest names: "PM-KUSUM" of "Pong Dam, PM-KUSUM and INS Taragiri"."""
    text = bare(part)
    tokens = [token for token in text.split() if token.lower() not in SMALL_WORDS]
    if not tokens or text in words.places or words.is_generic(text):
        return None
    if any(re.search(rf"\b{word}\b", title.lower()) for word in words.reading.words["names.digests"]):
        short = len(tokens) <= _DIGEST_LIMIT and not _is_aspect(text, words) and "?" not in part
        return make_name(part, words, scene) if short and all(token[0].isupper() for token in tokens) else None
    inside = re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", title) is not None
    capital = all(token[0].isupper() for token in tokens) and not text.islower()
    inside = inside and len(text) <= len(title) // 2
    plain = len(tokens) == 1 and not (text.isupper() and len(text) > 2)  # "Economy" is one side of many matters
    return make_name(part, words, scene) if inside and capital and not plain else None


def _generic_of(label: str, words: Lexicon, scene: Scene) -> Name | None:
    """The thing that "Salient Features of MPMS" is about: an acronym, or a name of two words and more."""
    side = _SIDE_OF.match(label)
    if not side or not (side[2].isupper() or " " in side[2]) or words.is_generic(side[2]):
        return None
    rest = label[label.index(side[2]) :]
    return None if bare(rest) in words.places else _part_name(rest, words, scene)


def _part_name(part: str, words: Lexicon, scene: Scene) -> Name | None:
    if not part or words.is_generic(part) or part.endswith("?"):
        return None
    text = bare(part.split("/")[0])
    tokens = text.split()
    if not tokens or len(tokens) > _NAME_LIMIT or not (text[0].isupper() or text[0].isdigit()) or text.isdigit():
        return None
    if tokens[0].endswith("ing") and f" {text}" not in scene.text:
        return None  # "Overriding the Act"
    known = (
        len(tokens) > 1
        and tokens[0] not in _VAGUE
        and (f"\n{text} " in scene.text or f" {text}" in scene.text or f"“{text}" in scene.text)
    )
    if not known and not words.headline_verbs.isdisjoint(token.lower() for token in tokens):
        return None
    side = _SIDE_OF.match(text)
    if side and not known and _is_aspect(side[1], words):
        rest = part[part.index(side[2][:10]) :]
        return None if bare(rest) in words.places else _part_name(rest, words, scene)
    if tokens[0].endswith(("’s", "'s", "s’")) or (not known and len(words.places_in(text)) > 1):
        return None
    if not known and (_is_aspect(text, words) or "," in _TAIL.sub("", text)):
        return None
    supported = known or _is_supported(part, text, side[1] if side else "", words, scene)
    return make_name(part.split("/")[0], words, scene) if supported else None


def _whole_name(noun: str, words: Lexicon, scene: Scene) -> Name | None:
    """What "Mission" alone is: of the names that end so, the only one, or the one that the title is about."""
    if noun.lower() not in BODIES or not noun[0].isupper():
        return None
    found = set(
        re.findall(rf"(?:[A-Z][\w’'-]*(?: (?:of|for|on|and))? ){{1,7}}{re.escape(noun)}\b(?! [A-Z])", scene.text)
    )
    named = [name for name in found if name.split()[0] not in ("The", "This", "A", "An", "Under", "In", "Its")]
    shared = [name for name in named if not scene.title_words.isdisjoint(name.lower().split()[:-1])]
    best = named if len(named) == 1 else shared
    return make_name(best[0], words, scene) if len(best) == 1 else None


def _is_aspect(text: str, words: Lexicon) -> bool:
    return text.lower() in words.aspects or text.split()[-1].lower() in words.aspects


def _is_supported(part: str, text: str, front: str, words: Lexicon, scene: Scene) -> bool:
    """Whether the article's text uses these words as a name."""
    tokens = text.split()
    plain = [token.strip("()‘’“”'\"") for token in tokens]
    weighty = [token for token in plain if token and token.lower() not in SMALL_WORDS]
    capital = sum(1 for token in weighty if token[0].isupper() or token[0].isdigit())
    if not weighty or capital < 0.6 * len(weighty) or tokens[0] in _VAGUE:
        return False
    acronym = ACRONYM.search(part)
    if (acronym and acronym[1] in scene.text) or has_honorific(text, words):
        return True
    if len(tokens) == 1:
        return scene.seen[text] > 0 or (text.isupper() and len(text) > 2 and text in scene.text)
    if text.lower() in scene.lower and not front and f" {tokens[0]}" in scene.text:
        return True
    if capital < len(weighty) or len(weighty) < 2:
        return False
    if front:
        last = singular(plain[-1].lower() if not plain[-1].isdigit() else plain[-2].lower())
        classed = last in words.groups and last not in words.vague and len(weighty) > 3 and capital == len(weighty)
        return classed or singular(front.split()[-1].lower()) in words.groups
    head = make_name(text, words, scene).head
    vague = head in words.vague and singular(tokens[-1].lower()) == head  # but "Project Seabird" is a name
    classed = head in words.groups and not vague
    return classed or (len(tokens) < 4 and scene.seen[tokens[0]] > 1 and f" {tokens[-1].lower()}" in scene.text)


def title_name(title: str, words: Lexicon, scene: Scene) -> tuple[Name | None, bool]:
    """The named thing of an article's title, and whether the title is a headline about it.

    The name stands before a colon, without a leading "Draft" or "US'". Of a headline it is what opens it.
    """
    part = re.split(r"\s?[:;|?]\s|\s[–—-]\s", title.rstrip("?"))[0]
    tokens = part.split()
    verb = _headline_verb(tokens, words)
    if f" {part.lower()}" in scene.lower:
        verb = 0
    headline = bool(verb) or len(tokens) > _TITLE_LIMIT
    found = _quoted(title, words, scene) if headline else None
    part = " ".join(tokens[:verb]) if verb else part
    return found or _title_part(part, words, scene, headline=headline), headline


def _headline_verb(tokens: list[str], words: Lexicon) -> int:
    """The place of the verb that makes a title a headline, 0 without one. "Right to Repair Movement" has none."""
    for place, token in enumerate(tokens):
        if place and token.lower() in words.headline_verbs and (token != "to" or len(tokens) > 5):
            return place
    return 0


def _title_part(part: str, words: Lexicon, scene: Scene, *, headline: bool) -> Name | None:
    for candidate in dict.fromkeys((_PREFIX.sub("", part), part)):
        name = label_name(candidate, words, scene)
        if name and not (headline and (is_actor(name, words) or name.text in words.places)):
            return name
    return None if headline else _supported_part(part, words, scene)


def _supported_part(part: str, words: Lexicon, scene: Scene) -> Name | None:
    """What the text repeats of a title: its end ("Bhalia Wheat" of "GI Certified Bhalia Wheat"), the thing a side is of
    ("Vultures" of "Conservation of Vultures"), the acronym that opens it."""
    tokens = bare(part).split()
    if len(tokens) > 2 and singular(tokens[-1].lower()) in words.groups and _is_capital(tokens):
        return make_name(part, words, scene)
    side = _SIDE_OF.match(part)
    if side and _is_aspect(side[1], words) and side[2][0].isupper() and len(tokens) < 7:
        often = scene.lower.count(side[2].lower()) > 2
        return make_name(side[2], words, scene) if often and side[2] not in words.places else None
    if tokens and tokens[0].isupper() and len(tokens[0]) > 2 and scene.text.count(tokens[0]) > 2:
        return make_name(tokens[0], words, scene)
    if not tokens or not SMALL_WORDS.isdisjoint(token.lower() for token in tokens) or _is_aspect(part, words):
        return None
    for first in range(min(len(tokens) - 1, 3)):
        text = " ".join(tokens[first:])
        if text.lower() in scene.lower and text[0].isupper():
            return make_name(text, words, scene)
    return None


def _is_capital(tokens: list[str]) -> bool:
    return all(token[0].isupper() or token.lower() in SMALL_WORDS for token in tokens)


def _quoted(title: str, words: Lexicon, scene: Scene) -> Name | None:
    """The name in quotes of a headline, as the text writes it: "Dunagiri" of "FRIGATE ‘DUNAGIRI’ DELIVERED"."""
    for match in _QUOTED.finditer(title):
        written = match[1].title() if match[1].isupper() and match[1].title() in scene.text else match[1]
        if scene.text.count(written) > 2:
            return make_name(written, words, scene)
    return None


def is_actor(name: Name, words: Lexicon) -> bool:
    """Whether it is one of those who act on others: a government, a ministry."""
    return name.head in words.actors or name.text.lower() in words.actors
