"""A compiled pattern: folded text in, matches with their slots out; and the filter that says which can match at all."""

from __future__ import annotations

import re as _re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import re2

from flashgen.patterns.compiler import BETWEEN, END, Compiler, Emission, Use, silent
from flashgen.patterns.folding import fold_for_matching
from flashgen.patterns.lexicon import Lexicon, SlotType
from flashgen.patterns.needs import Clause, needs
from flashgen.patterns.notation import Edge, Item, NotationError, Option, Slot, Word
from flashgen.patterns.notation import Sequence as Tree

Span = tuple[int, int]

_HEAD = r"(?:^|[^0-9A-Za-z'.,/\-]|(?:^|[^0-9A-Za-z])['.,/\-])"
_TAIL = r"(?:$|[^0-9A-Za-z.,:'/%\x05\-]|[.,:'/\-](?:$|[^0-9A-Za-z]))"
_RETRIES = 6
_PARTS = _re.compile(r" *, *(?:(?:and|or|as well as|&) )? *", _re.IGNORECASE)
_LAST_AND = _re.compile(r"^(.+?),? (?:and|or|as well as|&) (.+)$", _re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """One match; spans count characters of the text that was folded."""

    start: int
    end: int
    slots: dict[str, tuple[Span, ...]]
    """Slot name -> the span of each value, in order; slots of parts that did not match are absent."""
    literals: int
    """Words that the pattern itself spells out: the tie-break between equally long matches."""


@dataclass(frozen=True, slots=True)
class SlotUse:
    """A slot of a pattern: whether it takes several values, whether it may stay empty, its type's question words."""

    name: str
    many: bool
    optional: bool
    ask: str
    type: str


class Pattern:
    """A pattern ready to match. `source` as written; `slots` by name; `needs` the words it cannot do without."""

    def __init__(self, source: str, compiler: Compiler) -> None:
        """Raises NotationError; RE2 itself compiles at the first use."""
        self.source = source
        self.tree = compiler.tree(source)
        out = Emission()
        body, end = _body_and_end(compiler, self.tree, out)
        self._uses = out.groups
        self.compiler = compiler
        self.regex = f"{head(self.tree)}({body}){end}"
        self.slots = _slot_uses(self.tree, out.groups)
        self.literals = _count_words(self.tree)
        self.needs: tuple[Clause, ...] = needs(compiler, self.tree)

    @cached_property
    def _compiled(self) -> Any:
        return compile_regex(self.regex)

    def finditer(self, folded: bytes) -> Iterator[PatternMatch]:
        """All matches that do not overlap, leftmost first, of `fold_for_matching(text)`."""
        at, tries = 0, 0
        while at <= len(folded) and tries < _RETRIES:
            found = self._compiled.search(folded, at)
            if found is None:
                return
            match = self._read(folded, found)
            if match is None:  # a value is too long or stands before what it must not: look further right
                at, tries = _next_word(folded, found.start(1)), tries + 1
                continue
            yield match
            at, tries = max(match.end, at + 1), 0

    def matches_anything(self) -> bool:
        """Whether it has neither a word nor a slot of more than free text: it would match every sentence."""
        return not any(_says_something(self.compiler, item) for item in self.tree.items)

    def refused(self, folded: bytes) -> str:
        """Why a value of the first match is refused ("1947" before "-48"); "" when none is."""
        found = self._compiled.search(folded)
        for group, use in enumerate(self._uses, 2):
            span = found.span(group) if found else (-1, -1)
            if span[0] >= 0 and use.type is not None:
                values = split_values(folded, span, use, self.compiler) if use.many else (span,)
                for value in values:
                    if why := _refusal(folded, value, use.type):
                        return f"{{{use.name}}} {why}"
        return ""

    def search(self, folded: bytes) -> PatternMatch | None:
        """The first match, or None."""
        return next(self.finditer(folded), None)

    def _read(self, folded: bytes, found: Any) -> PatternMatch | None:
        slots: dict[str, tuple[Span, ...]] = {}
        for group, use in enumerate(self._uses, 2):
            span: Span = found.span(group)
            if span[0] < 0:
                continue
            values = split_values(folded, span, use, self.compiler) if use.many else (span,)
            if use.type is not None and any(_refusal(folded, value, use.type) for value in values):
                return None
            slots.setdefault(use.name, values)
        start, end = found.span(1)
        return PatternMatch(start, end, slots, self.literals)


def compile_pattern(source: str, lexicon: Lexicon, compiler: Compiler | None = None) -> Pattern:
    """A pattern in the notation of rules/README.md. Raises NotationError with message, offset and hint."""
    return Pattern(source, compiler or Compiler(lexicon))


@lru_cache(4096)
def compile_regex(source: str) -> Any:
    """RE2 on folded bytes, any case. Raises NotationError with RE2's words."""
    try:
        return re2.compile(source.encode("ascii"), _options())
    except re2.error as error:
        said = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        raise NotationError(
            f"RE2 does not take this regex: {said}", 0, "RE2 has no look-around and no back-references"
        ) from None


@lru_cache(1024)
def user_regex(source: str) -> Any:
    """A regex as a user writes it, compiled for folded bytes, any case. Raises NotationError."""
    return compile_regex(silent(fold_for_matching(source).decode("ascii")))


def _options() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 64 << 20
    return options


def head(tree: Tree) -> str:
    """What must stand before a match: no letter or digit, nor one glued on by a hyphen."""
    first = tree.items[0]
    if isinstance(first, Edge) or (isinstance(first, Word) and not first.text[0].isalnum()):
        return ""
    return _HEAD


def _body_and_end(compiler: Compiler, tree: Tree, out: Emission) -> tuple[str, str]:
    """The regex of the match itself and of what must follow it."""
    last = tree.items[-1]
    if isinstance(last, Edge) and last.end and len(tree.items) > 1:
        return compiler.sequence(Tree(tree.items[:-1]), out, True), END
    body = compiler.sequence(tree, out, True)
    return body, guard(tree)


def guard(tree: Tree) -> str:
    """What must follow a match: no letter or digit, nor one glued on by a hyphen or a comma."""
    last = tree.items[-1]
    bare = isinstance(last, Edge) or (isinstance(last, Word) and not last.text[-1].isalnum())
    return "" if bare else _TAIL


def _next_word(folded: bytes, start: int) -> int:
    space = folded.find(b" ", start)
    return len(folded) + 1 if space < 0 else space


def _slot_uses(tree: Tree, uses: list[Use]) -> dict[str, SlotUse]:
    required = _always(tree)
    return {
        use.name: SlotUse(
            use.name,
            use.many,
            use.name not in required,
            use.type.ask if use.type else "which",
            use.type.name if use.type else "",
        )
        for use in uses
    }


def _always(tree: Tree) -> set[str]:
    """Names of slots that every match fills."""
    names: set[str] = set()
    for item in tree.items:
        names |= _always_item(item)
    return names


def _always_item(item: Item) -> set[str]:
    if isinstance(item, Slot):
        return {item.name}
    branches = getattr(item, "branches", None)
    if not branches or isinstance(item, Option):
        return set()
    return set.intersection(*(_always(branch) for branch in branches))


def _says_something(compiler: Compiler, item: Item) -> bool:
    if isinstance(item, Word):
        return True
    if isinstance(item, Slot):
        kind = compiler.resolve(item)[0]
        return kind is None or kind.until is None
    branches = getattr(item, "branches", None) or ()
    return bool(branches) and all(any(_says_something(compiler, part) for part in branch.items) for branch in branches)


def _count_words(tree: Tree) -> int:
    total = 0
    for item in tree.items:
        if isinstance(item, Word):
            total += len(item.text.split())
        elif (branches := getattr(item, "branches", None)) is not None:
            total += min(_count_words(branch) for branch in branches)
    return total


def _refusal(folded: bytes, span: Span, kind: SlotType) -> str:
    """Why a value is none: too long, or its neighbours make it something else; "" when it is one."""
    start, end = span
    if kind.max_words and folded.count(b" ", start, end) >= kind.max_words:
        return f"takes at most {kind.max_words} words"
    if kind.never_inside and user_regex(kind.never_inside).search(folded[start:end]):
        return f"holds what it must not (never inside: {kind.never_inside})"
    if kind.never_before and user_regex(f"^(?:{kind.never_before})").search(folded[end : end + 40]):
        return f"may not stand before what follows it (never before: {kind.never_before})"
    if kind.never_after and user_regex(f"(?:{kind.never_after})$").search(folded[max(0, start - 40) : start]):
        return f"may not stand after what precedes it (never after: {kind.never_after})"
    return ""


def split_values(folded: bytes, span: Span, use: Use, compiler: Compiler) -> tuple[Span, ...]:
    """The values of "A, B and C"."""
    kind = use.type
    if kind is None:
        return (span,)
    if kind.until is not None:
        return _split_free(folded, span)
    one = compiler.type_regex(kind)
    peel = compile_regex(f"^({one})(?:{BETWEEN}({one}(?:{BETWEEN}{one})*))?$")
    values: list[Span] = []
    start, end = span
    while True:
        found = peel.search(folded[start:end])
        if found is None:  # cannot happen: the pattern matched the same list
            return (*values, (start, end))
        values.append((start, start + found.end(1)))
        if found.span(2)[0] < 0:
            return tuple(values)
        start += found.start(2)


def _split_free(folded: bytes, span: Span) -> tuple[Span, ...]:
    """Commas first; the last "and" only where no comma told the items apart before it."""
    start, end = span
    text = folded[start:end].decode("ascii")
    values: list[Span] = []
    at = 0
    for comma in _PARTS.finditer(text):
        if (
            text[comma.end() : comma.end() + 1].isdigit()
            and text[comma.start() - 1 : comma.start()].isdigit()
            and comma[0] == ","
        ):
            continue
        values.append((at, comma.start()))
        at = comma.end()
        closed = comma[0].strip(", ") != ""
        if closed:
            break
    else:
        closed = False
    rest = None if closed else _LAST_AND.match(text[at:])
    if rest:
        values += [(at + rest.start(1), at + rest.end(1)), (at + rest.start(2), at + rest.end(2))]
    else:
        values.append((at, len(text)))
    return tuple((start + a, start + b) for a, b in values if b > a)
