"""Questions and answers with slots in, text out: `In which {years|year/years} {x|was/were} {x|the} signed?`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from flashgen.grammar import base_form
from flashgen.nounphrases import is_person, is_plural, possessive, with_the

VARIABLES = ("title", "topic", "heading", "label", "parties", "published", "site")
"""Names that every template may use, whatever the rule's slots."""

_PIECE = re.compile(r"\\([{}\\])|\{([^{}]*)\}|([{}])")
# Words that a sentence may begin with and that are small inside a question.
_INITIAL = re.compile(r"^(?:The|A|An|This|These|Those|Its|Their|Both|Some|All|Each|Every|In|On|Over|About) ")
_SPACES = re.compile(r" {2,}| +(?=[?,;.](?:\s|$))")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class TemplateError(Exception):
    """A mistake in a template; `offset` counts characters from its start, `known` are names to guess from."""

    def __init__(self, message: str, offset: int, hint: str = "", name: str = "", known: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint
        self.name = name
        self.known = known


@dataclass(frozen=True, slots=True)
class Hole:
    """`{slot|filter|filter}`; a filter is (name, argument): ("wrap", "(%)"), ("number", "year/years")."""

    name: str
    filters: tuple[tuple[str, str], ...] = ()
    at: int = 0


@dataclass(frozen=True)
class Template:
    """A parsed template: literal parts and holes in order."""

    source: str
    parts: tuple[str | Hole, ...]

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """The holes in order."""
        return tuple(part for part in self.parts if isinstance(part, Hole))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Slots and variables that the template names, in order, each once."""
        return tuple(dict.fromkeys(hole.name for hole in self.holes))


def parse_template(source: str) -> Template:
    """The parts of a template. Raises TemplateError at the first mistake."""
    parts: list[str | Hole] = []
    at = 0
    for found in _PIECE.finditer(source):
        parts.append(source[at : found.start()])
        at = found.end()
        if found[1] is not None:
            parts.append(found[1])
        elif found[2] is not None:
            parts.append(_hole(found[2], found.start()))
        else:
            what = "closed" if found[3] == "{" else "opened"
            raise TemplateError(
                f"this {found[3]} is never {what}", found.start(), f"write \\{found[3]} for the character"
            )
    parts.append(source[at:])
    return Template(source, _joined(parts))


def _joined(parts: list[str | Hole]) -> tuple[str | Hole, ...]:
    out: list[str | Hole] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif part != "":
            out.append(part)
    return tuple(out)


def _hole(inner: str, at: int) -> Hole:
    name, *rest = inner.split("|")
    if not _NAME.fullmatch(name.strip()):
        raise TemplateError(f'"{{{inner}}}" names no slot', at, "write {year} or {year|filter}")
    offset = at + 1 + len(name)
    filters = []
    for text in rest:
        filters.append(_filter(text, offset + 1))
        offset += len(text) + 1
    return Hole(name.strip(), tuple(filters), at)


def _filter(text: str, at: int) -> tuple[str, str]:
    name, colon, argument = text.partition(":")
    bare = name.strip()
    if not colon and "/" in bare and all(bare.partition("/")[::2]):
        return "number", bare
    if bare not in FILTERS:
        hint = "write one of: " + ", ".join(sorted(FILTERS)) + ", or year/years"
        raise TemplateError(f'no filter is called "{bare}"', at, hint, bare, tuple(sorted(FILTERS)))
    if bool(colon) != (bare in _WITH_ARGUMENT):
        verb = "needs a text after a colon" if not colon else "takes no text after a colon"
        raise TemplateError(f'the filter "{bare}" {verb}', at, f"write {{slot|{_USAGE.get(bare, bare)}}}")
    return bare, argument.strip()


def render(
    template: Template, values: Mapping[str, tuple[str, ...]], variables: Mapping[str, str] | None = None
) -> str:
    """The text, with each hole filled from the slots' values, else from the variables, else with nothing."""
    out: list[str] = []
    for part in template.parts:
        if isinstance(part, str):
            out.append(part)
        else:
            found = values.get(part.name)
            text = fill(part, found if found is not None else _variable(variables or {}, part.name))
            out.append(_INITIAL.sub(lambda word: word[0].lower(), text) if any(out) and found else text)
    return _SPACES.sub(_one_space, "".join(out)).strip()


def _one_space(found: re.Match[str]) -> str:
    """Holes left empty leave no spaces: one between words, none before a mark."""
    return "" if found.string[found.end() : found.end() + 1] in tuple("?,;.") else " "


def _variable(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    text = variables.get(name, "")
    return (text,) if text else ()


def fill(hole: Hole, values: tuple[str, ...]) -> str:
    """One hole's text: the filters one after another; several values without a filter are joined with "and"."""
    current: str | tuple[str, ...] = values
    for name, argument in hole.filters:
        current = FILTERS[name](current, argument)
    return current if isinstance(current, str) else join_and(current)


def join_and(values: tuple[str, ...]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(values[:-1]), values[-1]]) if len(values) > 1 else "".join(values)


Current = str | tuple[str, ...]


def _text(current: Current) -> str:
    return current if isinstance(current, str) else join_and(current)


def _each(change: Callable[[str], str]) -> Callable[[Current, str], Current]:
    """A filter of one text as a filter of a text or of the first value of several."""

    def apply(current: Current, argument: str) -> Current:
        if isinstance(current, str):
            return change(current)
        return (change(current[0]), *current[1:]) if current else ()

    return apply


def _number(current: Current, argument: str) -> Current:
    one, _, many = argument.partition("/")
    if isinstance(current, tuple) and len(current) > 1:
        return many
    return many if is_plural(_text(current)) else one


def _list(current: Current, argument: str) -> Current:
    return "; ".join(current) if isinstance(current, tuple) else current


def _wrap(current: Current, argument: str) -> Current:
    text = _text(current)
    if not text:
        return ""
    wrapped = argument.replace("%", text) if "%" in argument else f"{argument} {text}"
    return wrapped if wrapped[:1] in ",;:" else f" {wrapped}"


def _default(current: Current, argument: str) -> Current:
    return current if _text(current) else argument


def _count(current: Current, argument: str) -> Current:
    return str(len(current)) if isinstance(current, tuple) else "1"


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """Lowers the first letter of a plain word; "NATO" and "McMahon" stay."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first[1:].islower() or len(first) == 1 else text


_SMALL = re.compile(r"\b[A-Z][a-z]+\b(?!'s|’s)")
_NAME_WORD = re.compile(r"[A-Z]\w*(?:ian|ese|ish|ean)|India|Bharat|Parliament|Centre|Act|Constitution|Commission")


def _small(text: str) -> str:
    """A label inside a sentence: "Nodal Ministry" -> "nodal ministry", "Other Parks in Goa" -> "other parks in Goa"."""
    found = re.search(r" (?:of|in|for|under|by|between) ", text)
    head, space, rest = text.partition(found[0]) if found else (text, "", "")
    return _SMALL.sub(lambda word: word[0] if _NAME_WORD.fullmatch(word[0]) else word[0].lower(), head) + space + rest


def _article(text: str) -> str:
    if re.match(r"(?i)(a|an|the)\b", text):
        return text
    return f"{'an' if re.match(r'(?i)([aeio]|u(?!ni|se|k)|hour|honest)', text) else 'a'} {text}" if text else ""


FILTERS: dict[str, Callable[[Current, str], Current]] = {
    "and": lambda current, _: _text(current),
    "list": _list,
    "cap": _each(_cap),
    "lower": _each(_lower),
    "small": _each(_small),
    "the": _each(lambda text: with_the(text) if text else ""),
    "a": _each(_article),
    "base": _each(base_form),
    "possessive": lambda current, _: possessive(_text(current)) if _text(current) else "",
    "who": _each(lambda text: "who" if is_person(text) else "what"),
    "number": _number,
    "wrap": _wrap,
    "or": _default,
    "count": _count,
}
_WITH_ARGUMENT = frozenset({"wrap", "or"})
_USAGE = {"wrap": "wrap: (%)", "or: it": "or: it"}
