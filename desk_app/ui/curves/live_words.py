"""What is said of live series wherever they are shown: whose, from where, in which unit, how old to the second."""

from datetime import datetime
from typing import TYPE_CHECKING

from desk_app.domain.base.exact import published
from desk_app.domain.base.money import grouped
from desk_app.domain.base.period import CHINA
from desk_app.i18n import Words
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.jobs.list_live import LiveInfo

_MINUTE, _HOUR = 60, 3600
_DAY = 86_400


def live_text(value: float, unit: str) -> str:
    """Prices in yuan per tonne to the yuan, all else to two places."""
    places = 0 if unit == "yuan/t" else 2
    return grouped(published(value, places), places)


def live_unit(hub: Hub, info: "LiveInfo") -> str:
    """The unit as its source states it, with the tax basis."""
    words, about = hub.words, info.about
    known = {"yuan/t": words("ui.unit.yuan_per_tonne"), "points": words("ui.curves.unit_points")}
    unit = known.get(about.unit, about.unit)
    return (
        unit if about.unit == "points" else words("curve.live.unit", unit=unit, tax=words(f"official.tax.{about.tax}"))
    )


def live_about(hub: Hub, info: "LiveInfo") -> str:
    """One line: name, owner, source, unit, tax basis, what it says of itself."""
    about = info.about
    name = about.called(hub.words.language) or about.code
    owner = about.owner or info.source
    line = hub.words("curve.live.about", name=name, owner=owner, source=info.source, unit=live_unit(hub, info))
    return " · ".join(part for part in (line, about.base, about.label) if part)


def live_stamp(hub: Hub, info: "LiveInfo") -> str:
    """What stands in the chart itself."""
    about = info.about
    name, owner = about.called(hub.words.language) or about.code, about.owner or info.source
    return hub.words("curve.live.stamp", name=name, owner=owner, source=info.source)


def live_name(hub: Hub, info: "LiveInfo") -> str:
    """Its name, and whose it is."""
    about = info.about
    name = about.called(hub.words.language) or about.code
    return hub.words("curve.live.named", name=name, owner=about.owner or info.source)


def seconds_old(day: float) -> float:
    """How long ago a place on the axis was."""
    from desk_app.domain.curve.tick import milliseconds, place_of

    return (place_of(milliseconds(datetime.now(CHINA))) - day) * _DAY


def young_age(words: Words, seconds: float) -> str:
    """5 秒前, 3 分钟前; empty for what is older than an hour."""
    if seconds < _MINUTE:
        return words("curve.live.seconds", count=max(int(seconds), 0))
    return words("curve.live.minutes", count=int(seconds // _MINUTE)) if seconds < _HOUR else ""
