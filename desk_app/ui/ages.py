"""How old a figure is, as a person says it."""

from datetime import date, datetime

from desk_app.i18n import Words


def today() -> date:
    """The day on this desk's wall."""
    return datetime.now().astimezone().date()


def age_text(words: Words, day: date) -> str:
    """今天, 昨天, 3 天前."""
    days = (today() - day).days
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
