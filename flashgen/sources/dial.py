"""Host names in, connections out: resolves names itself, so that the address that was checked is the one dialled.

A public site must not lead to the student's router, or to services of her own machine, by a redirect or by its DNS.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpcore
import httpx

from flashgen.sources.document import UnreadableError

_LED = "only an address that you name yourself may be one of your own network"


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also when it is wrapped in an IPv6 one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in ipaddress.ip_network("64:ff9b::/96"):  # NAT64
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


@dataclass
class Dialler(httpcore.SyncBackend):
    """Connects to names after looking at the addresses behind them, and keeps the deadline of an answer."""

    public: Callable[[str], bool]
    start: str = ""
    """The host that the student named: the only one that may be private, if it was so from the first."""
    named: dict[str, bool] = field(default_factory=dict)
    """Every host that she named, and whether it was private when first looked at."""
    deadline: float = 0.0
    """By the clock of `time.monotonic`."""

    def begin(self, host: str) -> None:
        """Notes the host that the student named, before anything that it says is believed."""
        self.start = host
        if host not in self.named:
            self.named[host] = self.is_private(host)

    def is_private(self, host: str) -> bool:
        """Whether a host has a private address; one that cannot be found has none."""
        try:
            return not all(map(self.public, _addresses(host, 0)))
        except (OSError, UnicodeError):
            return False

    def allowed(self, host: str, port: int) -> list[str]:
        """The addresses of a host; UnreadableError when it has none or may not be dialled."""
        try:
            found = _addresses(host, port)
        except (OSError, UnicodeError):
            raise UnreadableError(
                f'no host is called "{host[:100]}"', "is the address right, and the net up?"
            ) from None
        may_be_private = host == self.start and self.named.get(host, False)
        if not may_be_private and (private := [each for each in found if not self.public(each)]):
            raise UnreadableError(f'is led to "{host[:100]}", a private address ({private[0]})', _LED)
        return found

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Dials the addresses of `host` in turn; UnreadableError when one is private and may not be."""
        failure: Exception = httpcore.ConnectError("no address")
        for address in self.allowed(host, port):
            try:
                stream = super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self)
        raise failure


def _addresses(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class _Timed(httpcore.NetworkStream):
    """A connection that ends at the deadline, however slowly a server drips its answer."""

    def __init__(self, stream: httpcore.NetworkStream, dialler: Dialler) -> None:
        self._stream = stream
        self._dialler = dialler

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._dialler.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return self._stream.read(max_bytes, left if timeout is None else min(left, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> _Timed:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, timeout), self._dialler)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """Httpx on our own dialler, or through the proxy that the environment names (it then does the dialling)."""

    def __init__(self, dialler: Dialler) -> None:
        self._direct = httpx.HTTPTransport(verify=_certificates())
        # httpx has no public way to give a network backend: the pool is rebuilt as httpx builds it.
        self._direct._pool = httpcore.ConnectionPool(
            ssl_context=_certificates(), network_backend=dialler, max_connections=4
        )
        self._dialler = dialler
        self._proxied: dict[str, httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request, if its host may be dialled; asked here too, as a kept connection is not dialled again."""
        url = request.url
        proxy = _proxy_for(url)
        if not proxy:
            self._dialler.allowed(url.host, url.port or 0)
            return self._direct.handle_request(request)
        if _looks_private(url.host, self._dialler) and url.host != self._dialler.start:
            raise UnreadableError(f'is led to "{url.host[:100]}", a private address', _LED)
        if proxy not in self._proxied:
            self._proxied[proxy] = httpx.HTTPTransport(proxy=proxy, verify=_certificates())
        return self._proxied[proxy].handle_request(request)

    def close(self) -> None:
        for transport in (self._direct, *self._proxied.values()):
            transport.close()


def _looks_private(host: str, dialler: Dialler) -> bool:
    """For use with a proxy, where only that can resolve names: addresses as such, and names that are always private."""
    try:
        return not dialler.public(host.strip("[]"))
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


@cache
def _certificates() -> ssl.SSLContext:
    """What certificates are checked against: always; loading it takes 30 ms, so once."""
    return httpx.create_ssl_context()


def _proxy_for(url: httpx.URL) -> str:
    from urllib.request import getproxies, proxy_bypass

    proxy = getproxies().get(url.scheme, "")
    return "" if not proxy or proxy_bypass(url.host) else proxy
