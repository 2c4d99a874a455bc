"""An RSS or Atom feed in, its entries out; feedparser reads also those that are not well-formed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from time import strftime
from typing import Any

from flashgen.config import MEGABYTE
from flashgen.model import Problem
from flashgen.sources.document import Document, UnreadableError, encoding_of, megabytes
from flashgen.sources.post import Post, moment
from flashgen.sources.xmlstart import refuse_entities, root_of

_ROOTS = {"rss", "feed", "rdf:rdf"}
_LARGEST = 8 * MEGABYTE  # feedparser takes 4 s for a megabyte; feeds of sites have 0.1 MB


def is_feed(text: str) -> bool:
    """Whether a document that begins so is a feed."""
    return root_of(text)[0].lower() in _ROOTS


def read_feed(document: Document) -> Iterator[Post | Problem]:
    """The entries of a feed, in its order."""
    import feedparser

    data = document.whole()
    if len(data) > _LARGEST:
        raise UnreadableError(f"a feed larger than {megabytes(_LARGEST)}", "fetch the site instead: flashgen fetch")
    refuse_entities(data[:100_000].decode(encoding_of(data) or "latin-1", "ignore"))
    # A stream and not the bytes: feedparser takes those for an address or a file name when they look like one.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    entries = feed.entries
    if cut := _is_cut(data):
        entries = entries[:-1]  # the last one may be half of itself
    for number, entry in enumerate(entries, 1):
        yield _read_entry(entry, document, number)
    if cut or (feed.get("bozo") and not entries):
        yield Problem(document.name, "error", f"a broken feed: {_reason(feed)}", "was it cut? download it again")
    elif not entries:
        yield Problem(document.name, "note", "a feed without entries")


def _is_cut(data: bytes) -> bool:
    return not data[-1000:].rstrip().rstrip(b"\0").lower().endswith((b"</rss>", b"</feed>", b"rdf>", b"-->"))


def _reason(feed: Any) -> str:
    return str(feed.get("bozo_exception", "not XML")).lower()[:200]


def _read_entry(entry: Any, document: Document, number: int) -> Post | Problem:
    title = entry.get("title", "")
    where = f"{document.name}: " + (f'entry "{title[:60]}"' if title else f"entry no. {number}")
    contents = [each.get("value", "") for each in entry.get("content", ())]
    html = max([*contents, entry.get("summary", "")], key=len)
    if not html:
        return Problem(where, "note", "an entry without text", "the feed has titles only: fetch the site instead")
    published = _published(entry, document.zone)
    if published is None:
        return Problem(where, "warning", "an entry without a date that can be read")
    return Post(
        where=where,
        id="",
        url=entry.get("link", "") or entry.get("id", ""),
        title=title,
        html=html,
        published=published,
        source=document.name,
        tags=tuple(tag.get("term") or "" for tag in entry.get("tags", ())),
    )


def _published(entry: Any, zone: tzinfo) -> datetime | None:
    """The date with its own offset; UTC, which feeds say when they do not know, is turned into the zone asked for."""
    for key in ("published", "created", "updated"):
        if when := moment(entry.get(key, ""), zone):
            return when if when.utcoffset() else when.astimezone(zone)
    for key in ("published_parsed", "updated_parsed"):  # odd formats, which feedparser has read
        if parsed := entry.get(key):
            return (when := moment(strftime("%Y-%m-%dT%H:%M:%SZ", parsed), UTC)) and when.astimezone(zone)
    return None
