"""What the names in patterns stand for: slot types and named patterns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SlotType:
    """One slot type: exactly one of `words`, `any`, `regex` and `until` says what it accepts."""

    name: str
    about: str = ""
    ask: str = ""
    """The question words that replace it in an in-place question: "which year"."""
    words: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    """Patterns in the notation, the preferred first; `{type}` in them is another type."""
    regex: str = ""
    """RE2 syntax; `{type}` is another type."""
    until: str | None = None
    """Free text up to any of these characters."""
    max_words: int = 0
    sensitive: bool = False
    """Upper and lower case matter."""
    never_before: str = ""
    """A regex that must not match right after the value (a number before "per cent" is none)."""
    never_after: str = ""
    """A regex that must not match right before the value."""
    never_inside: str = ""
    """A regex that must not match anywhere in the value; `^` and `$` are the value's own ends."""
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Slot types and named patterns that are in force for one pack."""

    types: Mapping[str, SlotType] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)

    def type_of(self, name: str) -> tuple[SlotType, bool] | None:
        """The type of that name and whether the name is its plural ("years"); None when there is none."""
        if name in self.types:
            return self.types[name], False
        for singular in _singulars(name):
            if singular in self.types:
                return self.types[singular], True
        return None


def _singulars(name: str) -> list[str]:
    if name in ("people", "persons"):
        return ["person"]
    endings = [("ies", "y"), ("es", ""), ("s", "")]
    return [name[: -len(end)] + new for end, new in endings if name.endswith(end) and len(name) > len(end)]
