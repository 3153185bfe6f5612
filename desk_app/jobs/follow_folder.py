"""Follow a folder: which new files in it are ready to be imported, and which are in already."""

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk_app.domain.base.problem import Refused, refuse
from desk_app.feeds.feed import PATIENCE, State
from desk_app.feeds.folder_feed import Arrival, FolderFeed, Pace
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.seen_files import SeenFiles
from desk_app.feeds.settle import Stamp
from desk_app.files.pick import LARGEST, file_hash
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.paths import seen_file
from desk_app.store.batches import imported_before

PACE = Pace()
_BOX = 1_000
_MOST = 200
"""So many files at once: each is read from end to end to be told from those that are in."""

_OF_THE_MOMENT = frozenset({
    "file_not_there", "file_unreadable", "disk_full", "database_busy", "database_damaged", "folder_read_only",
    "folder_unusable",
})  # fmt: skip
"""Refusals that are not the file's fault: it is offered again at the next start."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Files to be imported, and how many of the others hold bytes that are in already."""

    paths: tuple[Path, ...] = ()
    known: int = 0


class FolderFollower:
    """One folder, from `start` to `stop`. A file is offered once, and again when it has changed.

    What is `settled` is remembered in the data folder and not offered after the next start either. `source` is the
    one whose imports count as known; None: any. `Refused` when `folder` is a file, or the data folder itself.
    """

    def __init__(self, desk: Desk, folder: Path, source: str | None = None) -> None:
        self.folder = folder.absolute()
        _check(self.folder, desk.folder)
        self._desk = desk
        self._source = source
        self._seen = SeenFiles(seen_file(desk.folder))
        self._box: Mailbox[Arrival] = Mailbox(_BOX)
        self._feed = FolderFeed(self.folder, lambda: self._seen.of(self.folder), PACE)
        self._offered: dict[Path, Stamp] = {}

    @property
    def state(self) -> State:
        return self._feed.state

    def start(self) -> None:
        """Begin to watch."""
        self._feed.start(self._box)

    def stop(self, patience: float = PATIENCE) -> None:
        """Stop; what was not taken out is found again by the next."""
        self._feed.stop(patience)

    def take(self, wait: float = 0) -> list[Arrival]:
        """Files that have arrived, `wait` seconds at most until there are some; quick, and reads none of them."""
        if self._feed.failure is not None:
            raise self._feed.failure
        if wait:
            self._box.wait(wait)
        return self._box.drain(_MOST)

    def sort(self, arrivals: Sequence[Arrival], progress: Progress = SILENT) -> Ready:
        """Those that are in already apart from those to be imported; reads them all, so behind a window."""
        known = [each for each in arrivals if self._is_known(each, lambda: progress.step(0, 0, "trade.import.reading"))]
        self._seen.add({each.path: each.stamp for each in known})
        fresh = [each for each in arrivals if each not in known and each.path.exists()]
        self._offered |= {each.path: each.stamp for each in fresh}
        return Ready(tuple(each.path for each in fresh), len(known))

    def settled(self, paths: Iterable[Path]) -> None:
        """These were imported, refused or left: they need not be offered again. Others' files are no matter."""
        stamps = {path: self._offered.pop(path) for path in paths if path in self._offered}
        if stamps:
            self._seen.add(stamps)

    def _is_known(self, arrival: Arrival, between: Callable[[], None]) -> bool:
        if arrival.stamp.size > LARGEST:
            return False  # the import says so, without reading it
        try:
            digest = file_hash(arrival.path, between)
        except Refused:
            return False  # so does the import, if it is still there
        return imported_before(self._desk.database.conn, self._source, digest)


def stands(result: ImportResult) -> bool:
    """Whether this is what becomes of the file, or only of this try."""
    return result.refused is None or result.refused.key not in _OF_THE_MOMENT


def is_reachable(folder: Path) -> bool:
    """Whether the folder can be listed right now."""
    try:
        with os.scandir(folder):
            return True
    except OSError:
        return False


def _check(folder: Path, data: Path) -> None:
    try:
        mode = folder.stat().st_mode
    except OSError:
        return  # out of reach, for now
    if not stat.S_ISDIR(mode):
        raise refuse("watched_not_folder", folder=str(folder))
    if folder.samefile(data):
        raise refuse("watched_data_folder", folder=str(folder))
