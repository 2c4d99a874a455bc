r"""A pattern in, its tree out: words, `(a|b)` `[x]` `{slot}` `<named>` `...` `,` `^` `$` `\x` `sign~`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SPECIAL = "()[]{}<>|^$,\\"
_PLAIN = re.compile(r"[\w'/:;-]+")
_NAMED = re.compile(r"<\s*([A-Za-z][\w-]*)\s*>")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SLOT = re.compile(r"\s*(?:([A-Za-z][A-Za-z0-9_]*)\s*:\s*)?([A-Za-z][A-Za-z0-9_]*)\s*(\+?)\s*")


class NotationError(Exception):
    """A mistake in a pattern: `offset` counts characters from its start."""

    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint
        self.others: list[NotationError] = []
        """Further mistakes of the same pattern."""


@dataclass(slots=True)
class Item:
    """What stands in a pattern; `space`: white space stands before it; `at`: its offset in the source."""

    space: bool
    at: int
    nullable: bool | None = field(default=None, kw_only=True)
    """Whether it may match nothing, once the compiler has found out."""


@dataclass(slots=True)
class Word(Item):
    """A run of literal characters; `inflect` for `sign~`."""

    text: str
    inflect: bool = False


@dataclass(slots=True)
class Slot(Item):
    """`{name:type}`, `{type+}` or, with `choices`, `{name:a|b}`."""

    name: str
    type: str
    many: bool = False
    choices: Choice | None = None
    named: bool = True
    """False for `{year}`, where the type lends its name."""


@dataclass(slots=True)
class Choice(Item):
    """`(a|b)`."""

    branches: list[Sequence] = field(default_factory=list)
    mixed: bool | None = field(default=None, kw_only=True)
    """Whether some alternatives begin with a word and others with a sign, once the compiler has found out."""


@dataclass(slots=True)
class Option(Item):
    """`[x]`."""

    body: Sequence


@dataclass(slots=True)
class Named(Item):
    """`<name>`; the compiler fills in what it stands for."""

    name: str


@dataclass(slots=True)
class Gap(Item):
    """`...`."""


@dataclass(slots=True)
class Comma(Item):
    """`,`: a comma that the text may leave out."""


@dataclass(slots=True)
class Edge(Item):
    """`^` or `$`."""

    end: bool = False


@dataclass(slots=True)
class Sequence:
    """Items one after another."""

    items: list[Item]


def parse_pattern(source: str) -> Sequence:
    """The tree of a pattern. Raises NotationError at the first mistake."""
    reader = _Reader(source)
    tree = reader.sequence("")
    if reader.at < len(source):
        reader.stray()
    if not tree.items:
        raise NotationError("this pattern is empty", 0, "write the words that the sentence has")
    return tree


class _Reader:
    """Recursive descent over the source; `at` is the next character."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def sequence(self, closers: str) -> Sequence:
        items: list[Item] = []
        while True:
            space = self._skip_space() and bool(items)
            if self.at >= len(self.source) or self.source[self.at] in closers:
                return Sequence(items)
            if self.source[self.at] in ")]}|":
                self.stray()
            items.append(self._item(space))

    def stray(self) -> None:
        char = self.source[self.at]
        if char == "|":
            hint = "write (a|b); a bar itself is \\|"
            raise NotationError("a | outside round brackets", self.at, hint)
        if char == "]" or char == ")" or char == "}":
            opener = {"]": "[", ")": "(", "}": "{"}[char]
            raise NotationError(
                f"this {char} closes nothing", self.at, f"put a {opener} before it, or write \\{char} for the character"
            )

    def _skip_space(self) -> bool:
        start = self.at
        while self.at < len(self.source) and self.source[self.at].isspace():
            self.at += 1
        return self.at > start

    def _item(self, space: bool) -> Item:
        char, at = self.source[self.at], self.at
        if char == "(":
            return self._choice(space, at)
        if char == "[":
            return self._option(space, at)
        if char == "{":
            return self._slot(space, at)
        if char == "<":
            return self._named(space, at)
        if char in "^$":
            self.at += 1
            return Edge(space, at, char == "$")
        if self.source.startswith(("...", "…"), at):
            self.at += 3 if char == "." else 1
            return Gap(space, at)
        if char == "," and not self._inside_number(at):
            self.at += 1
            return Comma(space, at)
        return self._word(space, at)

    def _inside_number(self, at: int) -> bool:
        around = self.source[max(0, at - 1) : at + 2]
        return len(around) == 3 and around[0].isdigit() and around[2].isdigit()

    def _choice(self, space: bool, at: int) -> Choice:
        self.at += 1
        choice = Choice(space, at)
        while True:
            start = self.at
            branch = self.sequence("|)")
            self._expect_more("(", ")", at)
            if not branch.items:
                raise NotationError("an empty alternative", start, "write [(a|b)] when nothing may stand there too")
            choice.branches.append(branch)
            self.at += 1
            if self.source[self.at - 1] == ")":
                return choice

    def _option(self, space: bool, at: int) -> Option:
        self.at += 1
        inside = self.source[self.at : self.at + 1].isspace()  # `{name}[ of {place}]` means `{name} [of {place}]`
        body = self._option_body(at)
        self.at += 1
        return Option(space or inside, at, body)

    def _option_body(self, at: int) -> Sequence:
        """What stands in [ ]; `[a|b]` is read as `[(a|b)]`."""
        choice = Choice(False, self.at)
        while True:
            start = self.at
            branch = self.sequence("|]")
            self._expect_more("[", "]", at)
            if not branch.items:
                raise NotationError(
                    "nothing stands in these square brackets", start, "write [the] for a word that may be missing"
                )
            choice.branches.append(branch)
            if self.source[self.at] == "]":
                return choice.branches[0] if len(choice.branches) == 1 else Sequence([choice])
            self.at += 1

    def _expect_more(self, opener: str, closer: str, at: int) -> None:
        if self.at >= len(self.source):
            raise NotationError(
                f"this {opener} is never closed", at, f"put a {closer} after it, or write \\{opener} for the character"
            )

    def _slot(self, space: bool, at: int) -> Slot:
        close = self.source.find("}", at)
        inner = self.source[at + 1 : close] if close > 0 else ""
        if close < 0 or "{" in inner:
            raise NotationError("this { is never closed", at, "put a } after it, or write \\{ for the character")
        self.at = close + 1
        name, colon, rest = inner.partition(":")
        if "|" in inner:
            return self._choices(space, at, name, colon, rest)
        found = _SLOT.fullmatch(inner)
        if not found:
            raise NotationError(f'"{{{inner}}}" is no slot', at, "write {year} or {name:year} or {name:year+}")
        given, kind, plus = found.groups()
        return Slot(space, at, given or kind, kind, bool(plus), None, given is not None)

    def _choices(self, space: bool, at: int, name: str, colon: str, rest: str) -> Slot:
        if not colon or not _NAME.fullmatch(name.strip()):
            raise NotationError("a choice in { } needs a name", at, "write {flow:exports|imports}")
        choice = Choice(False, at)
        offset = at + 2 + len(name)
        for part in rest.split("|"):
            choice.branches.append(_at_offset(part, offset))
            offset += len(part) + 1
        return Slot(space, at, name.strip(), "", False, choice)

    def _named(self, space: bool, at: int) -> Named:
        found = _NAMED.match(self.source, at)
        if not found:
            raise NotationError("this < does not begin a named pattern", at, "write <signed>, or \\< for the character")
        self.at = found.end()
        return Named(space, at, found[1])

    def _word(self, space: bool, at: int) -> Word:
        text = ""
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "\\":
                text += self._escaped()
                continue
            if char.isspace() or self._ends_word(char):
                break
            plain = _PLAIN.match(self.source, self.at)
            text += plain[0] if plain else char
            self.at = plain.end() if plain else self.at + 1
        if text.endswith("~") and text[:-1].isalpha():
            return Word(space, at, text[:-1], True)
        return Word(space, at, text)

    def _ends_word(self, char: str) -> bool:
        if char == "," and self._inside_number(self.at):
            return False
        if char == ">":
            return False
        return char in _SPECIAL or char == "…" or self.source.startswith("...", self.at)

    def _escaped(self) -> str:
        if self.at + 1 >= len(self.source):
            raise NotationError("a \\ ends this pattern", self.at, "write \\\\ for the character itself")
        self.at += 2
        return self.source[self.at - 1]


def _at_offset(part: str, offset: int) -> Sequence:
    try:
        return parse_pattern(part)
    except NotationError as error:
        raise NotationError(error.message, offset + error.offset, error.hint) from None
