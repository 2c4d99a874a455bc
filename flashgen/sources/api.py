"""A site's address in, its posts out: the REST API of WordPress, wherever on the site it lies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

from flashgen.sources.document import UnreadableError
from flashgen.sources.fetch import Answer, OverloadedError, Web
from flashgen.sources.post import plain, site_of

PER_PAGE = 100  # the most that WordPress gives at once
_LINK = re.compile(r'<([^<>]+)>\s*;[^,]*rel="?https://api\.w\.org/"?')
_LINK_TAG = re.compile(rb"""<link\b[^<>]{0,500}\brel=["']https://api\.w\.org/["'][^<>]{0,500}>""", re.I)
_FEWER = 20
_LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_HREF = re.compile(rb"""\bhref=["']([^"']+)["']""", re.I)
_HINT = "give the address of a WordPress site, or save its posts and name the file"

Post = dict[str, Any]
Params = Mapping[str, str]
Page = tuple[list[Post], int, str]
"""Posts, how many were left before them, and where to go on after a stop."""


@dataclass
class Api:
    """The API of one site. Every method raises UnreadableError when the site does not answer as WordPress does."""

    web: Web
    root: str
    """`https://site.example/wp-json/` or `https://site.example/?rest_route=/`."""
    start: str
    """The address that the student named."""
    clock: datetime | None = field(default=None)
    """The site's own clock at its last answer."""

    def ask(self, what: str, params: Params | None = None) -> Any:
        """The JSON behind a route such as `categories`."""
        return self._ask(what, params or {})[0]

    def posts(self, params: Params) -> tuple[list[Post], int, int]:
        """One page of posts, how many posts match in all, and on how many pages. Beyond the last page: none."""
        value, answer = self._ask("posts", {"per_page": str(PER_PAGE), **params}, may_end=True)
        if not isinstance(value, list):
            return [], 0, 0
        posts = [post for post in value if isinstance(post, dict) and _is_number(post.get("id"))]
        if len(posts) < len(value):
            raise UnreadableError("answers with a list that holds other things than posts", _HINT)
        # Some caches strip the totals: then a full page means that another may follow.
        page = int(params.get("page", "1"))
        pages = _number(answer, "x-wp-totalpages", page + (len(posts) >= int(params.get("per_page", PER_PAGE))))
        return posts, _number(answer, "x-wp-total", len(posts)), pages

    def walk(self, fixed: Params, bound: str, at: str) -> Iterator[Page]:
        """All posts page by page, in the order of `bound`, with how many are left and where to go on after a stop.

        Bounds are in the site's local time, as its posts are: older WordPress mistakes the others.
        `bound` is `before` (newest first, by date) or `modified_after` (oldest change first). Each page starts at the
        last one's edge and not at a page number: a post that appears or moves meanwhile shifts no other out of sight.
        """
        key, step = ("date", 1) if bound == "before" else ("modified", -1)
        page, trusted, size = 1, True, PER_PAGE
        while True:
            limit = {bound: shifted(at, step)} if at else {}
            try:
                posts, total, pages = self.posts({**fixed, **limit, "page": str(page), "per_page": str(size)})
            except OverloadedError:
                if size == _FEWER or page > 1:
                    raise
                size = _FEWER  # small hosts cannot put together a hundred long posts at once
                continue
            edge = str(posts[-1].get(key, "")) if posts else at
            trusted = trusted and _is_within(posts, key, limit.get(bound, ""), step)
            last = page >= pages or not posts
            if trusted and edge != at and is_local(edge):
                at, page = edge, 1
            else:  # many posts of one second, or a site that does not know `modified_after`
                page += 1
            yield posts, total, at
            if last:
                return

    def terms(self, kind: str, names: Sequence[str]) -> list[int]:
        """The numbers of categories or tags (`kind` is the route) by name, slug or number."""
        return [int(name) if name.isdecimal() else self._term(kind, name) for name in names]

    def _term(self, kind: str, name: str) -> int:
        wanted = name.casefold().strip()
        found = self._named(kind, {"search": name})
        if wanted not in found:  # the search misses names with `&`, which WordPress keeps as `&amp;`
            found = self._named(kind, {"orderby": "count", "order": "desc"})
        if wanted not in found:
            close = get_close_matches(wanted, found, 1) or sorted(found)[:5]
            known = ", ".join(f'"{each}"' for each in close)
            raise UnreadableError(f'has no {_ONE[kind]} "{name}"', f"did you mean {known}?" if known else "")
        return found[wanted]

    def _named(self, kind: str, params: Params) -> dict[str, int]:
        """Numbers by name and by slug, in lower case."""
        value = self.ask(kind, {"per_page": str(PER_PAGE), "_fields": "id,name,slug", **params})
        found = value if isinstance(value, list) else []
        terms = [term for term in found if isinstance(term, dict) and _is_number(term.get("id"))]
        slugs = {str(term.get("slug", "")).casefold(): term["id"] for term in terms}
        return slugs | {plain(str(term.get("name", ""))).casefold(): term["id"] for term in terms}

    def _ask(self, what: str, params: Params, *, may_end: bool = False) -> tuple[Any, Answer]:
        url, more = route(self.root, f"wp/v2/{what}")
        answer = self.web.get(url, {**more, **params}, start=self.start)
        self.clock = _clock(answer)
        value = _json(answer)
        code = value.get("code", "") if isinstance(value, dict) else ""
        if may_end and code == "rest_post_invalid_page_number":
            return None, answer
        if answer.status >= 400 or code:
            words = plain(str(value.get("message", "")))[:200] if isinstance(value, dict) else ""
            raise UnreadableError(f"answered {answer.status}" + (f': "{words}"' if words else ""), _HINT)
        return value, answer


def _is_number(value: object) -> bool:
    """Whether it can number a post: a hostile site may give anything."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**18


def is_local(moment: object) -> bool:
    """Whether it is a date as the API writes it, in the site's local time."""
    if not isinstance(moment, str) or not _LOCAL.fullmatch(moment):
        return False
    try:
        return bool(datetime.fromisoformat(moment))
    except ValueError:
        return False


_ONE = {"categories": "category", "tags": "tag"}


def shifted(moment: str, seconds: int) -> str:
    """A date as the API writes it, some seconds later, in the same form: the API's bounds are exclusive."""
    try:
        return (datetime.fromisoformat(moment) + timedelta(seconds=seconds)).isoformat()
    except OverflowError:  # the year 9999
        return moment


def find_api(web: Web, address: str) -> Api:
    """The API of the site that a page belongs to. UnreadableError when no WordPress is to be found."""
    address = with_scheme(address)
    if root := _root_in(address):
        return Api(web, root, address)
    answer = web.get(address)
    links = [*roots_in(answer.headers.get("link", "")), *_links_in(answer.body)]
    guesses = [urljoin(answer.url, link) for link in links] or list(_guesses(answer.url))
    for root in guesses:
        if _is_root(web, root, address):
            return Api(web, root, address)
    if answer.status >= 400:
        raise UnreadableError(f"answered {answer.status}", "is the address right?")
    raise UnreadableError("no WordPress API found there", _HINT)


def with_scheme(address: str) -> str:
    """The address with `https://` where none is written; `http://` for this machine's own."""
    if "://" in address:
        return address
    host = urlsplit(f"//{address}").hostname or ""
    return f"http://{address}" if host == "localhost" or host.startswith("127.") else f"https://{address}"


def _root_in(address: str) -> str:
    """The API's root when the address already lies in the API."""
    parts = urlsplit(address)
    if any(key == "rest_route" for key, _ in parse_qsl(parts.query)):
        return urlunsplit((*parts[:3], "rest_route=/", ""))
    before, found, _ = parts.path.partition("/wp-json")
    return urlunsplit((*parts[:2], f"{before}/wp-json/", "", "")) if found else ""


def roots_in(link: str) -> list[str]:
    """Roots of WordPress APIs that a `Link` header names."""
    return _LINK.findall(link)


def _links_in(body: bytes) -> list[str]:
    tags = _LINK_TAG.findall(body[:500_000])
    return [match[1].decode("utf-8", "replace") for tag in tags if (match := _HREF.search(tag))][:1]


def _guesses(url: str) -> Iterator[str]:
    """Where the API may lie when no page says so: at this path, at the first folder, at the host."""
    parts = urlsplit(url)
    first = "/".join(parts.path.split("/")[:2])
    for folder in dict.fromkeys((parts.path.rstrip("/"), first.rstrip("/"), "")):
        yield urlunsplit((*parts[:2], f"{folder}/wp-json/", "", ""))
        yield urlunsplit((*parts[:2], f"{folder}/", "rest_route=/", ""))


def _is_root(web: Web, root: str, start: str) -> bool:
    """Whether WordPress answers there; asks for one post's number, which costs the site nothing."""
    url, params = route(root, "wp/v2/posts")
    try:
        value = _json(web.get(url, {**params, "per_page": "1", "_fields": "id"}, start=start))
    except UnreadableError:
        return False
    return isinstance(value, list)


def route(root: str, what: str) -> tuple[str, dict[str, str]]:
    """The address of a route and the parameters that it needs: plain permalinks have it as a parameter."""
    parts = urlsplit(root)
    query = dict(parse_qsl(parts.query))
    if "rest_route" not in query:
        return urljoin(root.rstrip("/") + "/", what), {}
    query["rest_route"] = f"/{what}"
    return urlunsplit((*parts[:3], "", "")), query


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        start = plain(answer.body[:300].decode("utf-8", "replace"))[:80]
        raise UnreadableError(f'answered {answer.status} with something else than JSON: "{start}"', _HINT) from None


def _number(answer: Answer, header: str, otherwise: int) -> int:
    value = answer.headers.get(header, "")
    return int(value) if value.isdigit() and len(value) < 10 else otherwise


def _is_within(posts: Sequence[Post], key: str, limit: str, step: int) -> bool:
    """Whether the site kept to the bound that it was asked for."""
    dates = [str(post.get(key, "")) for post in posts]
    return not limit or all(date < limit if step > 0 else date > limit for date in dates)


def _clock(answer: Answer) -> datetime | None:
    from flashgen.sources.post import moment

    return moment(answer.headers.get("date", ""), UTC)


def name_of(root: str) -> str:
    """A folder name for a site, from the root of its API: "site.example-ca" for https://www.site.example/ca/wp-json/."""
    path = urlsplit(root).path.partition("/wp-json")[0].removesuffix("index.php")
    return re.sub(r"[^\w.-]+", "-", site_of(root) + path).strip("-.") or "site"
