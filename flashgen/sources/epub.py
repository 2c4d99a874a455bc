"""An e-book (EPUB, also a magazine by Calibre) in, its chapters out as articles, in reading order.

A book is a zip file from somewhere: nothing is unpacked to disk, names only look up entries of the zip itself, and an
entry is unpacked up to a limit, whatever the zip says of its size.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from flashgen.config import MEGABYTE
from flashgen.model import Problem
from flashgen.sources.document import Document, UnreadableError, megabytes
from flashgen.sources.html import decode_html, published_in
from flashgen.sources.post import Post, dated, moment, plain
from flashgen.sources.xmlstart import refuse_entities

_CHAPTERS = 2000
_TOP = 20_000  # characters in which a chapter has said its title
_INDEX = MEGABYTE  # the files that say where the others are
_TITLE = re.compile(r"<(h[1-3]|title)\b[^>]*>(.*?)</\1\s*>", re.S | re.I)
_DC = "{http://purl.org/dc/elements/1.1/}"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def is_epub(text: str) -> bool:
    """Whether a document that begins so is a zip file: what it holds is seen when it is read."""
    return text.startswith("PK\x03\x04")


def read_epub(document: Document) -> Iterator[Post | Problem]:
    """The chapters of a book that have text."""
    data = document.whole()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            yield from _chapters(_Book(book, document))
    except _BROKEN as error:
        raise UnreadableError(
            f"a broken zip file: {str(error).lower()[:200]}", "was it cut? download it again"
        ) from None


class _Book:
    """Entries of the zip by name, within limits."""

    def __init__(self, book: zipfile.ZipFile, document: Document) -> None:
        self._book = book
        self._left = document.sizes.file
        self.document = document

    def __contains__(self, name: str) -> bool:
        return name in self._book.NameToInfo

    def read(self, name: str, limit: int) -> bytes:
        """An entry, unpacked; UnreadableError above `limit` bytes, or when the whole book is above its limit."""
        with self._book.open(name) as stream:
            data = stream.read(min(limit, self._left) + 1)
        self._left -= len(data)
        if len(data) > limit or self._left < 0:
            limit = limit if len(data) > limit else self.document.sizes.file
            raise UnreadableError(
                f'"{name[:100]}" is larger than {megabytes(limit)} when unpacked', place=f": {name[:100]}"
            )
        return data

    def xml(self, name: str) -> Any:
        """The root element of an entry that says where others are."""
        from lxml import etree

        data = self.read(name, _INDEX)
        refuse_entities(data.decode("utf-8", "ignore"))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
        root = etree.fromstring(data, parser)
        if root is None:
            raise UnreadableError(f'"{name}" is not XML')
        return root


def _chapters(book: _Book) -> Iterator[Post | Problem]:
    document = book.document
    if "META-INF/container.xml" not in book:
        raise UnreadableError("a zip file, but no e-book", "unpack it and name the folder")
    if "META-INF/encryption.xml" in book and b"EncryptedData" in book.read("META-INF/encryption.xml", _INDEX):
        yield Problem(document.name, "warning", "parts of this book are encrypted (DRM) and may not be readable")
    package_name = _rootfile(book)
    package = book.xml(package_name)
    names = list(_spine(package, posixpath.dirname(package_name)))
    published, notes = dated(document, _date(package, document))
    yield from notes
    found = 0
    for name in names[:_CHAPTERS]:
        for chapter in _read_chapter(book, name, published, _meta(package, "identifier")):
            found += isinstance(chapter, Post)
            yield chapter
    if not found:
        yield Problem(document.name, "warning", "a book without text")


def _rootfile(book: _Book) -> str:
    for element in book.xml("META-INF/container.xml").iter():
        if isinstance(element.tag, str) and element.tag.endswith("rootfile") and element.get("full-path"):
            return _inside("", element.get("full-path"))
    raise UnreadableError("an e-book without a table of its files")


def _spine(package: Any, folder: str) -> Iterator[str]:
    """Names of the chapters' entries in reading order."""
    manifest = {}
    for element in package.iter():
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if tag == "item":
            manifest[element.get("id")] = element
        elif tag == "itemref":
            item = manifest.get(element.get("idref"))
            yield from [_inside(folder, item.get("href") or "")] if item is not None and _is_chapter(item) else []


def _is_chapter(item: Any) -> bool:
    """Whether an entry of the manifest is a page of text, and not a picture or the table of contents."""
    return "html" in (item.get("media-type") or "") and "nav" not in (item.get("properties") or "").split()


def _inside(folder: str, href: str) -> str:
    """An entry's name from a link; one that leads out of the book stays a name that is not in it."""
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _read_chapter(book: _Book, name: str, published: datetime, identity: str) -> Iterator[Post | Problem]:
    document = book.document
    where = f"{document.name}: {name}"
    if name not in book:
        yield Problem(where, "warning", "a chapter that is not in the book")
        return
    try:
        html = decode_html(book.read(name, document.sizes.article))
    except UnreadableError as error:
        yield Problem(where, "warning", error.message, error.hint)
        return
    body = html[max(html.find("<body"), 0) :]
    if not plain(body, len(body)):
        return  # a cover, or a picture of its own
    titles = {match[1].lower()[0]: match[2] for match in reversed(list(_TITLE.finditer(html[:_TOP])))}
    yield Post(
        where=where,
        id=f"{identity[:60]}#{name}" if identity else "",
        url="",
        title=plain(titles.get("h") or titles.get("t") or "") or document.stem,
        html=body,
        published=published_in(html, document) or published,
        source=document.name,
    )


def _date(package: Any, document: Document) -> datetime | None:
    text = _meta(package, "date")
    return moment(text, document.zone) or (moment(f"{text[:10]}", document.zone) if len(text) > 10 else None)


def _meta(package: Any, name: str) -> str:
    element = package.find(f".//{_DC}{name}")
    return (element.text or "").strip() if element is not None else ""
