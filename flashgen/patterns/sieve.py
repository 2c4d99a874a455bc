"""What patterns cannot do without in, which of many can match a text at all out: an index of words, signs and marks.

re2.Filter does the same for few alternatives, but takes a clause of more than sixteen words for one that always holds.

Sets of patterns are the bits of integers: a text's words are put together by a few dozen `|`, whatever the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from flashgen.patterns.folding import words_of
from flashgen.patterns.musts import FOUR_DIGITS, PIECES
from flashgen.patterns.needs import Clause

_FOUR_DIGITS = re.compile(rb"\d{4}")
_REMEMBERED = 50_000
"""Words whose inner pieces are remembered: a language has no more that matter."""


class Filter:
    """Says in one pass over a text's words which of many patterns can match it at all; never loses a match."""

    def __init__(self, patterns: Iterable[Sequence[Clause]]) -> None:
        """`patterns`: for each its clauses; of each clause one piece must be there."""
        asked = list(patterns)
        self._rows = max(map(len, asked), default=0)
        """Row r of a set of bits tells, for each pattern, whether its clause r is fulfilled."""
        self._width = len(asked)
        self._nothing = 0
        """What a text without any word fulfils: the rows that a pattern has no clause for."""
        self._pieces: dict[bytes, int] = {}
        for number, clauses in enumerate(asked):
            for row in range(self._rows):
                bit = 1 << (row * self._width + number)
                if row >= len(clauses):
                    self._nothing |= bit
                for piece in clauses[row] if row < len(clauses) else ():
                    key = piece.encode()
                    self._pieces[key] = self._pieces.get(key, 0) | bit
        self._inner = {key[1:]: bits for key, bits in self._pieces.items() if key.startswith(b"~")}
        self._lengths = sorted(set(map(len, self._inner)))
        self._signs = {code: self._pieces.get(piece.encode(), 0) for code, piece in PIECES.items()}
        self._mute = bytes(code for code in range(256) if not self._signs.get(code))
        self._words: dict[bytes, int] = {}

    def fulfilled(self, pieces: Iterable[str]) -> int:
        """What is fulfilled where these pieces are there, for `candidates`."""
        return reduce(or_, (self._pieces.get(piece.encode(), 0) for piece in pieces), 0)

    def candidates(self, folded: bytes, there: int = 0) -> list[int]:
        """Indexes of the patterns that may match, in order; `there`: what is fulfilled beside the text's words."""
        there |= self._nothing
        for code in set(folded.translate(None, self._mute)):
            there |= self._signs[code]
        for word in set(words_of(folded).split()):
            known = self._words.get(word)
            there |= self._of_word(word) if known is None else known
        found = (1 << self._width) - 1
        for row in range(self._rows):
            found &= there >> (row * self._width)
        return _ones(found)

    def _of_word(self, word: bytes) -> int:
        """What a word fulfils, and the runs of letters in it that some pattern asks for."""
        if len(self._words) > _REMEMBERED:
            self._words.clear()
        bits = self._pieces.get(word, 0)
        if _FOUR_DIGITS.search(word):
            bits |= self._pieces.get(FOUR_DIGITS.encode(), 0)
        for length in self._lengths:
            for start in range(len(word) - length + 1):
                bits |= self._inner.get(word[start : start + length], 0)
        self._words[word] = bits
        return bits


def _ones(bits: int) -> list[int]:
    """The places of the ones, lowest first."""
    digits = f"{bits:b}"[::-1]
    found = []
    at = digits.find("1")
    while at >= 0:
        found.append(at)
        at = digits.find("1", at + 1)
    return found
