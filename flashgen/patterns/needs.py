"""A pattern's tree in, the words out without which it cannot match: clauses, each a set of which one must be there.

Sound by construction and held against a plain loop by a test. Optional parts, gaps and regexes ask for nothing; words
glued to something variable (`{year}s`) ask for nothing either, because they are no whole words of the text.
"""

from __future__ import annotations

import re
from itertools import product

from flashgen.grammar import inflections
from flashgen.patterns.compiler import EMBEDDED, Compiler
from flashgen.patterns.folding import fold_for_matching, words_of
from flashgen.patterns.lexicon import SlotType
from flashgen.patterns.musts import COMMA, DIGIT, PIECES, commonness, either, musts
from flashgen.patterns.notation import Choice, Comma, Edge, Item, Option, Sequence, Slot, Word
from flashgen.patterns.shape import nullable
from flashgen.patterns.spelling import silent

Clause = frozenset[str]
_MOST_STRINGS = 64
_STAND_IN = 0xE000
_COMMON = """
a an and are as at be been but by for from had has have he in into is it its of on or s she that the their
they this to was were which who will with not also
"""
WEAK = frozenset(_COMMON.split())
"""Words of nearly every sentence: a clause that holds one of them selects nothing."""


def needs(compiler: Compiler, tree: Sequence) -> tuple[Clause, ...]:
    """The clauses of a pattern, the most selective first."""
    clauses = _sequence(compiler, tree)
    telling = (clause for clause in clauses if not any(other < clause for other in clauses))
    return tuple(sorted(telling, key=_cost))


def selective(clauses: tuple[Clause, ...]) -> bool:
    """Whether a rule with these clauses is skipped on most sentences."""
    return any(selects(clause) for clause in clauses)


def selects(clause: Clause) -> bool:
    """Whether a clause is there in few sentences: few words, none of them common."""
    return len(clause) <= 40 and not any(map(_is_weak, clause))


def _is_weak(piece: str) -> bool:
    return piece in WEAK or piece == COMMA or (piece[0] == "~" and len(piece) <= 3)


def _cost(clause: Clause) -> tuple[bool, int, int, int, list[str]]:
    common = max(map(commonness, clause))
    return bool(clause & WEAK), common, len(clause), -min(map(len, clause)), sorted(clause)


def _sequence(compiler: Compiler, tree: Sequence) -> set[Clause]:
    clauses: set[Clause] = set()
    for chain in _chains(tree.items):
        spaced = any(item.space and not _may_begin_with_comma(item) for item in chain[1:])
        strings = None if spaced else _product([_strings(compiler, item) for item in chain])
        if strings is None:
            clauses |= _mixed(compiler, chain)
        else:
            clauses |= _clause_of(strings)
    return clauses


def _chains(items: list[Item]) -> list[list[Item]]:
    """Items that may be glued together, without white space between them."""
    chains: list[list[Item]] = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        takes_space = nullable(item) and following is not None and not following.space
        if chains and (not item.space or takes_space or _may_begin_with_comma(item)):
            chains[-1].append(item)
        else:
            chains.append([item])
    return chains


def _may_begin_with_comma(item: Item) -> bool:
    """A comma needs no space before it and may be left out: what follows it may be glued to what precedes it."""
    if isinstance(item, Option):
        return bool(item.body.items) and _may_begin_with_comma(item.body.items[0])
    if isinstance(item, Choice):
        return any(branch.items and _may_begin_with_comma(branch.items[0]) for branch in item.branches)
    return isinstance(item, Comma)


def _clause_of(strings: set[str]) -> set[Clause]:
    """One clause: of each string its longest word. A string without words asks for nothing, then so does the clause."""
    chosen = set()
    for string in strings:
        if string.isascii() and string.isalpha():
            chosen.add(string.lower())
            continue
        found = words_of(fold_for_matching(string)).decode("ascii").split()
        if not found:
            return set()
        chosen.add(max(found, key=lambda word: (word not in WEAK, len(word))))
    return {frozenset(chosen)} if chosen else set()


def _mixed(compiler: Compiler, chain: list[Item]) -> set[Clause]:
    """What a chain with something variable in it asks for, piece by piece."""
    clauses: set[Clause] = _signs(chain)
    for i, item in enumerate(chain):
        left = i > 0 and not _separates(chain[i - 1], -1)
        right = i + 1 < len(chain) and not _separates(chain[i + 1], 0)
        if isinstance(item, Word) and not item.inflect:
            clauses |= _inner_words(item.text, left, right)
        elif not left and not right:
            clauses |= _variable(compiler, item)
        elif isinstance(item, Slot | Choice):
            clauses |= _inside(_variable(compiler, item))
    return clauses


def _inside(clauses: set[Clause]) -> set[Clause]:
    """The clauses of something whose words may be glued to others: each a run of letters in a longer word."""
    runs = {frozenset(piece if piece[0] in "~0" else f"~{piece}" for piece in clause) for clause in clauses}
    return {clause for clause in runs if min(map(len, clause)) > 2}


def _signs(chain: list[Item]) -> set[Clause]:
    """The brackets, colons and other signs that literals spell out."""
    text = "".join(item.text for item in chain if isinstance(item, Word) and not item.inflect)
    pieces = (PIECES.get(code, DIGIT) for code in fold_for_matching(text))
    return {frozenset({piece}) for piece in pieces if piece != DIGIT}


def _inner_words(text: str, left: bool, right: bool) -> set[Clause]:
    """The words of a glued literal that its neighbours cannot lengthen."""
    folded = fold_for_matching(text).decode("ascii").lower()
    found = [
        run[0]
        for run in re.finditer("[a-z0-9]+", folded)
        if (run.start() > 0 or not left) and (run.end() < len(folded) or not right)
    ]
    return {frozenset({word}) for word in found}


def _separates(item: Item, edge: int) -> bool:
    """Whether a neighbour's edge character is no letter or digit."""
    if isinstance(item, Edge):
        return True
    if isinstance(item, Comma):
        return False
    return isinstance(item, Word) and not item.inflect and not item.text[edge].isalnum()


def _variable(compiler: Compiler, item: Item) -> set[Clause]:
    if nullable(item):
        return set()
    if isinstance(item, Slot):
        kind, _ = compiler.resolve(item)
        return _choice(compiler, item.choices) if kind is None and item.choices else _type(compiler, kind)
    return _choice(compiler, item) if isinstance(item, Choice) else set()


def _choice(compiler: Compiler, choice: Choice) -> set[Clause]:
    """One branch must be there: its best clause joins those of the others; a single branch keeps all its clauses."""
    branches = [_sequence(compiler, branch) for branch in choice.branches]
    return branches[0] if len(branches) == 1 else either(branches, _cost)


def _type(compiler: Compiler, kind: SlotType | None) -> set[Clause]:
    if kind is None or kind.until is not None:
        return set()
    compiler = compiler.home(kind)
    if kind.name not in compiler.clauses:  # countries and verbs are long lists, and regexes slow to take apart
        compiler.clauses[kind.name] = _of_type(compiler, kind)
    return compiler.clauses[kind.name]


def _of_type(compiler: Compiler, kind: SlotType) -> set[Clause]:
    if kind.regex:
        return _of_regex(compiler, kind.regex)
    if kind.words:
        return _clause_of(set(kind.words))
    branches = [_sequence(compiler, compiler.tree(source)) for source in kind.any]
    return branches[0] if len(branches) == 1 else either(branches, _cost)


def _of_regex(compiler: Compiler, regex: str) -> set[Clause]:
    """What a type's regex asks for, each `{type}` in it taken apart once, for itself."""
    known: dict[int, set[Clause]] = {}

    def stand_in(found: re.Match[str]) -> str:
        inner = compiler.lexicon.type_of(found[1])
        known[_STAND_IN + len(known)] = _inside(_type(compiler, inner[0] if inner else None))
        return chr(_STAND_IN + len(known) - 1)

    return musts(EMBEDDED.sub(stand_in, silent(fold_for_matching(regex).decode("ascii"))), known)


def _product(parts: list[set[str] | None]) -> set[str] | None:
    """All strings of a chain, or None when they are too many or not known."""
    size = 1
    for part in parts:
        if part is None:
            return None
        size *= len(part)
    if size > _MOST_STRINGS:
        return None
    return {"".join(pieces) for pieces in product(*(part for part in parts if part is not None))}


def _strings(compiler: Compiler, item: Item) -> set[str] | None:
    """Everything that an item can match, when that is a small set."""
    if isinstance(item, Word):
        return set(inflections(item.text)) if item.inflect else {item.text}
    if isinstance(item, Comma):
        return {"", ","}
    if isinstance(item, Option):
        inside = _strings_of(compiler, item.body)
        return None if inside is None else inside | {""}
    if isinstance(item, Choice):
        return _union([_strings_of(compiler, branch) for branch in item.branches])
    if isinstance(item, Slot) and item.choices:
        return _strings(compiler, item.choices)
    return None


def _union(parts: list[set[str] | None]) -> set[str] | None:
    known = [part for part in parts if part is not None]
    return set().union(*known) if len(known) == len(parts) else None


def _strings_of(compiler: Compiler, tree: Sequence) -> set[str] | None:
    if len(tree.items) == 1 and isinstance(tree.items[0], Word):
        return _strings(compiler, tree.items[0])
    parts: list[set[str] | None] = []
    for i, item in enumerate(tree.items):
        strings = _strings(compiler, item)
        parts.append({f" {s}" if s else "" for s in strings} if strings is not None and item.space and i else strings)
    return _product(parts)
