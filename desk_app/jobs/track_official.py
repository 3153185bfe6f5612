"""An official series as a curve, and how far one of ours runs from it."""

from desk_app.domain.curve.curve import Curve, curve_of
from desk_app.domain.index.official_points.tracking import Tracking, track
from desk_app.domain.index.status import Status
from desk_app.jobs.list_official import OfficialInfo, official_info
from desk_app.jobs.load_curve import load_values
from desk_app.jobs.open_desk import Desk


def official_curve(info: OfficialInfo) -> Curve:
    """The figures that stand, at their owner's frequency: never made coarser, never joined with ours."""
    points = [version.point for version in info.standing]
    return curve_of(
        info.code,
        info.series.every,
        "points",
        [point.span for point in points],
        [float(point.value) for point in points],
        [Status.OK.value] * len(points),
        [0] * len(points),
        [0.0] * len(points),
    )


def track_official(desk: Desk, code: str, ours: str, base: str | None = None) -> Tracking:
    """Compare an official series with one of ours, ours at the official one's frequency."""
    info = official_info(desk, code)
    _, rows = load_values(desk, ours, info.series.every)
    own = {row.period: row.value for row in rows if row.value is not None}
    theirs = {version.point.period: float(version.point.value) for version in info.standing}
    return track(theirs, own, base)
