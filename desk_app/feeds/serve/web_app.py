"""What is answered: `/index.json`, the files it names, and `/ticks`. Nothing else, and nothing is ever written."""

import hmac
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import anyio
from anyio import to_thread
from sse_starlette import EventSourceResponse, ServerSentEvent
from sse_starlette.sse import SendTimeoutError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from desk_app.feeds.bulletins import NAME as INDEX
from desk_app.feeds.serve.served_folder import STREAM, ServedFolder
from desk_app.feeds.serve.tick_file import NAME as TICKS
from desk_app.feeds.serve.tick_file import TickFile

_AT_ONCE = 500
_RETRY_MS = 1000
_BUSY = {"Retry-After": "10"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Streams at once; seconds between two looks for new lines, between two signs of life, and for a client to take
    what it is sent before it is dropped.
    """

    streams: int = 20
    beat: float = 0.05
    ping: float = 10.0
    patience: float = 20.0


Told = Callable[[str, str], None]
"""Hears what is done ("index", "file", "stream", "left", "slow", "busy", "denied") and by which client."""


@dataclass(slots=True)
class _Served:
    folder: ServedFolder
    ticks: TickFile
    token: str
    told: Told
    bounds: Bounds
    closing: Callable[[], bool]
    streams: int = 0
    lock: anyio.Lock = field(default_factory=anyio.Lock)


def web_app(folder: Path, token: str, told: Told, bounds: Bounds, closing: Callable[[], bool]) -> Starlette:
    """The application over a folder; with a token only who names it is answered. `closing` ends the streams."""
    served = _Served(ServedFolder(folder), TickFile(folder / TICKS), token, told, bounds, closing)

    async def index(request: Request) -> Response:
        return await _index(served, request)

    async def stream(request: Request) -> Response:
        return await _stream(served, request)

    async def file(request: Request) -> Response:
        return await _file(served, request)

    routes = [Route(f"/{INDEX}", index), Route(f"/{STREAM}", stream), Route("/{name:path}", file)]
    return Starlette(routes=routes)


async def _index(served: _Served, request: Request) -> Response:
    if not _may(served, request):
        return _denied()
    try:
        async with served.lock:
            document = await to_thread.run_sync(served.folder.document)
    except OSError:
        return PlainTextResponse("not there", 503, _BUSY)
    served.told("index", _client(request))
    headers = {"ETag": document.tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == document.tag:
        return Response(status_code=304, headers=headers)
    return Response(document.body, headers=headers, media_type="application/json")


async def _file(served: _Served, request: Request) -> Response:
    if not _may(served, request):
        return _denied()
    name = request.path_params["name"]
    path = await to_thread.run_sync(served.folder.file, name)
    if path is None:
        return PlainTextResponse("not there", 404)
    served.told("file", f"{_client(request)} {name}")
    return FileResponse(path, media_type="application/octet-stream")


async def _stream(served: _Served, request: Request) -> Response:
    if not _may(served, request):
        return _denied()
    if served.streams >= served.bounds.streams:
        served.told("busy", _client(request))
        return PlainTextResponse("too many", 503, _BUSY)
    return _Stream(served, request)


class _Stream(Response):
    """One client of the ticks, counted from its first byte to its last."""

    def __init__(self, served: _Served, request: Request) -> None:
        super().__init__()
        self._served, self._request = served, request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        served, client, bounds = self._served, _client(self._request), self._served.bounds
        events = _events(served, self._request.headers.get("last-event-id", ""))
        answer = EventSourceResponse(events, ping=bounds.ping, send_timeout=bounds.patience, sep="\n")
        served.streams += 1
        served.told("stream", client)
        try:
            await answer(scope, receive, send)
        except SendTimeoutError:
            served.told("slow", client)
        finally:
            served.streams -= 1
            served.told("left", client)


async def _events(served: _Served, last: str) -> AsyncIterator[bytes]:
    """The series, all lines after the last one that was heard, then each as it is written."""
    async with served.lock:
        await to_thread.run_sync(served.ticks.look)
        mark, have, series = served.ticks.mark, served.ticks.after(last), served.ticks.series
    begin = [ServerSentEvent(comment="reo-desk ticks 1", retry=_RETRY_MS, sep="\n")]
    yield _encoded([*begin, *(ServerSentEvent(line, event="series", sep="\n") for line in series)])
    while not served.closing():
        async with served.lock:
            await to_thread.run_sync(served.ticks.look)
            if served.ticks.mark != mark:
                mark, have = served.ticks.mark, 0
            lines = await to_thread.run_sync(served.ticks.lines, have, _AT_ONCE) if served.ticks.count > have else []
        if lines:
            have += len(lines)
            yield _encoded([ServerSentEvent(text, id=number, sep="\n") for number, text in lines])
        else:
            await anyio.sleep(served.bounds.beat)


def _encoded(events: list[ServerSentEvent]) -> bytes:
    return b"".join(event.encode() for event in events)


def _may(served: _Served, request: Request) -> bool:
    given = request.headers.get("authorization", "")
    fine = not served.token or hmac.compare_digest(given.encode(), f"Bearer {served.token}".encode())
    if not fine:
        served.told("denied", _client(request))
    return fine


def _denied() -> Response:
    return PlainTextResponse("denied", 401, {"WWW-Authenticate": "Bearer"})


def _client(request: Request) -> str:
    return request.client.host if request.client else "-"
