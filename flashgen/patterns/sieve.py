"""What patterns cannot do without in, which of many can match a text at all out: an index of words, signs and marks.

re2.Filter does the same for few alternatives, but takes a clause of more than sixteen words for one that always holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flashgen.patterns.folding import words_of
from flashgen.patterns.musts import pieces_of
from flashgen.patterns.needs import Clause

_REMEMBERED = 50_000
"""Words whose inner pieces are remembered: a language has no more that matter."""


class Filter:
    """Says in one pass over a text's words which of many patterns can match it at all; never loses a match."""

    def __init__(self, patterns: Iterable[Sequence[Clause]]) -> None:
        """`patterns`: for each its clauses, the most selective first; of each clause one piece must be there."""
        self._always: list[int] = []
        self._index: dict[bytes, list[int]] = {}
        self._others: list[tuple[frozenset[bytes], ...]] = []
        inner: set[str] = set()
        for number, clauses in enumerate(patterns):
            first, *others = [frozenset(map(str.encode, clause)) for clause in clauses] or [frozenset[bytes]()]
            self._others.append(tuple(others))
            for piece in first:
                self._index.setdefault(piece, []).append(number)
            if not first:
                self._always.append(number)
            inner.update(piece for clause in clauses for piece in clause if piece.startswith("~"))
        self._inner = [(piece[1:].encode(), piece.encode()) for piece in sorted(inner)]
        self._pieces: dict[bytes, tuple[bytes, ...]] = {}

    def candidates(self, folded: bytes, marks: bytes = b"") -> list[int]:
        """Indexes of the patterns that may match, in order; `marks` are further words that clauses may ask for."""
        there = set(pieces_of(folded).split())
        there.update(marks.split())
        for word in set(words_of(folded).split()):
            there.update(self._pieces.get(word) or self._pieces_of(word))
        found = set(self._always)
        for piece in there & self._index.keys():
            for number in self._index[piece]:
                for clause in self._others[number]:
                    if clause.isdisjoint(there):
                        break
                else:
                    found.add(number)
        return sorted(found)

    def _pieces_of(self, word: bytes) -> tuple[bytes, ...]:
        """A word and the runs of letters in it that some pattern asks for."""
        if len(self._pieces) > _REMEMBERED:
            self._pieces.clear()
        pieces = (word, *(piece for letters, piece in self._inner if letters in word))
        self._pieces[word] = pieces
        return pieces
