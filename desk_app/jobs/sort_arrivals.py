"""Files that arrived by themselves: those that are in already, trade files to be imported, bulletins to be taken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk_app.domain.base.problem import Problem, Refused
from desk_app.feeds.folder_feed import Arrival
from desk_app.feeds.seen_files import SeenFiles
from desk_app.feeds.settle import Stamp
from desk_app.files.pick import LARGEST, file_hash
from desk_app.files.points_file import is_points
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.jobs.take_official import OfficialRequest, Taken, take_official
from desk_app.paths import seen_file
from desk_app.store.batches import imported_before

_OF_THE_MOMENT = frozenset({
    "file_not_there", "file_unreadable", "disk_full", "database_busy", "database_damaged", "folder_read_only",
    "folder_unusable",
})  # fmt: skip
"""Refusals that are not the file's fault: it is offered again at the next start."""

_HEAD = 64


@dataclass(frozen=True, slots=True)
class Ready:
    """Files to be imported, how many of the others hold bytes that are in already, and bulletins of official points."""

    paths: tuple[Path, ...] = ()
    known: int = 0
    points: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenPoints:
    """A bulletin of official points, and what became of it: one of the two is there."""

    path: Path
    taken: Taken | None = None
    problem: Problem | None = None


class Arrivals:
    """What arrives is offered once, and again when it has changed. What is settled is remembered in the data folder.

    `source` is the one whose imports count as known; None: any.
    """

    def __init__(self, desk: Desk, source: str | None = None) -> None:
        self._desk = desk
        self._source = source
        self.seen = SeenFiles(seen_file(desk.folder))
        self._offered: dict[Path, Stamp] = {}

    def sort(self, arrivals: Sequence[Arrival], progress: Progress = SILENT) -> Ready:
        """Those that are in already apart from the others; reads them all, so behind a window."""
        points = [each for each in arrivals if _holds_points(each.path)]
        files = [each for each in arrivals if each not in points]
        known = [each for each in files if self._is_known(each, lambda: progress.step(0, 0, "trade.import.reading"))]
        self.seen.add({each.path: each.stamp for each in known})
        fresh = [each for each in files if each not in known and each.path.exists()]
        self._offered |= {each.path: each.stamp for each in (*fresh, *points)}
        return Ready(tuple(each.path for each in fresh), len(known), tuple(each.path for each in points))

    def settled(self, paths: Iterable[Path]) -> None:
        """These were imported, refused or left: they need not be offered again. Others' files are no matter."""
        stamps = {path: self._offered.pop(path) for path in paths if path in self._offered}
        if stamps:
            self.seen.add(stamps)

    def _is_known(self, arrival: Arrival, between: Callable[[], None]) -> bool:
        if arrival.stamp.size > LARGEST:
            return False  # the import says so, without reading it
        try:
            digest = file_hash(arrival.path, between)
        except Refused:
            return False  # so does the import, if it is still there
        return imported_before(self._desk.database.conn, self._source, digest)


def take_points(desk: Desk, paths: Sequence[Path]) -> tuple[TakenPoints, ...]:
    """Take bulletins of official points that say all about themselves; a refused one does not stop the next."""
    found = []
    for path in paths:
        try:
            found.append(TakenPoints(path, take_official(desk, OfficialRequest(path))))
        except Refused as refused:
            found.append(TakenPoints(path, problem=refused.problem))
    return tuple(found)


def stands(result: ImportResult) -> bool:
    """Whether this is what becomes of the file, or only of this try."""
    return is_final(result.refused)


def is_final(refused: Problem | None) -> bool:
    """Whether a refusal, if it is one, is the file's own fault."""
    return refused is None or refused.key not in _OF_THE_MOMENT


def _holds_points(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_points(file.read(_HEAD))
    except OSError:
        return False
