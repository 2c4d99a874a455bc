"""A title in, the two parties out that "both countries" speaks of."""

from __future__ import annotations

from flashgen.sentences.lexicon import Lexicon


def parties_of(text: str, words: Lexicon) -> tuple[str, ...]:
    """The two places of a title like "India-Canada Relations", in its order; () when there are not just two."""
    found = words.places_in(text)
    return tuple(found) if len(found) == 2 else ()
