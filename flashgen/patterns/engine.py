"""RE2 source in, a compiled regex over folded bytes out: the only place that touches re2."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

import re2

from flashgen.patterns.folding import fold_for_matching
from flashgen.patterns.notation import NotationError
from flashgen.patterns.spelling import silent

Span = tuple[int, int]
Search = Callable[[bytes, int, int], Sequence[Span]]


class Regex:
    """A compiled regex over folded bytes."""

    __slots__ = ("_spans",)

    def __init__(self, compiled: Any) -> None:
        self._spans = _bare(compiled) or _wrapped(compiled)

    def search(self, folded: bytes, at: int = 0) -> Sequence[Span] | None:
        """The spans of the first match from `at` on and of its groups, (-1, -1) for one that took no part, or None."""
        spans = self._spans(folded, at, len(folded))
        return None if spans[0][0] < 0 else spans


def _bare(compiled: Any) -> Search | None:
    """RE2's own function: the generator and the match object of its Python wrapper cost as much as most searches."""
    own = getattr(compiled, "_regexp", None)
    anchor = getattr(re2, "_Anchor", None)
    return partial(own.Match, anchor.UNANCHORED) if own and anchor else None


def _wrapped(compiled: Any) -> Search:
    """The same by the wrapper, should another release have other names inside."""

    def spans(folded: bytes, at: int, end: int) -> Sequence[Span]:
        found = compiled.search(folded, at, end)
        return [found.span(group) for group in range(compiled.groups + 1)] if found else [(-1, -1)]

    return spans


@lru_cache(4096)
def compile_regex(source: str) -> Regex:
    """RE2 on folded bytes, any case. Raises NotationError with RE2's words."""
    try:
        return Regex(re2.compile(source.encode("ascii"), options()))
    except re2.error as error:
        said = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        raise NotationError(
            f"RE2 does not take this regex: {said}", 0, "RE2 has no look-around and no back-references"
        ) from None


@lru_cache(1024)
def user_regex(source: str) -> Regex:
    """A regex as a user writes it, compiled for folded bytes, any case. Raises NotationError."""
    return compile_regex(silent(fold_for_matching(source).decode("ascii")))


def options() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 64 << 20
    return options
