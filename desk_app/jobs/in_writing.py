"""What is kept in the name of a person: who, why, when."""

from datetime import UTC, datetime

from desk_app.domain.base.period import CHINA
from desk_app.domain.base.problem import refuse


def needs_name(name: str) -> None:
    """`Refused` where no one stands for what is done."""
    if not name.strip():
        raise refuse("name_needed", "name")


def needs_reason(why: str) -> None:
    """`Refused` where it is not said why."""
    if not why.strip():
        raise refuse("reason_needed", "reason")


def now_text() -> str:
    """UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def china_text(at: str) -> str:
    """A kept moment as the clocks in China show it, to the minute."""
    return datetime.fromisoformat(at).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
