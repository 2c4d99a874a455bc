"""`where:` in, tests of an article's words out: globs and /regexes/, with `!` before them for "must not"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from flashgen.patterns import NotationError, fold_for_matching, user_regex
from flashgen.rules.checks import texts_of
from flashgen.rules.model import Condition
from flashgen.yamlio import Node, YamlFile

CONDITION_KEYS = ("title", "heading", "label", "row", "topic", "tag", "source", "site")


_FLAGGED = re.compile(r"(/.+/)[a-z]{1,3}")


def read_condition(file: YamlFile, key: str, node: Node) -> Condition:
    """One entry of `where`: a text or a list of them, any of which may hold."""
    wanted: list[Callable[[str], bool]] = []
    unwanted: list[Callable[[str], bool]] = []
    sources = []
    for text, place in texts_of(file, node, key):
        sources.append(text)
        try:
            test = text_test(text.removeprefix("!"))
        except NotationError as error:
            file.error(place, error.message, error.hint, error.offset + text.startswith("!"))
            continue
        (unwanted if text.startswith("!") else wanted).append(test)
    return Condition(key, tuple(sources), tuple(wanted), tuple(unwanted))


def text_test(source: str) -> Callable[[str], bool]:
    """A glob (`*India*`, any case, the whole text) or a /regex/ (anywhere). Raises NotationError for a bad regex."""
    if flagged := _FLAGGED.fullmatch(source):
        raise NotationError("nothing may follow the second / of a regex", flagged.end(1), "it takes any case anyway")
    is_regex = len(source) > 2 and source.startswith("/") and source.endswith("/")
    compiled = user_regex(source[1:-1] if is_regex else f"^{_glob(source)}$")

    @lru_cache(1024)  # the same headings and labels stand over many sentences
    def test(text: str) -> bool:
        return compiled.search(fold_for_matching(text)) is not None

    return test


def _glob(text: str) -> str:
    pieces = re.split(r"([*?])", text)
    return "".join({"*": ".*", "?": "."}.get(piece) or re.escape(piece) for piece in pieces)
