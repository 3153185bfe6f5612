"""How old the newest value of each series is, by what was to be expected of it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from desk_app.domain.base.period import CHINA, Every
from desk_app.ui.ages import Aged, Hour, aged, own_hour, stated_hour
from desk_app.ui.hub import Hub
from desk_app.ui.pages.official_words import official_day
from desk_app.ui.pages.series_list import newest_day

if TYPE_CHECKING:
    from desk_app.domain.base.calendar import Calendar
    from desk_app.jobs.list_official import OfficialInfo
    from desk_app.jobs.list_series import SeriesInfo


def series_ages(
    hub: Hub, calendar: "Calendar", series: "Iterable[SeriesInfo]", official: "Iterable[OfficialInfo]"
) -> dict[str, Aged]:
    """By code: own prices each trading day at the desk's hour, official ones as their owners state."""
    own = own_hour(hub.settings)
    ages = {one.code: age_of(hub, calendar, Every.DAY, newest_day(one), own) for one in series}
    for info in official:
        if info.standing:
            hour = stated_hour(info.series.published_at)
            ages[info.code] = age_of(hub, calendar, info.series.every, official_day(info), hour)
    return ages


def age_of(hub: Hub, calendar: "Calendar", every: Every, newest: date, hour: Hour) -> Aged:
    """Of one series whose newest value is of that day."""
    from desk_app.domain.curve.due import due

    return aged(hub.words, due(every, newest, datetime.now(CHINA), calendar, hour.at), hour)
