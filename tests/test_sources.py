from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashgen.config import MEGABYTE, Sizes
from flashgen.model import Article, Problem
from flashgen.sources import read_posts, read_sources
from flashgen.sources.document import Document
from flashgen.sources.jsonstream import Values
from flashgen.sources.post import Post, local_moment, moment, plain, site_of, web_address

SAMPLES = Path(__file__).parent / "sources"
INDIA = timezone(timedelta(hours=5, minutes=30))


def posts(data: bytes | str, sizes: Sizes | None = None) -> list[Post | Problem]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_posts(Document("week.json", io.BufferedReader(io.BytesIO(raw)), sizes=sizes or Sizes())))


def post(**changes: object) -> dict[str, object]:
    raw: dict[str, object] = {
        "id": 7,
        "date": "2026-02-09T10:00:00",
        "link": "https://site.example/seven",
        "title": {"rendered": "Seven"},
        "content": {"rendered": "<p>Seven was signed in 1947.</p>"},
    }
    return {key: value for key, value in {**raw, **changes}.items() if value is not None}


def only(found: list[Post | Problem]) -> Post:
    [single] = found
    assert isinstance(single, Post)
    return single


def test_posts_of_an_array_come_with_names_dates_and_tags() -> None:
    with (SAMPLES / "two-posts.json").open("rb") as stream:
        first, second = read_posts(Document("two-posts.json", stream))
    assert isinstance(first, Post)
    assert isinstance(second, Post)
    assert (first.id, first.where, first.source) == ("41", "two-posts.json: post 41", "two-posts.json")
    assert first.published == datetime(2026, 2, 9, 0, 30, tzinfo=INDIA)
    assert first.published.utcoffset() == timedelta(hours=5, minutes=30)
    assert first.tags == ("Daily News & Analysis", "Hydropower")
    assert plain(first.title) == "Bhutan & Japan: Hydropower – Pact"
    assert second.published == datetime(2026, 2, 10, 18, tzinfo=UTC)
    assert second.tags == ("current affairs", "ramsar sites")


def test_an_article_has_blocks_tags_and_site() -> None:
    found = list(read_sources([str(SAMPLES / "two-posts.json")], zone=ZoneInfo("Asia/Kolkata")))
    first, second = found
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.title == "Bhutan & Japan: Hydropower – Pact"
    assert first.site == "site.example"
    assert first.tags == ("Daily News & Analysis", "Hydropower", "GS2/ International Relations")
    assert [(block.text, block.path) for block in first.blocks if block.kind == "paragraph"] == [
        ("The pact was signed in 1986.", ("Context",))
    ]
    assert second.published.isoformat() == "2026-02-10T18:00:00+05:30"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(post()),
        json.dumps([post()], indent=2),
        "\ufeff" + json.dumps(post()),
        json.dumps(post()) + "\n",
        json.dumps({"found": 1, "posts": [post(id=None, ID=7)]}),
        json.dumps(post(content="<p>Seven was signed in 1947.</p>", title="Seven")),
    ],
)
def test_one_post_in_each_of_its_shapes(text: str) -> None:
    found = only(posts(text))
    assert (found.id, found.title, found.html) == ("7", "Seven", "<p>Seven was signed in 1947.</p>")


@pytest.mark.parametrize("joined", ["{0}\n{1}\n", "{0}{1}", "[{0}]\n[{1}]", "[{0},{1}]", " [ {0} ,\n {1} ] \n"])
def test_many_posts_in_each_of_their_shapes(joined: str) -> None:
    text = joined.format(json.dumps(post()), json.dumps(post(id=8)))
    assert [found.id for found in posts(text) if isinstance(found, Post)] == ["7", "8"]


def test_windows_writes_utf_16() -> None:
    assert only(posts(json.dumps(post(title="Zürich"), ensure_ascii=False).encode("utf-16"))).title == "Zürich"


@pytest.mark.parametrize(
    ("changes", "level", "message"),
    [
        ({"content": None}, "warning", "a post without `content.rendered`"),
        ({"content": {"raw": "x"}}, "warning", "a post without `content.rendered`"),
        ({"content": 5}, "warning", "a post without `content.rendered`"),
        (
            {"content": {"rendered": "", "protected": True}},
            "note",
            "password-protected, so its text is not in the answer",
        ),
        ({"date": None}, "warning", 'no date that can be read: ""'),
        ({"date": "yesterday"}, "warning", 'no date that can be read: "yesterday"'),
        ({"date": "0000-00-00T00:00:00"}, "warning", 'no date that can be read: "0000-00-00T00:00:00"'),
    ],
)
def test_a_post_that_cannot_be_read_costs_one_problem(changes: dict[str, object], level: str, message: str) -> None:
    bad, good = posts(json.dumps([post(**changes), post(id=8)]))
    assert isinstance(bad, Problem)
    assert (bad.where, bad.level, bad.message) == ("week.json: post 7", level, message)
    assert isinstance(good, Post)


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("5", "week.json", "named .json, but holds something else"),
        ("[5]", "week.json", "named .json, but holds something else"),
        ("[[5]]", "week.json: post no. 1", "expected a post (an object), found a number"),
        ("{}", "week.json: post no. 1", "a post without `content.rendered`"),
        ('{"title": "Lost"}', 'week.json: post "Lost"', "a post without `content.rendered`"),
        (
            '{"code": "rest_no_route", "message": "No <b>route</b> found", "data": {"status": 404}}',
            "week.json: post no. 1",
            'an error answer of WordPress: "No route found"',
        ),
        ("[]", "week.json", "no posts in it"),
        ('{"posts": []}', "week.json", "no posts in it"),
        ("", "week.json", "empty"),
        ("[\n {nope}]", "week.json:2:3", "not JSON: expecting property name enclosed in double quotes"),
        ('{"id": 7, "tit', "week.json:1:1", "truncated JSON: the file ends inside a post"),
        ('{"id": 7,', "week.json:1:1", "truncated JSON: the file ends inside a post"),
        ('{"id": ' + "9" * 5000 + "}", "week.json:1:1", "a number too long to be one"),
        ('{"id": ' + "[" * 200_000, "week.json:1:1", "nested too deeply to be a post"),
        (b'{"title": "Z\xfcrich"}', "week.json", "not UTF-8: byte 13 (0xfc) is out of place"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "week.json", "of no format that flashgen reads"),
    ],
)
def test_what_is_no_post_is_one_problem_with_its_place(text: str | bytes, where: str, message: str) -> None:
    [found] = posts(text)
    assert isinstance(found, Problem)
    assert (found.where, found.message) == (where, message)


def test_elements_that_are_no_objects() -> None:
    _, *bad = posts(json.dumps([post(), 5, "text", None, True]))
    assert [found.message for found in bad if isinstance(found, Problem)] == [
        f"expected a post (an object), found {kind}" for kind in ("a number", "a text", "null", "true or false")
    ]


def test_posts_before_the_cut_are_kept() -> None:
    text = json.dumps([post(), post(id=8), post(id=9)])
    first, second, cut = posts(text[:-40])
    assert isinstance(first, Post)
    assert isinstance(second, Post)
    assert isinstance(cut, Problem)
    assert cut.message == "truncated JSON: the file ends inside a post"
    *_, last = posts(text[:-1])
    assert isinstance(last, Problem)
    assert last.message == "the file ends inside its list of posts"


def test_an_enormous_article_is_a_problem_that_names_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    path.write_text(json.dumps([post(content={"rendered": "<p>word</p>" * 4_600_000}), post(id=8)]))
    big, good = read_sources([str(path)])
    assert big == Problem(
        f"{path}: post 7",
        "warning",
        "article of 50.6 MB, longer than the limit of 4 MB",
        "raise `limits: article` in flashgen.yaml to read it",
    )
    assert isinstance(good, Article)


def test_a_post_longer_than_a_file_may_be_ends_the_reading() -> None:
    text = json.dumps([post(), post(content={"rendered": "x" * 3 * MEGABYTE}), post(id=8)])
    good, bad = posts(text, Sizes(file=2 * MEGABYTE))
    assert isinstance(good, Post)
    assert isinstance(bad, Problem)
    assert bad.message == "a post longer than 2 MB"


def test_a_long_array_is_never_in_memory_as_a_whole() -> None:
    class Endless(io.RawIOBase):
        """A list of posts without end."""

        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            piece = b"[" if not self.given else (json.dumps(post(id=self.given)) + ",").encode().ljust(len(buffer))
            self.given += 1
            buffer[: len(piece)] = piece
            return len(piece)

    stream = Endless()
    found = read_posts(Document("endless.json", io.BufferedReader(stream, 512)))
    assert [item.id for _, item in zip(range(3), found, strict=False) if isinstance(item, Post)] == ["1", "2", "3"]


def test_a_deleted_post_is_kept_and_said() -> None:
    note, kept = posts(json.dumps(post(flashgen={"deleted": "2026-02-11"})))
    assert isinstance(note, Problem)
    assert (note.level, note.message) == ("note", "deleted at its site, as seen on 2026-02-11")
    assert isinstance(kept, Post)


def test_a_folder_is_read_in_order_and_its_other_files_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.json", "b/1.json", "a/3.json", ".git/9.json", "page_files/8.json"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(post(id=int(path.stem))))
    for name in ("a/3.cards.txt", "flashgen.yaml", "deck.apkg", "b/photo.jpg", "a/.DS_Store", "a/3.json~"):
        (tmp_path / name).write_bytes(b"\x00\x01")
    assert [found.id for found in read_sources([str(tmp_path)]) if isinstance(found, Article)] == ["3", "1", "2"]
    assert [found for found in read_sources([str(tmp_path)]) if isinstance(found, Problem)] == []


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text("{")
    (tmp_path / "2.json").write_text(json.dumps(post()))
    (tmp_path / "3.json").write_bytes(b"")
    first, second, third = read_sources([str(tmp_path)])
    assert isinstance(first, Problem)
    assert isinstance(second, Article)
    assert third == Problem(str(tmp_path / "3.json"), "error", "empty")


def test_places_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "week-7.json").write_text("[]")
    (tmp_path / "empty").mkdir()
    wrong = [str(tmp_path / "weak-7.json"), str(tmp_path / "no" / "such.json"), "a\0b", "x" * 5000]
    *problems, last = read_sources([*wrong, str(tmp_path / "empty")])
    assert [problem.message for problem in problems if isinstance(problem, Problem)] == [
        "no such file or folder",
        "no such file or folder",
        "cannot be opened: embedded null byte",
        "cannot be opened: File name too long",
    ]
    assert isinstance(problems[0], Problem)
    assert problems[0].hint == f'did you mean "{tmp_path / "week-7.json"}"?'
    assert isinstance(last, Problem)
    assert last.message == "a folder without articles"


def test_an_address_without_its_beginning_is_guessed() -> None:
    [found] = read_sources(["site.example/ca"])
    assert isinstance(found, Problem)
    assert found.hint == 'is it an address? write it as "https://site.example/ca"'


def test_a_name_that_is_not_utf_8_can_still_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"Z\xfcrich.json")).write_text(json.dumps(post()))
    [found] = read_sources([str(tmp_path)])
    assert isinstance(found, Article)
    assert found.source == str(tmp_path / "Z\ufffdrich.json")


@pytest.mark.parametrize("title", ["", " ", "&nbsp;", "<b></b>", None])
def test_an_article_without_a_title_is_called_by_its_address(title: str | None) -> None:
    text = json.dumps(post(title=title, link="https://site.example/ca/india-canada-talks/")).encode()
    [found] = read_sources(["-"], standard_input=io.BytesIO(text))
    assert isinstance(found, Article)
    assert found.title == "India canada talks"


def test_standard_input_is_a_location() -> None:
    [found] = read_sources(["-"], standard_input=io.BytesIO(json.dumps(post()).encode()))
    assert isinstance(found, Article)
    assert (found.id, found.source) == ("7", "standard input")


@pytest.mark.parametrize(
    ("local", "gmt", "expected"),
    [
        ("2026-02-09T18:40:37", "2026-02-09T13:10:37", "2026-02-09T18:40:37+05:30"),
        ("2026-02-09T01:00:00", "2026-02-09T06:00:00", "2026-02-09T01:00:00-05:00"),
        ("2026-02-09T01:00:00", "2026-02-09T01:00:00", "2026-02-09T01:00:00+00:00"),
        ("2026-02-09T18:40:37", "", "2026-02-09T18:40:37+09:00"),
        ("2026-02-09T18:40:37", "0000-00-00T00:00:00", "2026-02-09T18:40:37+09:00"),
        ("2026-02-09T18:40:37", "2020-02-09T13:10:37", "2026-02-09T18:40:37+09:00"),
        ("2026-02-09T18:40:37-03:00", "2026-02-09T21:40:37", "2026-02-09T18:40:37-03:00"),
        ("", "2026-02-09T23:10:37", "2026-02-10T08:10:37+09:00"),
    ],
)
def test_the_pair_of_dates_gives_the_offset(local: str, gmt: str, expected: str) -> None:
    found = local_moment(local, gmt, ZoneInfo("Asia/Tokyo"))
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-09", "2026-02-09T00:00:00+00:00"),
        ("2026-02-09 18:40", "2026-02-09T18:40:00+00:00"),
        ("2026-02-09T18:40:37Z", "2026-02-09T18:40:37+00:00"),
        ("Mon, 09 Feb 2026 18:40:37 +0530", "2026-02-09T18:40:37+05:30"),
        ("09 Feb 2026 18:40:37", "2026-02-09T18:40:37+00:00"),
    ],
)
def test_dates_as_sources_write_them(text: str, expected: str) -> None:
    found = moment(text, UTC)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize("text", ["", "soon", "2026-13-45", "0001-01-01", "9999-99-99T00:00", "Mon, 99 Foo 2026"])
def test_what_is_no_date(text: str) -> None:
    assert moment(text, UTC) is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://site.example/a?b=c", "https://site.example/a?b=c"),
        (" http://site.example ", "http://site.example"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("//site.example/a", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_kept(url: str, kept: str) -> None:
    assert web_address(url) == kept


def test_a_site_is_its_host() -> None:
    assert site_of("https://user:pw@WWW.Site.Example:8080/ca/x") == "site.example:8080"


def test_articles_without_an_address_or_number_are_told_apart(tmp_path: Path) -> None:
    def one(**changes: object) -> Iterator[Article | Problem]:
        text = json.dumps(post(id=None, link=None, **changes)).encode()
        return read_sources(["-"], standard_input=io.BytesIO(text))

    [first], [again], [other] = one(), one(content="<p>Corrected.</p>"), one(title="Eight")
    assert isinstance(first, Article)
    assert isinstance(again, Article)
    assert isinstance(other, Article)
    assert first.id == again.id != other.id


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.dictionaries(st.text(max_size=5), JSON, max_size=5)), st.integers(1, 30), st.booleans())
def test_values_are_those_of_the_standard_reader_however_they_arrive(
    values: list[dict[str, Any]], size: int, lines: bool
) -> None:
    text = "\n".join(map(json.dumps, values)) if lines else json.dumps(values, indent=1, ensure_ascii=False)
    pieces = (text[start : start + size] for start in range(0, len(text), size))
    assert list(Values(pieces, MEGABYTE)) == values


POSTS = st.fixed_dictionaries(
    {},
    optional={
        "id": JSON,
        "date": JSON | st.just("2026-02-09T10:00:00"),
        "date_gmt": JSON | st.just("2026-02-09T04:30:00"),
        "link": JSON | st.just("https://site.example/[x"),
        "title": JSON | st.fixed_dictionaries({"rendered": JSON}),
        "content": JSON | st.fixed_dictionaries({"rendered": JSON | st.just("<p>A pact.</p>"), "protected": JSON}),
        "class_list": JSON | st.lists(st.just("category-a-b")),
        "_embedded": JSON | st.fixed_dictionaries({"wp:term": st.lists(st.lists(JSON))}),
        "flashgen": JSON | st.fixed_dictionaries({"deleted": JSON}),
        "posts": JSON,
        "code": JSON,
        "message": JSON,
    },
)


@settings(deadline=None, max_examples=60)
@given(st.lists(POSTS, max_size=3))
def test_whatever_a_post_holds_it_is_an_article_or_a_problem(raw: list[dict[str, Any]]) -> None:
    text = json.dumps(raw).encode()
    for found in read_sources(["-"], standard_input=io.BytesIO(text)):
        assert isinstance(found, Article | Problem)


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"<rss>", b"<html>", b"{", b"---\n", b"[{"])
)
def test_whatever_a_file_holds_it_is_articles_or_problems(data: bytes, beginning: bytes) -> None:
    for found in read_sources(["-"], standard_input=io.BytesIO(beginning + data)):
        assert isinstance(found, Article | Problem)
