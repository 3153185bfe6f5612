"""How old a figure is, as a person says it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from desk_app.domain.base.period import CHINA
from desk_app.domain.curve.due import Due, State, hour_in
from desk_app.i18n import Words

if TYPE_CHECKING:
    from desk_app.settings import Settings


@dataclass(frozen=True, slots=True)
class Hour:
    """When a series' values come out, in China's time: as its owner states it (None: not stated), or `own`: as this
    desk has set it.
    """

    at: time | None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Aged:
    """The age on a figure: 3 天前, whether the figure is shown grey, and a line that says what was expected when."""

    text: str
    grey: bool
    tip: str


def stated_hour(published_at: str) -> Hour:
    """The hour in what the owner of an official series says."""
    return Hour(hour_in(published_at))


def own_hour(settings: "Settings") -> Hour:
    """The hour of this desk's own values."""
    return Hour(hour_in(settings["day_hour"]), own=True)


def aged(words: Words, due: Due, hour: Hour) -> Aged:
    """How old a newest value is, by what was to be expected of its series."""
    return Aged(_days_text(words, due.days), due.state is State.STALE, _tip(words, due, hour))


def _tip(words: Words, due: Due, hour: Hour) -> str:
    key = "day" if hour.at is None else "own" if hour.own else "stated"
    at = format(hour.at, "%H:%M") if hour.at else ""
    expected = words(f"calendar.expected.{key}", day=due.expected, hour=at)
    state = words(f"calendar.state.{due.state}")
    parts = (state, expected) if due.sure else (state, expected, words("calendar.expected.unsure"))
    return words("calendar.expected.between").join(parts)


def today() -> date:
    """The day it is in China, where the days of trades are counted."""
    return datetime.now(CHINA).date()


def age_text(words: Words, day: date) -> str:
    """今天, 昨天, 3 天前."""
    return _days_text(words, (today() - day).days)


def _days_text(words: Words, days: int) -> str:
    if days <= 0:
        return words("ui.age.today")
    return words("ui.age.yesterday") if days == 1 else words("ui.age.days", days=days)


def short_age(words: Words, day: date) -> str:
    """The same for a narrow column."""
    days = (today() - day).days
    return words("ui.age.today") if days <= 0 else words("ui.age.short", days=days)


def local_time(utc: str) -> str:
    """A stored moment (UTC, ISO) as this desk's clock shows it, to the minute."""
    return datetime.fromisoformat(utc).astimezone().strftime("%Y-%m-%d %H:%M")
