"""The moments at which something about some series became known, came out otherwise, or went."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.domain.base.period import Every
from desk_app.jobs.list_official import OfficialInfo
from desk_app.jobs.open_desk import Desk
from desk_app.store import indexes


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """UTC, ISO; and how many values were written then."""

    at: str
    values: int


def list_moments(
    desk: Desk, codes: Sequence[str], every: Every, official: Sequence[OfficialInfo] = ()
) -> tuple[Moment, ...]:
    """Own series at one frequency and official ones at their own, oldest first.

    Between two of them nothing changes: what was known at one is what was known before the next.
    """
    found = dict(indexes.moments(desk.database.conn, codes, every.value)) if codes else {}
    for info in official:
        for versions in info.points:
            for version in versions:
                found[version.taken_at] = found.get(version.taken_at, 0) + 1
    return tuple(sorted(Moment(at, values) for at, values in found.items()))


def known_before(moments: Sequence[Moment], place: int) -> str | None:
    """The UTC time before which just what the moment at `place` brought was known; None for the last: that is now."""
    return moments[place + 1].at if place + 1 < len(moments) else None
