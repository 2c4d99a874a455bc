"""WordPress REST posts as JSON in, posts out: one object, an array, one object a line, of any length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from urllib.parse import unquote

from flashgen.model import Problem
from flashgen.sources.document import Document
from flashgen.sources.jsonstream import Values
from flashgen.sources.post import Post, local_moment, plain

MARK = "flashgen"
"""The key under which the store keeps what the site does not say: `{"deleted": "2026-02-11"}`."""
_START = re.compile(r"\s*(?:\{\s*(?:[\"}]|$)|\[\s*(?:[\[{\]]|$))")
_NO_TERMS = {"uncategorized", "uncategorised"}


def is_json(text: str) -> bool:
    """Whether a document that begins so is meant as JSON (and not as Markdown with a link or a brace)."""
    return _START.match(text) is not None


def read_wordpress(document: Document) -> Iterator[Post | Problem]:
    """The posts of a JSON document; one that is no post gives a problem and the others follow."""
    count = 0
    for value in Values(document.chunks(), document.sizes.file):
        for raw in _posts_in(value):
            count += 1
            yield from _read(raw, document, count)
    if not count:
        yield Problem(document.name, "note", "no posts in it")


def _posts_in(value: object) -> list[object]:
    """A value is a post, a list of them (one list a line), or WordPress.com's `{"posts": [...]}`."""
    if isinstance(value, dict) and isinstance(value.get("posts"), list):
        value = value["posts"]
    return value if isinstance(value, list) else [value]


def _read(raw: object, document: Document, number: int) -> Iterator[Post | Problem]:
    where = f"{document.name}: {_name(raw, number)}"
    if not isinstance(raw, dict):
        yield Problem(where, "warning", f"expected a post (an object), found {_kind(raw)}")
        return
    post = read_post(raw, where, document)
    if isinstance(post, Post) and (gone := _text(raw.get(MARK), "deleted")):
        hint = "its cards stay; delete the file to retire them"
        yield Problem(where, "note", f"deleted at its site, as seen on {gone}", hint)
    yield post


def read_post(raw: Mapping[str, object], where: str, document: Document) -> Post | Problem:
    """One REST post, or the Problem why it is none."""
    if "code" in raw and "message" in raw and "content" not in raw:
        return Problem(where, "warning", f'an error answer of WordPress: "{plain(_text(raw, "message"))[:200]}"')
    content = raw.get("content")
    if isinstance(content, Mapping) and content.get("protected") and not content.get("rendered"):
        return Problem(where, "note", "password-protected, so its text is not in the answer")
    html = content.get("rendered") if isinstance(content, Mapping) else content
    if not isinstance(html, str):
        return Problem(where, "warning", "a post without `content.rendered`", "ask the site for it without `_fields`")
    published = read_date(raw, document.zone)
    if published is None:
        found = _text(raw, "date") or _text(raw, "date_gmt")
        return Problem(where, "warning", f'no date that can be read: "{found}"', "expected 2026-02-09T18:40:37")
    return Post(
        where=where,
        id=_id(raw),
        url=_text(raw, "link") or _text(raw, "URL") or _rendered(raw, "guid"),
        title=_rendered(raw, "title"),
        html=html,
        published=published,
        tags=tuple(_terms(raw)),
        source=document.name,
    )


def read_date(raw: Mapping[str, object], zone: tzinfo = UTC) -> datetime | None:
    """When a post was published, in its site's time; None when it does not say."""
    return local_moment(_text(raw, "date"), _text(raw, "date_gmt"), zone)


def _id(raw: Mapping[str, object]) -> str:
    number = raw.get("id", raw.get("ID"))
    return str(number)[:64] if isinstance(number, int | str) else ""


def _rendered(raw: Mapping[str, object], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else _text(value, "rendered")


def _text(raw: object, key: str) -> str:
    value = raw.get(key) if isinstance(raw, Mapping) else None
    return value if isinstance(value, str) else ""


def _terms(raw: Mapping[str, object]) -> Iterator[str]:
    """Names of categories and tags: as embedded, else from the CSS classes, which hold their slugs."""
    names = [_text(term, "name") for term in _embedded(raw) if _text(term, "taxonomy") != "post_format"]
    if not names:
        classes = raw.get("class_list")
        values = classes.values() if isinstance(classes, Mapping) else classes if isinstance(classes, list) else ()
        names = [words for value in values if (words := _slug_words(str(value)))]
    yield from (name for name in map(plain, names) if name and name.lower() not in _NO_TERMS)


def _embedded(raw: Mapping[str, object]) -> Iterator[object]:
    embedded = raw.get("_embedded")
    groups = embedded.get("wp:term") if isinstance(embedded, Mapping) else None
    for group in groups if isinstance(groups, list) else ():
        yield from group if isinstance(group, list) else ()


def _slug_words(css_class: str) -> str:
    """The words of `category-current-affairs` or `tag-g20`; "" for any other class."""
    kind, _, slug = css_class.partition("-")
    return unquote(slug).replace("-", " ") if kind in ("category", "tag") else ""


def _name(raw: object, number: int) -> str:
    """What a problem calls this post: its number at the site, else its title, else its place in the file."""
    if isinstance(raw, Mapping):
        if identity := _id(raw):
            return f"post {identity}"
        if title := plain(_rendered(raw, "title")):
            return f'post "{title[:60]}"'
    return f"post no. {number}"


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
