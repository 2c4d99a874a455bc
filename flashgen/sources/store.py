"""Raw posts in, one file each out: `articles/<site>/<year>/<week>/<id>-<slug>.json`. No database: it can be read,
searched and kept under version control.

Each write is whole or not at all, and writing the same post again changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from flashgen.sources.wordpress import MARK, read_date
from flashgen.text import slug

Post = dict[str, Any]
Change = Literal["new", "changed", "same", "locked"]
_NAME = re.compile(r"(\d+)-.*\.json")
_MEMORY = ".fetched.json"


class Store:
    """The posts of one site in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._paths: dict[int, Path] = {}
        for path in sorted(folder.glob("*/*/*")):
            if path.name.startswith(".") and path.suffix == ".tmp":
                path.unlink(missing_ok=True)  # a run was killed while it wrote this
            elif match := _NAME.fullmatch(path.name):
                self._note(int(match[1]), path)

    def _note(self, post_id: int, path: Path) -> None:
        """A run that was killed between writing a post anew elsewhere and removing its old file left both."""
        other = self._paths.get(post_id)
        if other is not None:
            path, stale = sorted((path, other), key=lambda each: each.stat().st_mtime_ns, reverse=True)
            stale.unlink()
        self._paths[post_id] = path

    def __contains__(self, post_id: int) -> bool:
        return post_id in self._paths

    def __len__(self) -> int:
        return len(self._paths)

    def put(self, post: Post) -> Change:
        """Keeps a post, which must have a date, as its site gives it; one that is locked now keeps the text it had."""
        old = self.get(post["id"])
        if _is_locked(post):
            return "locked"
        if old is not None and _same(old, post):
            return "same"
        self._write(self._path_of(post), post)
        return "new" if old is None else "changed"

    def get(self, post_id: int) -> Post | None:
        """The post as it is kept; None when it is not, or its file is damaged (it is then fetched anew)."""
        path = self._paths.get(post_id)
        try:
            post = json.loads(path.read_bytes()) if path else None
        except (OSError, ValueError, RecursionError):
            return None
        return post if isinstance(post, dict) and isinstance(post.get("id"), int) else None

    def mark_deleted(self, post_id: int, day: date) -> bool:
        """Notes in a kept post that its site has it no more. False when that was known."""
        post = self.get(post_id)
        if post is None or MARK in post:
            return False
        self._write(self._paths[post_id], {**post, MARK: {"deleted": day.isoformat()}})
        return True

    def since(self, day: date) -> Iterator[Post]:
        """The kept posts of the week of `day` and of all later weeks."""
        first = _week_folder(day)
        for post_id, path in sorted(self._paths.items()):
            if (path.parent.parent.name, path.parent.name) >= first and (post := self.get(post_id)):
                yield post

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Keeps what the next run needs to know."""
        _replace(self.folder / _MEMORY, memory)

    def recall(self) -> dict[str, Any]:
        """What the last run wanted known; nothing when it left nothing, or nothing readable."""
        return _load(self.folder / _MEMORY)

    def _path_of(self, post: Post) -> Path:
        published = read_date(post)
        if published is None:
            raise ValueError(f"post {post['id']} has no date")
        year, week = _week_folder(published.date())
        name = slug(unquote(str(post.get("slug") or "")))
        return self.folder / year / week / f"{post['id']}-{name}.json"

    def _write(self, path: Path, post: Post) -> None:
        """The new file first, then the old one away: killed between the two, the next run finds both and goes on."""
        old = self._paths.get(post["id"])
        _replace(path, post)
        if old is not None and old != path:
            old.unlink(missing_ok=True)
        self._paths[post["id"]] = path


def load_roots(folder: Path) -> dict[str, str]:
    """Addresses as the student writes them, each with the root of its API, as found by earlier runs."""
    return {key: value for key, value in _load(folder / ".sites.json").items() if isinstance(value, str)}


def save_roots(folder: Path, roots: Mapping[str, str]) -> None:
    """Keeps what `load_roots` gives."""
    _replace(folder / ".sites.json", roots)


def _load(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _replace(path: Path, value: Mapping[str, Any]) -> None:
    """Writes a file whole or not at all; keys sorted and one a line, so that two versions can be compared."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem[:40]}.tmp")
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    # A lone surrogate, which UTF-8 cannot hold, becomes the escape that JSON has for it.
    temporary.write_bytes((text + "\n").encode("utf-8", "backslashreplace"))
    temporary.replace(path)


def _week_folder(day: date) -> tuple[str, str]:
    year, week, _ = day.isocalendar()
    return f"{year:04}", f"W{week:02}"


def _is_locked(post: Post) -> bool:
    content = post.get("content")
    return isinstance(content, dict) and bool(content.get("protected")) and not content.get("rendered")


def _same(old: Post, new: Post) -> bool:
    """Whether a post is as it was: by its date of change, as plugins write something else into the text each time."""
    keys = ("modified", "date", "slug", "link", MARK) if new.get("modified") else (*old, *new)
    return all(old.get(key) == new.get(key) for key in keys)
