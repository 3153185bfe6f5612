"""The live series there are: whose, in what unit, and their newest values."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from desk_app.domain.base.problem import refuse
from desk_app.domain.curve.tick import About, Tick, chart_code, moment
from desk_app.jobs.keep_sources import list_kept
from desk_app.jobs.open_desk import Desk
from desk_app.store import ticks as store


@dataclass(frozen=True, slots=True)
class LiveInfo:
    """A series of a source, as that source describes it. `at` is UTC; None while it has no value."""

    source: str
    about: About
    at: datetime | None = None
    value: Decimal | None = None
    previous: Decimal | None = None

    @property
    def code(self) -> str:
        """As charts know it."""
        return chart_code(self.source, self.about.code)


def list_live(desk: Desk) -> tuple[LiveInfo, ...]:
    """Every series that was ever heard, by source and code; of sources that are followed no more too."""
    connection = desk.database.conn
    return tuple(
        live_info(source, about, store.newest_two(connection, source, about.code))
        for source in store.sources(connection)
        for about in store.series_of(connection, source)
    )


def live_info(source: str, about: About, newest: tuple[Tick, ...]) -> LiveInfo:
    """A series with its newest tick and the one before it."""
    last = newest[0] if newest else None
    before = newest[1].value if len(newest) > 1 else None
    return LiveInfo(source, about, moment(last.at) if last else None, last.value if last else None, before)


def counts(desk: Desk, source: str) -> dict[str, int]:
    """What came from a source in all: "ticks", and problems by kind."""
    return store.counts_of(desk.database.conn, source)


def problems(desk: Desk, source: str, most: int = 100) -> list[store.Problem]:
    """What could not be taken as it came, the newest first."""
    return store.problems_of(desk.database.conn, source, most)


def forget_ticks(desk: Desk, source: str) -> None:
    """Let go of all that a source left; `Refused` while it is followed, for it would begin anew."""
    from desk_app.store.database import writing

    if any(each.name == source for each in list_kept(desk.folder)):
        raise refuse("source_followed", "source", name=source)
    with writing(desk.database, desk.folder) as connection:
        store.forget(connection, source)
