"""flashgen.yaml in, what the student asked for out: sites, deck, rules, sizes."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Sizes:
    """What one hostile or broken source may cost. Sizes in bytes, after unpacking."""

    file: int = 64 * MEGABYTE
    """A file, page, feed or answer that must be read as a whole; a JSON file or a WordPress export may be longer."""
    article: int = 4 * MEGABYTE
    """The HTML or text of one article: the longest real posts (18,000 words) have 0.2 MB."""
