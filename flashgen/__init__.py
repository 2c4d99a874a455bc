"""flashgen turns articles into Anki decks by rules.

    import flashgen

    rules = flashgen.load_rules("my-rules")             # the built-in rules and those of a folder
    cards = flashgen.make_cards("articles", rules)      # or articles that you read, or made, yourself
    built = flashgen.build("articles", "decks", rules)  # the decks, and what is new, changed and gone

Names are loaded when they are first used, so that `import flashgen` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from flashgen.decks import Series
    from flashgen.errors import ConfigError, DeckError, FlashgenError, RuleError, SourceError
    from flashgen.jobs import Built, build, load_rules, make_cards, read, report, write_decks
    from flashgen.model import Article, Block, Card, Deck, Drop, Fact, Problem, Sentence, Source
    from flashgen.outcome import Published
    from flashgen.pipeline import Limits, Report
    from flashgen.rules import Rule, RuleSet

_HOMES = {
    "decks": ("Series",),
    "errors": ("ConfigError", "DeckError", "FlashgenError", "RuleError", "SourceError"),
    "jobs": ("Built", "build", "load_rules", "make_cards", "read", "report", "write_decks"),
    "model": ("Article", "Block", "Card", "Deck", "Drop", "Fact", "Problem", "Sentence", "Source"),
    "outcome": ("Published",),
    "pipeline": ("Limits", "Report"),
    "rules": ("Rule", "RuleSet"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "Block",
    "Built",
    "Card",
    "ConfigError",
    "Deck",
    "DeckError",
    "Drop",
    "Fact",
    "FlashgenError",
    "Limits",
    "Problem",
    "Published",
    "Report",
    "Rule",
    "RuleError",
    "RuleSet",
    "Sentence",
    "Series",
    "Source",
    "SourceError",
    "build",
    "load_rules",
    "make_cards",
    "read",
    "report",
    "write_decks",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'flashgen' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(f"flashgen.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *(name for name in __all__ if name not in globals())]
