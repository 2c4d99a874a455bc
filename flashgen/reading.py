"""rules/reading.yaml in, Reading out: the words and lines by which articles are read. User folders add to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from flashgen.errors import RuleError
from flashgen.model import Problem

Words = frozenset[str]
FILE = "reading.yaml"
# Sections and the lists in them; a star means any name (a language's code).
_SECTIONS: dict[str, tuple[str, ...]] = {
    "chrome": ("lines", "tags", "starts", "ends", "classes"),
    "labels": ("verbs",),
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
        "places",
    ),
    "subjects": (
        "lead_ins",
        "lead_clauses",
        "was",
        "is",
        "verbs",
        "other_verbs",
        "makers",
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


@dataclass(frozen=True, eq=False)
class Reading:
    """The data of reading.yaml, ready for use: line patterns compiled, words as sets."""

    lines: Mapping[str, re.Pattern[str]]
    """By list name of `chrome`: chrome lines, `tags`, `starts`, `ends`; each matches a whole line."""
    words: Mapping[str, Words]
    """By "section.list": "abbreviations.names", "chrome.classes"; a line of `names.classes` stays one string."""
    languages: Mapping[str, Words]
    """Stop words by language code."""


def load_reading(folders: Sequence[Path] = ()) -> Reading:
    """The built-in reading.yaml with those of `folders` added. RuleError lists every mistake with its file."""
    problems: list[Problem] = []
    merged: dict[str, dict[str, list[str]]] = {section: {} for section in _SECTIONS}
    for folder in (_builtin_folder(), *folders):
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


def _builtin_folder() -> Path:
    """`rules/` beside the package in a checkout, `packs` inside it in a wheel."""
    inside = Path(__file__).parent / "packs"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def _lists(path: Path, problems: list[Problem]) -> Iterator[tuple[str, str, list[str]]]:
    data: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for section, content in (data or {}).items():
        if section not in _SECTIONS or not isinstance(content, dict):
            known = ", ".join(_SECTIONS)
            problems.append(
                Problem(str(path), "error", f"no section '{section}' is known", f"the sections are {known}")
            )
            continue
        for name, items in content.items():
            allowed = _SECTIONS[section]
            if (name not in allowed and "*" not in allowed) or not isinstance(items, list):
                message = f"'{section}' has no list '{name}'"
                problems.append(Problem(str(path), "error", message, f"its lists are {', '.join(allowed)}"))
            else:
                yield section, name, [str(item) for item in items]


def _ready(merged: Mapping[str, Mapping[str, list[str]]]) -> Reading:
    chrome = merged["chrome"]
    lines = {name: _line_pattern(chrome.get(name, [])) for name in ("lines", "tags", "starts", "ends")}
    lines["generic"] = _line_pattern(merged["names"].get("generic", []))
    return Reading(
        lines=lines,
        words={
            f"{section}.{name}": frozenset(items) for section, lists in merged.items() for name, items in lists.items()
        },
        languages={code: frozenset(items) for code, items in merged["languages"].items()},
    )


def _line_pattern(globs: Sequence[str]) -> re.Pattern[str]:
    """One pattern for whole lines out of many with `*` for any text; nothing matches when there are none."""
    parts = [".*".join(re.escape(part) for part in glob.split("*")) for glob in globs]
    return re.compile("|".join(f"(?:{part})" for part in parts) or r"(?!)", re.IGNORECASE | re.DOTALL)
