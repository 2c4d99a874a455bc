"""Turns of phrase in, whether one of them stands in a text out, without searching texts that lack all their words."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")


@lru_cache(4096)  # one question is looked through for many things
def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case: what stands between two `\\b` of a regex."""
    return frozenset(_WORD.findall(text.casefold()))


class Phrases:
    """A regex, and words of which every text that it matches has one.

    Most texts have none: two sets are compared ten times as fast as a regex of alternatives is searched.
    """

    __slots__ = ("regex", "words")

    def __init__(self, words: str, regex: str, flags: int = re.IGNORECASE) -> None:
        self.words = frozenset(words.split())
        self.regex = re.compile(regex, flags)

    def found(self, text: str) -> re.Match[str] | None:
        """The first of the phrases that stands in a text."""
        return None if self.words.isdisjoint(words_of(text)) else self.regex.search(text)

    def stand_in(self, text: str) -> bool:
        """Whether one of the phrases stands anywhere in a text."""
        return self.found(text) is not None

    def left_out(self, text: str) -> str:
        """The text without the phrases."""
        return text if self.words.isdisjoint(words_of(text)) else self.regex.sub("", text)
