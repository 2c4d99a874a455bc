"""flashgen.yaml in, what the student asked for out: sites, deck, rules, limits. All mistakes at once, with places."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flashgen.errors import ConfigError

if TYPE_CHECKING:
    from flashgen.yamlio import Node, YamlFile

FILE = "flashgen.yaml"
MEGABYTE = 1_000_000
MAX_PER_ARTICLE = 45
"""More cards of one article than this nobody learns."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PERIODS = ("week", "month", "day", "article", "all")
_UNITS = {"": 1, "b": 1, "kb": 1_000, "mb": MEGABYTE, "gb": 1_000 * MEGABYTE}


@dataclass(frozen=True, slots=True)
class Sizes:
    """What one hostile or broken source may cost. In bytes, after unpacking."""

    file: int = 64 * MEGABYTE
    """A file, page, feed or answer that is read as a whole; a list of posts or a WordPress export may be longer."""
    article: int = 4 * MEGABYTE
    """The HTML or text of one article: the longest real posts (18,000 words) have 0.2 MB."""


@dataclass(frozen=True, slots=True)
class Site:
    """A WordPress site to fetch from."""

    url: str
    """Its address, or any page of it."""
    name: str = ""
    """Its folder under `articles`; default: made from the address."""
    categories: tuple[str, ...] = ()
    """Only posts of these categories, by name or slug."""
    tags: tuple[str, ...] = ()
    """Only posts with these tags, by name or slug."""
    since: date | None = None
    """Only posts of this day and later."""


@dataclass(frozen=True, slots=True)
class Config:
    """What flashgen.yaml says, with the defaults for what it does not say. Paths are ready for use."""

    path: Path | None = None
    """The file itself; None when there is none."""
    sites: tuple[Site, ...] = ()
    deck: str = "Current Affairs"
    per: str = "week"
    week: str = "monday"
    """The first day of a week, in small letters."""
    timezone: tzinfo = UTC
    """For dates that come without one."""
    rules: tuple[Path, ...] = ()
    disable: tuple[str, ...] = ()
    output: Path = Path("decks")
    articles: Path = Path("articles")
    max_per_article: int = MAX_PER_ARTICLE
    """The best so many cards of an article; 0: all."""
    posts: int = 1000
    """How far back the first fetch from a site goes."""
    sizes: Sizes = field(default_factory=Sizes)


def find_config(start: Path | None = None) -> Path | None:
    """flashgen.yaml in a folder (default: the working one) or the nearest one above it."""
    start = (start or Path()).absolute()
    return next((path for folder in (start, *start.parents) if (path := folder / FILE).is_file()), None)


def load_config(path: Path | None = None) -> Config:
    """The settings of a file (default: the one that `find_config` finds); ConfigError lists all that is wrong in it."""
    path = path or find_config()
    if path is None:
        return Config()
    from flashgen.yamlio import read_yaml

    file = read_yaml(path, _shown(path))
    settings = {} if file.problems else _Reader(file).settings(path.parent)
    if file.problems:
        count = len(file.problems)
        raise ConfigError(f"{count} mistake{'s' if count > 1 else ''} in {FILE}", problems=tuple(file.problems))
    return Config(path=path, **settings)


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


class _Reader:
    """Reads nodes as values and notes in the file what is wrong with them; what is wrong has no value."""

    def __init__(self, file: YamlFile) -> None:
        self._file = file

    def settings(self, folder: Path) -> dict[str, Any]:
        """Every setting that the file gives; its paths are meant from its own folder."""
        readers: dict[str, Callable[[Node], Any]] = {
            "sites": lambda node: tuple(site for each in self._each(node) if (site := self._site(each))),
            "deck": self._text,
            "per": lambda node: self._choice(node, PERIODS),
            "week": lambda node: self._choice(node, DAYS),
            "timezone": self._zone,
            "rules": lambda node: tuple(folder / text for text in self._texts(node)),
            "disable": self._texts,
            "output": lambda node: folder / self._text(node),
            "articles": lambda node: folder / self._text(node),
            "limits": self._limits,
        }
        found = self._mapping(self._file.root, readers, "a project")
        limits = found.pop("limits", {})
        defaults = {"output": folder / "decks", "articles": folder / "articles"}
        return {**defaults, **found, **limits}

    def _limits(self, node: Node) -> dict[str, Any]:
        readers: dict[str, Callable[[Node], Any]] = {
            "max_per_article": self._number,
            "posts": self._number,
            "file": self._size,
            "article": self._size,
        }
        found = self._mapping(node, readers, "limits")
        sizes = {name: found.pop(name) for name in ("file", "article") if found.get(name)}
        return {**found, "sizes": Sizes(**sizes)}

    def _site(self, node: Node) -> Site | None:
        """A site is its address, or a mapping with `url`."""
        if node.text is not None:
            return Site(self._address(node))
        readers: dict[str, Callable[[Node], Any]] = {
            "url": self._address,
            "name": self._folder_name,
            "categories": self._texts,
            "tags": self._texts,
            "since": self._day,
        }
        found = self._mapping(node, readers, "a site")
        if "url" not in found:
            self._file.error(node, "a site without an address", "add `url: https://…`")
            return None
        return Site(**{name: value for name, value in found.items() if value is not None})

    def _mapping(self, node: Node | None, readers: Mapping[str, Callable[[Node], Any]], of: str) -> dict[str, Any]:
        """The values of a mapping, each by its reader."""
        if node is None or node.pairs is None:
            if node is not None:
                self._file.error(
                    node, f"expected keys of {of}, found {node.kind}", f"its keys are {', '.join(readers)}"
                )
            return {}
        found = {}
        for name, (key, value) in node.pairs.items():
            if name in readers:
                found[name] = readers[name](value)
            else:
                self._file.error(key, f'{of} has no key "{name}"', _near(name, readers, "its keys are "))
        return found

    def _each(self, node: Node) -> list[Node]:
        """A list, or one thing that stands for a list of it."""
        return node.items if node.items is not None else [node]

    def _texts(self, node: Node) -> tuple[str, ...]:
        return tuple(text for each in self._each(node) if (text := self._text(each)))

    def _text(self, node: Node) -> str:
        if node.text is None or not node.text.strip():
            self._file.error(node, f"expected a text, found {node.kind if node.text is None else 'nothing'}")
            return ""
        return node.text.strip()

    def _address(self, node: Node) -> str:
        text = self._text(node)
        if text and not re.fullmatch(r"(https?://)?[^\s/:@]+(:\d+)?([/?]\S*)?", text):
            self._file.error(node, f'"{text}" is no address of the web', "write it as https://site.example")
        return text

    def _folder_name(self, node: Node) -> str:
        text = self._text(node)
        if not re.fullmatch(r"\w[\w.-]*", text):
            self._file.error(node, f'"{text}" cannot name a folder', "use letters, digits, dots and hyphens")
        return text

    def _choice(self, node: Node, known: tuple[str, ...]) -> str:
        text = self._text(node).lower()
        if text and text not in known:
            self._file.error(node, f'"{text}" is none of {", ".join(known)}', _near(text, known, ""))
        return text

    def _number(self, node: Node) -> int:
        text = self._text(node).replace(",", "").replace("_", "")
        if not re.fullmatch(r"[0-9]{1,9}", text):
            self._file.error(node, f'"{text}" is no whole number')
            return 0
        return int(text)

    def _size(self, node: Node) -> int:
        text = self._text(node)
        match = re.fullmatch(r"(\d{1,9}(?:\.\d+)?) ?([kmg]?b?)", text, re.I)
        if not match or match[2].lower() not in _UNITS or not float(match[1]):
            self._file.error(node, f'"{text}" is no size', "write it as 64 MB")
            return 0
        return int(float(match[1]) * _UNITS[match[2].lower()])

    def _day(self, node: Node) -> date | None:
        try:
            return date.fromisoformat(self._text(node))
        except ValueError:
            self._file.error(node, f'"{node.text}" is no day', "write it as 2026-02-09")
            return None

    def _zone(self, node: Node) -> tzinfo:
        from zoneinfo import ZoneInfo, available_timezones

        text = self._text(node)
        try:
            return ZoneInfo(text) if text else UTC
        except (OSError, ValueError, KeyError):
            zones = {zone for zone in available_timezones() if "/" in zone}
            hint = _near(text, zones, "", "write it as Asia/Kolkata")
            self._file.error(node, f'"{text}" is no time zone', hint)
            return UTC


def _near(word: str, known: Mapping[str, Any] | tuple[str, ...] | set[str], listed: str, otherwise: str = "") -> str:
    """'did you mean "deck"?', or the known ones when nothing is near."""
    lower = {each.lower(): each for each in known}
    close = difflib.get_close_matches(word.lower(), lower, 1)
    return f'did you mean "{lower[close[0]]}"?' if close else listed + ", ".join(known) if listed else otherwise


def keys() -> Iterator[str]:
    """Every key of flashgen.yaml, those of sites and limits as `sites.url`: what the documentation must name."""
    yield from (each.name for each in fields(Config) if each.name not in ("path", "max_per_article", "posts", "sizes"))
    yield from (f"sites.{each.name}" for each in fields(Site))
    yield from (f"limits.{name}" for name in ("max_per_article", "posts", "file", "article"))
    yield "limits"
