"""A sentence that tells what somebody said in, what was said and who said it out."""

from __future__ import annotations

import re
from typing import NamedTuple

from flashgen.clauses import speech
from flashgen.sentences.lexicon import Lexicon
from flashgen.sentences.rewrite import Pieces

_LEAST = 5
"""Words: less than that says nothing alone."""
_LOOSE = re.compile(
    r"(?:it|they|he|she|we|i|this|these|those|there|such|both|no one|nobody)\b|.*\b(?:we|our|us|I)\b", re.I
)
_NOBODY = re.compile(
    r"(?:he|she|it|they|we|i)$|(?:the )?(?:article|section|schedule|rule)\b|.*\b(?:act|bill|law)\b", re.I
)
_TITLE_WORDS = 4


class Reported(NamedTuple):
    """What was said, as a reading of its own."""

    text: str
    pieces: Pieces
    speaker: str = ""
    office: tuple[int, int] | None = None
    """Where the speaker's office and name stand in the text, when he is named with it."""


def reported(text: str, pieces: Pieces, words: Lexicon) -> Reported | None:
    """What "Asha Rao said that the bridge is ..." reports: "The bridge is ..."; None when nothing is reported."""
    found = speech(text)
    if found is None:
        return None
    (first, last), begin = found
    speaker, said = text[first:last], text[begin:]
    if "," in speaker or _NOBODY.match(speaker) or any(map(str.isdigit, text[:begin])):
        return None  # what stands before has facts of its own
    if len(said.split()) < _LEAST or _LOOSE.match(said) or not said[0].isalnum():
        return None
    cut = 1 if said[0].islower() else 0  # its first letter is made
    kept = tuple(
        (max(start, begin + cut) - begin, end - begin, offset + begin)
        for start, end, offset in pieces or ((0, len(text), 0),)
        if end > begin + cut
    )
    short = _short(speaker, words)
    office = (first, last) if len(short) < len(speaker) else None
    return Reported(said[0].upper() + said[1:], kept, short, office)


def _short(speaker: str, words: Lexicon) -> str:
    """A person from the last title on: "Shri Arun Rao" of "Union Minister of Coal Shri Arun Rao"."""
    tokens = speaker.split()
    titles = [place for place, token in enumerate(tokens[:-1]) if token.rstrip(".") in words.honorifics]
    short = tokens[titles[-1] :] if titles and len(tokens) > _TITLE_WORDS else tokens
    return " ".join([short[0].lower() if short[0] in ("The", "A", "An") else short[0], *short[1:]])
