"""Look at every value since each alert last looked: also those that came while the program was closed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from desk_app.domain.base.period import CHINA, parse_period
from desk_app.domain.curve.alert import Fired, Kind, Over, Position, Rule, follow, revised
from desk_app.domain.curve.tick import MARK, milliseconds
from desk_app.domain.curve.track import Track
from desk_app.jobs.load_track import load_track
from desk_app.jobs.open_desk import Desk
from desk_app.store import alerts
from desk_app.store.alerts import Entry, LogRow, RuleRow, State
from desk_app.store.database import Connection, writing

REMEMBERED = 500
"""How many of the newest lines of the log are looked at for values that are others by now."""
_SILENCE, _QUARTER = 40, 93
"""Days: how long a live series may have been silent before a change over days, and what the longest quarter has."""


@dataclass
class _Found:
    """What one look came to."""

    seen: dict[int, Position] = field(default_factory=dict)
    lines: list[LogRow] = field(default_factory=list)


def check_alerts(desk: Desk, codes: Collection[str] | None = None) -> tuple[LogRow, ...]:
    """Follow every rule that is on (of these series only, where they are named); what was added to the log, oldest
    first. A crossing is dated with the period it happened in. Firings stay; a value that is another one by now is told.
    """
    looked = _look(desk, desk.database.conn, codes)
    if not looked.seen and not looked.lines:
        return ()
    with writing(desk.database, desk.folder) as connection:
        found = _look(desk, connection, codes)  # again: another program may have looked meanwhile
        alerts.keep_positions(connection, found.seen)
        return tuple(replace(line, id=alerts.add_log(connection, line)) for line in found.lines)


def _look(desk: Desk, connection: Connection, codes: Collection[str] | None) -> _Found:
    rules = [row for row in alerts.all_rules(connection) if codes is None or row.rule.code in codes]
    seen, log = alerts.positions(connection), alerts.log_rows(connection, REMEMBERED)
    tracks = _Tracks(desk)
    found, now = _Found(), datetime.now(UTC).isoformat(timespec="seconds")
    for row in rules:
        mine = [line for line in log if line.rule == row.id]
        if row.state is State.ON and (track := tracks.of(row, seen.get(row.id))) is not None:
            position, fired = follow(row.rule, track, seen.get(row.id))
            if position != seen.get(row.id):
                found.seen[row.id] = position
            found.lines += [_fired(row, one, now) for one in fired]
        if row.state is not State.REMOVED and mine and not row.rule.code.startswith(MARK):  # ticks are let go of
            found.lines += _told_anew(row, tracks.of(row), mine, now)
    return found


class _Tracks:
    """Each series is read once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: dict[tuple[str, str, int | None], Track | None] = {}

    def of(self, row: RuleRow, seen: Position | None = None) -> Track | None:
        """The series of a rule; of a live one only what the rule needs to go on from what it has seen."""
        start = _start(row.rule, seen) if seen and row.rule.code.startswith(MARK) else None
        key = row.rule.code, row.rule.every.value, start
        if key not in self._read:
            self._read[key] = load_track(self._desk, row.rule.code, row.rule.every, start)
        return self._read[key]


def _start(rule: Rule, seen: Position) -> int | None:
    """From which moment on (UTC milliseconds) a rule needs a live series: None, from its first."""
    if rule.kind is Kind.CHANGE and rule.over is Over.VALUES:
        return None
    back = {Kind.LEVEL: 0, Kind.CHANGE: rule.count + _SILENCE, Kind.DISTANCE: _QUARTER}[rule.kind]
    at = datetime.fromisoformat(seen.period) if " " in seen.period else _midnight(seen.period)
    return milliseconds(at.replace(tzinfo=CHINA) - timedelta(days=back))


def _midnight(period: str) -> datetime:
    return datetime.combine(parse_period(period).start, time())


def _fired(row: RuleRow, fired: Fired, now: str) -> LogRow:
    return LogRow(0, row.id, Entry.FIRED, None, fired.period, fired.value, fired.measure, fired.side, now)


def _told_anew(row: RuleRow, track: Track | None, mine: Sequence[LogRow], now: str) -> list[LogRow]:
    """Firings whose value is another one than was last told of it."""
    told: dict[int, LogRow] = {}
    for line in reversed(mine):  # the oldest first
        told[line.about or line.id] = line
    found = ((number, last, revised(row.rule, track, last.period, last.value)) for number, last in told.items())
    return [_anew(row, number, last, by_now.value, now) for number, last, by_now in found if by_now is not None]


def _anew(row: RuleRow, number: int, last: LogRow, value: float | None, now: str) -> LogRow:
    kind = Entry.WITHDRAWN if value is None else Entry.REVISED
    return LogRow(0, row.id, kind, number, last.period, value, None, last.side, now)
