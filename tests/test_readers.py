"""Every format of a source: what a real-shaped sample gives, and what the broken and the hostile ones cost."""

from __future__ import annotations

import gzip
import io
import os
import quopri
import re
import sys
import time
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from flashgen.config import MEGABYTE, Sizes
from flashgen.model import Article, Block, Problem
from flashgen.sources import FORMATS, read_posts, read_sources
from flashgen.sources.document import Document
from flashgen.sources.post import Post

SAMPLES = Path(__file__).parent / "sources"
INDIA = timezone(timedelta(hours=5, minutes=30))
SAVED = datetime(2026, 2, 12, 9, 0, tzinfo=UTC)


def posts(data: bytes | str, name: str = "file", sizes: Sizes | None = None) -> list[Post | Problem]:
    raw = data.encode() if isinstance(data, str) else data
    stream = io.BufferedReader(io.BytesIO(raw))
    return list(read_posts(Document(name, stream, saved=SAVED, sizes=sizes or Sizes())))


def problem(data: bytes | str, name: str = "file", sizes: Sizes | None = None) -> tuple[str, str, str]:
    """The one problem of a document that gives nothing else."""
    [found] = posts(data, name, sizes)
    assert isinstance(found, Problem)
    return found.where, found.level, found.message


def article(name: str, zone: str = "UTC") -> Article:
    [found] = [each for each in read_sources([str(SAMPLES / name)], zone=ZoneInfo(zone)) if isinstance(each, Article)]
    return found


def outline(blocks: Iterable[Block], depth: int = 0) -> list[str]:
    """The blocks as lines: indented, the label before the text."""
    lines = []
    for block in blocks:
        label = f"{block.label}: " if block.label else ""
        lines += [f"{'  ' * depth}{block.kind}: {label}{block.text}", *outline(block.children, depth + 1)]
    return lines


def epub(entries: dict[str, str | bytes], *, opf: str = "", compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    container = '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    manifest = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(entries)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(entries)))
    opf = opf or (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:date>2026-02-09T00:00:00+05:30</dc:date><dc:identifier>isbn-1</dc:identifier></metadata>"
        f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compress) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", container)
        book.writestr("OEBPS/content.opf", opf)
        for name, text in entries.items():
            book.writestr(f"OEBPS/{name}" if not name.startswith("/") else name[1:], text)
    return buffer.getvalue()


def pdf(*pages: Iterable[str], info: str = "") -> bytes:
    """A PDF with lines of text, written by hand."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown}ET"
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {len(bodies)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    bodies.append(f"<< {info} >>")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Root 1 0 R /Info {len(bodies)} 0 R /Size {len(bodies) + 1} >>"
    return (
        out + f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(out)}\n%%EOF".encode()
    )


# Saved pages


def test_a_saved_page_gives_its_article_alone() -> None:
    found = article("page.html")
    assert (found.title, found.url, found.site) == (
        "Bhutan Opens a Hydropower Plant",
        "https://site.example/ca/hydropower-plant/",
        "site.example",
    )
    assert found.published.isoformat() == "2026-02-09T18:40:37+05:30"
    assert found.tags == ("GS2/ International Relations",)
    assert outline(found.blocks) == [
        "heading: Context",
        "paragraph: The plant on the Punatsang river was opened in 2025, seven years later than its builders had "
        "planned at first.",
        "heading: About the project",
        "item: Launch Date: 24 December 2025",
        "item: Partners: Two firms run the plant.",
        "  item: The older one was founded in 1986 and belongs to the state.",
        "  item: The younger one sells the power at a price that both have fixed.",
    ]


def test_a_piece_of_a_page_is_its_article() -> None:
    note, found = posts("<!-- wp:paragraph -->\n<p>Signed in 1986.</p>", "2026/pact.html")
    assert isinstance(note, Problem)
    assert note.message == "no date in it: taken to be of 2026-02-12, when it was saved"
    assert isinstance(found, Post)
    assert (found.title, found.html, found.published) == (
        "pact",
        "<!-- wp:paragraph -->\n<p>Signed in 1986.</p>",
        SAVED,
    )


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ('<html><meta charset="iso-8859-1"><p>Zürich “x”</p></html>'.encode("cp1252"), "Zürich “x”"),
        ('<html><meta charset="iso-8859-1"><p>Zürich</p></html>'.encode(), "Zürich"),  # it says what it is not
        (
            '<html><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Нева</p>'.encode("koi8-r"),
            "Нева",
        ),
        ("\ufeff<html><p>Zürich</p></html>".encode("utf-16"), "Zürich"),
        ('<?xml version="1.0" encoding="euc-jp"?><html><p>富士</p></html>'.encode("euc-jp"), "富士"),
    ],
)
def test_pages_in_other_encodings(page: bytes, word: str) -> None:
    [found] = [each for each in posts(page) if isinstance(each, Post)]
    assert word in found.html


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<html><p>Zürich</p>".encode("latin-1"), "not UTF-8: byte 11 (0xfc) is out of place"),
        (b'<html><meta charset="no-such-thing"><p>Z\xfcrich', 'not in the encoding "no-such-thing" that it declares'),
        (b'<html><meta charset="ascii"><p>Z\xfcrich', 'not in the encoding "ascii" that it declares'),
        (b"<html><body>" + b"<p>word</p>" * 500_000, "a page longer than 4 MB"),
    ],
)
def test_pages_that_cannot_be_read(page: bytes, message: str) -> None:
    assert problem(page)[1:] == ("error", message)


def test_a_page_without_text_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    [found] = read_sources(["-"], standard_input=io.BytesIO(b'<html><time datetime="2026-02-09"></html>'))
    assert found == Problem("standard input", "note", "the article has no text")
    assert caplog.records == []


def test_pictures_inside_a_page_do_not_count() -> None:
    picture = "data:image/png;base64," + "A" * 6 * MEGABYTE
    page = (SAMPLES / "page.html").read_text().replace("<h2>About", f'<img src="{picture}"><h2>About')
    [found] = posts(page)
    assert isinstance(found, Post)
    assert len(found.html) < 5000


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 100_000 + "text",
        "<html>" + "<script" * 100_000,
        "<html>" + "<script>" * 100_000,
        "<html>" + "<meta " * 100_000,
        "<html>" + "<time " * 100_000,
        "<!---->" * 100 + "x",
        "<!--" * 100_000,
        "<html><p>" + "<" * 200_000,
    ],
)
def test_pages_made_to_be_slow_are_not(page: str) -> None:
    began = time.monotonic()
    for _ in read_sources(["-"], standard_input=io.BytesIO(page.encode())):
        pass
    assert time.monotonic() - began < 3


def mhtml(page: bytes) -> bytes:
    """As Chrome writes it."""
    body = quopri.encodestring(page).replace(b"\n", b"\r\n")
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://site.example/ca/hydropower-plant/\r\n"
        "Subject: Bhutan\r\nDate: Mon, 9 Feb 2026 20:00:00 +0530\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----x"\r\n\r\n\r\n------x\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: https://site.example/ca/hydropower-plant/\r\n\r\n"
    )
    return head.encode() + body + b"\r\n------x--\r\n"


def test_a_page_saved_as_one_file() -> None:
    [kept] = [each for each in posts((SAMPLES / "page.html").read_bytes()) if isinstance(each, Post)]
    [found] = posts(mhtml((SAMPLES / "page.html").read_bytes()))
    assert isinstance(found, Post)
    assert (found.html, found.title, found.url, found.published) == (
        kept.html,
        kept.title,
        "https://site.example/ca/hydropower-plant/",
        kept.published,
    )


@pytest.mark.parametrize("end", range(30, 700, 61))
def test_every_cut_of_a_page_saved_as_one_file(end: int) -> None:
    assert all(isinstance(each, Post | Problem) for each in posts(mhtml(b"<html><p>word</p></html>")[:end], "x.mhtml"))


def test_a_letter_in_a_letter_in_a_letter() -> None:
    nested = "".join(f"Content-Type: multipart/related; boundary=b{number}\n\n--b{number}\n" for number in range(3000))
    assert problem(nested, "x.mhtml")[1] == "error"


# Markdown and plain text


def test_markdown_with_front_matter() -> None:
    found = article("note.md")
    assert (found.title, found.url, found.tags) == (
        "A pact: water and power",
        "https://site.example/notes/pact",
        ("Notes", "Treaties", "GS2/ Polity"),
    )
    assert found.published == datetime(2026, 2, 10, tzinfo=UTC)
    assert outline(found.blocks)[:5] == [
        "paragraph: The pact was signed in 1986.",
        "heading: Terms",
        "item: Duration: 30 years",
        "  item: It was renewed in 2016.",
        "cell: 300 MW",
    ]


def test_plain_text() -> None:
    first, found = read_sources([str(SAMPLES / "plain.txt")])
    assert isinstance(first, Problem)
    assert isinstance(found, Article)
    assert found.title == "The Southern Lighthouse"
    assert outline(found.blocks) == [
        "paragraph: The lighthouse was built in 1874 on a rock that ships had feared for a long time.",
        "paragraph: Facts",
        "item: Height: 36 metres",
        "item: Keeper: the coast guard",
    ]


@pytest.mark.parametrize(
    ("text", "name", "title", "day"),
    [
        ("# One\n\ntext", "x.md", "One", "2026-02-12"),
        ("One\n===\n\ntext", "x.md", "One", "2026-02-12"),
        ("- a\n- b", "2026-01-05-my-notes.md", "2026-01-05-my-notes", "2026-01-05"),
        ("+++\ntitle = 'One'\ndate = 2026-01-06\n+++\ntext", "x.md", "One", "2026-01-06"),
        ("Title: One\nDate: 2026-01-07\nURL: https://a.example\n\ntext", "x.txt", "One", "2026-01-07"),
        ("---\r\ntitle: One\r\ndate: 2026-01-08 18:30\r\n---\r\ntext", "x.md", "One", "2026-01-08"),
        ("---\nText under a line", "x.md", "x", "2026-02-12"),
    ],
)
def test_where_title_and_date_come_from(text: str, name: str, title: str, day: str) -> None:
    [found] = [each for each in posts(text, name) if isinstance(each, Post)]
    assert (found.title, found.published.date().isoformat()) == (title, day)


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        (
            "---\ntitle: a\ntitle: b\n---\ntext",
            "x.md:3:1",
            'front matter: "title" stands twice here; the first is on line 2',
        ),
        ("+++\ntitle = \n+++\ntext", "x.md", "front matter: not TOML: Invalid value (at end of document)"),
        (" \n\t\n", "x.md", "empty"),
        ("word " * 900_000, "x.md", "a text longer than 4 MB"),
        (b"Z\xfcrich", "x.md", "not UTF-8: byte 2 (0xfc) is out of place"),
    ],
)
def test_texts_that_cannot_be_read(text: str | bytes, where: str, message: str) -> None:
    found = problem(text, "x.md")
    assert (found[0], found[1], found[2].partition("\n")[0]) == (where, "error", message)


# Feeds


def test_an_rss_feed() -> None:
    entry, title_only, undated = read_sources([str(SAMPLES / "feed.xml")], zone=ZoneInfo("Asia/Kolkata"))
    assert isinstance(entry, Article)
    assert (entry.title, entry.url, entry.tags) == (
        "Rhinos & grasslands",
        "https://site.example/rhinos/",
        ("Environment", "GS3"),
    )
    assert entry.published.isoformat() == "2026-02-09T01:30:00+05:30"
    assert outline(entry.blocks) == ["paragraph: The park was founded in 1908 – long before its neighbours."]
    assert isinstance(title_only, Problem)
    assert (title_only.level, title_only.message) == ("note", "an entry without text")
    assert isinstance(undated, Problem)
    assert (undated.level, undated.message) == ("warning", "an entry without a date that can be read")


def test_an_atom_feed() -> None:
    found = article("atom.xml")
    assert (found.title, found.url, found.tags) == ("A comet", "https://site.example/comet/", ("Science",))
    assert found.published == datetime(2026, 2, 11, 23, 30, tzinfo=INDIA)
    assert outline(found.blocks) == ["paragraph: The comet was found in 1994."]


def test_a_feed_that_was_cut_gives_its_whole_entries() -> None:
    text = (SAMPLES / "feed.xml").read_text()
    entry, cut = posts(text[: text.index("Only a title") + 60], "feed.xml")
    assert isinstance(entry, Post)
    assert isinstance(cut, Problem)
    assert cut.message.startswith("a broken feed: ")


def test_a_feed_without_entries() -> None:
    assert problem("<rss><channel><title>x</title></channel></rss>") == ("file", "note", "a feed without entries")


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
RSS = "<rss><channel><item><title>&a;</title><description>&a;</description></item></channel></rss>"
WXR = RSS.replace("<rss>", '<rss xmlns:wp="http://wordpress.org/export/1.2/">')


@pytest.mark.parametrize("declared", [BILLION, OUTSIDE])
@pytest.mark.parametrize("root", [RSS, WXR])
def test_entities_are_refused(declared: str, root: str) -> None:
    found = problem(f'<?xml version="1.0"?><!-- x -->{declared}{root}')
    assert found[1:] == ("error", "declares XML entities of its own, which can hide a bomb")


# WordPress exports


def test_a_wordpress_export() -> None:
    post, locked, undated = read_sources([str(SAMPLES / "export.xml")])
    assert isinstance(post, Article)
    assert (post.id, post.title, post.url) == ("71", "Old & new canals", "https://site.example/canals/")
    assert post.tags == ("Geography", "Canals")
    assert post.published == datetime(2026, 2, 9, 0, 30, tzinfo=INDIA)
    assert outline(post.blocks)[0].startswith("paragraph: The first canal was dug in 1854.")
    assert outline(post.blocks)[-2:] == ["heading: Later canals", "item: The second one opened in 1928."]
    assert locked == Problem(f"{SAMPLES / 'export.xml'}: post 74", "note", "password-protected, so it is not read")
    assert isinstance(undated, Problem)
    assert undated.message == 'no date that can be read: "0000-00-00 00:00:00"'


def test_an_export_that_was_cut_gives_what_came_before() -> None:
    text = (SAMPLES / "export.xml").read_text()
    post, cut = posts(text[: text.index("Picture")], "export.xml")
    assert isinstance(post, Post)
    assert isinstance(cut, Problem)
    assert re.fullmatch(r"export\.xml:\d+:\d+", cut.where)
    assert cut.message.startswith("a broken export after 1 items: ")


def test_a_huge_export_is_read_in_little_memory() -> None:
    import tracemalloc

    text = (SAMPLES / "export.xml").read_text()
    head, item, tail = (
        text.partition("<item>")[0],
        text[text.index("<item>") : text.index("</item>") + 7],
        "</channel></rss>",
    )
    count = 4000
    stream = io.BytesIO((head + item.replace("is still", "is " + "still " * 500) * count + tail).encode())
    tracemalloc.start()
    found = sum(isinstance(each, Post) for each in read_posts(Document("x", io.BufferedReader(stream))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == count
    assert peak < 4 * MEGABYTE


# E-books


CHAPTER = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>Built in {1}.</p></body></html>"


def test_the_chapters_of_a_book() -> None:
    book = epub(
        {"text/one.xhtml": CHAPTER.format("The &amp; mill", 1820), "two%20b.xhtml": CHAPTER.format("Dam", 1930)}
    )
    first, second = posts(book, "book.epub")
    assert isinstance(first, Post)
    assert (first.title, first.id, first.where) == (
        "The & mill",
        "isbn-1#OEBPS/text/one.xhtml",
        "book.epub: OEBPS/text/one.xhtml",
    )
    assert first.published == datetime(2026, 2, 9, tzinfo=INDIA)
    assert isinstance(second, Problem)
    assert second.message == "a chapter that is not in the book"


def test_a_cover_is_no_chapter() -> None:
    [found] = posts(
        epub({"cover.xhtml": "<html><body><img src='c.jpg'/></body></html>", "a.xhtml": CHAPTER.format("A", 1)})
    )
    assert isinstance(found, Post)


def bomb(size: int = 80 * MEGABYTE) -> bytes:
    return epub({"one.xhtml": CHAPTER.format("A", 1), "bomb.xhtml": b" " * size})


def test_a_zip_bomb_costs_its_own_chapter() -> None:
    first, second = posts(bomb())
    assert isinstance(first, Post)
    assert isinstance(second, Problem)
    assert second.message == '"OEBPS/bomb.xhtml" is larger than 4 MB when unpacked'


def test_many_small_bombs_end_at_the_limit_of_the_book() -> None:
    chapters = {f"{number}.xhtml": b"<p>x</p>" + b" " * 3 * MEGABYTE for number in range(10)}
    *_, last = posts(epub(dict(chapters)), sizes=Sizes(file=20 * MEGABYTE))
    assert isinstance(last, Problem)
    assert last.message.endswith("is larger than 20 MB when unpacked")


@pytest.mark.parametrize(
    "href", ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1/", "\\x", ""]
)
def test_a_book_leads_nowhere_else(href: str) -> None:
    opf = (
        f'<package><metadata/><manifest><item id="a" href="{href}" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="missing"/></spine></package>'
    )
    found = posts(epub({}, opf=opf))
    assert [each.message for each in found if isinstance(each, Problem)][1:] == [
        "a chapter that is not in the book",
        "a book without text",
    ]


def test_a_zip_that_is_no_book() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as other:
        other.writestr("a.json", "[]")
    assert problem(buffer.getvalue()) == ("file", "error", "a zip file, but no e-book")


def test_entities_in_a_book_are_refused() -> None:
    assert problem(epub({}, opf=BILLION + "<package>&b;</package>"))[2] == (
        "declares XML entities of its own, which can hide a bomb"
    )


def test_every_cut_of_a_book_is_a_problem() -> None:
    book = epub({"a.xhtml": CHAPTER.format("A", 1)})
    for end in range(10, len(book) - 1, 37):
        assert problem(book[:end])[1] == "error"


# PDF


def test_a_pdf_with_text() -> None:
    data = pdf(
        [
            "A Treaty of the River",
            "",
            "The treaty was signed in 1960 by two states and",
            "it is in force to this day.",
            "",
        ],
        ["- It has 12 articles.", "- Its commission meets each year, in one of", "the two capitals."],
        info="/CreationDate (D:20260209184037+05'30')",
    )
    [found] = posts(data, "treaty.pdf")
    assert isinstance(found, Post)
    assert found.title == "A Treaty of the River"
    assert found.published == datetime(2026, 2, 9, 18, 40, 37, tzinfo=INDIA)
    assert found.html == (
        "<p>A Treaty of the River The treaty was signed in 1960 by two states and it is in force to this day.</p>\n"
        "<li>It has 12 articles.</li>\n<li>Its commission meets each year, in one of the two capitals.</li>"
    ) or found.html.startswith("<p>A Treaty of the River</p>\n<p>The treaty was signed")


def test_a_pdf_of_pictures() -> None:
    assert problem(pdf([]), "x.pdf") == ("x.pdf", "error", "a PDF without a text layer: its pages are pictures")


def test_a_pdf_without_pypdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    [found] = posts(pdf(["text"]), "x.pdf")
    assert found == Problem(
        "x.pdf", "error", "a PDF, and pypdf is not installed", "install it with: pip install 'flashgen[pdf]'"
    )


def test_every_cut_of_a_pdf_is_a_problem_or_text() -> None:
    data = pdf(["The treaty was signed in 1960."])
    for end in range(6, len(data), 23):
        assert all(isinstance(each, Post | Problem) for each in posts(data[:end], "x.pdf"))


# All formats


@pytest.mark.parametrize("name", ["file.json", "file.pdf", "file.epub", "file.xml", "file.html", "file.md", "file"])
def test_an_empty_file(name: str) -> None:
    assert problem(b"", name) == (name, "error", "empty")


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.iterdir()))
def test_a_sample_is_known_by_its_content_alone(sample: str) -> None:
    data = (SAMPLES / sample).read_bytes()
    by_name, without = posts(data, sample), posts(data, "file")
    assert [type(each) for each in without] == [type(each) for each in by_name]
    assert any(isinstance(each, Post) for each in without)


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.iterdir()))
@pytest.mark.parametrize("parts", range(1, 12))
def test_every_cut_of_a_sample_gives_articles_or_problems(sample: str, parts: int) -> None:
    data = (SAMPLES / sample).read_bytes()
    for found in read_sources(["-"], standard_input=io.BytesIO(data[: len(data) * parts // 12])):
        assert isinstance(found, Article | Problem)


@pytest.mark.parametrize(
    "data", [os.urandom(5000), b"\x00" * 5000, gzip.compress(b"x" * 100, mtime=0), b"\x89PNG\r\n\x1a\n\x00"]
)
def test_bytes_of_no_format(data: bytes) -> None:
    assert all(isinstance(each, Problem) for each in posts(data, "file.json"))


class Enormous(io.RawIOBase):
    """A file of 100 MB: a beginning, then one letter again and again."""

    def __init__(self, beginning: bytes, letter: bytes = b"x") -> None:
        self._beginning = beginning
        self._filling = letter * MEGABYTE
        self._left = 100 * MEGABYTE

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = (self._beginning or self._filling)[: min(len(buffer), self._left)]
        self._beginning = self._beginning[len(piece) :]
        self._left -= len(piece)
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize(
    ("beginning", "letter"),
    [
        (b'[{"id": 1, "title": "', b"x"),
        (b"[", b" "),
        (b"<html><p>", b"x"),
        (b"<rss><channel>", b"x"),
        (WXR.encode()[:60] + b"<channel><item><title>", b"x"),
        (b"# Title\n\n", b"x"),
        (b"PK\x03\x04", b"x"),
        (b"%PDF-1.4\n", b"x"),
    ],
    ids=["post", "list", "page", "feed", "export", "text", "book", "pdf"],
)
def test_files_of_a_hundred_megabytes(beginning: bytes, letter: bytes) -> None:
    [found] = read_posts(Document("big", io.BufferedReader(Enormous(beginning, letter), MEGABYTE)))
    assert isinstance(found, Problem)
    assert (found.where.partition(":")[0], found.level) == ("big", "error")


def test_every_format_is_named_once() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS) == 8


def test_a_folder_may_hold_all_of_them(tmp_path: Path) -> None:
    for path in SAMPLES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "book.epub").write_bytes(epub({"a.xhtml": CHAPTER.format("A", 1)}))
    (tmp_path / "paper.pdf").write_bytes(pdf(["The treaty was signed in 1960."]))
    (tmp_path / "notes.ini").write_text("[none]\nof = ours\n")
    (tmp_path / "thing.bin").write_bytes(b"\x00\x01\x02")
    found = list(read_sources([str(tmp_path)]))
    assert len([each for each in found if isinstance(each, Article)]) == 10
    assert [each.where for each in found if isinstance(each, Problem) and each.level == "error"] == []
