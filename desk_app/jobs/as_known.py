"""How things stood on a day: the moment at which that day ended, as the store writes moments."""

from datetime import UTC, datetime, timedelta, timezone

from desk_app.domain.base.period import parse_period
from desk_app.domain.base.problem import refuse

_CHINA = timezone(timedelta(hours=8))


def end_of_day(text: str) -> str:
    """The moment (UTC) at which a day of China's ends; `Refused` where the text is no date."""
    try:
        day = parse_period(text).end
    except ValueError:
        raise refuse("period_unreadable", "period", text=text) from None
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), _CHINA)
    return end.astimezone(UTC).isoformat(timespec="microseconds")
