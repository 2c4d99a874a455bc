"""Where the data that ships with flashgen lies: rule packs, reading.yaml, word lists."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """Inside the wheel `flashgen/packs`; in a checkout, and so in an editable install, `rules/` beside the package."""
    package = Path(__file__).parent
    inside = package / "packs"
    return inside if inside.is_dir() else package.parent / "rules"
