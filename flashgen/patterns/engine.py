"""RE2 source in, a compiled regex over folded bytes out: the only place that touches re2."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

from flashgen.patterns.folding import fold_for_matching
from flashgen.patterns.notation import NotationError
from flashgen.patterns.spelling import silent


@lru_cache(4096)
def compile_regex(source: str) -> Any:
    """RE2 on folded bytes, any case. Raises NotationError with RE2's words."""
    try:
        return re2.compile(source.encode("ascii"), options())
    except re2.error as error:
        said = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        raise NotationError(
            f"RE2 does not take this regex: {said}", 0, "RE2 has no look-around and no back-references"
        ) from None


@lru_cache(1024)
def user_regex(source: str) -> Any:
    """A regex as a user writes it, compiled for folded bytes, any case. Raises NotationError."""
    return compile_regex(silent(fold_for_matching(source).decode("ascii")))


def options() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 64 << 20
    return options
