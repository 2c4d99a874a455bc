"""A page that Chrome or Edge saved as one file (.mhtml) in, its article out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from flashgen.model import Problem
from flashgen.sources.document import Document, UnreadableError
from flashgen.sources.html import decode_html, read_page_text
from flashgen.sources.post import Post, moment

_START = re.compile(r"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.I)


def is_mhtml(text: str) -> bool:
    """Whether a document that begins so is a page saved as one file: a letter made of a page and its pictures."""
    return _START.match(text.replace("\r\n", "\n")) is not None


def read_mhtml(document: Document) -> Iterator[Post | Problem]:
    """The article of the saved page."""
    try:
        letter = message_from_bytes(document.whole(), policy=policy.compat32)
        page = next((part for part in letter.walk() if part.get_content_type() == "text/html"), None)
    except (RecursionError, ValueError, LookupError) as error:
        raise UnreadableError(f"a broken saved page: {error}") from None
    if page is None:
        raise UnreadableError("a saved page without a page in it", "was it cut? save it again")
    saved = moment(str(letter.get("date", "")), document.zone)
    address = str(letter.get("snapshot-content-location") or page.get("content-location") or "")
    yield from read_page_text(_text(page), document, address, saved)


def _text(page: Message) -> str:
    data = page.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    charset = page.get_content_charset()
    try:
        return data.decode(charset) if charset else decode_html(data)
    except (LookupError, UnicodeDecodeError):
        return decode_html(data)
