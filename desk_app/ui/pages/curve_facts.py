"""What is said of each curve on the chart, whether it is one of ours or an official one."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from desk_app.domain.base.problem import Problem
from desk_app.ui.hub import Hub
from desk_app.ui.pages.official_words import (
    figure_text,
    official_about,
    official_day,
    official_stamp,
    official_unit,
    tracking_text,
)
from desk_app.ui.pages.series_list import newest_day, unit_text, value_text

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve
    from desk_app.domain.index.official_points.tracking import Tracking
    from desk_app.jobs.list_official import OfficialInfo
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.ui.widgets.chart.shown import Shown


@dataclass(frozen=True, slots=True)
class CurveFacts:
    """By code: our series, official ones, names in the language in force. `tracking` is of two that stand together."""

    hub: Hub
    series: "Mapping[str, SeriesInfo]" = field(default_factory=dict)
    official: "Mapping[str, OfficialInfo]" = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    tracking: "Tracking | Problem | None" = None

    def is_official(self, curve: "Curve") -> bool:
        return curve.code in self.official

    def figure(self, curve: "Curve", at: int) -> str:
        """A value as it is shown; an official one as it was published."""
        if self.is_official(curve):
            return figure_text(self.official[curve.code].standing[at].point.value)
        return value_text(float(curve.values[at]), curve.unit)

    def day(self, curve: "Curve") -> date:
        """The day of the newest value."""
        if self.is_official(curve):
            return official_day(self.official[curve.code])
        return newest_day(self.series[curve.code])

    def unit(self, curve: "Curve") -> str:
        if self.is_official(curve):
            return official_unit(self.hub, self.official[curve.code])
        return unit_text(self.hub, curve.unit)

    def drawn(self, curve: "Curve") -> "Curve":
        """As it is drawn: two that are compared both start from 100, whatever their bases; others as they are."""
        base = self._base
        if base is None:
            return curve
        scale = 100 / (base.official_base if self.is_official(curve) else base.ours_base)
        return replace(curve, values=curve.values * scale, unit="points")

    def value(self, each: "Shown", curve: "Curve", at: int, *, dated: bool) -> str:
        """Rich text for the value strip; ours has its deals beside it."""
        deals = "" if each.official else self.hub.words("ui.curves.deals", trades=int(curve.trades[at]))
        period = f"{curve.periods[at]} " if dated else ""
        text = f"{html.escape(each.name)} {period}<b>{self.figure(curve, at)}</b> {html.escape(deals)}"
        return f'<span style="color:{each.colour}">{each.sign}</span> {text}'

    def stamp(self, curves: "Sequence[Curve]") -> str:
        """What is written into the chart: whose curves these are."""
        own = [self.series[curve.code] for curve in curves if not self.is_official(curve)]
        lines = [self.hub.words("index.label.in_house")] if own else []
        lines += [self.hub.words("index.label.sample")] if any(series.sample for series in own) else []
        if not own:
            lines += [official_stamp(self.hub, info) for info in self._official_of(curves)]
        lines += [self.hub.words("ui.official.both", period=self._base.base)] if self._base else []
        return "\n".join(lines)

    def source(self, curves: "Sequence[Curve]") -> str:
        """The lines below a picture: where ours come from, and each official series in full."""
        own = [curve for curve in curves if not self.is_official(curve)]
        lines = [official_about(self.hub, info) for info in self._official_of(curves)]
        if own:
            unit, latest = self.unit(own[0]), max(map(self.day, own))
            lines.insert(0, self.hub.words("ui.curves.picture_source", unit=unit, day=latest))
        return "\n".join(lines)

    def beneath(self, curves: "Sequence[Curve]") -> str:
        """The lines under the chart: each official series in full, and how far two that are compared run apart."""
        official = self._official_of(curves)
        lines = [official_about(self.hub, info) for info in official]
        if self.tracking is not None and official:
            lines.append(tracking_text(self.hub, self.tracking, official[0]))
        return "\n".join(lines)

    @property
    def _base(self) -> "Tracking | None":
        """What two are compared on, where they can be."""
        return None if isinstance(self.tracking, Problem) else self.tracking

    def _official_of(self, curves: "Sequence[Curve]") -> "list[OfficialInfo]":
        return [self.official[curve.code] for curve in curves if self.is_official(curve)]
