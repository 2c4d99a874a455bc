"""Mistakes with names: unknown ones, those that stand for themselves, those that are wrong where defined."""

from __future__ import annotations

from flashgen.patterns.notation import NotationError

_ALL_NAMES = {
    "slot type": "flashgen rules slots shows all slot types",
    "named pattern": "named patterns stand under patterns: in the same pack",
}


class UnknownNameError(NotationError):
    """A slot type or named pattern that does not exist; `known` are those that do."""

    def __init__(self, what: str, name: str, offset: int, known: list[str]) -> None:
        super().__init__(f'no {what} is called "{name}"', offset, _ALL_NAMES[what] if known else "none is defined")
        self.name = name
        self.known = known


class InNamedError(NotationError):
    """A mistake inside a named pattern or slot type that others use: it is reported once, where `name` is defined."""

    def __init__(self, name: str, inner: NotationError, offset: int) -> None:
        super().__init__(f'in "{name}": {inner.message}', offset, inner.hint)
        self.name = name
        self.inner = inner


class RecursionInNameError(InNamedError):
    """A named pattern or slot type that stands for itself."""

    def __init__(self, name: str, message: str, offset: int) -> None:
        super().__init__(name, NotationError(message, 0, "take one of them out of the other"), offset)


def within(name: str, error: NotationError, offset: int) -> InNamedError:
    """The error as seen by who uses `name`; one that was deeper still keeps the name where it stands."""
    return error if isinstance(error, InNamedError) else InNamedError(name, error, offset)
