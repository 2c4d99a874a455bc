"""An article in, the two parties out that "both countries" speaks of."""

from __future__ import annotations

import re

from flashgen.sentences.lexicon import Lexicon


def parties_of(text: str, words: Lexicon) -> tuple[str, ...]:
    """The two places of a title like "India-Canada Relations", in its order; () when there are not just two."""
    found = list(dict.fromkeys(match[0] for match in words.place.finditer(text)))
    if len(found) != 2:
        return ()
    return tuple(found)


def is_pair(text: str, words: Lexicon) -> bool:
    """Whether a text joins two places: "India–Oman", "India and Oman"."""
    place = words.place.pattern
    return re.search(rf"{place}(?:\s?[-–/&]\s?|\s(?:and|&)\s){place}", text) is not None
