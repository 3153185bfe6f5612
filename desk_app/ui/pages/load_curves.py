"""What the curves page asks of the desk, behind the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Problem, Refused

if TYPE_CHECKING:
    from desk_app.domain.base.calendar import Calendar
    from desk_app.domain.curve.curve import Curve
    from desk_app.domain.curve.event import Event
    from desk_app.domain.index.official_points.tracking import Tracking
    from desk_app.jobs.list_live import LiveInfo
    from desk_app.jobs.list_moments import Moment
    from desk_app.jobs.list_official import OfficialInfo
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.jobs.open_desk import Desk


@dataclass(frozen=True, slots=True)
class SeriesFound:
    """Names in both languages by code, own series, official ones, live ones."""

    names: dict[str, tuple[str, str]]
    series: "tuple[SeriesInfo, ...]"
    official: "tuple[OfficialInfo, ...]"
    live: "tuple[LiveInfo, ...]" = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What stands round all curves: the calendar, and what happened when."""

    calendar: "Calendar"
    events: "tuple[Event, ...]"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which curves, how often, as known before which moment (UTC; None: now), and what is to be made of them.

    `more`: codes a template needs besides; `deals`: the product whose single deals are shown; `moments`: whether the
    moments at which something changed are wanted.
    """

    codes: tuple[str, ...]
    every: Every
    known_before: str | None = None
    more: tuple[str, ...] = ()
    deals: str = ""
    moments: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """The curves asked for; of one official and one own, how far apart they run, or why that can't be said.

    `now` by code what is known today, where it is another curve; `official` as their figures stood then.
    """

    asked: Asked
    curves: "tuple[Curve, ...]"
    grades: "Mapping[str, tuple[str, ...]]" = field(default_factory=dict)
    tracking: "Tracking | Problem | None" = None
    now: "Mapping[str, Curve]" = field(default_factory=dict)
    more: "Mapping[str, Curve]" = field(default_factory=dict)
    official: "Mapping[str, OfficialInfo]" = field(default_factory=dict)
    deals: "Curve | None" = None
    moments: "tuple[Moment, ...]" = ()


def load_series(desk: "Desk") -> SeriesFound:
    """All there is to choose from."""
    from desk_app.jobs.index_request import asked
    from desk_app.jobs.list_live import list_live
    from desk_app.jobs.list_official import list_official
    from desk_app.jobs.list_series import list_series
    from desk_app.jobs.load_products import load_products

    names = {product.key: (product.zh, product.en) for product in load_products(desk).all()}
    names |= {group.code: (group.zh, group.en) for group in asked(desk).groups if group.zh}  # the user's own
    return SeriesFound(names, list_series(desk), list_official(desk), list_live(desk))


def load_around(desk: "Desk") -> Around:
    """The calendar and the events of all days."""
    from desk_app.jobs.list_events import list_events
    from desk_app.jobs.load_calendar import load_calendar

    return Around(load_calendar(desk), list_events(desk))


def load_curves(desk: "Desk", asked: Asked, official: "Mapping[str, OfficialInfo]") -> Loaded:
    """Own curves at the frequency asked for, official ones at their owner's."""
    before = asked.known_before
    then = {code: info if before is None else info.known_before(before) for code, info in official.items()}
    own = [code for code in asked.codes if code not in official]
    found = {code: _load(desk, code, asked.every, before) for code in own}
    curves = {code: curve for code, (curve, _) in found.items()}
    curves |= {code: _official(then[code]) for code in asked.codes if code in official}
    more = [code for code in asked.more if code not in found]
    return Loaded(
        asked,
        tuple(curves[code] for code in asked.codes),
        {code: grades for code, (_, grades) in found.items()},
        _tracking(desk, asked, official),
        {} if before is None else dict(_changed(desk, asked, curves, official)),
        {code: _load(desk, code, asked.every, before)[0] for code in more},
        then,
        _deals(desk, asked, curves),
        _moments(desk, asked, own, official) if asked.moments else (),
    )


def _load(desk: "Desk", code: str, every: Every, before: str | None) -> "tuple[Curve, tuple[str, ...]]":
    from desk_app.jobs.load_curve import load_graded

    found = load_graded(desk, code, every, before)
    return found.curve, found.grades


def _official(info: "OfficialInfo") -> "Curve":
    from desk_app.jobs.track_official import official_curve

    return official_curve(info)


def _changed(
    desk: "Desk", asked: Asked, then: "Mapping[str, Curve]", official: "Mapping[str, OfficialInfo]"
) -> "list[tuple[str, Curve]]":
    """What is known today of those that have come out otherwise since."""
    import numpy as np

    found = []
    for code in asked.codes:
        now = _official(official[code]) if code in official else _load(desk, code, asked.every, None)[0]
        was = then[code]
        if not (np.array_equal(now.days, was.days) and np.array_equal(now.values, was.values, equal_nan=True)):
            found.append((code, now))
    return found


def _deals(desk: "Desk", asked: Asked, curves: "Mapping[str, Curve]") -> "Curve | None":
    from desk_app.domain.curve.curve import day_of
    from desk_app.jobs.load_deals import load_deals

    curve = curves.get(asked.deals)
    if curve is None or not len(curve.days):
        return None
    return load_deals(desk, asked.deals, day_of(curve.days[0]), day_of(curve.ends[-1]))


def _moments(
    desk: "Desk", asked: Asked, own: Sequence[str], official: "Mapping[str, OfficialInfo]"
) -> "tuple[Moment, ...]":
    from desk_app.jobs.list_moments import list_moments

    theirs = [official[code] for code in asked.codes if code in official]
    return list_moments(desk, own, asked.every, theirs)


def _tracking(desk: "Desk", asked: Asked, official: "Mapping[str, OfficialInfo]") -> "Tracking | Problem | None":
    """As all stands now; what was known earlier is not held against each other."""
    from desk_app.jobs.track_official import track_official

    theirs = [official[code].series.code for code in asked.codes if code in official]
    ours = [code for code in asked.codes if code not in official]
    if len(theirs) != 1 or len(ours) != 1 or asked.known_before is not None:
        return None
    try:
        return track_official(desk, theirs[0], ours[0])
    except Refused as refused:
        return refused.problem


def undo_official(desk: "Desk", take: int) -> None:
    """Take one take of official points back."""
    from desk_app.jobs.take_official import undo_take

    undo_take(desk, take)
