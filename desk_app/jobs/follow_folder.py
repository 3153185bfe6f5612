"""Follow a folder: which new files in it are ready to be imported, and which are in already."""

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from desk_app.domain.base.problem import refuse
from desk_app.feeds.feed import PATIENCE, State
from desk_app.feeds.folder_feed import Arrival, FolderFeed, Pace
from desk_app.feeds.mailbox import Mailbox
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.jobs.sort_arrivals import Arrivals, Ready

PACE = Pace()
_BOX = 1_000
_MOST = 200
"""So many files at once: each is read from end to end to be told from those that are in."""


class FolderFollower:
    """One folder, from `start` to `stop`. A file is offered once, and again when it has changed.

    What is `settled` is remembered in the data folder and not offered after the next start either. `source` is the
    one whose imports count as known; None: any. `Refused` when `folder` is a file, or the data folder itself.
    """

    def __init__(self, desk: Desk, folder: Path, source: str | None = None) -> None:
        self.folder = folder.absolute()
        _check(self.folder, desk.folder)
        self._arrivals = Arrivals(desk, source)
        self._box: Mailbox[Arrival] = Mailbox(_BOX)
        self._feed = FolderFeed(self.folder, lambda: self._arrivals.seen.of(self.folder), PACE)

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
        return self._arrivals.sort(arrivals, progress)

    def settled(self, paths: Iterable[Path]) -> None:
        """These were imported, refused or left: they need not be offered again. Others' files are no matter."""
        self._arrivals.settled(paths)


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
