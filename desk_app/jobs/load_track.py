"""Series out of the store as tracks: what the price board and the alerts read of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from desk_app.domain.base.period import Every, parse_period
from desk_app.domain.base.problem import Refused
from desk_app.domain.curve import tick
from desk_app.domain.curve.curve import day_number
from desk_app.domain.curve.track import NO_SUMS, Ints, Origin, Sums, Track
from desk_app.domain.index.group import GROUPS
from desk_app.domain.index.official_points.official import MARK
from desk_app.jobs.index_request import asked
from desk_app.jobs.list_official import OfficialInfo, list_official
from desk_app.jobs.load_live import load_live
from desk_app.jobs.open_desk import Desk
from desk_app.store import indexes
from desk_app.store.day_sums import read_sums
from desk_app.store.index_settings import group_entries


def load_tracks(desk: Desk, products: Iterable[str], official: Iterable[OfficialInfo]) -> tuple[Track, ...]:
    """All daily series that have a value: own indices, then official ones, then prices in the order of `products`."""
    return tuple(_tracks(desk, list(products), official))


def _tracks(desk: Desk, products: Sequence[str], official: Iterable[OfficialInfo]) -> Iterator[Track]:
    codes, groups = indexes.latest_codes(desk.database.conn), [group.code for group in asked(desk).groups]
    sums = read_sums(desk.database.conn)
    place = {key: number for number, key in enumerate(products)}
    prices = sorted(set(codes) - set(groups), key=lambda code: (place.get(code, len(place)), code))
    found = [_own(desk, code, Origin.INDEX, Every.DAY, {}) for code in groups if code in codes]
    found += [_official(info) for info in official]
    found += [_own(desk, code, Origin.PRICE, Every.DAY, sums) for code in prices]
    yield from (track for track in found if track is not None)


def load_track(desk: Desk, code: str, every: Every = Every.DAY, start: int | None = None) -> Track | None:
    """One series at one frequency, an official or a live one by its code with its mark; None where it has no value.

    `start` (UTC milliseconds) cuts off what a live series had before: it may have millions of values.
    """
    if code.startswith(tick.MARK):
        return _live(desk, code, start)
    if code.startswith(MARK):
        official = next((info for info in list_official(desk) if info.code == code), None)
        return _official(official) if official else None
    if code in _groups(desk):
        return _own(desk, code, Origin.INDEX, every, {})
    return _own(desk, code, Origin.PRICE, every, read_sums(desk.database.conn, code))


def _groups(desk: Desk) -> frozenset[str]:
    """The codes of all groups there are an index over: nothing of the products is read for it."""
    own = (str(entry["code"]) for entry in group_entries(desk.database.conn))
    return frozenset((*(group.code for group in GROUPS), *own))


def _own(desk: Desk, code: str, origin: Origin, every: Every, sums: Mapping[str, Sums]) -> Track | None:
    rows = indexes.observed_values(desk.database.conn, code, every.value)
    if not rows:
        return None
    periods, values, grades, trades = zip(*rows, strict=True)
    days, behind = _last_days(periods, every), sums.get(code, NO_SUMS)
    return Track(code, origin, every, days, np.array(values, np.float64), periods, behind, grades[-1], trades[-1])


def _live(desk: Desk, code: str, start: int | None) -> Track | None:
    """What came of a live series, at its source's own frequency."""
    try:
        curve = load_live(desk, code, start=start)
    except Refused:
        return None  # its source is forgotten
    days = np.floor(curve.ends).astype(np.int64)
    return Track(code, Origin.LIVE, curve.every, days, curve.values, curve.periods) if len(days) else None


def _official(info: OfficialInfo) -> Track | None:
    points = [version.point for version in info.standing]
    if not points:
        return None
    days = np.array([day_number(point.span.end) for point in points], np.int64)
    values = np.array([float(point.value) for point in points], np.float64)
    periods = tuple(point.period for point in points)
    return Track(info.code, Origin.OFFICIAL, info.series.every, days, values, periods, stated=info.latest_value)


def _last_days(periods: Sequence[str], every: Every) -> Ints:
    if every is Every.DAY:
        return np.array(periods, "datetime64[D]").astype(np.int64)
    return np.array([day_number(parse_period(key).end) for key in periods], np.int64)
