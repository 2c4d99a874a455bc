"""An RE2 source in, the pieces out of which every match holds at least one: digits, signs, runs of letters.

What a filter can look for without running the regex: `~` before a run of letters that may stand inside a word, `0…`
for a digit or a sign. The source is read with Python's own regex parser, of which RE2's syntax is a part.
"""

from __future__ import annotations

import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from typing import Any

DIGIT = "0digit"
_DIGITS = frozenset(range(48, 58))
_LETTERS = frozenset([*range(65, 91), *range(97, 123)])
_RUN = 3
"""Shorter runs of letters stand in nearly every sentence."""
_MOST = 400

Piece = str
Must = frozenset[Piece]
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum() and code not in b" \t\n-.,")
_NO_SIGNS = bytes(set(range(256)) - set(_SIGNS))
_NO_DIGITS = bytes(set(range(256)) - _DIGITS)


def sign(code: int) -> Piece:
    """The piece for a sign: "%" -> "0s37"."""
    return f"0s{code}"


def pieces_of(folded: bytes) -> bytes:
    """The digits and signs of a text as words, for the filter to find beside its words."""
    found = [sign(code) for code in set(folded.translate(None, _NO_SIGNS))]
    if folded.translate(None, _NO_DIGITS):
        found.append(DIGIT)
    return f" {' '.join(found)} ".encode("ascii") if found else b""


def musts(source: str) -> set[Must]:
    """For each part of an RE2 source that says something sure: the pieces of which every match holds one."""
    try:
        nodes = list(parser.parse(source))
    except (re_error, RecursionError, OverflowError):
        return set()
    while len(nodes) == 1 and nodes[0][0] is codes.SUBPATTERN:
        nodes = list(nodes[0][1][-1])
    return set(_all_of_sequence(nodes))


re_error = parser.error if hasattr(parser, "error") else ValueError


def _of_sequence(nodes: Iterable[Any]) -> Must | None:
    """The best of what the nodes of a sequence ask for."""
    return min(_all_of_sequence(nodes), key=_cost, default=None)


def _all_of_sequence(nodes: Iterable[Any]) -> list[Must]:
    """What the nodes of a sequence ask for, runs of letters counted as one."""
    found: list[Must] = []
    run = ""
    for operator, argument in nodes:
        if operator is codes.LITERAL and argument in _LETTERS:
            run += chr(argument).lower()
            continue
        found += _run(run)
        run = ""
        must = _of_node(operator, argument)
        if must:
            found.append(must)
    return found + _run(run)


def _cost(must: Must) -> tuple[bool, int, int, list[str]]:
    """Anything says more than a digit."""
    return DIGIT in must, len(must), -min(map(len, must)), sorted(must)


def _run(letters: str) -> list[Must]:
    return [frozenset({f"~{letters}"})] if len(letters) >= _RUN else []


def _of_node(operator: Any, argument: Any) -> Must | None:
    if operator is codes.LITERAL:
        return _of_codes(frozenset({argument}))
    if operator is codes.IN:
        return _of_codes(_codes_of(argument))
    if operator is codes.SUBPATTERN:
        return _of_sequence(argument[-1])
    if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT) and argument[0] > 0:
        return _of_sequence(argument[2])
    if operator is codes.BRANCH:
        return _of_branches(argument[1])
    return None


def _of_branches(branches: Iterable[Any]) -> Must | None:
    every = [_of_sequence(branch) for branch in branches]
    if any(must is None for must in every):
        return None
    joined: Must = frozenset().union(*(must for must in every if must))
    return joined if len(joined) <= _MOST else None


def _of_codes(found: frozenset[int] | None) -> Must | None:
    """A class of characters asks for something when all of them are digits or signs."""
    if not found:
        return None
    if found <= _DIGITS:
        return frozenset({DIGIT})
    if all(code in _SIGNS or code in _DIGITS for code in found) and len(found) <= 12:
        return frozenset(DIGIT if code in _DIGITS else sign(code) for code in found)
    return None


def _codes_of(members: Iterable[Any]) -> frozenset[int] | None:
    """The characters of a class, None for one that is too wide to name."""
    found: set[int] = set()
    for operator, argument in members:
        if operator is codes.LITERAL:
            found.add(argument)
        elif operator is codes.RANGE and argument[1] - argument[0] < 16:
            found.update(range(argument[0], argument[1] + 1))
        elif operator is codes.CATEGORY and argument is codes.CATEGORY_DIGIT:
            found.update(_DIGITS)
        else:
            return None
    return frozenset(found)
