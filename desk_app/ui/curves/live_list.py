"""Live series of sources that this desk follows, each with whose it is. The selected rows are on the chart too."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from desk_app.domain.base.money import grouped
from desk_app.domain.base.period import CHINA
from desk_app.ui.ages import short_age, today
from desk_app.ui.curves.group_list import GroupList
from desk_app.ui.curves.live_words import live_about, live_text, live_unit
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.record_model import RIGHT, Column

if TYPE_CHECKING:
    from desk_app.jobs.list_live import LiveInfo


class LiveList(GroupList["LiveInfo"]):
    """What comes in shows at once: `newest` by code is the place on the axis and the value of the newest tick."""

    heading_key: ClassVar[str] = "curve.live.heading"
    tip_key: ClassVar[str] = "curve.live.tip"
    sign: ClassVar[str] = "●"

    def __init__(self, hub: Hub) -> None:
        self.newest: dict[str, tuple[float, float]] = {}
        super().__init__(hub)

    def columns(self) -> "tuple[Column[LiveInfo], ...]":
        """What is shown of a series."""
        return (
            Column("ui.curves.column.mark", self.mark, lambda i: i.code, colour=self.mark_colour),
            Column("ui.curves.column.name", self._name, self._name, tip=self._about),
            Column("official.column.owner", _owner, _owner, tip=self._about),
            Column("ui.curves.column.latest", self._latest, self._value, RIGHT, tip=self._unit),
            Column("ui.curves.column.age", self._age, self._day, RIGHT, tip=self._about),
        )

    def live_line(self) -> str:
        """Whose they are, and that they come as they come."""
        words = self._hub.words
        whose = dict.fromkeys(info.about.owner or info.source for info in self.model.all_records)
        return words("curve.live.sources", owners=" / ".join(whose))

    def show_newest(self, newest: dict[str, tuple[float, float]]) -> None:
        """These came in."""
        self.newest = newest
        self.model.retitle()

    def _name(self, info: "LiveInfo") -> str:
        return info.about.called(self._hub.words.language) or info.about.code

    def _about(self, info: "LiveInfo") -> str:
        return live_about(self._hub, info)

    def _unit(self, info: "LiveInfo") -> str:
        return live_unit(self._hub, info)

    def _value(self, info: "LiveInfo") -> float:
        found = self.newest.get(info.code)
        return found[1] if found else float(info.value or 0)

    def _latest(self, info: "LiveInfo") -> str:
        if info.code in self.newest:
            return live_text(self._value(info), info.about.unit)
        return grouped(info.value) if info.value is not None else ""

    def _day(self, info: "LiveInfo") -> date:
        return live_day(info, self.newest)

    def _age(self, info: "LiveInfo") -> str:
        known = info.at is not None or info.code in self.newest
        return short_age(self._hub.words, self._day(info)) if known else ""


def live_day(info: "LiveInfo", newest: dict[str, tuple[float, float]]) -> date:
    """The day of the newest value, in China's time."""
    if info.code in newest:
        from desk_app.domain.curve.curve import day_of

        return day_of(newest[info.code][0])
    at: datetime | None = info.at
    return at.astimezone(CHINA).date() if at is not None else today()


def _owner(info: "LiveInfo") -> str:
    return info.about.owner or info.source
