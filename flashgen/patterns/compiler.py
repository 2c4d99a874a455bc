"""A pattern's tree in, an RE2 source out, with the slots in the order of their groups.

White space belongs to the item after it; an item that may be missing takes its space along. A free slot is as short as
the words after it allow; the last one of a pattern runs up to the character that ends it, unless an optional part
after it matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from flashgen.patterns.folding import fold_for_matching
from flashgen.patterns.lexicon import Lexicon, SlotType
from flashgen.patterns.mistakes import RecursionInNameError, UnknownNameError, within
from flashgen.patterns.notation import (
    Choice,
    Comma,
    Edge,
    Gap,
    Item,
    Named,
    NotationError,
    Option,
    Sequence,
    Slot,
    Word,
    parse_pattern,
)  # fmt: skip
from flashgen.patterns.shape import (
    begins_with_comma,
    clings,
    leading_commas,
    mixed,
    nullable,
    required_first,
    space_before,
)  # fmt: skip
from flashgen.patterns.spelling import SPACE, any_of, check_letters, free_text, literal, neighbours, silent

EMBEDDED = re.compile(r"\{([A-Za-z]\w*)\}")
_GAP = r"""(?:[,:)"'\x0b-]{0,2}(?: +[^ ;]+){0,8}?)"""
_GAP_FIRST = r"(?:[^ ;]+ +){0,8}?"
_OPENING = r"""["'(]{0,2}"""
END = r""" *[.!?;:,"')\]]* *$"""
_START = r"""^["'( ]*"""
BETWEEN = r"(?: *, *(?:(?:and|or|as well as|&) +)?| +(?:and|or|as well as|&) +)"


@dataclass(frozen=True, slots=True)
class Use:
    """A slot as one pattern uses it."""

    name: str
    type: SlotType | None
    """None for an inline choice."""
    many: bool = False


@dataclass(slots=True)
class Emission:
    """What the compiler notes while it writes a regex: the slot of each group, in group order."""

    groups: list[Use] = field(default_factory=list)
    capture: bool = True


def _is_literal(choice: Choice) -> bool:
    return all(isinstance(part, Word) and not part.inflect for branch in choice.branches for part in branch.items)


class Compiler:
    """Compiles patterns against one lexicon; types and named patterns are read once."""

    def __init__(self, lexicon: Lexicon, core: Compiler | None = None, lends: Iterable[str] = ()) -> None:
        """`core` has read the slot types that it `lends`: they mean the same here."""
        self.lexicon = lexicon
        self._core = core
        self._lends = frozenset(lends)
        self._regexes: dict[tuple[str, bool, bool], str] = {}
        self._trees: dict[str, Sequence] = {}
        self._free: dict[str, bool] = {}
        self.clauses: dict[str, set[frozenset[str]]] = {}
        """For `needs`: the clauses of slot types."""
        self._open: list[str] = []
        self._wrong: list[NotationError] = []

    def tree(self, source: str) -> Sequence:
        """The tree of a pattern with its `<named>` parts filled in. Raises NotationError."""
        tree = parse_pattern(source)
        before, self._wrong = self._wrong, []
        try:
            self._fill(tree)
            if self._wrong:
                self._wrong[0].others = self._wrong[1:]
                raise self._wrong[0]
        finally:
            self._wrong = before
        return tree

    def _fill(self, tree: Sequence) -> Sequence:
        for i, item in enumerate(tree.items):
            try:
                tree.items[i] = self._filled(item)
            except NotationError as error:
                self._wrong.append(error)
        return tree

    def _filled(self, item: Item) -> Item:
        if isinstance(item, Named):
            named = self._named(item)
            only = named.items[0] if len(named.items) == 1 else None
            return Choice(item.space, item.at, only.branches if isinstance(only, Choice) else [named])
        if isinstance(item, Word):
            check_letters(item)
        elif isinstance(item, Option):
            self._fill(item.body)
        elif isinstance(item, Choice):
            for branch in item.branches:
                self._fill(branch)
        elif isinstance(item, Slot):
            self._check_slot(item)
        return item

    def _named(self, item: Named) -> Sequence:
        name = item.name
        if name not in self._trees:
            source = self.lexicon.patterns.get(name)
            if source is None:
                raise UnknownNameError("named pattern", name, item.at, sorted(self.lexicon.patterns))
            if name in self._open:
                chain = " -> ".join([*self._open[self._open.index(name) :], name])
                raise RecursionInNameError(name, f"the pattern <{name}> stands for itself: {chain}", item.at)
            self._open.append(name)
            try:
                self._trees[name] = self.tree(source)
            except NotationError as error:
                raise within(name, error, item.at) from None
            finally:
                self._open.pop()
        return self._trees[name]

    def _check_slot(self, item: Slot) -> None:
        if item.choices:
            for branch in item.choices.branches:
                self._fill(branch)
            return
        if self.lexicon.type_of(item.type) is None:
            swapped = item.named and self.lexicon.type_of(item.name) is not None
            if swapped:
                hint = f"the name comes first: {{{item.type}:{item.name}}}"
                raise NotationError(f'"{item.name}" is a slot type and "{item.type}" is none', item.at, hint)
            raise UnknownNameError("slot type", item.type, item.at, sorted(self.lexicon.types))

    # -- writing the regex --------------------------------------------------------------------------------------------

    def sequence(self, tree: Sequence, out: Emission, last: bool) -> str:
        """The regex of a sequence; `last`: nothing of the pattern follows it."""
        if len(tree.items) == 1 and isinstance(tree.items[0], Word):
            return literal(tree.items[0])
        items = leading_commas(tree.items)
        required = next((i for i, item in enumerate(items) if not nullable(item)), None)
        if required is None and len(items) > 1:
            return self._all_optional(items, out, last)
        if last:
            free = self._trailing_free(items, required or 0)
            if free is not None:
                return self._free_end(items, free, out)
        return self._run(items, required or 0, out, last)

    def _run(self, items: list[Item], required: int, out: Emission, last: bool) -> str:
        parts = []
        for i, item in enumerate(items):
            final = last and all(nullable(other) for other in items[i + 1 :])
            opens = all(isinstance(other, Edge) for other in items[:i])
            body = self.item(item, out, final, first=opens)
            before = items[i - 1] if i else None
            if i < required:
                parts.append(body if isinstance(item, Gap | Edge | Comma) else self._leading(body, items[i + 1]))
            elif i == required and (i == 0 or not isinstance(before, Comma | Edge)) and not isinstance(before, Gap):
                parts.append(body)  # the space stands in the optional parts before it
            else:
                after_first_gap = isinstance(before, Gap) and all(isinstance(other, Edge) for other in items[: i - 1])
                after = items[i + 1] if i + 1 < len(items) else None
                parts.append(body if after_first_gap else self._following(item, body, before, after))
        return "".join(parts)

    def _leading(self, body: str, following: Item) -> str:
        return f"(?:{body}{SPACE if following.space else ''})?"

    def _following(self, item: Item, body: str, before: Item | None, after: Item | None) -> str:
        if isinstance(item, Comma | Edge | Gap):
            return body
        space = SPACE if item.space and not isinstance(before, Edge) and not mixed(item) else ""
        if isinstance(before, Gap):
            space = SPACE + _OPENING
        if not nullable(item):
            return space + body
        if begins_with_comma(item):
            space = ""
        if clings(after):
            return f"{space}(?:{body})?"  # the [non-]state actor
        return f"(?:{space}{body})?"

    def _all_optional(self, items: list[Item], out: Emission, last: bool) -> str:
        """Every part may be missing, but not all: what begins is the first, the second, …"""
        return "(?:" + "|".join(self._run(required_first(items[i:]), 0, out, last) for i in range(len(items))) + ")"

    def _trailing_free(self, items: list[Item], required: int) -> int | None:
        """Index of a free slot after which everything may be missing and something is there."""
        for i in range(len(items) - 1, -1, -1):
            item = items[i]
            if isinstance(item, Slot) and self.is_free(item):
                return i if i < len(items) - 1 else None
            if not nullable(item):
                return None
        return None

    def _free_end(self, items: list[Item], free: int, out: Emission) -> str:
        """`{x:phrase} [a] [b]`: with a, else with b, else the phrase to its end."""
        required = next(i for i, item in enumerate(items) if not nullable(item))
        branches = []
        for i in range(free + 1, len(items)):
            rest = required_first(items[i:])
            branches.append(self._run([*items[: free + 1], *rest], required, out, True))
        branches.append(self._run(items[: free + 1], required, out, True))
        return "(?:" + "|".join(branches) + ")"

    def item(self, item: Item, out: Emission, last: bool, first: bool = False) -> str:
        """The regex of one item, without the space before it."""
        if isinstance(item, Word):
            return literal(item)
        if isinstance(item, Slot):
            return self._slot(item, out, last)
        if isinstance(item, Option):
            return f"(?:{self.sequence(item.body, out, last)})"
        if isinstance(item, Choice):
            spaces = [space_before(branch) if mixed(item) and not first else "" for branch in item.branches]
            branches = (self.sequence(branch, out, last) for branch in item.branches)
            spaced = ["".join(parts) for parts in zip(spaces, branches, strict=True)]
            return f"(?:{'|'.join(neighbours(spaced) if _is_literal(item) else spaced)})"
        if isinstance(item, Gap):
            return _GAP_FIRST if first else _GAP
        if isinstance(item, Comma):
            return ",?"
        return END if isinstance(item, Edge) and item.end else _START

    def _slot(self, item: Slot, out: Emission, last: bool) -> str:
        kind, many = self.resolve(item)
        if kind is None:
            inner = self.item(item.choices, Emission(capture=False), False) if item.choices else ""
        else:
            inner = self.type_regex(kind, many, last)
        if not out.capture:
            return inner
        out.groups.append(Use(item.name, kind, many))
        return f"({inner})"

    def resolve(self, item: Slot) -> tuple[SlotType | None, bool]:
        """The type behind a slot (None for an inline choice) and whether it takes several values."""
        if item.choices:
            return None, False
        found = self.lexicon.type_of(item.type)
        assert found is not None  # _check_slot has seen it
        return found[0], item.many or found[1]

    def is_free(self, item: Slot) -> bool:
        """Whether a slot takes free text, directly or through its type's patterns."""
        kind, _ = self.resolve(item)
        return kind is not None and self.free_type(kind)

    def home(self, kind: SlotType) -> Compiler:
        """The compiler that reads a type: this one, or that of the types which all packs share."""
        return self._core if self._core and kind.name in self._core._lends else self

    def free_type(self, kind: SlotType) -> bool:
        """Whether a type is free text or may end in it."""
        if (home := self.home(kind)) is not self:
            return home.free_type(kind)
        if kind.name not in self._free:
            self._free[kind.name] = kind.until is not None or any(map(self._ends_free, kind.any))
        return self._free[kind.name]

    def _ends_free(self, source: str) -> bool:
        items = self.tree(source).items
        for item in reversed(items):
            if isinstance(item, Slot) and self.is_free(item):
                return True
            if not nullable(item):
                return False
        return False

    # -- types --------------------------------------------------------------------------------------------------------

    def type_regex(self, kind: SlotType, many: bool = False, last: bool = False) -> str:
        """The regex of a type, without capturing groups. Raises NotationError for a type that holds itself."""
        if (home := self.home(kind)) is not self:
            return home.type_regex(kind, many, last)
        key = (kind.name, many, last)
        if key not in self._regexes:
            self._regexes[key] = self._many(kind, last) if many else self._one(kind, last)
        return self._regexes[key]

    def _many(self, kind: SlotType, last: bool) -> str:
        if kind.until is not None:
            return free_text(kind.until.replace(",", ""), last)
        one = self.type_regex(kind, False, False)
        return f"{one}(?:{BETWEEN}{one})*"

    def _one(self, kind: SlotType, last: bool) -> str:
        label = f"{{{kind.name}}}"
        if label in self._open:
            chain = " -> ".join([*self._open[self._open.index(label) :], label])
            raise RecursionInNameError(kind.name, f"the slot type {kind.name} holds itself: {chain}", 0)
        self._open.append(label)
        try:
            inner = self._body(kind, last)
        except NotationError as error:
            raise within(kind.name, error, 0) from None
        finally:
            self._open.pop()
        return f"(?-i:{inner})" if kind.sensitive else f"(?i:{inner})"

    def _body(self, kind: SlotType, last: bool) -> str:
        if kind.until is not None:
            return free_text(kind.until, last)
        if kind.regex:
            return self._embedded(kind.regex)
        if kind.words:
            return any_of(kind.words)
        silent = Emission(capture=False)
        return "|".join(self.sequence(self.tree(source), silent, last) for source in kind.any)

    def _embedded(self, regex: str) -> str:
        """A user's regex with `{type}` replaced and its groups made silent."""
        for found in EMBEDDED.finditer(regex):
            if self.lexicon.type_of(found[1]) is None:
                raise UnknownNameError("slot type", found[1], found.start(), sorted(self.lexicon.types))
        return EMBEDDED.sub(self._embed, silent(fold_for_matching(regex).decode("ascii")))

    def _embed(self, found: re.Match[str]) -> str:
        kind = self.lexicon.type_of(found[1])
        return self.type_regex(*kind) if kind else ""
