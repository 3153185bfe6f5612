"""Who stands for what goes out or is set, and when it was said."""

from datetime import UTC, datetime

from desk_app.domain.base.problem import refuse


def needs_name(name: str) -> None:
    """`Refused` where no one stands for it."""
    if not name.strip():
        raise refuse("name_needed", "name")


def now_text() -> str:
    """UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
