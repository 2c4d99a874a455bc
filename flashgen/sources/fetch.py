"""Addresses in, answers out: the only door to the web. Polite, bounded in time and size, and wary of where it is led.

A site may be down, slow, broken or hostile: every answer has a deadline and a limit in decoded bytes, and redirects are
followed here, hop by hop.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from flashgen import __version__
from flashgen.config import MEGABYTE
from flashgen.sources.dial import Dialler, Transport, is_public
from flashgen.sources.document import UnreadableError, megabytes

AGENT = f"flashgen/{__version__} (makes study cards from posts; one reader, at most one request a second)"
_REDIRECTS = {301, 302, 303, 307, 308}
_AGAIN = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524}


@dataclass(frozen=True, slots=True)
class Manners:
    """How long, how often and how much. Times in seconds, sizes in bytes."""

    connect: float = 10
    read: float = 30
    """Between two pieces of an answer."""
    whole: float = 120
    """For a whole answer."""
    tries: int = 4
    wait: float = 1
    """Before the second try; doubled before each further one."""
    longest_wait: float = 60
    """A site that asks for more (Retry-After) is left alone."""
    pause: float = 1
    """Between two requests to one public host."""
    redirects: int = 5
    size: int = 64 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said, in the end."""

    url: str
    """After redirects."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


class OverloadedError(UnreadableError):
    """The server gave up or took too long: it may well answer a smaller question."""


class Web:
    """Gets addresses. `public` tells public IP addresses from private ones, `sleep` waits: both are for tests."""

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        public: Callable[[str], bool] = is_public,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.manners = manners or Manners()
        self.requests = 0
        """How many requests were sent, redirects and further tries included."""
        self._sleep = sleep
        self._dialler = Dialler(public)
        self._last: dict[str, float] = {}
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
        timeout = httpx.Timeout(self.manners.read, connect=self.manners.connect)
        self._client = httpx.Client(transport=Transport(self._dialler), headers=headers, timeout=timeout)

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str, params: Mapping[str, str] | None = None, *, start: str = "") -> Answer:
        """The answer after redirects and further tries; also one of status 4xx. UnreadableError when there is none.

        `start` is the address that the student named, when `url` comes from the site itself: a private address is
        dialled only when it is the one that she named.
        """
        self._dialler.begin(_host(start or url))
        for _ in range(self.manners.redirects + 1):
            answer = self._persist(_checked(url), params)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            url, params = _next_hop(answer), None
        raise UnreadableError(f"more than {self.manners.redirects} redirects, the last one to {url}")

    def _persist(self, url: str, params: Mapping[str, str] | None) -> Answer:
        """Tries again, each time after a longer wait, what may succeed later."""
        wait, trouble, overloaded = self.manners.wait, "", False
        for left in reversed(range(self.manners.tries)):
            asked = 0.0
            try:
                answer = self._once(url, params)
                if answer.status not in _AGAIN:
                    return answer
                trouble, asked = f"answered {answer.status}", _retry_after(answer.headers.get("retry-after", ""))
                overloaded = answer.status >= 500
            except httpx.InvalidURL:
                raise UnreadableError("an address that cannot be read") from None
            except httpx.TransportError as error:
                _refuse_bad_certificate(error)
                trouble, overloaded = _in_words(error), isinstance(error, httpx.ReadTimeout)
            if asked > self.manners.longest_wait:
                raise UnreadableError(f"{trouble} and asks to wait {asked:.0f} seconds", "fetch again later")
            if left:
                self._sleep(max(wait, asked))
                wait *= 2
        tries = "once" if self.manners.tries == 1 else f"{self.manners.tries} times"
        kind = OverloadedError if overloaded else UnreadableError
        raise kind(f"{trouble}, tried {tries}", "is the address right, and the site up?")

    def _once(self, url: str, params: Mapping[str, str] | None) -> Answer:
        self._keep_pace(_host(url))
        self.requests += 1
        self._dialler.deadline = time.monotonic() + self.manners.whole
        with self._client.stream("GET", url, params=dict(params) if params else None) as response:
            body = b"" if response.status_code in _REDIRECTS | _AGAIN else _body(response, self.manners.size)
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(str(response.url), response.status_code, headers, body)

    def _keep_pace(self, host: str) -> None:
        now = time.monotonic()
        due = self._last.get(host, 0) + self.manners.pause
        if host in self._last and now < due and not self._dialler.is_private(host):
            self._sleep(due - now)
        self._last[host] = time.monotonic()


def _body(response: httpx.Response, limit: int) -> bytes:
    """The decoded body, unpacked by ourselves: of a kilobyte of gzip, which can hold a megabyte, httpx unpacks all."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise UnreadableError(f'an answer packed as "{coding[:40]}", which was not asked for')
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in coding else None
    body = bytearray()
    try:
        for piece in response.iter_raw():
            body += unpacker.decompress(piece, limit + 1 - len(body)) if unpacker else piece
            if len(body) > limit:
                raise UnreadableError(f"an answer larger than {megabytes(limit)}", "raise `limits: file` to read it")
    except zlib.error:
        raise UnreadableError("an answer whose gzip packing is broken") from None
    if unpacker and not unpacker.eof:
        raise UnreadableError("an answer that breaks off")
    return bytes(body)


def _checked(url: str) -> str:
    """The address when it is one of the web; UnreadableError otherwise."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise UnreadableError("an address that cannot be read") from None
    if "@" in parts.netloc:
        raise UnreadableError("addresses with a name and password are not read")
    if parts.scheme not in ("http", "https"):
        raise UnreadableError(f'"{parts.scheme}:" addresses are not read', "only http: and https: are")
    if not parts.hostname:
        raise UnreadableError("an address without a host")
    return url


def _next_hop(answer: Answer) -> str:
    try:
        target = urljoin(answer.url, answer.headers["location"]).partition("#")[0]
    except ValueError:
        raise UnreadableError("redirects to an address that cannot be read") from None
    shown = target[:200]
    if not target.lower().startswith(("http:", "https:")):
        raise UnreadableError(f'redirects to "{shown}"', "only http: and https: are followed")
    if answer.url.startswith("https:") and target.lower().startswith("http:"):
        raise UnreadableError(f'redirects from https: to the unprotected "{shown}"')
    return target


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _retry_after(value: str) -> float:
    """Seconds that a server asks to wait: it gives a number or a date."""
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _refuse_bad_certificate(error: httpx.TransportError) -> None:
    """Trying again does not make a certificate valid."""
    _, found, reason = str(error).partition("certificate verify failed: ")
    if found:
        raise UnreadableError(f"its certificate is not valid: {reason.partition(' (_ssl')[0].lower()}") from None


def _in_words(error: httpx.TransportError) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return "no connection in time"
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    if isinstance(error, httpx.ConnectError):
        return f"no connection: {str(error).lower()[:200]}"
    return f"the connection broke: {str(error).lower()[:200]}"
