"""Official series under a heading of their own, each with its owner. The selected rows are on the chart too."""

from typing import TYPE_CHECKING, ClassVar

from desk_app.ui.ages import short_age
from desk_app.ui.curves.group_list import GroupList
from desk_app.ui.pages.official_words import (
    figure_text,
    official_about,
    official_day,
    official_unit,
)
from desk_app.ui.widgets.record_model import RIGHT, Column

if TYPE_CHECKING:
    from decimal import Decimal

    from desk_app.jobs.list_official import OfficialInfo


class OfficialList(GroupList["OfficialInfo"]):
    """By owner and code, as they were published."""

    heading_key: ClassVar[str] = "ui.official.heading"
    tip_key: ClassVar[str] = "official.label"
    sign: ClassVar[str] = "◇"

    def columns(self) -> "tuple[Column[OfficialInfo], ...]":
        """What is shown of a series."""
        return (
            Column("ui.curves.column.mark", self.mark, lambda i: i.code, colour=self.mark_colour),
            Column("ui.curves.column.name", self._name, self._name, tip=self._about),
            Column("official.column.owner", lambda i: i.series.owner, lambda i: i.series.owner, tip=self._about),
            Column("ui.curves.column.latest", _latest, _value, RIGHT, colour=self.stale_colour, tip=self._unit),
            Column("ui.curves.column.age", self._age, official_day, RIGHT, colour=self.stale_colour, tip=self._about),
        )

    def live_line(self) -> str:
        """How often each of these comes out."""
        words = self._hub.words
        often = dict.fromkeys(words(f"official.every.{info.series.every}") for info in self.model.all_records)
        return words("curve.live.official", every=" / ".join(often))

    def _name(self, info: "OfficialInfo") -> str:
        return info.series.called(self._hub.words.language)

    def _about(self, info: "OfficialInfo") -> str:
        return official_about(self._hub, info)

    def _unit(self, info: "OfficialInfo") -> str:
        return official_unit(self._hub, info)

    def _age(self, info: "OfficialInfo") -> str:
        return short_age(self._hub.words, official_day(info))


def _latest(info: "OfficialInfo") -> str:
    return "" if info.latest_value is None else figure_text(info.latest_value)


def _value(info: "OfficialInfo") -> "Decimal | int":
    return info.latest_value or 0
