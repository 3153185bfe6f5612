"""Values of complete periods go out in the name of a person, and stand from then on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.domain.base.period import Every, Period, parse_period
from desk_app.domain.base.problem import refuse
from desk_app.domain.index.status import Status
from desk_app.jobs.build_index import build_index, today_in_china
from desk_app.jobs.in_writing import needs_name, now_text
from desk_app.jobs.index_request import asked
from desk_app.jobs.open_desk import Desk
from desk_app.store import dirty, indexes, published
from desk_app.store.database import writing


@dataclass(frozen=True, slots=True)
class WentOut:
    """How many values of which series went out, and its newest period."""

    code: str
    every: Every
    values: int
    last: str


def publish_index(
    desk: Desk, codes: Sequence[str], every: Every, through: Period | None, name: str, today: date | None = None
) -> list[WentOut]:
    """Publish all values of complete periods up to `through` which have not gone out yet, in the name of a person.

    `codes` empty: every index. `Refused` where a code is no index or no one is named.
    """
    today = today or today_in_china()
    needs_name(name)
    build_index(desk, today=today)
    wanted = list(codes) or [group.code for group in asked(desk).groups]
    known = {group.code for group in asked(desk).groups}
    for code in wanted:
        if code not in known:
            raise refuse("index_unknown", "series", code=code, near=", ".join(sorted(known)))
    went = []
    with writing(desk.database, desk.folder) as connection:
        out = {(row.code, row.every, row.period) for row in published.newest(connection)}
        for code in wanted:
            rows = [
                row
                for row in indexes.latest_values(connection, code, every.value)
                if row.status == Status.OK.value and (code, every.value, row.period) not in out
            ]
            ready = [row for row in rows if _complete(row.period, through, today)]
            published.publish(connection, (_going_out(desk, code, every, row, name) for row in ready))
            went += [WentOut(code, every, len(ready), ready[-1].period)] if ready else []
        dirty.mark(connection, ())
    build_index(desk, today=today)
    return went


def _complete(key: str, through: Period | None, today: date) -> bool:
    period = parse_period(key)
    return period.end < today and (through is None or period.end <= through.end)


def _going_out(desk: Desk, code: str, every: Every, row: indexes.ValueRow, name: str) -> published.PublishedRow:
    from desk_app.domain.index.vintage import parts_by_key

    connection = desk.database.conn
    blob = indexes.parts_of(connection, code, every.value, row.period)
    parts = parts_by_key(blob, indexes.product_places(connection))
    return published.PublishedRow(
        code, every.value, row.period, 1, row.value or 0.0, parts, row.grade, None, row.vintage, now_text(), name, ""
    )
