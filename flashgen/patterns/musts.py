"""An RE2 source in, the pieces out of which every match holds at least one: digits, signs, runs of letters.

What a filter can look for without running the regex: `~` before a run of letters that may stand inside a word, `0…`
for a digit, four digits in a row or a sign. The source is read with Python's own regex parser, of which RE2's syntax
is a part.
"""

from __future__ import annotations

import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterable, Mapping
from typing import Any

DIGIT = "0digit"
FOUR_DIGITS = "0year"
_DIGITS = frozenset(range(48, 58))
_LETTERS = frozenset([*range(65, 91), *range(97, 123)])
_RUN = 2
"""A single letter stands in nearly every sentence."""
_MOST = 400
_ROUNDS = 3

Piece = str
Must = frozenset[Piece]
_SIGNS = frozenset(code for code in range(128) if not chr(code).isalnum() and code not in b" \t\n-.")


def sign(code: int) -> Piece:
    """The piece for a sign: "%" -> "0s37"."""
    return f"0s{code}"


PIECES = dict.fromkeys(_DIGITS, DIGIT) | {code: sign(code) for code in _SIGNS}
"""What the filter finds in a text beside its words, by character: digits and signs."""
COMMA = PIECES[ord(",")]


Known = Mapping[int, set[Must]]
"""What is known of the regexes for which single characters stand in a source."""


def musts(source: str, known: Known) -> set[Must]:
    """For each part of an RE2 source that says something sure: the pieces of which every match holds one."""
    try:
        nodes = list(parser.parse(source))
    except (re_error, RecursionError, OverflowError):
        return set()
    while len(nodes) == 1 and nodes[0][0] is codes.SUBPATTERN:
        nodes = list(nodes[0][1][-1])
    return _of_sequence(nodes, known)


re_error = parser.error if hasattr(parser, "error") else ValueError


def commonness(piece: Piece) -> int:
    """How little a piece says, from 0: four digits in a row, a few letters of a word, a digit, a comma."""
    if piece.startswith("~"):
        return 2 if len(piece) <= _RUN + 1 else 0
    return {FOUR_DIGITS: 1, DIGIT: 3, COMMA: 4}.get(piece, 0)


def either(branches: Iterable[Iterable[Must]], cost: Callable[[Must], Any]) -> set[Must]:
    """What is sure when one of the branches matches: their best musts joined, then their second best, and so on."""
    ranked = [sorted(musts, key=cost) for musts in branches]
    if not all(ranked):
        return set()
    rounds = min(_ROUNDS, max(map(len, ranked), default=0))
    joined = {frozenset[Piece]().union(*(one[min(n, len(one) - 1)] for one in ranked)) for n in range(rounds)}
    return {must for must in joined if len(must) <= _MOST}


def _of_sequence(nodes: Iterable[Any], known: Known) -> set[Must]:
    """What the nodes of a sequence ask for, runs of letters and of digits counted as one."""
    found: set[Must] = set()
    run, digits = "", 0
    for operator, argument in nodes:
        if operator is codes.LITERAL and argument in _LETTERS:
            run, digits = run + chr(argument).lower(), 0
            continue
        more = _digits(operator, argument)
        digits = 0 if more is None else digits + more
        if digits >= 4:
            found.add(frozenset({FOUR_DIGITS}))
        found |= _run(run) | _of_node(operator, argument, known)
        run = ""
    return found | _run(run)


def _digits(operator: Any, argument: Any) -> int | None:
    """How many digits at least a node matches that matches nothing but digits; None for any other node."""
    if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        each = _digits_in(argument[2])
        return None if each is None else argument[0] * each
    if operator is codes.SUBPATTERN:
        return _digits_in(argument[-1])
    if operator is codes.BRANCH:
        return _least(map(_digits_in, argument[1]))
    members = [(operator, argument)] if operator is codes.LITERAL else argument if operator is codes.IN else ()
    found = _codes_of(members)
    return 1 if found and found <= _DIGITS else None


def _digits_in(nodes: Iterable[Any]) -> int | None:
    total = 0
    for operator, argument in nodes:
        count = _digits(operator, argument)
        if count is None:
            return None
        total += count
    return total


def _least(counts: Iterable[int | None]) -> int | None:
    least = None
    for count in counts:
        if count is None:
            return None
        least = count if least is None else min(least, count)
    return least


def _cost(must: Must) -> tuple[int, int, int, list[str]]:
    return max(map(commonness, must)), len(must), -min(map(len, must)), sorted(must)


def _run(letters: str) -> set[Must]:
    return {frozenset({f"~{letters}"})} if len(letters) >= _RUN else set()


def _of_node(operator: Any, argument: Any, known: Known) -> set[Must]:
    if operator is codes.LITERAL:
        return known[argument] if argument in known else _of_codes(frozenset({argument}))
    if operator is codes.IN:
        return _of_codes(_codes_of(argument))
    if operator is codes.SUBPATTERN:
        return _of_sequence(argument[-1], known)
    if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT) and argument[0] > 0:
        return _of_sequence(argument[2], known)
    if operator is codes.BRANCH:
        return either((_of_sequence(branch, known) for branch in argument[1]), _cost)
    return set()


def _of_codes(found: frozenset[int] | None) -> set[Must]:
    """A class of characters asks for something when all of them are digits or signs."""
    if found and found <= PIECES.keys() and len(found) <= 20:
        return {frozenset(PIECES[code] for code in found)}
    return set()


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
