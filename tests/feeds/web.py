"""Real servers on the loopback: the desk's own, one that cuts connections at will, one that says what it is told."""

import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desk_app.feeds.serve.server import LOOPBACK, Server
from desk_app.feeds.serve.web_app import Bounds

SOON = Bounds(beat=0.005, ping=0.2, patience=5)


@contextmanager
def serving(
    folder: Path,
    token: str = "",
    bounds: Bounds = SOON,
    told: list[tuple[str, str]] | None = None,
    port: int = 0,
) -> Iterator[Server]:
    """The desk's own server over a folder."""
    heard = told if told is not None else []
    server = Server(folder, LOOPBACK, port, lambda what, who: heard.append((what, who)), token, bounds)
    thread = threading.Thread(target=server.run, name="serve")
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(30)
        assert not thread.is_alive()


class Cutting:
    """Stands between a client and a server, and lets through so many bytes of each answer before it hangs up.

    `bytes_of` says how many for the next connection; None: all. `pieces` counts what came from the server.
    """

    def __init__(self, port: int, bytes_of: Callable[[], int | None]) -> None:
        self.connections = 0
        self.pieces = 0
        self._to, self._bytes_of = port, bytes_of
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept, name="cutting")]
        self._threads[0].start()

    def close(self) -> None:
        shut(self._listener)
        for each in list(self._open):
            shut(each)
        for thread in self._threads:
            thread.join(30)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            try:
                server = socket.create_connection((LOOPBACK, self._to))
            except OSError:
                shut(client)
                continue
            self._open |= {client, server}
            for one, other, most in ((client, server, None), (server, client, self._bytes_of())):
                thread = threading.Thread(target=self._pass, args=(one, other, most), name="cutting")
                self._threads.append(thread)
                thread.start()

    def _pass(self, one: socket.socket, other: socket.socket, most: int | None) -> None:
        left = most
        with suppress(OSError):
            while piece := one.recv(4096):
                other.sendall(piece if left is None else piece[:left])
                self.pieces += one.getpeername()[1] == self._to
                left = None if left is None else left - len(piece)
                if left is not None and left <= 0:
                    break
        for each in (one, other):
            shut(each)


def shut(each: socket.socket) -> None:
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()


@contextmanager
def cutting(port: int, bytes_of: Callable[[], int | None]) -> Iterator[Cutting]:
    between = Cutting(port, bytes_of)
    try:
        yield between
    finally:
        between.close()


def at_random(seed: int, times: int, most: int) -> Callable[[], int | None]:
    """So many times a number of bytes up to `most`, then all."""
    numbers = random.Random(seed)
    left = iter(range(times))
    return lambda: numbers.randint(0, most) if next(left, None) is not None else None


class Saying:
    """A server that gives each connection the next of these bytes, the last one for ever, and then hangs up.

    With `holds` it keeps the connection instead, until it is closed.
    """

    def __init__(self, *answers: bytes, holds: bool = False) -> None:
        self.asked: list[bytes] = []
        self._answers, self._holds = answers, holds
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, name="saying")
        self._thread.start()

    def url(self, path: str) -> str:
        return f"http://{LOOPBACK}:{self.port}/{path}"

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with suppress(OSError):
                client.settimeout(30)
                request = b""
                while b"\r\n\r\n" not in request and (piece := client.recv(4096)):
                    request += piece
                self.asked.append(request)
                client.sendall(self._answers[min(len(self.asked), len(self._answers)) - 1])
            if self._holds:
                self._open.append(client)
            else:
                shut(client)

    def close(self) -> None:
        shut(self._listener)
        self._thread.join(30)
        for each in self._open:
            shut(each)


@contextmanager
def saying(*answers: bytes, holds: bool = False) -> Iterator[Saying]:
    server = Saying(*answers, holds=holds)
    try:
        yield server
    finally:
        server.close()


def answer(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer over HTTP/1.1."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def stream(text: str) -> bytes:
    """The beginning of a stream of events that has no announced end."""
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    return head.encode() + text.encode("utf-8", "surrogateescape")
