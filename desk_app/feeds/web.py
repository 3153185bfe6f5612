"""One way to ask a source over HTTP(S): bounded in time and size, no redirect to another host, one reason if it fails.

Proxies are the system's unless one is named; certificates are checked against the machine's authorities, or a CA file.
"""

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import certifi
import httpx

from desk_app.feeds.failing import Failing, Reason
from desk_app.feeds.feed import Post

T = TypeVar("T")
_REDIRECTS = 3
_DETAIL = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: to connect, and without a byte while reading."""

    connect: float = 10.0
    silence: float = 30.0


@dataclass(frozen=True, slots=True)
class Door:
    """Where a source is and how it is asked. `proxy` empty: the system's; `ca` None: the usual authorities."""

    address: str
    ca: Path | None = None
    proxy: str = ""
    token: str = ""

    def client(self, limits: Limits) -> httpx.Client:
        """A client for this source, to be closed; `Failing` where the CA file or the proxy can't be used."""
        headers = {"User-Agent": "REO Desk", "Accept-Encoding": "identity"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        timeout = httpx.Timeout(limits.silence, connect=limits.connect)
        try:
            return httpx.Client(
                verify=self._trusted(),
                proxy=self.proxy or None,
                trust_env=not _is_loopback(self.address),
                headers=headers,
                timeout=timeout,
            )
        except (ValueError, httpx.InvalidURL, ImportError) as error:
            raise Failing(Reason.PROXY, _line(error)) from error

    def _trusted(self) -> ssl.SSLContext:
        try:
            return _context(self.ca, self.ca.stat().st_mtime_ns if self.ca else 0)
        except (OSError, ssl.SSLError) as error:
            raise Failing(Reason.CERTIFICATE, _line(error)) from error


@lru_cache(maxsize=8)
def _context(ca: Path | None, _written: int) -> ssl.SSLContext:
    """This machine's authorities and the usual ones, or those of the named file alone."""
    context = ssl.create_default_context(cafile=str(ca) if ca else None)
    if ca is None:
        context.load_verify_locations(certifi.where())
    return context


def _is_loopback(address: str) -> bool:
    """What is on this machine is asked without a proxy."""
    host = httpx.URL(address).host
    return host == "localhost" or host.startswith("127.") or host == "::1"


@contextmanager
def asking(client: httpx.Client, address: str, post: Post[T], headers: Mapping[str, str]) -> Iterator[httpx.Response]:
    """The answer to a GET, its body not read yet; whatever goes wrong inside is a `Failing`. `stop` hangs up."""
    with _translated():
        response = _follow(client, address, headers, _watching(post))
        try:
            yield response
        finally:
            response.close()


def _watching(post: Post[T]) -> Callable[[str, Mapping[str, Any]], None]:
    """Notes each connection as it is made, so that `stop` can end a call that waits on it."""

    def trace(name: str, told: Mapping[str, Any]) -> None:
        if name.endswith(("connect_tcp.complete", "start_tls.complete")):
            post.hang_up = hang_up = _hang_up(told["return_value"].get_extra_info("socket"))
            if post.stopped.is_set():
                hang_up()

    return trace


def _hang_up(found: object) -> Callable[[], None]:
    """To close a socket wakes nobody who waits on it; to shut it down does."""

    def hang_up() -> None:
        if isinstance(found, socket.socket):
            with contextlib.suppress(OSError):
                socket.socket.shutdown(found, socket.SHUT_RDWR)  # not TLS's own, which waits for the other end

    return hang_up


def _follow(client: httpx.Client, address: str, headers: Mapping[str, str], trace: object) -> httpx.Response:
    for _ in range(_REDIRECTS + 1):
        request = client.build_request("GET", address, headers=dict(headers), extensions={"trace": trace})
        response = client.send(request, stream=True)
        if not response.has_redirect_location:
            return response
        response.close()
        here, there = response.url, response.url.join(response.headers["location"])
        same = (here.scheme, here.host, here.port) == (there.scheme, there.host, there.port)
        upgraded = here.host == there.host and (here.scheme, there.scheme) == ("http", "https")
        if not (same or upgraded):
            raise Failing(Reason.REDIRECT, there.host[:_DETAIL])
        address = str(there)
    raise Failing(Reason.REDIRECT, httpx.URL(address).host[:_DETAIL])


def check_status(response: httpx.Response, *fine: int) -> None:
    """`Failing` for any status that is none of these."""
    status = response.status_code
    if status in fine:
        return
    said = f"HTTP {status}"
    if status in (401, 403, 407):
        raise Failing(Reason.DENIED, said)
    if status in (404, 410):
        raise Failing(Reason.NOT_FOUND, said)
    raise Failing(Reason.SERVER if status >= 500 or status == 429 else Reason.GARBAGE, said)


def body(response: httpx.Response, most: int) -> bytes:
    """The whole body; `Failing` when it is longer than `most` bytes."""
    found = bytearray()
    for piece in response.iter_raw():
        found += piece
        if len(found) > most:
            raise Failing(Reason.TOO_LARGE, str(most))
    return bytes(found)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except httpx.ProxyError as error:
        raise Failing(Reason.PROXY, _line(error)) from error
    except httpx.TimeoutException as error:
        waited = isinstance(error, httpx.ConnectTimeout)
        raise Failing(Reason.UNREACHABLE if waited else Reason.STALLED, _line(error)) from error
    except httpx.ConnectError as error:
        raise Failing(Reason.CERTIFICATE if _is_certificate(error) else Reason.UNREACHABLE, _line(error)) from error
    except httpx.RemoteProtocolError as error:
        raise Failing(_broken(error), _line(error)) from error
    except httpx.TransportError as error:
        raise Failing(Reason.CLOSED, _line(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise Failing(Reason.GARBAGE, _line(error)) from error


def _broken(error: httpx.RemoteProtocolError) -> Reason:
    """A connection that ended early is no garbage."""
    text = str(error)
    early = ("disconnected", "closed connection", "incomplete", "peer closed")
    return Reason.CLOSED if any(word in text for word in early) else Reason.GARBAGE


def _is_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _line(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return "".join(sign for sign in text if sign.isprintable())[:_DETAIL] or type(error).__name__
