"""What the values of today say that those of an earlier day did not."""

from collections.abc import Iterator
from dataclasses import dataclass

from desk_app.domain.base.period import Every
from desk_app.jobs.open_desk import Desk
from desk_app.store import indexes


@dataclass(frozen=True, slots=True)
class Revision:
    """One value then and now; None where there was or is none."""

    code: str
    every: Every
    period: str
    then: float | None
    now: float | None


def compare_vintages(desk: Desk, known_before: str) -> Iterator[Revision]:
    """Every value which has come, gone or changed since a UTC time, by series, frequency and period."""
    connection = desk.database.conn
    for code in indexes.latest_codes(connection):
        for every in Every:
            then, now = (
                {row.period: row.value for row in indexes.latest_values(connection, code, every.value, when)}
                for when in (known_before, None)
            )
            for period in sorted({**then, **now}):
                if then.get(period) != now.get(period):
                    yield Revision(code, every, period, then.get(period), now.get(period))
