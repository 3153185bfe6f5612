"""A source of bulletins over HTTP(S): its index document is asked for now and then, and new files are fetched.

Each version of a file has a folder of its own, named by its hash, so that one which waits to be imported is never
written over. It is fetched under a passing name, goes on where a broken download ended, and gets its own name once its
bytes are those that the index document promised. What lies there is not fetched again.
"""

import errno
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx

from desk_app.feeds.bulletins import LARGEST, LONGEST, Bulletin, Garbage, read_index
from desk_app.feeds.failing import Failing, Reason
from desk_app.feeds.feed import Feed, Post
from desk_app.feeds.folder_feed import Arrival
from desk_app.feeds.retry import Retry
from desk_app.feeds.settle import Stamp
from desk_app.feeds.web import Door, Limits, asking, body, check_status

_MARK = 16
"""Digits of a hash that name a folder."""

_PASSING = ".part"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_PARTIAL, _NOT_MODIFIED, _UNSATISFIABLE = 206, 304, 416


@dataclass(frozen=True, slots=True)
class WebPace:
    """Seconds between looks, and the first and longest wait for a source out of reach."""

    interval: float = 60.0
    first_wait: float = 5.0
    longest_wait: float = 600.0


class HttpFeed(Feed[Arrival]):
    """Announces each file that lies complete under `folder`, those of earlier runs too: who has dealt with them knows.

    `door.address` is that of the index document.
    """

    def __init__(self, door: Door, folder: Path, pace: WebPace, limits: Limits) -> None:
        super().__init__(Retry(pace.first_wait, pace.longest_wait))
        self._door, self._folder = door, folder
        self._pace, self._limits = pace, limits
        self._tag = ""
        self._announced: set[Path] = set()
        self._listed: list[Bulletin] = []

    def look(self, post: Post[Arrival]) -> float:
        with self._door.client(self._limits) as client:
            self._list(client, post)
            refused: Failing | None = None
            for bulletin in self._listed:
                if post.stopped.is_set():
                    break
                try:
                    self._bring(client, post, bulletin)
                except Failing as failing:
                    if failing.reason not in _OF_ONE_FILE:
                        raise
                    refused = failing  # the others come all the same
            if refused is not None:
                raise refused
        return self._pace.interval

    def _list(self, client: httpx.Client, post: Post[Arrival]) -> None:
        headers = {"If-None-Match": self._tag} if self._tag else {}
        with asking(client, self._door.address, post, headers) as response:
            check_status(response, httpx.codes.OK, _NOT_MODIFIED)
            if response.status_code == _NOT_MODIFIED:
                return
            try:
                self._listed = read_index(body(response, LONGEST))
            except Garbage as garbage:
                raise Failing(Reason.GARBAGE, str(garbage)) from garbage
            self._tag = response.headers.get("etag", "")

    def _bring(self, client: httpx.Client, post: Post[Arrival], bulletin: Bulletin) -> None:
        path = self._folder / bulletin.sha256[:_MARK] / bulletin.name
        if path in self._announced:
            return
        if bulletin.size > LARGEST:
            raise Failing(Reason.TOO_LARGE, bulletin.name)
        try:
            if not _lies_there(path, bulletin):
                self._fetch(client, post, bulletin, path)
            found = path.stat()
        except Failing:
            raise
        except OSError as error:
            if error.errno in _FULL:
                raise Failing(Reason.NO_SPACE, bulletin.name) from error
            raise Failing(Reason.UNREACHABLE, error.strerror or "") from error
        if post.room and post.put([Arrival(path, Stamp(found.st_size, found.st_mtime_ns))]):
            self._announced.add(path)

    def _fetch(self, client: httpx.Client, post: Post[Arrival], bulletin: Bulletin, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + _PASSING)
        have = part.stat().st_size if part.exists() else 0
        if have < bulletin.size or not bulletin.size:
            self._go_on(client, post, bulletin, part, have)
        if _hash(part) != bulletin.sha256:
            part.unlink()
            raise Failing(Reason.DAMAGED, bulletin.name)
        part.replace(path)

    def _go_on(self, client: httpx.Client, post: Post[Arrival], bulletin: Bulletin, part: Path, have: int) -> None:
        address = str(httpx.URL(self._door.address).join(quote(bulletin.name)))
        headers = {"Range": f"bytes={have}-"} if have else {}
        with asking(client, address, post, headers) as response:
            if response.status_code == _UNSATISFIABLE and have:
                part.unlink()
                raise Failing(Reason.DAMAGED, bulletin.name)
            check_status(response, httpx.codes.OK, _PARTIAL)
            goes_on = have > 0 and _starts_at(response, have)
            with part.open("ab" if goes_on else "wb") as file:
                for piece in _at_most(response, bulletin.size - (have if goes_on else 0), bulletin.name):
                    file.write(piece)
        if part.stat().st_size < bulletin.size:
            raise Failing(Reason.CLOSED, bulletin.name)


_OF_ONE_FILE = (Reason.TOO_LARGE, Reason.DAMAGED, Reason.NOT_FOUND)
"""What is wrong with one file, while the source answers."""


def _starts_at(response: httpx.Response, have: int) -> bool:
    """Whether the answer is the rest that was asked for, or the whole anew."""
    said = response.headers.get("content-range", "")
    if response.status_code == _PARTIAL and not said.startswith(f"bytes {have}-"):
        raise Failing(Reason.GARBAGE, "Content-Range")
    return response.status_code == _PARTIAL


def _at_most(response: httpx.Response, most: int, name: str) -> Iterator[bytes]:
    """The body, piece by piece; more than was promised is refused."""
    for piece in response.iter_raw():
        most -= len(piece)
        if most < 0:
            raise Failing(Reason.DAMAGED, name)
        yield piece


def _lies_there(path: Path, bulletin: Bulletin) -> bool:
    return path.is_file() and path.stat().st_size == bulletin.size


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
