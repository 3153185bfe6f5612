"""What happened on which day, for the lane under a chart."""

from datetime import date

from desk_app.domain.curve.event import Event, between
from desk_app.jobs.open_desk import Desk


def list_events(desk: Desk, first: date | None = None, last: date | None = None) -> tuple[Event, ...]:
    """Announced ore prices, policy and the desk's own notes of a stretch of days (both ends included; None: open)."""
    return between((), first, last)
