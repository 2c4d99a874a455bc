"""The web and WordPress, over real sockets on this machine: small servers that are slow, broken, hostile or honest."""

from __future__ import annotations

import gzip
import json
import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from loopback import running

from flashgen.config import MEGABYTE
from flashgen.model import Article, Problem
from flashgen.sources import read_sources
from flashgen.sources.api import Api, find_api, name_of, with_scheme
from flashgen.sources.dial import is_public
from flashgen.sources.document import UnreadableError
from flashgen.sources.fetch import Manners, Web
from flashgen.sources.store import Store
from flashgen.sources.sync import Fetched, Sync, Wanted

QUICK = Manners(connect=1, read=0.5, whole=0.8, tries=3, wait=0.01, longest_wait=5, pause=0, size=MEGABYTE)


def day(*numbers: int) -> datetime:
    """A site's local time, which WordPress gives without a zone."""
    return datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001


BOMB = gzip.compress(bytes(40 * MEGABYTE), 6)
Respond = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving(respond: Respond, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server that answers each GET by `respond`; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                respond(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
    with running(server):
        yield f"http{'s' if tls else ''}://{host}:{server.server_port}"


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, /, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def trouble(respond: Respond, manners: Manners = QUICK) -> str:
    """What is said about a server that answers so."""
    with serving(respond) as address, Web(manners) as web, pytest.raises(UnreadableError) as caught:
        web.get(address)
    return caught.value.message.replace(address, "ADDRESS")


def test_an_answer_comes_unpacked_with_its_headers() -> None:
    asked: list[str | None] = []

    def respond(handler: BaseHTTPRequestHandler) -> None:
        asked.extend([handler.path, handler.headers["User-Agent"], handler.headers["Accept-Encoding"]])
        send(handler, gzip.compress(b"words " * 100), Content_Encoding="gzip", X_Thing="yes")

    with serving(respond) as address, Web(QUICK) as web:
        answer = web.get(f"{address}/a", {"page": "2", "name": "a b"})
    assert (answer.status, answer.headers["x-thing"], answer.body) == (200, "yes", b"words " * 100)
    assert asked[0] == "/a?page=2&name=a+b"
    assert str(asked[1]).startswith("flashgen/")
    assert asked[2] == "gzip"


def test_an_answer_of_4xx_is_an_answer() -> None:
    with serving(lambda handler: send(handler, b"no", 404)) as address, Web(QUICK) as web:
        assert (web.get(address).status, web.requests) == (404, 1)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_it_tries_again_after_a_longer_wait_each_time(status: int) -> None:
    statuses, waits = [status, status, 200], list[float]()
    with (
        serving(lambda handler: send(handler, b"ok", statuses.pop(0))) as address,
        Web(QUICK, sleep=waits.append) as web,
    ):
        assert web.get(address).body == b"ok"
    assert waits == [0.01, 0.02]


def test_it_waits_as_long_as_it_is_asked_to() -> None:
    answers, waits = [("429", {"Retry_After": "3"}), ("200", {})], list[float]()

    def respond(handler: BaseHTTPRequestHandler) -> None:
        status, headers = answers.pop(0)
        send(handler, b"ok", int(status), **headers)

    with serving(respond) as address, Web(QUICK, sleep=waits.append) as web:
        assert web.get(address).body == b"ok"
    assert waits == [3.0]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("3600", "answered 429 and asks to wait 3600 seconds"),
        ("9" * 400, "answered 429 and asks to wait 999999999 seconds"),
        ("Fri, 31 Dec 2199 23:59:59 GMT", "answered 429 and asks to wait"),
        ("Fri, 31 Dec 1999 23:59:59 GMT", "answered 429, tried 3 times"),
        ("soon", "answered 429, tried 3 times"),
        ("-5", "answered 429, tried 3 times"),
    ],
)
def test_it_does_not_wait_for_ever(asked: str, message: str) -> None:
    assert trouble(lambda handler: send(handler, b"", 429, Retry_After=asked)).startswith(message)


def test_a_site_that_is_down_is_one_trouble() -> None:
    with serving(lambda handler: None) as address:
        pass
    with Web(QUICK) as web, pytest.raises(UnreadableError) as caught:
        web.get(address)
    assert caught.value.message == "no connection: [errno 111] connection refused, tried 3 times"


def test_a_certificate_that_is_not_valid_is_refused_at_once(tmp_path: Path) -> None:
    certificate = Path(__file__).parent / "self-signed.pem"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(lambda handler: send(handler, b"ok"), tls=context) as address, Web(QUICK) as web:
        with pytest.raises(UnreadableError) as caught:
            web.get(address)
        assert web.requests == 1
    assert caught.value.message == "its certificate is not valid: self-signed certificate"


def test_a_host_that_does_not_exist_is_not_tried_again() -> None:
    with Web(QUICK) as web, pytest.raises(UnreadableError) as caught:
        web.get("https://no-such-host.invalid/")
    assert caught.value.message == 'no host is called "no-such-host.invalid"'


def test_a_server_that_says_nothing() -> None:
    assert trouble(lambda _: time.sleep(0.7), Manners(read=0.1, tries=2, wait=0)) == "no answer in time, tried 2 times"


def test_a_server_that_drips_ends_at_the_deadline() -> None:
    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b".")
            time.sleep(0.03)

    began = time.monotonic()
    assert trouble(respond, Manners(read=5, whole=0.3, tries=1)) == "no answer in time, tried once"
    assert time.monotonic() - began < 2


def test_a_server_that_drips_headers_ends_at_the_deadline() -> None:
    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            handler.wfile.write(b"X-%d: 1\r\n" % number)
            time.sleep(0.03)

    assert trouble(respond, Manners(read=5, whole=0.3, tries=1)) == "no answer in time, tried once"


def test_a_server_that_dies_midway() -> None:
    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1,2")
        handler.close_connection = True

    assert trouble(respond).startswith("the connection broke: ")


def test_a_server_that_dies_once_is_asked_again() -> None:
    lives = [False, True]

    def respond(handler: BaseHTTPRequestHandler) -> None:
        if lives.pop(0):
            send(handler, b"ok")
        handler.close_connection = True

    with serving(respond) as address, Web(QUICK) as web:
        assert (web.get(address).body, web.requests) == (b"ok", 2)


@pytest.mark.parametrize(
    ("respond", "message"),
    [
        (lambda handler: send(handler, b"x" * (MEGABYTE + 1)), "an answer larger than 1 MB"),
        (
            lambda handler: send(handler, BOMB, Content_Encoding="gzip"),
            "an answer larger than 1 MB",
        ),
        (
            lambda handler: send(handler, gzip.compress(b"some words")[:-9], Content_Encoding="gzip"),
            "an answer that breaks off",
        ),
        (lambda handler: send(handler, b"text", Content_Encoding="gzip"), "an answer whose gzip packing is broken"),
        (
            lambda handler: send(handler, b"text", Content_Encoding="gzip, gzip"),
            'an answer packed as "gzip, gzip", which was not asked for',
        ),
        (lambda handler: send(handler, b"", 302, Location="file:///etc/passwd"), 'redirects to "file:///etc/passwd"'),
        (lambda handler: send(handler, b"", 302, Location="ftp://a.example/"), 'redirects to "ftp://a.example/"'),
        (lambda handler: send(handler, b"", 302, Location="http://[x"), "redirects to an address that cannot be read"),
        (
            lambda handler: send(handler, b"", 301, Location="/again"),
            "more than 5 redirects, the last one to ADDRESS/again",
        ),
        (lambda handler: handler.wfile.write(b"\x00\xff not http\r\n\r\n"), "the connection broke: "),
    ],
)
def test_hostile_answers(respond: Respond, message: str) -> None:
    assert trouble(respond).startswith(message)


def test_a_gzip_bomb_is_never_unpacked_as_a_whole() -> None:
    import tracemalloc

    tracemalloc.start()
    trouble(lambda handler: send(handler, BOMB, Content_Encoding="gzip"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example",
        "http://",
        "http://a:b:c/",
        "http://me:key@a.example/",
        "//x",
        "http://[::1",
    ],
)
def test_addresses_that_are_not_of_the_web(url: str) -> None:
    with Web(QUICK) as web, pytest.raises(UnreadableError):
        web.get(url)
    assert web.requests == 0


def test_a_redirect_is_followed() -> None:
    def respond(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/new":
            send(handler, b"here")
        else:
            send(handler, b"", 308, Location="/new#part")

    with serving(respond) as address, Web(QUICK) as web:
        answer = web.get(f"{address}/old", {"page": "1"})
    assert (answer.url, answer.body) == (f"{address}/new", b"here")


def loopback_is_private_but_for(public: str) -> Callable[[str], bool]:
    return lambda address: address == public


def test_a_public_site_may_not_lead_into_the_own_network() -> None:
    reached: list[str] = []

    def inside(handler: BaseHTTPRequestHandler) -> None:
        reached.append(handler.path)
        send(handler, b"secret")

    with serving(inside) as private:

        def outside(handler: BaseHTTPRequestHandler) -> None:
            send(handler, b"", 302, Location=f"{private}/secret")

        with (
            serving(outside, "127.0.0.2") as address,
            Web(QUICK, public=loopback_is_private_but_for("127.0.0.2")) as web,
        ):
            with pytest.raises(UnreadableError) as caught:
                web.get(address)
            assert caught.value.message == 'is led to "127.0.0.1", a private address (127.0.0.1)'
            assert reached == []
            web.get(private)  # named by the student herself; and the connection stays open
            with pytest.raises(UnreadableError):
                web.get(address)
    assert reached == ["/"]


def test_a_name_that_turns_private_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"site.example": ["127.0.0.2", "127.0.0.2", "127.0.0.1"]}

    def resolve(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        answers = known.get(host, [host])
        return [(2, 1, 6, "", (answers.pop(0) if len(answers) > 1 else answers[0], port))]

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    with serving(lambda handler: send(handler, b"secret")) as address, Web(QUICK) as web:
        web._dialler.public = loopback_is_private_but_for("127.0.0.2")
        with pytest.raises(UnreadableError) as caught:
            web.get(address.replace("127.0.0.1", "site.example"))
    assert caught.value.message == 'is led to "site.example", a private address (127.0.0.1)'


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "224.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "100.64.0.1",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


def test_it_pauses_between_two_requests_to_a_public_host() -> None:
    waits: list[float] = []
    manners = Manners(pause=1)
    with serving(lambda handler: send(handler, b"ok")) as address:
        with Web(manners, public=lambda _: True, sleep=waits.append) as web:
            web.get(address)
            web.get(address)
        assert [round(wait, 1) for wait in waits] == [1.0]
        with Web(manners, sleep=waits.append) as web:
            web.get(address)
            web.get(address)
        assert len(waits) == 1


# WordPress


class WordPress:
    """An honest WordPress in memory: as much of its API as flashgen asks for, and a list of what was asked."""

    def __init__(self) -> None:
        self.posts: dict[int, dict[str, Any]] = {}
        self.asked: list[dict[str, str]] = []
        self.now = day(2026, 2, 20, 12, 0)
        self.knows_modified_after = True
        self.gives_totals = True
        self.link = True
        self.prefix = ""
        self.permalinks = True
        self.dies_after = 10**6
        self.locked: set[int] = set()

    def add(self, number: int, when: datetime, *, category: int = 2, modified: datetime | None = None) -> None:
        self.posts[number] = {
            "id": number,
            "date": when.isoformat(),
            "date_gmt": (when - timedelta(hours=5, minutes=30)).isoformat(),
            "modified": (modified or when).isoformat(),
            "slug": f"post-{number}",
            "link": f"https://site.example/post-{number}",
            "title": {"rendered": f"Post {number}"},
            "content": {"rendered": f"<p>Fact {number} was signed in 1947.</p>", "protected": False},
            "categories": [category],
            "tags": [],
        }

    def edit(self, number: int, **changes: object) -> None:
        self.now += timedelta(minutes=1)
        self.posts[number] |= {"modified": self.now.isoformat(), **changes}

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        route = query.pop("rest_route", "").strip("/")
        if parts.path.startswith(f"{self.prefix}/wp-json/") and self.permalinks:
            route = parts.path.removeprefix(f"{self.prefix}/wp-json/")
        elif not parts.path.startswith(self.prefix + "/"):
            return send(handler, b"nothing here", 404)
        if not route:
            return self._page(handler)
        self.asked.append(query)
        if len(self.asked) > self.dies_after:
            handler.close_connection = True
            return None
        if route == "wp/v2/posts":
            return self._posts(handler, query)
        terms = [
            {"id": 2, "name": "Daily &amp; Weekly", "slug": "daily"},
            {"id": 3, "name": "Polity", "slug": "polity"},
        ]
        return self._send(
            handler, [each for each in terms if query.get("search", "") in ("", each["name"], each["slug"])]
        )

    def _page(self, handler: BaseHTTPRequestHandler) -> None:
        root = f"http://{handler.headers['Host']}{self.prefix}" + ("/wp-json/" if self.permalinks else "/?rest_route=/")
        headers = {"Link": f'<{root}>; rel="https://api.w.org/", <x>; rel=shortlink'} if self.link else {}
        send(handler, b"<html><p>A page</p></html>", **headers)

    def _posts(self, handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        size, page = int(query.get("per_page", "10")), int(query.get("page", "1"))
        found = [each for each in self.posts.values() if self._matches(each, query)]
        key = query.get("orderby", "date")
        found.sort(key=lambda each: (each[key], each["id"]), reverse=query.get("order", "desc") == "desc")
        pages = -(-len(found) // size)
        if page > max(pages, 1):
            message = {"code": "rest_post_invalid_page_number", "message": "beyond", "data": {"status": 400}}
            return self._send(handler, message, 400)
        totals = {"X_WP_Total": str(len(found)), "X_WP_TotalPages": str(pages)} if self.gives_totals else {}
        cut = [self._shown(each) for each in found[(page - 1) * size : page * size]]
        if fields := query.get("_fields"):
            cut = [{name: each[name] for name in fields.split(",")} for each in cut]
        return self._send(handler, cut, **totals)

    def _shown(self, post: dict[str, Any]) -> dict[str, Any]:
        return post | {"content": {"rendered": "", "protected": True}} if post["id"] in self.locked else post

    def _matches(self, post: dict[str, Any], query: dict[str, str]) -> bool:
        wanted = query.get("categories")
        return (
            query.get("after", "") < post["date"] < query.get("before", "9")
            and (not self.knows_modified_after or post["modified"] > query.get("modified_after", ""))
            and (wanted is None or str(post["categories"][0]) in wanted.split(","))
            and ("include" not in query or str(post["id"]) in query["include"].split(","))
        )

    def _send(self, handler: BaseHTTPRequestHandler, value: object, status: int = 200, /, **headers: str) -> None:
        stamp = (self.now - timedelta(hours=5, minutes=30)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        handler.date_time_string = lambda timestamp=None: stamp  # type: ignore[method-assign]
        send(handler, json.dumps(value).encode(), status, **headers)


MORNING = day(2026, 1, 5, 9, 0)


@pytest.fixture
def site() -> Iterator[tuple[WordPress, str]]:
    wordpress = WordPress()
    for number in range(1, 251):
        wordpress.add(number, MORNING + timedelta(hours=4 * number))
    with serving(wordpress.respond) as address:
        yield wordpress, address


def bring(address: str, folder: Path, wanted: Wanted | None = None) -> Fetched:
    with Web(QUICK) as web:
        api = find_api(web, address)
        fetched = Sync(api, Store(folder / "site"), wanted or Wanted()).run()
        fetched.requests = web.requests
    return fetched


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.json") if path.name[0] != "."}


def counts(fetched: Fetched) -> tuple[int, int, int]:
    assert fetched.problems == []
    return fetched.new, fetched.changed, fetched.deleted


def test_each_post_is_fetched_once(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    first = bring(address, tmp_path)
    assert counts(first) == (250, 0, 0)
    assert first.requests == 5  # the page, whether the API is there, three times a hundred
    before = files(tmp_path)
    assert len(before) == 250
    assert "site/2026/W02/6-post-6.json" in before
    kept = json.loads(before["site/2026/W02/6-post-6.json"])
    assert kept == wordpress.posts[6]

    wordpress.asked.clear()
    assert counts(bring(address, tmp_path)) == (0, 0, 0)
    assert [query.get("modified_after", "") for query in wordpress.asked[1:]] == ["2026-02-20T11:59:59"]
    assert files(tmp_path) == before


def test_what_was_edited_and_added_is_all_that_changes(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    bring(address, tmp_path)
    before = files(tmp_path)
    for number in (3, 100, 250):
        wordpress.edit(number, title={"rendered": "Better"})
    wordpress.add(251, wordpress.now, modified=wordpress.now)
    wordpress.add(252, wordpress.now, modified=wordpress.now)
    assert counts(bring(address, tmp_path)) == (2, 3, 0)
    after = files(tmp_path)
    changed = {name for name in after if before.get(name) != after[name]}
    assert {name.rpartition("/")[2].partition("-")[0] for name in changed} == {"3", "100", "250", "251", "252"}
    assert len(after) == 252


def test_a_week_of_sixty_new_posts_costs_three_requests(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    bring(address, tmp_path)
    wordpress.now += timedelta(days=7)
    for number in range(251, 311):
        wordpress.add(number, wordpress.now - timedelta(hours=310 - number))
    wordpress.add(311, wordpress.now - timedelta(hours=1), modified=MORNING)  # written long before it came out
    with Web(QUICK) as web:
        api = Api(web, f"{address}/wp-json/", address)  # known from the first run
        fetched = Sync(api, Store(tmp_path / "site"), Wanted()).run()
        assert web.requests == 3
    assert counts(fetched) == (61, 0, 0)


def test_a_stopped_run_goes_on(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    wordpress.dies_after = 2
    stopped = bring(address, tmp_path)
    assert [problem.message for problem in stopped.problems] == [
        "the connection broke: server disconnected without sending a response., tried 3 times"
    ]
    assert len(files(tmp_path)) == 100
    wordpress.dies_after = 10**6
    wordpress.asked.clear()
    wordpress.edit(250, title={"rendered": "Better"})
    assert counts(bring(address, tmp_path)) == (150, 1, 0)
    assert len(files(tmp_path)) == 250


def test_posts_that_are_gone_are_kept_and_marked(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    bring(address, tmp_path)
    gone = wordpress.posts.pop(240)
    wordpress.now += timedelta(days=1)
    assert counts(bring(address, tmp_path)) == (0, 0, 1)
    store = Store(tmp_path / "site")
    assert store.get(240) == gone | {"flashgen": {"deleted": "2026-02-21"}}
    wordpress.posts[240] = gone
    wordpress.now += timedelta(days=1)
    bring(address, tmp_path)
    wordpress.edit(240)
    assert counts(bring(address, tmp_path)) == (0, 1, 0)
    assert Store(tmp_path / "site").get(240) == wordpress.posts[240]


def test_a_site_that_lost_everything_deletes_nothing(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    bring(address, tmp_path)
    wordpress.posts.clear()
    wordpress.now += timedelta(days=1)
    assert counts(bring(address, tmp_path)) == (0, 0, 0)


def test_a_post_that_is_locked_keeps_its_text(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    wordpress.locked = {7}
    fetched = bring(address, tmp_path)
    assert (fetched.new, fetched.locked) == (249, 1)
    before = files(tmp_path)
    wordpress.locked = {7, 8}
    wordpress.edit(8)
    assert counts(bring(address, tmp_path)) == (0, 0, 0)
    assert files(tmp_path) == before


def test_a_post_with_a_new_name_or_day_moves(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    bring(address, tmp_path)
    wordpress.edit(6, slug="%e0%a4%ad%e0%a4%be%e0%a4%b0%e0%a4%a4", date="2026-01-14T09:00:00")
    bring(address, tmp_path)
    names = [name for name in files(tmp_path) if "/6-" in name]
    assert names == ["site/2026/W03/6-भ-रत.json"] or names == ["site/2026/W03/6-भारत.json"]


def test_days_and_categories_can_be_chosen(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    for number in range(300, 310):
        wordpress.add(number, day(2026, 1, 12, 0, 0) + timedelta(hours=number - 300), category=3)
    wordpress.add(310, day(2026, 1, 11, 23, 59, 59), category=3)
    wordpress.add(311, day(2026, 1, 18, 23, 59, 59), category=3)
    wordpress.add(312, day(2026, 1, 19), category=3)
    week = Wanted(categories=("polity",), since=date(2026, 1, 12), until=date(2026, 1, 18))
    assert counts(bring(address, tmp_path, week)) == (11, 0, 0)
    assert counts(bring(address, tmp_path, week)) == (0, 0, 0)
    assert counts(bring(address, tmp_path, Wanted(categories=("Daily & Weekly",)))) == (250, 0, 0)
    assert counts(bring(address, tmp_path)) == (2, 0, 0)


def test_a_category_that_is_not_there(site: tuple[WordPress, str], tmp_path: Path) -> None:
    [problem] = bring(site[1], tmp_path, Wanted(categories=("Politics",))).problems
    assert (problem.level, problem.message, problem.hint) == (
        "error",
        'has no category "Politics"',
        'did you mean "polity"?',
    )


def test_only_so_many_posts_the_first_time(site: tuple[WordPress, str], tmp_path: Path) -> None:
    fetched = bring(site[1], tmp_path, Wanted(most=100))
    assert (counts(fetched), fetched.more) == ((100, 0, 0), True)
    assert {int(name.rpartition("/")[2].partition("-")[0]) for name in files(tmp_path)} == set(range(151, 251))
    assert counts(bring(site[1], tmp_path, Wanted(most=100))) == (0, 0, 0)


def test_more_can_be_asked_for_later(site: tuple[WordPress, str], tmp_path: Path) -> None:
    assert counts(bring(site[1], tmp_path, Wanted(most=100))) == (100, 0, 0)
    fetched = bring(site[1], tmp_path, Wanted(most=200))
    assert (counts(fetched), fetched.more) == ((99, 0, 0), True)  # the last one of the first run is seen again
    fetched = bring(site[1], tmp_path, Wanted())
    assert (counts(fetched), fetched.more) == ((51, 0, 0), False)
    assert counts(bring(site[1], tmp_path, Wanted(most=2000))) == (0, 0, 0)


def test_a_post_is_gone_only_when_the_site_says_so(site: tuple[WordPress, str], tmp_path: Path) -> None:
    """Of very many posts that were not among the newest, only those are marked that were asked for."""
    wordpress, address = site
    bring(address, tmp_path)
    wordpress.now += timedelta(days=1)
    for number in range(160, 200):
        del wordpress.posts[number]
    for number in range(400, 480):
        wordpress.add(number, MORNING + timedelta(hours=4 * 220, minutes=number), modified=MORNING)
    fetched = bring(address, tmp_path)
    marked = {post["id"] for post in Store(tmp_path / "site").since(date(2026, 1, 1)) if "flashgen" in post}
    assert marked <= set(range(160, 200))
    assert len(marked) == fetched.deleted


def test_a_post_that_comes_back_unchanged_is_unmarked(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    bring(address, tmp_path)
    gone = wordpress.posts.pop(240)
    wordpress.now += timedelta(days=1)
    assert counts(bring(address, tmp_path)) == (0, 0, 1)
    wordpress.now += timedelta(days=1)
    fetched = bring(address, tmp_path)
    assert counts(fetched) == (0, 0, 0)
    assert fetched.requests == 4  # the page, the API, what was changed, the newest hundred: it is not asked for again
    wordpress.posts[240] = gone
    wordpress.now += timedelta(days=1)
    assert counts(bring(address, tmp_path)) == (0, 1, 0)
    assert Store(tmp_path / "site").get(240) == gone


def test_posts_of_one_second(tmp_path: Path) -> None:
    wordpress = WordPress()
    for number in range(1, 251):
        wordpress.add(number, MORNING)
    with serving(wordpress.respond) as address:
        assert counts(bring(address, tmp_path)) == (250, 0, 0)
        for post in wordpress.posts.values():
            post["modified"] = "2026-02-20T13:00:00"
        assert counts(bring(address, tmp_path)) == (0, 250, 0)


def test_a_small_host_is_asked_for_fewer_posts_at_once(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    honest = wordpress._posts

    def small(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        if int(query["per_page"]) > 50:
            send(handler, b"out of memory", 500)
        else:
            honest(handler, query)

    wordpress._posts = small  # type: ignore[method-assign]
    assert counts(bring(address, tmp_path)) == (250, 0, 0)


@pytest.mark.parametrize("lacking", ["knows_modified_after", "gives_totals", "link", "permalinks"])
def test_lesser_wordpresses(site: tuple[WordPress, str], tmp_path: Path, lacking: str) -> None:
    wordpress, address = site
    setattr(wordpress, lacking, False)
    assert counts(bring(address, tmp_path)) == (250, 0, 0)
    wordpress.edit(9)
    wordpress.add(251, wordpress.now)
    assert counts(bring(address, tmp_path)) == (1, 1, 0)


@pytest.mark.parametrize(
    "path", ["", "/ca", "/ca/", "/ca/2026/02/a-post/", "/ca/wp-json/wp/v2/posts?page=2", "/ca/?rest_route=/wp/v2/posts"]
)
def test_a_site_is_found_from_any_of_its_addresses(path: str, tmp_path: Path) -> None:
    wordpress = WordPress()
    wordpress.prefix = "/ca" if path else ""
    wordpress.add(1, MORNING)
    with serving(wordpress.respond) as address:
        assert counts(bring(address + path, tmp_path)) == (1, 0, 0)


def test_a_site_without_posts(tmp_path: Path) -> None:
    with serving(WordPress().respond) as address:
        assert counts(bring(address, tmp_path)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html><title>Maintenance</title></html>", "no WordPress API found there"),
        (b'{"code": "rest_disabled", "message": "Go away", "data": {"status": 401}}', "no WordPress API found there"),
    ],
)
def test_what_is_no_wordpress(body: bytes, message: str, tmp_path: Path) -> None:
    with (
        serving(lambda handler: send(handler, body)) as address,
        Web(QUICK) as web,
        pytest.raises(UnreadableError) as caught,
    ):
        find_api(web, address)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html><title>Maintenance</title></html>", 'answered 200 with something else than JSON: "Maintenance"'),
        (b'[{"id": 1}, 5]', "answers with a list that holds other things than posts"),
        (b'{"code": "rest_disabled", "message": "Go <b>away</b>"}', 'answered 200: "Go away"'),
        (b"[" * 100_000, 'answered 200 with something else than JSON: "' + "[" * 80 + '"'),
    ],
)
def test_wrong_answers_of_an_api(body: bytes, message: str, tmp_path: Path) -> None:
    with serving(lambda handler: send(handler, body)) as address, Web(QUICK) as web:
        fetched = Sync(Api(web, f"{address}/wp-json/", address), Store(tmp_path / "site"), Wanted()).run()
    assert [problem.message for problem in fetched.problems] == [message]
    assert files(tmp_path) == {}


def test_odd_posts_cost_themselves_only(tmp_path: Path) -> None:
    wordpress = WordPress()
    wordpress.add(1, MORNING)
    wordpress.add(2, MORNING)
    wordpress.posts[1] |= {"date_gmt": "", "slug": "../../../../etc/passwd", "title": {"rendered": "\ud800"}}
    wordpress.posts[2] |= {"date": "2026-99-99T00:00:00", "date_gmt": "", "modified": "whenever"}
    with serving(wordpress.respond) as address:
        fetched = bring(address, tmp_path)
    assert [problem.message for problem in fetched.problems] == ["a post without a date that can be read"]
    assert list(files(tmp_path)) == ["site/2026/W02/1-etc-passwd.json"]
    assert json.loads(files(tmp_path)["site/2026/W02/1-etc-passwd.json"])["title"] == {"rendered": "\ud800"}


@pytest.mark.parametrize("repeats", [True, False])
def test_a_site_without_end_is_left(repeats: bool, tmp_path: Path) -> None:
    """It gives the same posts on ever more pages, or new ones for ever, and dates in the year 9999."""
    page = 0

    def respond(handler: BaseHTTPRequestHandler) -> None:
        nonlocal page
        page += 1
        first = 1 if repeats else page * 100
        posts = [{"id": first + number, "date": f"9999-12-31T23:59:{number % 60:02}"} for number in range(100)]
        posts = [post | {"date_gmt": "2026-02-09T10:00:00", "modified": "9999-12-31T23:59:59"} for post in posts]
        send(handler, json.dumps(posts).encode(), X_WP_Total="99999999", X_WP_TotalPages="999999")

    with serving(respond) as address, Web(QUICK) as web:
        store = Store(tmp_path)
        for _ in range(2):
            Sync(Api(web, f"{address}/wp-json/", address), store, Wanted(most=300)).run()
        assert web.requests < 20
    assert len(store) <= (100 if repeats else 1600)


@pytest.mark.parametrize(
    "answer",
    [
        [{"id": True}],
        [{"id": -1}],
        [{"id": 10**30}],
        [{"id": 1, "date": 5, "modified": [], "slug": {}, "categories": [[]], "content": None}],
        [{"id": 1, "date": "2026-02-09T10:00:00", "modified": {}, "slug": 5, "categories": [{}], "title": None}],
        [{"id": 1, "date": "2026-02-30T10:00:00", "modified": "2026-13-01T00:00:00"}],
        [{"id": "1"}],
        [[]],
        {"code": 5},
        {"code": "x", "message": {}},
        "text",
        None,
    ],
)
def test_no_answer_of_a_site_is_a_bug_of_ours(answer: object, tmp_path: Path) -> None:
    with serving(lambda handler: send(handler, json.dumps(answer).encode())) as address, Web(QUICK) as web:
        for wanted in (Wanted(), Wanted(), Wanted(categories=("polity",))):
            Sync(Api(web, f"{address}/wp-json/", address), Store(tmp_path / "site"), wanted).run()


def test_what_a_killed_run_left_is_cleared_away(site: tuple[WordPress, str], tmp_path: Path) -> None:
    wordpress, address = site
    bring(address, tmp_path)
    before = files(tmp_path)
    folder = tmp_path / "site" / "2026" / "W02"
    (folder / ".6-post-6.tmp").write_text('{"id": 6, "da')
    (folder / "6-old-name.json").write_bytes((folder / "6-post-6.json").read_bytes())
    (folder / "7-post-7.json").write_text('{"id": 7, "da')
    import os

    os.utime(folder / "6-old-name.json", (1, 1))
    wordpress.now += timedelta(days=1)
    bring(address, tmp_path)
    assert set(files(tmp_path)) == set(before)
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize(
    ("root", "name"),
    [
        ("https://www.site.example/ca/wp-json/", "site.example-ca"),
        ("https://site.example/?rest_route=/", "site.example"),
        ("http://127.0.0.1:8901/index.php?rest_route=/", "127.0.0.1-8901"),
        ("https://user:secret@site.example/wp-json/", "site.example"),
        ("https://../wp-json/", "site"),
    ],
)
def test_the_folder_of_a_site(root: str, name: str) -> None:
    assert name_of(root) == name


@pytest.mark.parametrize(
    ("address", "full"),
    [
        ("site.example/ca", "https://site.example/ca"),
        ("localhost:8000", "http://localhost:8000"),
        ("http://site.example", "http://site.example"),
    ],
)
def test_addresses_without_a_scheme(address: str, full: str) -> None:
    assert with_scheme(address) == full


# The command


def run_fetch(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """Exit code and what was said, without addresses."""
    from flashgen.cli import run

    code = run(["fetch", *arguments])
    return code, re.sub(r"http://127\.0\.0\.1:\d+|127\.0\.0\.1-\d+", "SITE", capsys.readouterr().err).splitlines()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("flashgen.sources.bring.Manners", lambda: QUICK)
    return tmp_path


def test_the_sites_of_the_project_are_fetched(
    site: tuple[WordPress, str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"sites: [{{url: '{site[1]}', name: one, categories: daily}}]\narticles: posts\nlimits: {{posts: 100}}"
    (project / "flashgen.yaml").write_text(text)
    more = "one: 100 new (4 requests); it has older posts: ask for them with --since or --most"
    assert run_fetch(capsys) == (0, [more])
    assert len(files(project / "posts" / "one")) == 100
    assert run_fetch(capsys, "one") == (0, ["one: nothing new (1 request)"])
    assert run_fetch(capsys, site[1] + "/", "-q") == (0, [])


def test_a_site_that_is_down_costs_one_problem(
    site: tuple[WordPress, str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(lambda handler: None) as down:
        pass
    code, said = run_fetch(capsys, down, site[1], "-o", "posts", "--week", "2026-W03")
    assert code == 1
    assert said == [
        "SITE: nothing new (0 requests)",
        "SITE: 42 new (3 requests)",
        "SITE: error: no connection: [errno 111] connection refused, tried 3 times",
        "    hint: is the address right, and the site up?",
    ]
    assert {name.split("/")[2] for name in files(project / "posts")} == {"W03"}


def test_a_root_that_moved_is_looked_for_again(
    site: tuple[WordPress, str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wordpress, address = site
    run_fetch(capsys, address)
    wordpress.permalinks = False
    code, _ = run_fetch(capsys, address)
    assert code == 1
    assert run_fetch(capsys, address) == (0, ["SITE: nothing new (3 requests)"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no SITE to fetch from"),
        (["x.example", "--week", "2026-60"], '--week: "2026-60" is no week'),
        (["x.example", "--week", "2026-W60"], '--week: "2026-W60" is no week'),
        (["x.example", "--week", "2026-W07", "--since", "2026-01-01"], "--week does not go with --since or --until"),
        (["x.example", "--since", "monday"], '--since: "monday" is no day'),
    ],
)
def test_wrong_use(arguments: list[str], said: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run_fetch(capsys, *arguments)
    assert (code, lines[-2]) == (2, f"error: {said}")


def test_what_happened_as_json(site: tuple[WordPress, str], project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from flashgen.cli import run

    assert run(["fetch", site[1], "--json", "--most", "10"]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert (found["new"], found["more"], found["problems"]) == (100, True, [])


# Addresses as sources


def test_an_address_is_a_source(tmp_path: Path) -> None:
    page = (Path(__file__).parent / "sources" / "page.html").read_bytes()
    with serving(lambda handler: send(handler, page, Content_Type="text/html")) as address:
        [found] = read_sources([f"{address}/page"])
    assert isinstance(found, Article)
    assert (found.title, found.source) == ("Bhutan Opens a Hydropower Plant", f"{address}/page")


def test_the_address_of_a_wordpress_post_gives_the_post(site: tuple[WordPress, str]) -> None:
    wordpress, _address = site

    def respond(handler: BaseHTTPRequestHandler) -> None:
        if "wp-json" in handler.path:
            send(handler, json.dumps(wordpress.posts[7]).encode(), Content_Type="application/json")
        else:
            root = f"http://{handler.headers['Host']}/wp-json/"
            link = (
                f'<{root}>; rel="https://api.w.org/", <{root}wp/v2/posts/7>; rel="alternate"; type="application/json"'
            )
            send(handler, b"<html><p>page</p></html>", Link=link, Content_Type="text/html")

    with serving(respond) as server:
        [found] = read_sources([f"{server}/post-7/"])
    assert isinstance(found, Article)
    assert (found.id, found.title) == ("7", "Post 7")


def test_the_front_page_of_a_wordpress_site_gives_its_newest_posts(site: tuple[WordPress, str]) -> None:
    found = list(read_sources([site[1] + "/"]))
    assert [each.id for each in found if isinstance(each, Article)] == [str(number) for number in range(250, 150, -1)]


def test_an_address_that_does_not_answer(site: tuple[WordPress, str]) -> None:
    with serving(lambda handler: send(handler, b"", 404)) as address:
        assert list(read_sources([address])) == [Problem(address, "error", "answered 404", "is the address right?")]
