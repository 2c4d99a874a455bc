"""A pattern ready to match: folded text in, matches with their slots out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from flashgen.patterns.compiler import END, Compiler, Emission, Use
from flashgen.patterns.engine import Regex, Span, compile_regex
from flashgen.patterns.lexicon import Lexicon
from flashgen.patterns.needs import Clause, needs
from flashgen.patterns.notation import Edge, Item, Option, Slot, Word
from flashgen.patterns.notation import Sequence as Tree
from flashgen.patterns.values import refusal, split_values

_HEAD = r"(?:^|[^0-9A-Za-z'.,/\-]|(?:^|[^0-9A-Za-z])['.,/\-])"
_TAIL = r"(?:$|[^0-9A-Za-z.,:'/%\x05\-]|[.,:'/\-](?:$|[^0-9A-Za-z]))"
_RETRIES = 6


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
    def _compiled(self) -> Regex:
        return compile_regex(self.regex)

    def finditer(self, folded: bytes) -> Iterator[PatternMatch]:
        """All matches that do not overlap, leftmost first, of `fold_for_matching(text)`."""
        found = self._compiled.search(folded)
        return iter(()) if found is None else self._from(folded, found)  # nine of ten searches find nothing

    def _from(self, folded: bytes, found: Sequence[Span] | None) -> Iterator[PatternMatch]:
        at, tries = 0, 0
        while found is not None:
            match = self._read(folded, found)
            if match is None:  # a value is too long or stands before what it must not: look further right
                at, tries = _next_word(folded, found[1][0]), tries + 1
            else:
                yield match
                at, tries = max(match.end, at + 1), 0
            within = at <= len(folded) and tries < _RETRIES
            found = self._compiled.search(folded, at) if within else None

    def matches_anything(self) -> bool:
        """Whether it has neither a word nor a slot of more than free text: it would match every sentence."""
        return not any(_says_something(self.compiler, item) for item in self.tree.items)

    def refused(self, folded: bytes) -> str:
        """Why a value of the first match is refused ("1947" before "-48"); "" when none is."""
        found = self._compiled.search(folded)
        for group, use in enumerate(self._uses, 2):
            span = found[group] if found else (-1, -1)
            if span[0] >= 0 and use.type is not None:
                values = split_values(folded, span, use, self.compiler) if use.many else (span,)
                for value in values:
                    if why := refusal(folded, value, use.type):
                        return f"{{{use.name}}} {why}"
        return ""

    def search(self, folded: bytes) -> PatternMatch | None:
        """The first match, or None."""
        return next(self.finditer(folded), None)

    def _read(self, folded: bytes, found: Sequence[Span]) -> PatternMatch | None:
        slots: dict[str, tuple[Span, ...]] = {}
        for span, use in zip(found[2:], self._uses, strict=True):
            if span[0] < 0:
                continue
            values = split_values(folded, span, use, self.compiler) if use.many else (span,)
            if use.type is not None and any(refusal(folded, value, use.type) for value in values):
                return None
            slots.setdefault(use.name, values)
        start, end = found[1]
        return PatternMatch(start, end, slots, self.literals)


def compile_pattern(source: str, lexicon: Lexicon, compiler: Compiler | None = None) -> Pattern:
    """A pattern in the notation of rules/README.md. Raises NotationError with message, offset and hint."""
    return Pattern(source, compiler or Compiler(lexicon))


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
