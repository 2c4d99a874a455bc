"""flashgen turns articles into Anki decks by rules."""

__version__ = "0.1.0"
