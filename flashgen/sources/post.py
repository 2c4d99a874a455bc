"""What every reader gives: a post with its HTML; and how a post becomes an Article."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from flashgen.config import Sizes
from flashgen.model import Article, Problem
from flashgen.sources.document import Document, UnreadableError, megabytes
from flashgen.text import clean

if TYPE_CHECKING:
    from flashgen.reading import Reading

_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?")
_DATE_HINT = "the date decides which week's deck it comes into"
_FURTHEST = timedelta(hours=14)  # no place on Earth is further from UTC


@dataclass(frozen=True, slots=True)
class Post:
    """One article as its source holds it: the same for a WordPress post, a feed entry or a page of an e-book."""

    where: str
    """For problems: the document, and which of its posts."""
    id: str
    """As the source numbers it; empty: it is made from the address, or from title and date."""
    url: str
    title: str
    """HTML or plain text."""
    html: str
    published: datetime
    source: str
    tags: tuple[str, ...] = ()
    site: str = ""
    """Empty: the host of the address."""


def make_article(post: Post, reading: Reading, sizes: Sizes) -> Article | Problem:
    """The Article of a post, or the Problem that it has no text or too much."""
    from flashgen.blocks import read_page

    if len(post.html) > sizes.article:
        message = f"article of {megabytes(len(post.html))}, longer than the limit of {megabytes(sizes.article)}"
        return Problem(post.where, "warning", message, "raise `limits: article` in flashgen.yaml to read it")
    page = read_page(post.html, reading)
    if not page.blocks:
        return Problem(post.where, "note", "the article has no text")
    url = web_address(post.url)
    title = plain(post.title) or _words_of(url)
    return Article(
        id=post.id or _make_id(url, title, post.published),
        url=url,
        title=title,
        published=post.published,
        site=post.site or site_of(url),
        tags=tuple(dict.fromkeys(tag for tag in map(clean, (*post.tags, *page.tags)) if tag)),
        blocks=page.blocks,
        source=post.source,
    )


def dated(document: Document, found: datetime | None) -> tuple[datetime, tuple[Problem, ...]]:
    """The date that was found, else the day the file was saved, with a note; UnreadableError without either."""
    if found is not None:
        return found, ()
    if document.saved is None:
        raise UnreadableError("no date in it", "say when it was published, as `date: 2026-02-09` at its top")
    day = document.saved.date().isoformat()
    note = Problem(document.name, "note", f"no date in it: taken to be of {day}, when it was saved", _DATE_HINT)
    return document.saved, (note,)


def plain(markup: str, limit: int = 2000) -> str:
    """A title (or what stands in the first `limit` characters) as HTML in, as text out: one line, no tags."""
    return clean(html.unescape(_TAG.sub("", markup[:limit])))


def web_address(url: str) -> str:
    """The address when it is one of the web, else "": no `javascript:` or `file:` gets onto a card."""
    url = clean(url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def site_of(url: str) -> str:
    """The host of an address, without `www.`; with the port when it is not the usual one."""
    return urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")


def moment(text: str, zone: tzinfo) -> datetime | None:
    """A date as sources write it (ISO 8601, RFC 5322) in, an aware datetime out; without a zone it is in `zone`."""
    when = _parse(text.strip())
    return when if when is None or when.tzinfo else when.replace(tzinfo=zone)


def local_moment(local: str, gmt: str, zone: tzinfo) -> datetime | None:
    """WordPress's pair of a site-local and a UTC date in, the local one out with the offset that the two state.

    >>> local_moment("2026-02-09T18:40:37", "2026-02-09T13:10:37", UTC).isoformat()
    '2026-02-09T18:40:37+05:30'
    """
    here, there = _parse(local.strip()), moment(gmt, UTC)
    if here is None or here.tzinfo:
        return here or (there and there.astimezone(zone))
    if there is None:
        return here.replace(tzinfo=zone)
    offset = here - there.astimezone(UTC).replace(tzinfo=None)
    if abs(offset) > _FURTHEST:
        return here.replace(tzinfo=zone)
    return here.replace(tzinfo=timezone(timedelta(minutes=round(offset.total_seconds() / 60))))


def _parse(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text) if _ISO.fullmatch(text) else parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when if 1900 <= when.year <= 2200 else None  # "0000-00-00" and the like are no dates


def _words_of(url: str) -> str:
    """A title from an address: "India canada talks" of https://site.example/ca/india-canada-talks/."""
    last = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    words = clean(re.sub(r"[-_]+", " ", last.partition(".")[0]))
    return words[:1].upper() + words[1:]


def _make_id(url: str, title: str, published: datetime) -> str:
    name = url or f"{title}\n{published.date().isoformat()}"
    return hashlib.sha256(name.encode()).hexdigest()[:16]
