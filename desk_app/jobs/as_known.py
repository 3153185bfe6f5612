"""How things stood on a day: the moment at which that day ended, as the store writes moments."""

from datetime import UTC, datetime, timedelta

from desk_app.domain.base.period import CHINA, read_period


def end_of_day(text: str) -> str:
    """The moment (UTC) at which a day of China's ends; `Refused` where the text is no date."""
    end = datetime.combine(read_period(text).end + timedelta(days=1), datetime.min.time(), CHINA)
    return end.astimezone(UTC).isoformat(timespec="microseconds")
