"""A pattern and a text that it does not match in, how far it got and what it wanted next out."""

from __future__ import annotations

from dataclasses import dataclass

from flashgen.patterns.compiler import Emission
from flashgen.patterns.engine import Span, compile_regex
from flashgen.patterns.matcher import Pattern, guard, head
from flashgen.patterns.notation import Sequence


@dataclass(frozen=True, slots=True)
class Furthest:
    """How far a pattern got. All parts and no match: `reason` says which value was refused and why."""

    reached: int
    """How many of the pattern's parts matched one after another."""
    parts: tuple[str, ...]
    """The parts as written: `{agreement}`, `[(was|were)]`, `<signed>`, `in`."""
    span: Span
    """What those parts matched in the text; (0, 0) when none did."""
    reason: str = ""

    @property
    def wanted(self) -> str:
        """The part that found nothing; "" when all parts matched."""
        return self.parts[self.reached] if self.reached < len(self.parts) else ""


def furthest(pattern: Pattern, folded: bytes) -> Furthest:
    """How far `pattern` gets in `fold_for_matching(text)`: the longest beginning of it that matches anywhere."""
    items = pattern.tree.items
    ends = [item.at for item in items[1:]] + [len(pattern.source)]
    parts = tuple(pattern.source[item.at : end].strip() for item, end in zip(items, ends, strict=True))
    for count in range(len(items), 0, -1):
        beginning = Sequence(items[:count])
        regex = pattern.compiler.sequence(beginning, Emission(capture=False), False)
        found = compile_regex(f"{head(beginning)}({regex}){guard(beginning)}").search(folded)
        if found is not None and found[1][1] > found[1][0]:
            return Furthest(count, parts, found[1], pattern.refused(folded) if count == len(items) else "")
    return Furthest(0, parts, (0, 0))
