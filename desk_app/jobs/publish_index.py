"""Values of complete periods go out in the name of a person, and stand from then on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.domain.base.period import Every, Period, parse_period
from desk_app.domain.base.problem import refuse
from desk_app.domain.index.status import Status
from desk_app.domain.index.value_row import ValueRow
from desk_app.domain.index.vintage import parts_by_key
from desk_app.jobs.build_index import build_index, today_in_china
from desk_app.jobs.in_writing import needs_name, now_text
from desk_app.jobs.index_request import Asked, asked
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.jobs.standard_errors import standard_errors
from desk_app.store import dirty, indexes, published
from desk_app.store.database import Connection, writing


@dataclass(frozen=True, slots=True)
class WentOut:
    """How many values of which series went out, and its newest period."""

    code: str
    every: Every
    values: int
    last: str


def publish_index(
    desk: Desk,
    codes: Sequence[str],
    every: Every,
    through: Period | None,
    name: str,
    today: date | None = None,
    progress: Progress = SILENT,
) -> list[WentOut]:
    """Publish all values of complete periods up to `through` which have not gone out yet, in the name of a person.

    `codes` empty: every index. `Refused` where a code is no index or no one is named. Each value goes out with its
    bootstrap standard error: that takes as long as reading the trades of these periods once.
    """
    today = today or today_in_china()
    needs_name(name)
    build_index(desk, today=today)
    request = asked(desk)
    known = [group.code for group in request.groups]
    wanted = list(dict.fromkeys(codes)) or known
    for code in wanted:
        if code not in known:
            raise refuse("index_unknown", "series", code=code, near=", ".join(sorted(known)))
    going = _going(desk, request, wanted, every, through, today, progress)
    with writing(desk.database, desk.folder) as connection:
        if indexes.state(connection).revision != going.revision:  # another program was faster
            going = _going(desk, request, wanted, every, through, today, progress)
        for code, rows in going.rows.items():
            errors = (going.errors.get((code, row.period)) for row in rows)
            lines = (
                _going_out(connection, code, every, row, name, error) for row, error in zip(rows, errors, strict=True)
            )
            published.publish(connection, lines)
        dirty.mark(connection, ())
    build_index(desk, today=today)
    return [WentOut(code, every, len(rows), rows[-1].period) for code, rows in going.rows.items()]


@dataclass(frozen=True, slots=True)
class _Going:
    """What goes out, by code, with standard errors by code and period; `revision` of the trades it stands for."""

    revision: int
    rows: Mapping[str, list[ValueRow]]
    errors: Mapping[tuple[str, str], float | None]


def _going(
    desk: Desk,
    request: Asked,
    codes: Sequence[str],
    every: Every,
    through: Period | None,
    today: date,
    progress: Progress,
) -> _Going:
    connection = desk.database.conn
    revision = indexes.state(connection).revision
    ready = {code: rows for code in codes if (rows := _ready(connection, code, every, through, today))}
    periods = {code: [row.period for row in rows] for code, rows in ready.items()}
    errors = standard_errors(connection, request, every, periods, progress) if periods else {}
    return _Going(revision, ready, errors)


def _ready(connection: Connection, code: str, every: Every, through: Period | None, today: date) -> list[ValueRow]:
    """What can go out and has not."""
    out = {row.period for row in published.versions(connection, code, every.value)}
    rows = indexes.latest_values(connection, code, every.value)
    fresh = (row for row in rows if row.status == Status.OK.value and row.period not in out)
    return [row for row in fresh if _complete(row.period, through, today)]


def _complete(key: str, through: Period | None, today: date) -> bool:
    period = parse_period(key)
    return period.end < today and (through is None or period.end <= through.end)


def _going_out(
    connection: Connection, code: str, every: Every, row: ValueRow, name: str, error: float | None
) -> published.PublishedRow:
    blob = indexes.parts_of(connection, code, every.value, row.period)
    parts = parts_by_key(blob, indexes.product_places(connection))
    return published.PublishedRow(
        code, every.value, row.period, 1, row.value or 0.0, parts, row.grade, error, row.vintage, now_text(), name, ""
    )
