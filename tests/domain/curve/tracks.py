"""Series for tests of the board and the alerts."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from hypothesis import strategies as st

from desk_app.domain.base.period import Every
from desk_app.domain.curve.curve import day_number
from desk_app.domain.curve.track import NO_SUMS, Origin, Sums, Track

Traded = tuple[date, float, float]
"""Day, yuan per tonne, tonnes: all of a day's trades together."""

FIRST = date(2023, 11, 1)


def price_track(traded: list[Traded], code: str = "prnd_oxide") -> Track:
    """A price out of days in order."""
    days = np.array([day_number(day) for day, _, _ in traded], np.int64)
    price, mass = (np.array([row[at] for row in traded], np.float64) for at in (1, 2))
    sums = Sums(days, price * mass, mass, np.ones(len(days), np.int64))
    periods = tuple(day.isoformat() for day, _, _ in traded)
    return Track(code, Origin.PRICE, Every.DAY, days, sums.value / sums.mass, periods, sums, "A", 1)


def index_track(values: list[tuple[date, float]], code: str = "composite") -> Track:
    """An index out of days in order."""
    days = np.array([day_number(day) for day, _ in values], np.int64)
    points = np.array([value for _, value in values], np.float64)
    return Track(code, Origin.INDEX, Every.DAY, days, points, tuple(day.isoformat() for day, _ in values), NO_SUMS, "A")


def official_track(values: list[tuple[date, float]], stated: str = "") -> Track:
    """Weekly points of others."""
    track = index_track(values, "official:X")
    newest = Decimal(stated) if stated else None
    return Track(track.code, Origin.OFFICIAL, Every.WEEK, track.days, track.values, track.periods, stated=newest)


PRICES = st.floats(1.0, 1e7, allow_nan=False)


@st.composite
def traded_days(draw: st.DrawFn, most: int = 60) -> list[Traded]:
    """Days in order with gaps, over up to three years."""
    gaps = draw(st.lists(st.integers(1, 40), min_size=1, max_size=most))
    days = [FIRST + timedelta(days=sum(gaps[: at + 1])) for at in range(len(gaps))]
    return [(day, draw(PRICES), draw(st.floats(0.01, 1e4))) for day in days]
