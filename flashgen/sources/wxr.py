"""A WordPress export file (Tools, Export: WXR) of any length in, its published posts out, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flashgen.model import Problem
from flashgen.sources.document import Document, UnreadableError, encoding_of
from flashgen.sources.post import Post, local_moment
from flashgen.sources.xmlstart import refuse_entities, root_of

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_WP = re.compile(r"\{http://wordpress\.org/export/[\d.]+/\}(\w+)")
# Shortcodes that stand in exported texts, where a site would show a picture or a film; what they enclose is text.
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|vc_\w+|et_pb_\w+|fusion_\w+|su_\w+)\b[^\[\]]{0,2000}\]"
)
_BLOCK = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|blockquote|pre|figure|section|!-- wp:)\b", re.I)
_PARAGRAPHS = re.compile(r"\n\s*\n")


def is_wxr(text: str) -> bool:
    """Whether a document that begins so is an export of WordPress (which is a kind of RSS)."""
    name, attributes = root_of(text)
    return name.lower() == "rss" and "http://wordpress.org/export/" in attributes


def read_wxr(document: Document) -> Iterator[Post | Problem]:
    """The published posts of an export. What was read before a break is kept."""
    from lxml import etree

    head = document.head
    refuse_entities(head.decode(encoding_of(head) or "latin-1", "ignore"))
    count = 0
    try:
        for item in _items(document):
            count += 1
            if found := _read_item(item, document, count):
                yield found
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = f"a broken export after {count} items: {_in_words(error)}"
        raise UnreadableError(message, "was it cut? export it again", f":{line}:{column}") from None
    if not count:
        yield Problem(document.name, "note", "an export without posts")


def _items(document: Document) -> Iterator[dict[str, Any]]:
    """Each `<item>` as its parts; every one is let go before the next, so that memory does not grow."""
    from lxml import etree

    events = etree.iterparse(
        document.stream,
        events=("end",),
        tag="item",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # no text above 10 MB, no nesting above 256
    )
    for _, element in events:
        parts: dict[str, Any] = {"terms": []}
        for child in element:
            if not isinstance(child.tag, str):
                continue
            wp = _WP.fullmatch(child.tag)
            if child.tag == "category" and child.get("domain") in ("category", "post_tag"):
                parts["terms"].append(child.text or "")
            else:
                parts[f"wp:{wp[1]}" if wp else child.tag] = child.text or ""
        yield parts
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _read_item(item: dict[str, Any], document: Document, number: int) -> Post | Problem | None:
    """None for what is no published post: pages, pictures, menus, drafts."""
    if item.get("wp:post_type", "post") != "post" or item.get("wp:status", "publish") != "publish":
        return None
    identity = item.get("wp:post_id", "")
    where = f"{document.name}: post {identity or f'no. {number}'}"
    if item.get("wp:post_password"):
        return Problem(where, "note", "password-protected, so it is not read")
    published = local_moment(item.get("wp:post_date", ""), item.get("wp:post_date_gmt", ""), document.zone)
    if published is None:
        return Problem(where, "warning", f'no date that can be read: "{item.get("wp:post_date", "")}"')
    return Post(
        where=where,
        id=identity,
        url=item.get("link", ""),
        title=item.get("title", ""),
        html=as_shown(item.get(_CONTENT, "")),
        published=published,
        source=document.name,
        tags=tuple(term for term in item["terms"] if term.lower() != "uncategorized"),
    )


def as_shown(content: str) -> str:
    """A post as written in, about as its site shows it out: paragraphs where the editor has only empty lines."""
    content = _SHORTCODE.sub("", content.replace("\r\n", "\n"))
    if "<!-- wp:" in content or "<p" in content:
        return content
    pieces = (piece.strip() for piece in _PARAGRAPHS.split(content))
    return "\n".join(
        piece if _BLOCK.match(piece) else f"<p>{piece.replace(chr(10), '<br>')}</p>" for piece in pieces if piece
    )


def _in_words(error: Any) -> str:
    return str(error.msg).partition(", line")[0].lower()
