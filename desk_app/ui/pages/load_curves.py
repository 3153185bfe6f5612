"""What the curves page asks of the desk, behind the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Problem, Refused

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve
    from desk_app.domain.index.official_points.tracking import Tracking
    from desk_app.jobs.list_official import OfficialInfo
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.jobs.open_desk import Desk


@dataclass(frozen=True, slots=True)
class SeriesFound:
    """Names in both languages by code, own series, official ones."""

    names: dict[str, tuple[str, str]]
    series: "tuple[SeriesInfo, ...]"
    official: "tuple[OfficialInfo, ...]"


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """The curves asked for; of one official and one own, how far apart they run, or why that can't be said."""

    curves: "tuple[Curve, ...]"
    every: Every
    tracking: "Tracking | Problem | None" = None


def load_series(desk: "Desk") -> SeriesFound:
    """All there is to choose from."""
    from desk_app.jobs.index_request import asked
    from desk_app.jobs.list_official import list_official
    from desk_app.jobs.list_series import list_series
    from desk_app.jobs.load_products import load_products

    names = {product.key: (product.zh, product.en) for product in load_products(desk).all()}
    names |= {group.code: (group.zh, group.en) for group in asked(desk).groups if group.zh}  # the user's own
    return SeriesFound(names, list_series(desk), list_official(desk))


def load_curves(desk: "Desk", codes: Sequence[str], official: "Mapping[str, OfficialInfo]", every: Every) -> Loaded:
    """Own curves at `every`, official ones at their owner's frequency."""
    from desk_app.jobs.load_curve import load_curve
    from desk_app.jobs.track_official import official_curve

    curves = (official_curve(official[code]) if code in official else load_curve(desk, code, every) for code in codes)
    return Loaded(tuple(curves), every, _tracking(desk, codes, official))


def _tracking(
    desk: "Desk", codes: Sequence[str], official: "Mapping[str, OfficialInfo]"
) -> "Tracking | Problem | None":
    from desk_app.jobs.track_official import track_official

    theirs = [official[code].series.code for code in codes if code in official]
    ours = [code for code in codes if code not in official]
    if len(theirs) != 1 or len(ours) != 1:
        return None
    try:
        return track_official(desk, theirs[0], ours[0])
    except Refused as refused:
        return refused.problem


def undo_official(desk: "Desk", take: int) -> None:
    """Take one take of official points back."""
    from desk_app.jobs.take_official import undo_take

    undo_take(desk, take)
