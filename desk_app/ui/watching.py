"""The watched folder in the window: what arrives in it goes the way of dropped files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.base.problem import Refused
from desk_app.jobs.progress import Progress
from desk_app.ui.arriving import take_ready
from desk_app.ui.background import Outcome
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.feeds.folder_feed import Arrival
    from desk_app.jobs.follow_folder import FolderFollower
    from desk_app.jobs.sort_arrivals import Ready

_BEAT = 250  # milliseconds between two looks into the mailbox
_PATIENCE = 0.05  # seconds: what hangs in a call to a dead share is left behind


class FolderWatch(QObject):
    """Follows one folder while the desk is open. No dialog, whatever happens to the folder.

    `arrived` brings files to be imported, many at once; those that are in already are passed over. `changed` when
    `folder` or `state` ("off", "watching", "unreachable") did. All reading is done behind the window.
    """

    arrived = Signal(list)
    changed = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._follower: FolderFollower | None = None
        self._wanted = False
        self._sorting = False
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._drain)
        self.state = "off"
        hub.opened.connect(self._begin)
        hub.files_settled.connect(self._settled)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched, or will be once the desk is open."""
        kept = self._hub.settings["watched"]
        return Path(kept).absolute() if kept else None

    def follow(self, folder: Path | None) -> None:
        """Watch this one instead, None: none; kept in the settings."""
        self.stop()
        self._hub.settings.set("watched", str(folder.absolute()) if folder else "")
        if self._hub.ready:
            self._begin()
        self.changed.emit()

    def stop(self) -> None:
        """Watch no more, for now."""
        self._wanted = False
        self._timer.stop()
        if self._follower is not None:
            self._follower.stop(_PATIENCE)
            self._follower = None
        self._be("off")

    # ---- inside
    def _begin(self) -> None:
        if (folder := self.folder) is not None:
            self._wanted = True
            self._hub.background.run(lambda _: _follower(self._hub, folder), self._made)

    def _made(self, outcome: "Outcome[FolderFollower]") -> None:
        if isinstance(outcome.error, Refused):
            self._hub.tell(self._hub.problem_line(outcome.error.problem), "warning")
        elif outcome.error is not None:
            raise outcome.error
        elif outcome.value is not None and self._is_wanted(outcome.value):
            self._follower = outcome.value
            self._sorting = False
            self._follower.start()
            self._timer.start()

    def _is_wanted(self, made: "FolderFollower") -> bool:
        """The user may have chosen another since, or this one twice."""
        return self._wanted and self._follower is None and made.folder == self.folder

    def _drain(self) -> None:
        if (follower := self._follower) is None:
            return
        try:
            arrivals = [] if self._sorting else follower.take()
        except Exception:
            self.stop()
            raise
        self._be(follower.state.value)
        if arrivals:
            self._sorting = True
            self._hub.background.run(
                lambda progress: _sort(follower, arrivals, progress),
                lambda outcome: self._sorted(follower, outcome),
            )

    def _sorted(self, follower: "FolderFollower", outcome: "Outcome[Ready]") -> None:
        if follower is not self._follower:
            return  # another folder is watched by now
        self._sorting = False
        if outcome.error is not None:
            raise outcome.error
        if outcome.value is not None:
            take_ready(self._hub, outcome.value, "feed.arrived", self.arrived.emit)

    def _settled(self, paths: Sequence[Path]) -> None:
        if (follower := self._follower) is not None and paths:
            self._hub.background.run(lambda _: follower.settled(paths), _check)

    def _be(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()


def _follower(hub: Hub, folder: Path) -> "FolderFollower":
    from desk_app.jobs.follow_folder import FolderFollower

    return FolderFollower(hub.desk, folder)


def _sort(follower: "FolderFollower", arrivals: "Sequence[Arrival]", progress: Progress) -> "Ready":
    return follower.sort(arrivals, progress)


def _check(outcome: Outcome[None]) -> None:
    if outcome.error is not None:
        raise outcome.error
