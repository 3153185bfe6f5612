"""Ticks of a live source, as they lie in the store once they have come."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from desk_app.domain.base.period import CHINA
from desk_app.domain.curve.merge import Place, Taken
from desk_app.domain.curve.tick import About, Tick, milliseconds
from desk_app.domain.index.official_points.official import StatedTax
from desk_app.jobs.open_desk import Desk
from desk_app.store import ticks
from desk_app.store.database import writing

CODE = "~hall/prnd_oxide"
ABOUT = About("prnd_oxide", "氧化镨钕", "某发布机构", "元/吨", StatedTax.INCL, "tick")


def tick(at: str, value: str) -> Tick:
    moment = datetime.fromisoformat(at).replace(tzinfo=CHINA)
    return Tick("prnd_oxide", milliseconds(moment), Decimal(value), event=f"{at} {value}")


def come(desk: Desk, *some: Tick, series: Sequence[About] = ()) -> None:
    with writing(desk.database, desk.folder) as connection:
        ticks.add(connection, "hall", Place(), [Taken(0, one, last=True) for one in some], series, (), 0)
