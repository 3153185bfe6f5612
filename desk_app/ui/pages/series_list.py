"""The series there are: name, newest value, change, age. The selected rows are on the chart."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor

from desk_app.domain.base.exact import published
from desk_app.domain.base.money import grouped, signed
from desk_app.domain.base.period import parse_period
from desk_app.i18n import Words
from desk_app.ui.ages import age_text, short_age
from desk_app.ui.curves.charted_list import ChartedList
from desk_app.ui.hub import Hub
from desk_app.ui.rise import arrow, rise_colour, rise_name, turn_rise
from desk_app.ui.widgets.parts import button, label, row
from desk_app.ui.widgets.record_model import RIGHT, Column

if TYPE_CHECKING:
    from desk_app.jobs.list_series import SeriesInfo

POINTS = "points"
PLACES = {POINTS: 2, "percent": 2, "ratio": 4, "t": 3, "yuan/t": 0}
"""Decimals by unit; of what others quote in a unit of their own, two."""
_UNITS = {
    POINTS: "ui.curves.unit_points",
    "percent": "curve.unit.percent",
    "ratio": "curve.unit.ratio",
    "t": "ui.unit.tonne",
}


def value_text(value: float, unit: str) -> str:
    """Prices to the yuan, indices to two places."""
    places = PLACES.get(unit, 2)
    return grouped(published(value, places), places)


def percent_change(series: "SeriesInfo") -> float | None:
    """The change to the value before, in percent."""
    if series.latest_value is None or not series.previous_value:
        return None
    return (series.latest_value / series.previous_value - 1) * 100


def change_text(percent: float | None) -> str:
    """▲ +1.23 %."""
    if percent is None:
        return ""
    figure = published(percent, 2)
    return f"{arrow(figure)} {signed(figure, 2)} %" if figure else "0.00 %"


def newest_day(series: "SeriesInfo") -> date:
    """The day of the newest value."""
    return parse_period(series.latest_period or "").end


class SeriesList(ChartedList["SeriesInfo"]):
    """`chosen` brings the codes of the selected rows, in the order shown."""

    chosen = Signal(list)

    def __init__(self, hub: Hub, name: "Callable[[SeriesInfo], str]") -> None:
        self._name = name
        super().__init__(hub)
        self.table.widths(38, 120, 82, 84, 74, stretch=1)
        self.hint = label("faint")
        self.hint.setContentsMargins(12, 6, 12, 8)
        self.body.addWidget(self.table, 1)
        self.rise = button("quiet")
        self.rise.clicked.connect(self._turn_colours)
        self.live.setContentsMargins(12, 6, 12, 0)
        self.body.addWidget(self.live)
        self.body.addLayout(row(self.hint, 1, self.rise))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._choose())

    def columns(self) -> "tuple[Column[SeriesInfo], ...]":
        """What is shown of a series."""
        return (
            Column("ui.curves.column.mark", self.mark, lambda s: s.code, colour=self.mark_colour),
            Column("ui.curves.column.name", self._name, self._name, tip=self._name),
            Column("ui.curves.column.latest", _latest, _value, RIGHT, colour=self.stale_colour, tip=self._unit),
            Column("ui.curves.column.change", _change, _percent, RIGHT, colour=self._change_colour),
            Column("ui.curves.column.age", self._age, newest_day, RIGHT, colour=self.stale_colour, tip=self._age_tip),
        )

    def fill(self, series: "Sequence[SeriesInfo]", codes: Sequence[str]) -> None:
        """Show these series, with `codes` selected."""
        self.model.fill(series)
        self.select(codes)

    def select(self, codes: Sequence[str]) -> None:
        """Select these; says so once."""
        super().select(codes)
        self._choose()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.hint.setText(words("ui.curves.hint"))
        self.live.setText(words("curve.live.own"))
        self.rise.setText(words(f"ui.rise.{rise_name(self._hub)}"))
        self.rise.setToolTip(words("ui.curves.rise_tip"))
        self.table.setAccessibleName(words("ui.curves.series"))
        self.model.retitle()

    def _turn_colours(self) -> None:
        turn_rise(self._hub)
        self.retranslate()

    def _choose(self) -> None:
        self.table.viewport().update()
        self.chosen.emit(self.codes)

    def _change_colour(self, series: "SeriesInfo") -> QColor | None:
        return rise_colour(self._hub, _percent(series))

    def _age(self, series: "SeriesInfo") -> str:
        return short_age(self._hub.words, newest_day(series))

    def _age_tip(self, series: "SeriesInfo") -> str:
        aged = self.ages.get(series.code)
        told = aged.tip if aged else age_text(self._hub.words, newest_day(series))
        return f"{series.latest_period} · {told}"

    def _unit(self, series: "SeriesInfo") -> str:
        return unit_text(self._hub, series.unit)


def unit_text(hub: Hub, unit: str) -> str:
    """元/吨，不含税; or 点."""
    return hub.words(_UNITS.get(unit, "ui.curves.unit_price"))


def unit_mark(words: Words, unit: str) -> str:
    """Behind a figure, where there is little room: 元/吨."""
    if unit == "percent":
        return " %"
    named = {"yuan/t": "ui.unit.yuan_per_tonne", "t": "ui.unit.tonne"}
    return f" {words(named[unit])}" if unit in named else ""


def _latest(series: "SeriesInfo") -> str:
    return "" if series.latest_value is None else value_text(series.latest_value, series.unit)


def _value(series: "SeriesInfo") -> float:
    return series.latest_value or 0.0


def _percent(series: "SeriesInfo") -> float:
    return percent_change(series) or 0.0


def _change(series: "SeriesInfo") -> str:
    return change_text(percent_change(series))
