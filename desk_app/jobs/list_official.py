"""The official series there are, with their points and where they came from."""

import difflib
from dataclasses import dataclass, replace
from decimal import Decimal

from desk_app.domain.base.problem import refuse
from desk_app.domain.index.official_points.official import OfficialSeries, Version, without_repeats
from desk_app.jobs.open_desk import Desk
from desk_app.store import officials
from desk_app.store.officials import Take

_NEAR = 5


@dataclass(frozen=True, slots=True)
class OfficialInfo:
    """A series as its newest take describes it. `points` by period, oldest first: the versions of each figure, the last
    one standing. `takes` are those that count, and those undone.
    """

    series: OfficialSeries
    points: tuple[tuple[Version, ...], ...]
    takes: tuple[Take, ...]

    @property
    def code(self) -> str:
        """As charts know it."""
        return self.series.chart_code

    @property
    def standing(self) -> tuple[Version, ...]:
        return tuple(versions[-1] for versions in self.points)

    @property
    def latest_period(self) -> str | None:
        return self.points[-1][-1].point.period if self.points else None

    @property
    def latest_value(self) -> Decimal | None:
        return self.points[-1][-1].point.value if self.points else None

    @property
    def previous_value(self) -> Decimal | None:
        return self.points[-2][-1].point.value if len(self.points) > 1 else None

    def known_before(self, moment: str) -> "OfficialInfo":
        """The same with what had been taken before a UTC time, except what was undone since."""
        cut = (tuple(one for one in versions if one.taken_at < moment) for versions in self.points)
        return replace(self, points=tuple(versions for versions in cut if versions))

    @property
    def file(self) -> Take:
        """The take that described the series last."""
        return next(take for take in reversed(self.takes) if take.undone_at is None)


def list_official(desk: Desk) -> tuple[OfficialInfo, ...]:
    """Every series that has a take which counts, by owner and code."""
    takes: dict[str, list[Take]] = {}
    for take in officials.all_takes(desk.database.conn):
        takes.setdefault(take.series.code, []).append(take)
    found = [_info(desk, of) for of in takes.values() if any(take.undone_at is None for take in of)]
    return tuple(sorted(found, key=lambda info: (info.series.owner, info.series.code)))


def find_official(desk: Desk, code: str) -> OfficialSeries | None:
    """What is known of a code."""
    takes = officials.all_takes(desk.database.conn)
    counting = [take.series for take in takes if take.series.code == code and take.undone_at is None]
    return counting[-1] if counting else None


def official_info(desk: Desk, code: str) -> OfficialInfo:
    """One series; `Refused` names the near ones."""
    found = {info.series.code: info for info in list_official(desk)}
    if code not in found:
        near = difflib.get_close_matches(code, found, _NEAR, 0.4) or list(found)[:_NEAR]
        raise refuse("official_unknown" if found else "official_no_series", "series", code=code, near=", ".join(near))
    return found[code]


def _info(desk: Desk, takes: list[Take]) -> OfficialInfo:
    series = next(take.series for take in reversed(takes) if take.undone_at is None)
    versions = officials.point_versions(desk.database.conn, series.code)
    ordered = sorted(versions.values(), key=lambda of: of[0].point.span)
    return OfficialInfo(series, tuple(without_repeats(of) for of in ordered), tuple(takes))
