"""Looks into a folder without waiting, and waits for what a thread does."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from desk_app.feeds.feed import Post
from desk_app.feeds.folder_feed import Arrival, FolderFeed, Pace
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.settle import Stamp

AT_ONCE = Pace(interval=0.01, quiet=0, first_wait=0.01, longest_wait=0.02)
"""A file settles at the second look that finds it unchanged."""

PATIENCE = 30.0


def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds; it must within half a minute."""
    end = time.monotonic() + PATIENCE
    tick = threading.Event()
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        tick.wait(0.005)


class Watched:
    """A folder and its feed, looked at by hand."""

    def __init__(self, folder: Path, known: dict[str, Stamp] | None = None, pace: Pace = AT_ONCE, box: int = 100):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.feed = FolderFeed(folder, lambda: known or {}, pace)
        self.mailbox: Mailbox[Arrival] = Mailbox(box)
        self.post = Post(self.mailbox)

    def look(self, times: int = 1) -> list[str]:
        """Names that were announced by now."""
        for _ in range(times):
            self.feed.look(self.post)
        return sorted(arrival.path.name for arrival in self.mailbox.drain())

    def write(self, name: str, text: str = "a", at: int | None = None) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        if at is not None:
            os.utime(path, (at, at))
        return path
