"""A recorded day out of the store, or a file of tick lines, to be replayed; nothing of a replay is kept."""

import threading
from datetime import date, datetime, time, timedelta
from pathlib import Path

from desk_app.domain.base.period import CHINA
from desk_app.domain.curve.merge import Taken
from desk_app.domain.curve.tick import About, Tick, milliseconds, read_line
from desk_app.feeds.failing import Failing, Reason
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.replay_feed import Recording
from desk_app.feeds.stream_feed import Heard
from desk_app.jobs.follow_ticks import Fresh
from desk_app.jobs.open_desk import Desk
from desk_app.store import ticks as store

_AT_ONCE = 2_000
_LARGEST = 500_000_000
"""Bytes of a file that is replayed: its ticks are in memory."""


def recording_of(desk: Desk, address: str) -> Recording:
    """A file of tick lines, or SOURCE@DAY: a day of China's that a source was heard on. `OSError` where it isn't."""
    source, at, day = address.rpartition("@")
    if at and source in store.sources(desk.database.conn):
        return _day_of(desk, source, day)
    return _file(Path(address).expanduser())


def _day_of(desk: Desk, source: str, text: str) -> Recording:
    try:
        day = date.fromisoformat(text)
        start, end = (datetime.combine(one, time(), CHINA) for one in (day, day + timedelta(days=1)))
    except (ValueError, OverflowError):
        raise Failing(Reason.NOT_FOUND, text[:20]) from None
    connection = desk.database.conn
    ticks = store.ticks_between(connection, source, milliseconds(start), milliseconds(end))
    codes = {tick.code for tick in ticks}
    return Recording([each for each in store.series_of(connection, source) if each.code in codes], ticks)


def _file(path: Path) -> Recording:
    if path.stat().st_size > _LARGEST:
        raise Failing(Reason.TOO_LARGE, path.name)
    series: dict[str, About] = {}
    ticks: list[Tick] = []
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            line = read_line(text.strip())
            if isinstance(line, About):
                series.setdefault(line.code, line)
            elif isinstance(line, Tick):
                ticks.append(line)
            elif text.strip():
                raise Failing(Reason.GARBAGE, text.strip()[:80])
    if not {tick.code for tick in ticks} <= series.keys():
        raise Failing(Reason.GARBAGE, path.name)
    return Recording(list(series.values()), sorted(ticks, key=lambda tick: tick.at))


class Replayed:
    """What a replay has said so far. `turn` is for the pump's thread, `so_far` for any."""

    def __init__(self, source: str, box: Mailbox[Heard]) -> None:
        self._source, self._box = source, box
        self._lock = threading.Lock()
        self._series: dict[str, About] = {}
        self._ticks: list[Tick] = []

    def turn(self) -> Fresh | None:
        """Take what is in the box."""
        fresh = []
        for heard in self._box.drain(_AT_ONCE):
            with self._lock:
                if isinstance(heard.line, About):
                    self._series[heard.line.code] = heard.line
                elif isinstance(heard.line, Tick):
                    self._ticks.append(heard.line)
                    fresh.append(Taken(0, heard.line, last=True))
        return Fresh(self._source, tuple(fresh)) if fresh else None

    def so_far(self) -> tuple[tuple[About, ...], list[Tick]]:
        """The series, and their ticks up to now."""
        with self._lock:
            return tuple(self._series.values()), list(self._ticks)
