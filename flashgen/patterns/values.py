"""What a slot took in, its values out: lists taken apart, values refused for what they are or stand beside."""

from __future__ import annotations

import re
from functools import lru_cache

from flashgen.patterns.compiler import BETWEEN, Compiler, Use
from flashgen.patterns.engine import Regex, Span, compile_regex, user_regex
from flashgen.patterns.lexicon import SlotType

_PARTS = re.compile(r" *, *(?:(?:and|or|as well as|&) )? *", re.IGNORECASE)
_LAST_AND = re.compile(r"^(.+?),? (?:and|or|as well as|&) (.+)$", re.IGNORECASE)


def refusal(folded: bytes, span: Span, kind: SlotType) -> str:
    """Why a value is none: too long, or its neighbours make it something else; "" when it is one."""
    start, end = span
    if kind.max_words and folded.count(b" ", start, end) >= kind.max_words:
        return f"takes at most {kind.max_words} words"
    if kind.never_inside and user_regex(kind.never_inside).search(folded[start:end]):
        return f"holds what it must not (never inside: {kind.never_inside})"
    if kind.never_before and _beginning(kind.never_before).search(folded[end : end + 40]):
        return f"may not stand before what follows it (never before: {kind.never_before})"
    if kind.never_after and _ending(kind.never_after).search(folded[max(0, start - 40) : start]):
        return f"may not stand after what precedes it (never after: {kind.never_after})"
    return ""


@lru_cache(256)
def _beginning(source: str) -> Regex:
    return user_regex(f"^(?:{source})")


@lru_cache(256)
def _ending(source: str) -> Regex:
    return user_regex(f"(?:{source})$")


@lru_cache(256)
def _peeling(one: str) -> Regex:
    """Of a list its first value and the rest."""
    return compile_regex(f"^({one})(?:{BETWEEN}({one}(?:{BETWEEN}{one})*))?$")


def split_values(folded: bytes, span: Span, use: Use, compiler: Compiler) -> tuple[Span, ...]:
    """The values of "A, B and C"."""
    kind = use.type
    if kind is None:
        return (span,)
    if kind.until is not None:
        return _split_free(folded, span)
    peel = _peeling(compiler.type_regex(kind))
    values: list[Span] = []
    start, end = span
    while True:
        found = peel.search(folded[start:end])
        if found is None:  # cannot happen: the pattern matched the same list
            return (*values, (start, end))
        _, first, rest = found
        values.append((start, start + first[1]))
        if rest[0] < 0:
            return tuple(values)
        start += rest[0]


def _split_free(folded: bytes, span: Span) -> tuple[Span, ...]:
    """Commas first; the last "and" only where no comma told the items apart before it."""
    start, end = span
    text = folded[start:end].decode("ascii")
    values: list[Span] = []
    at = 0
    for comma in _PARTS.finditer(text):
        if (
            text[comma.end() : comma.end() + 1].isdigit()
            and text[comma.start() - 1 : comma.start()].isdigit()
            and comma[0] == ","
        ):
            continue
        values.append((at, comma.start()))
        at = comma.end()
        closed = comma[0].strip(", ") != ""
        if closed:
            break
    else:
        closed = False
    rest = None if closed else _LAST_AND.match(text[at:])
    if rest:
        values += [(at + rest.start(1), at + rest.end(1)), (at + rest.start(2), at + rest.end(2))]
    else:
        values.append((at, len(text)))
    return tuple((start + a, start + b) for a, b in values if b > a)
