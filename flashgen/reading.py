"""rules/reading.yaml in, Reading out: the words and lines by which articles are read. User folders add to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flashgen import builtin
from flashgen.errors import RuleError
from flashgen.model import Problem
from flashgen.yamlio import read_yaml

Words = frozenset[str]
FILE = "reading.yaml"
_OPENING = 2  # letters by which most lines are told to match no pattern
# Sections and the lists in them; a star means any name (a language's code).
_SECTIONS: dict[str, tuple[str, ...]] = {
    "chrome": ("lines", "tags", "first", "starts", "ends", "classes"),
    "labels": ("verbs", "small", "open", "datelines"),
    "abbreviations": ("names", "numbers", "endings", "openers"),
    "names": (
        "generic",
        "aspects",
        "classes",
        "with_the",
        "common",
        "actors",
        "honorifics",
        "women",
        "men",
        "unique",
        "vague",
        "places",
        "digests",
    ),
    "subjects": (
        "lead_ins",
        "lead_clauses",
        "was",
        "is",
        "verbs",
        "other_verbs",
        "makers",
        "sayings",
        "headline_verbs",
        "openings",
        "parties",
        "expletives",
        "adverbs",
        "nouns_too",
        "determiners",
    ),
    "languages": ("*",),
}


@dataclass(frozen=True)
class Lines:
    """Patterns of whole lines, tried only on lines that begin as one of them does."""

    openings: Words
    """The first letters of the patterns, in lower case."""
    pattern: re.Pattern[str]
    anywhere: re.Pattern[str] | None
    """Those with a `*` among their first letters."""

    def match(self, text: str) -> bool:
        """Whether the line is one of them."""
        if text[:_OPENING].lower() in self.openings and self.pattern.fullmatch(text):
            return True
        return self.anywhere is not None and self.anywhere.fullmatch(text) is not None


@dataclass(frozen=True, eq=False)
class Reading:
    """The data of reading.yaml, ready for use: line patterns compiled, words as sets."""

    lines: Mapping[str, Lines]
    """By list name of `chrome`: chrome lines, `tags`, `first`, `starts`, `ends`; each matches a whole line."""
    words: Mapping[str, Words]
    """By "section.list": "abbreviations.names", "chrome.classes"; a line of `names.classes` stays one string."""
    languages: Mapping[str, Words]
    """Stop words by language code."""


def load_reading(folders: Sequence[Path] = ()) -> Reading:
    """The built-in reading.yaml with those of `folders` added. RuleError lists every mistake with its file."""
    problems: list[Problem] = []
    merged: dict[str, dict[str, list[str]]] = {section: {} for section in _SECTIONS}
    for folder in (builtin.folder(), *folders):
        if (folder / FILE).is_file():
            for section, name, items in _lists(folder / FILE, problems):
                merged[section].setdefault(name, []).extend(items)
    if problems:
        raise RuleError(problems)
    return _ready(merged)


@cache
def builtin_reading() -> Reading:
    """The built-in reading.yaml alone."""
    return load_reading()


def _lists(path: Path, problems: list[Problem]) -> Iterator[tuple[str, str, list[str]]]:
    """(section, list, items) of one file; mistakes go to `problems`."""
    file = read_yaml(path)
    root = file.root
    for section, content in (root.pairs or {}).values() if root else ():
        name = section.text or ""
        if name not in _SECTIONS or content.pairs is None:
            file.error(section, f'there is no section "{name}"', f"the sections are {', '.join(_SECTIONS)}")
            continue
        for key, items in content.pairs.values():
            allowed = _SECTIONS[name]
            if (key.text not in allowed and "*" not in allowed) or items.items is None:
                file.error(key, f'"{name}" has no list "{key.text}"', f"its lists are {', '.join(allowed)}")
            else:
                yield name, key.text or "", [item.text or "" for item in items.items]
    problems.extend(file.problems)


def _ready(merged: Mapping[str, Mapping[str, list[str]]]) -> Reading:
    chrome = merged["chrome"]
    lines = {name: _line_pattern(chrome.get(name, [])) for name in ("lines", "tags", "first", "starts", "ends")}
    lines["generic"] = _line_pattern(merged["names"].get("generic", []))
    return Reading(
        lines=lines,
        words={
            f"{section}.{name}": frozenset(items) for section, lists in merged.items() for name, items in lists.items()
        },
        languages={code: frozenset(items) for code, items in merged["languages"].items()},
    )


def _line_pattern(globs: Sequence[str]) -> Lines:
    """Whole lines out of many patterns with `*` for any text."""
    free = [glob for glob in globs if "*" in glob[:_OPENING]]
    fixed = [glob for glob in globs if "*" not in glob[:_OPENING]]
    openings = frozenset(glob[:_OPENING].lower() for glob in fixed)
    return Lines(openings, _any_glob(fixed), _any_glob(free) if free else None)


def _any_glob(globs: Sequence[str]) -> re.Pattern[str]:
    parts = [".*".join(re.escape(part) for part in glob.split("*")) for glob in globs]
    return re.compile("|".join(f"(?:{part})" for part in parts) or r"(?!)", re.IGNORECASE | re.DOTALL)
