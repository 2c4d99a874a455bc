"""A site in, what is new there into the store: asks for as little as it can, and goes on where an earlier run stopped.

The first run walks back from the newest post. Later ones ask what was changed since; and, at most once in twenty hours,
for the numbers of the newest hundred posts, which shows what that question misses: posts that were written long before
they came out, and posts that are gone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flashgen.model import Problem
from flashgen.sources.api import PER_PAGE, Api, Page, is_local, shifted
from flashgen.sources.document import UnreadableError
from flashgen.sources.store import Post, Store
from flashgen.sources.wordpress import MARK, read_date

_LOOK_AGAIN = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which posts of a site: categories and tags by name or slug, and the days of publication, both included."""

    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    most: int = 1000
    """How far the first run goes back, in posts."""

    @property
    def key(self) -> str:
        """Names this choice in the store's memory."""
        days = [day.isoformat() if day else "" for day in (self.since, self.until)]
        return json.dumps([sorted(self.categories), sorted(self.tags), *days])


@dataclass
class Fetched:
    """What a run brought from one site."""

    site: str
    new: int = 0
    changed: int = 0
    same: int = 0
    locked: int = 0
    deleted: int = 0
    requests: int = 0
    more: bool = False
    """The site has older posts than the first run went back to."""
    problems: list[Problem] = field(default_factory=list)


class Sync:
    """One run over one site. `progress` is told how many posts came and how many are expected."""

    def __init__(
        self, api: Api, store: Store, wanted: Wanted, progress: Callable[[int, int], None] = lambda _done, _all: None
    ) -> None:
        self._api = api
        self._store = store
        self._wanted = wanted
        self._progress = progress
        self._memory = store.recall()
        self._mine: dict[str, Any] = dict(self._memory.get(wanted.key) or {})
        self._fixed: dict[str, str] = {}
        self.fetched = Fetched(store.folder.name)

    def run(self) -> Fetched:
        """Brings what is new; what a stop leaves undone, the next run does. Trouble with the site is a Problem."""
        try:
            self._fixed = self._filters()
            if self._mine.get("changed"):
                self._bring_changes()
                self._bring_newest_hundred()
            if not self._mine.get("whole") or self._wants_more():
                self._walk_back()
        except UnreadableError as error:
            self.fetched.problems.append(Problem(self._api.start, "error", error.message, error.hint))
        return self.fetched

    def _wants_more(self) -> bool:
        return bool(self._mine.get("more")) and self._wanted.most > int(self._mine.get("walked", 0))

    def _filters(self) -> dict[str, str]:
        """The parameters of the choice; the numbers of its names are asked for once."""
        numbers = self._mine.setdefault("terms", {})
        for kind, names in (("categories", self._wanted.categories), ("tags", self._wanted.tags)):
            if names and kind not in numbers:
                numbers[kind] = self._api.terms(kind, names)
        filters = {kind: ",".join(map(str, found)) for kind, found in numbers.items()}
        if self._wanted.since:
            filters["after"] = f"{self._wanted.since - timedelta(days=1)}T23:59:59"
        if self._wanted.until:
            filters["before"] = f"{self._wanted.until + timedelta(days=1)}T00:00:00"
        return filters

    def _bring_changes(self) -> None:
        order = {"orderby": "modified", "order": "asc", "_embed": "wp:term", **self._fixed}
        walk = self._api.walk(order, "modified_after", self._mine["changed"])
        done = 0
        for posts, left, _, so_far in _until(walk, done, max(self._wanted.most, 10 * PER_PAGE)):
            self._keep(posts, done, done + left)
            done = so_far
            self._save(changed=self._latest(posts))

    def _walk_back(self) -> None:
        """From the newest post back, or from where an earlier run was stopped or had enough."""
        order = {"orderby": "date", "order": "desc", "_embed": "wp:term", **self._fixed}
        upper, done, more = order.pop("before", ""), int(self._mine.get("walked", 0)), False
        at = self._mine.get("reached") or (upper and shifted(upper, -1))
        for posts, left, reached, so_far in _until(self._api.walk(order, "before", at), done, self._wanted.most):
            if not self._mine.get("changed"):
                self._save(changed=self._site_now(posts))
            self._keep(posts, done, min(done + left, self._wanted.most))
            done, more = so_far, so_far >= self._wanted.most and left > len(posts)
            self._save(reached=reached, walked=done)
        self.fetched.more = more
        self._save(whole=True, more=more, looked=self._today_and_hour())

    def _bring_newest_hundred(self) -> None:
        """Compares the newest posts' numbers and dates of change with the store's; asks for those that differ."""
        looked = self._mine.get("looked", "")
        now = self._api.clock or datetime.now(UTC)
        if looked and now < datetime.fromisoformat(looked) + _LOOK_AGAIN:
            return
        fields = {"orderby": "date", "order": "desc", "_fields": "id,date,modified", **self._fixed}
        newest, total, _ = self._api.posts(fields)
        if newest and is_local(newest[-1].get("date")):
            missing = [post["id"] for post in newest if self._differs(post)]
            whole = total <= len(newest)
            gone = self._perhaps_gone({post["id"] for post in newest}, "" if whole else str(newest[-1]["date"]))
            self._ask_for((missing + gone)[:PER_PAGE], set(gone))
        self._save(looked=self._today_and_hour())

    def _differs(self, post: Post) -> bool:
        kept = self._store.get(post["id"])
        return kept is None or kept.get("modified") != post.get("modified") or MARK in kept

    def _perhaps_gone(self, alive: set[int], oldest: str) -> list[int]:
        """Kept posts of this choice that should be among the site's newest and are not."""
        first = date.fromisoformat(oldest[:10]) if oldest else date.min
        numbers = self._mine.get("terms", {})
        return [
            post["id"]
            for post in self._store.since(first)
            if post["id"] not in alive and MARK not in post and str(post.get("date", "")) > oldest
            if self._is_wanted(post, numbers)
        ]

    def _is_wanted(self, post: Post, numbers: dict[str, list[int]]) -> bool:
        day = str(post.get("date", ""))[:10]
        since, until = self._wanted.since, self._wanted.until
        if (since and day < since.isoformat()) or (until and day > until.isoformat()):
            return False
        return all(any(number in found for number in _listed(post.get(kind))) for kind, found in numbers.items())

    def _ask_for(self, numbers: list[int], perhaps_gone: set[int]) -> None:
        """Brings posts by number; those that the site does not give are marked as deleted."""
        if not numbers:
            return
        perhaps_gone = perhaps_gone & set(numbers)
        posts, _, _ = self._api.posts({"include": ",".join(map(str, numbers)), "_embed": "wp:term"})
        given = {post["id"] for post in posts}
        if not given <= set(numbers):
            return  # a cache answers another question: nothing follows from it
        self._keep(posts, 0, len(posts))
        day = (self._api.clock or datetime.now(UTC)).date()
        self.fetched.deleted += sum(self._store.mark_deleted(each, day) for each in sorted(perhaps_gone - given))

    def _keep(self, posts: list[Post], done: int, expected: int) -> None:
        """Stores posts and counts what became of them."""
        for number, post in enumerate(posts, 1):
            if read_date(post) is None:
                where = f"{self._api.start}: post {post['id']}"
                self.fetched.problems.append(Problem(where, "warning", "a post without a date that can be read"))
                continue
            change = self._store.put(post)
            setattr(self.fetched, change, getattr(self.fetched, change) + 1)
            self._progress(min(done + number, expected), expected)

    def _site_now(self, posts: list[Post]) -> str:
        """The site's local time before this answer: what is changed later, the next run asks for."""
        now = self._api.clock or datetime.now(UTC) - timedelta(days=1)
        offset = next((when.utcoffset() for post in posts if (when := read_date(post))), None) or timedelta(0)
        return (now.astimezone(UTC) + offset).replace(tzinfo=None, microsecond=0).isoformat()

    def _latest(self, posts: list[Post]) -> str:
        """The last date of change, but not one in the future, where a wrong clock would hide all later changes."""
        now = self._site_now(posts)
        known = [str(post["modified"]) for post in posts if is_local(post.get("modified"))]
        return max([str(self._mine["changed"]), *(each for each in known if each <= now)])

    def _today_and_hour(self) -> str:
        return (self._api.clock or datetime.now(UTC)).isoformat()

    def _save(self, **changes: object) -> None:
        self._mine.update(changes)
        self._memory[self._wanted.key] = self._mine
        self._store.remember(self._memory)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _until(walk: Iterator[Page], done: int, most: int) -> Iterator[tuple[list[Post], int, str, int]]:
    """The pages of a walk with how many posts have come, until it is `most` or the site only repeats itself."""
    seen, stale = set[int](), 0
    for posts, left, at in walk:
        fresh = {post["id"] for post in posts} - seen  # a page begins with the last post of the one before
        seen, done, stale = seen | fresh, done + len(fresh), 0 if fresh else stale + 1
        yield posts, left, at, done
        if stale > 1 or done >= most:
            return
