"""What stops a run: a message, the place it is about, and a hint. Findings that do not stop it are `model.Problem`s."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashgen.model import Problem  # 10 ms, which `flashgen --help` need not pay


class FlashgenError(Exception):
    """The run cannot go on. `message` is lowercase without full stop, `place` a path or `file:line:column`."""

    def __init__(self, message: str, place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text}\n    hint: {self.hint}" if self.hint else text


class SourceError(FlashgenError):
    """A source of articles cannot be read at all."""


class DeckError(FlashgenError):
    """A deck or its ledger cannot be read or written; what lay there is as it was."""


class AnkiError(FlashgenError):
    """A running Anki does not answer, or refuses."""


class ConfigError(FlashgenError):
    """flashgen.yaml or an option is wrong; of a file all mistakes at once, in its order."""

    def __init__(self, message: str, place: str = "", hint: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(message, place, hint)
        self.problems = tuple(problems)


class RuleError(FlashgenError):
    """Rule packs, or edits of cards, are wrong: all mistakes at once, in file order."""

    def __init__(self, problems: Sequence[Problem], what: str = "rule packs") -> None:
        count = len(problems)
        super().__init__(f"{count} mistake{'s' if count != 1 else ''} in {what}")
        self.problems = tuple(problems)
