"""A day on which the market stayed closed all of a sudden (2020-01-31 was one), and its taking back."""

from datetime import date

from desk_app.domain.base.problem import refuse
from desk_app.jobs.in_writing import needs_name, needs_reason, now_text
from desk_app.jobs.load_calendar import load_calendar
from desk_app.jobs.open_desk import Desk
from desk_app.store.calendars import Closure, save_closure, standing_closures
from desk_app.store.database import writing

_LONGEST = 300


def close_day(desk: Desk, day: date, why: str, name: str) -> Closure:
    """Close a trading day by hand; `Refused` for a day that is closed already or that the calendar does not reach."""
    needs_name(name)
    needs_reason(why)
    if len(why) > _LONGEST or not why.isprintable():
        raise refuse("closure_why", "calendar", most=str(_LONGEST))
    with writing(desk.database, desk.folder) as connection:
        trades = load_calendar(desk).is_trading(day)
        if trades is None:
            raise refuse("calendar_beyond", "calendar", day=day.isoformat())
        if not trades:
            raise refuse("day_closed", "calendar", day=day.isoformat())
        closure = Closure(day, True, why.strip(), name.strip(), now_text())
        save_closure(connection, closure)
    return closure


def reopen_day(desk: Desk, day: date, why: str, name: str) -> Closure:
    """Take back a closure made by hand."""
    needs_name(name)
    needs_reason(why)
    with writing(desk.database, desk.folder) as connection:
        if day not in {closure.day for closure in standing_closures(connection)}:
            raise refuse("day_not_closed", "calendar", day=day.isoformat())
        closure = Closure(day, False, why.strip(), name.strip(), now_text())
        save_closure(connection, closure)
    return closure
