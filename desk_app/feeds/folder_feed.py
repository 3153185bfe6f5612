"""A folder that is watched for new files, often on a Windows share; its sub-folders are not.

It is listed every few seconds by `os.scandir`. Change notices do not cross most shares, so any way ends in polling;
held against it was watchfiles with `force_polling`. That tells nothing of files which lie there already, raises where
the folder is missing at the start, reports each file of a folder that went and came back as deleted and then as added
(20,000 changes for 10,000 files), and leaves the question here, whether a file is written to its end, as open as it
was: each change would have to be looked at again as below. One listing does all of it, and no dependency comes in.

A file is announced when its size and time have not changed for a while and it can be opened: on Windows whoever is
still copying keeps it locked. One that changes afterwards, because its writer only paused, is announced again.
"""

import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk_app.feeds.feed import Feed, Post
from desk_app.feeds.passing_names import is_passing
from desk_app.feeds.retry import Retry
from desk_app.feeds.settle import Stamp, Waiting, settle

_AT_A_LOOK = 500
"""So many unknown files are asked about at one look, in turns: on a share each is a journey."""
_REST = 10
"""A look that takes long is followed by a pause so many times as long."""
_REMEMBERED = 100_000
"""From so many known names on, those that have left the folder are forgotten."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between looks, seconds without a change, and the first and longest wait for a folder out of reach."""

    interval: float = 2.0
    quiet: float = 3.0
    first_wait: float = 2.0
    longest_wait: float = 300.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that lies there, written to its end."""

    path: Path
    stamp: Stamp


class FolderFeed(Feed[Arrival]):
    """Announces each file once, those that lie there at the start too; `recall` says which are known already.

    `recall` is called once, in the feed's thread: names to the stamps they had.
    """

    def __init__(self, folder: Path, recall: Callable[[], Mapping[str, Stamp]], pace: Pace) -> None:
        super().__init__(Retry(pace.first_wait, pace.longest_wait))
        self._folder = folder
        self._recall: Callable[[], Mapping[str, Stamp]] | None = recall
        self._pace = pace
        self._known: dict[str, Stamp] = {}
        self._waiting: dict[str, Waiting] = {}
        self._last = ""

    def look(self, post: Post[Arrival]) -> float:
        began = time.monotonic()
        self._remember()
        try:
            listed = _listed(self._folder)
        except OSError:
            self._waiting = {}  # what happens to them meanwhile is not seen: they start anew
            raise
        looked = self._stamps(post, [name for name, stamp in listed.items() if self._known.get(name) != stamp])
        looked |= dict.fromkeys(self._waiting.keys() - listed.keys())
        self._waiting, settled = settle(self._waiting, looked, time.monotonic(), self._pace.quiet)
        self._announce(post, settled[: post.room])
        if len(self._known) > _REMEMBERED:
            self._known = {name: stamp for name, stamp in self._known.items() if name in listed}
        return max(self._pace.interval, _REST * (time.monotonic() - began))

    def _remember(self) -> None:
        if self._recall is not None:
            self._known |= self._recall()
            self._recall = None

    def _stamps(self, post: Post[Arrival], unknown: Iterable[str]) -> dict[str, Stamp | None]:
        """What the files themselves say: a listing on Windows may be older than they are. None: known, or gone."""
        found: dict[str, Stamp | None] = {}
        for name in self._turn_of(sorted(unknown)):
            if post.stopped.is_set():
                break
            self._last = name
            try:
                found[name] = self._unknown(name, _stamp(os.lstat(self._folder / name)))
            except (FileNotFoundError, PermissionError):
                found[name] = None
            except OSError:
                found[name] = None
                break  # each of the others may take as long to fail
        return found

    def _turn_of(self, names: Sequence[str]) -> Sequence[str]:
        """Those after the last one asked about, then from the start: none waits for ever behind the others."""
        later = [name for name in names if name > self._last]
        return [*later, *names[: len(names) - len(later)]][:_AT_A_LOOK]

    def _unknown(self, name: str, stamp: Stamp | None) -> Stamp | None:
        return None if self._known.get(name) == stamp else stamp

    def _announce(self, post: Post[Arrival], settled: Iterable[str]) -> None:
        ready = [name for name in settled if _opens(self._folder / name)]
        arrivals = [Arrival(self._folder / name, self._waiting[name].stamp) for name in ready]
        if arrivals and post.put(arrivals):
            self._known |= {name: self._waiting.pop(name).stamp for name in ready}


def _listed(folder: Path) -> dict[str, Stamp]:
    """The folder's own files, links not among them; `OSError` when it can't be listed."""
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if not is_passing(entry.name) and (stamp := _stamp_in_list(entry)) is not None:
                found[entry.name] = stamp
    return found


def _stamp_in_list(entry: "os.DirEntry[str]") -> Stamp | None:
    try:
        return _stamp(entry.stat(follow_symlinks=False))
    except OSError:  # gone since
        return None


def _stamp(found: os.stat_result) -> Stamp | None:
    return Stamp(found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _opens(path: Path) -> bool:
    """Whether it can be read from end to end, as far as its two ends tell: locks on Windows are often on a part."""
    try:
        with path.open("rb") as file:
            file.read(1)
            file.seek(-1, os.SEEK_END)
            return bool(file.read(1))
    except OSError:
        return False
