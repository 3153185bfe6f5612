"""The files of a folder that are served: plain ones of its own, written to their end; no links, no sub-folders."""

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desk_app.feeds.bulletins import LARGEST, MOST, Bulletin, index_document, is_plain
from desk_app.feeds.bulletins import NAME as INDEX
from desk_app.feeds.serve.tick_file import NAME as TICKS
from desk_app.feeds.settle import Stamp

STREAM = "ticks"
_APART = frozenset({INDEX, TICKS, STREAM})
_QUIET = 2.0
"""Seconds without a change after which a file counts as written."""


@dataclass(frozen=True, slots=True)
class Document:
    """The index document and its tag."""

    body: bytes
    tag: str


class ServedFolder:
    """May be used by one thread at a time."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self._clock = clock
        self._hashed: dict[str, tuple[Stamp, str]] = {}

    def bulletins(self) -> list[Bulletin]:
        """What there is now; each file is read once for its hash. `OSError` when the folder can't be listed."""
        found: list[Bulletin] = []
        for name, state in _listed(self.folder):
            if len(found) < MOST and state.st_size <= LARGEST and self._is_quiet(state):
                stamp = Stamp(state.st_size, state.st_mtime_ns)
                digest = self._hash(name, stamp)
                if digest:
                    found.append(Bulletin(name, stamp.size, digest, _time(state)))
        self._hashed = {each.name: self._hashed[each.name] for each in found}
        return found

    def document(self) -> Document:
        """The index document as it is now."""
        body = index_document(self.bulletins())
        return Document(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')

    def file(self, name: str) -> Path | None:
        """The file of this name, if it is one that is served."""
        if name in _APART or not is_plain(name):
            return None
        path = self.folder / name
        try:
            return path if stat.S_ISREG(os.lstat(path).st_mode) else None
        except OSError:
            return None

    def _is_quiet(self, state: os.stat_result) -> bool:
        return not 0 <= self._clock() - state.st_mtime < _QUIET

    def _hash(self, name: str, stamp: Stamp) -> str:
        """Empty where it changed while it was read, or can't be."""
        before = self._hashed.get(name)
        if before is not None and before[0] == stamp:
            return before[1]
        path = self.folder / name
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            after = os.lstat(path)
        except OSError:
            return ""
        if not stat.S_ISREG(after.st_mode) or Stamp(after.st_size, after.st_mtime_ns) != stamp:
            return ""
        self._hashed[name] = (stamp, digest)
        return digest


def _listed(folder: Path) -> Iterable[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.name not in _APART and is_plain(entry.name))
    for name in names:
        try:
            state = os.lstat(folder / name)
        except OSError:
            continue
        if stat.S_ISREG(state.st_mode):
            yield name, state


def _time(state: os.stat_result) -> datetime:
    try:
        return datetime.fromtimestamp(int(state.st_mtime), UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC)
