"""What is said of each curve on the chart, whether it is one of ours, an official one, or a live one of somebody's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from desk_app.domain.base.problem import Problem
from desk_app.ui.ages import Aged, age_text, own_hour, stated_hour, today
from desk_app.ui.curves.live_words import live_about, live_stamp, live_unit
from desk_app.ui.curves.series_ages import age_of
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
    from desk_app.domain.base.calendar import Calendar
    from desk_app.domain.curve.curve import Curve
    from desk_app.domain.index.official_points.tracking import Tracking
    from desk_app.jobs.list_live import LiveInfo
    from desk_app.jobs.list_official import OfficialInfo
    from desk_app.jobs.list_series import SeriesInfo


@dataclass(frozen=True, slots=True)
class CurveFacts:
    """By code: our series, official ones, names in the language in force, curves as they stand, grades of their values.

    `tracking` is of two that stand together; `known_at` the moment as of which all is shown, "" for now; `calendar`
    says when the next value of each is to be expected; `footing` on which all are drawn, where they were set on one.
    """

    hub: Hub
    series: "Mapping[str, SeriesInfo]" = field(default_factory=dict)
    official: "Mapping[str, OfficialInfo]" = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    tracking: "Tracking | Problem | None" = None
    curves: "Mapping[str, Curve]" = field(default_factory=dict)
    grades: Mapping[str, Sequence[str]] = field(default_factory=dict)
    known_at: str = ""
    calendar: "Calendar | None" = None
    live: "Mapping[str, LiveInfo]" = field(default_factory=dict)
    footing: str = ""

    def name(self, code: str) -> str:
        """In the language in force."""
        return self.names.get(code, code)

    def ground(self, code: str) -> "Curve | None":
        """The curve as it stands, before anything was made of it."""
        return self.curves.get(code)

    def is_official(self, code: str) -> bool:
        return code in self.official

    def grade(self, code: str, at: int) -> str:
        """Of one of our values; empty where nobody grades it."""
        grades = self.grades.get(code, ())
        return grades[at] if at < len(grades) else ""

    def figure(self, curve: "Curve", at: int) -> str:
        """A value as it is shown; an official one as it was published."""
        if self.is_official(curve.code) and curve.unit == "points":
            return figure_text(self.official[curve.code].standing[at].point.value)
        return value_text(float(curve.values[at]), curve.unit)

    def day(self, code: str) -> date:
        """The day of the newest value."""
        if self.is_official(code):
            return official_day(self.official[code])
        curve = self.curves.get(code)
        shown = today()
        if (self.known_at or code in self.live) and curve is not None and curve.newest is not None:
            from desk_app.domain.curve.curve import day_of

            shown = min(shown, day_of(curve.ends[curve.newest]))
        return min(newest_day(self.series[code]), shown) if code in self.series else shown

    def aged(self, code: str) -> Aged | None:
        """How old its newest value is, and whether there should be a newer one; None while that can't be said."""
        curve = self.curves.get(code)
        if self.calendar is None or curve is None or curve.newest is None:
            return None
        official = self.official.get(code)
        hour = stated_hour(official.series.published_at) if official else own_hour(self.hub.settings)
        return age_of(self.hub, self.calendar, curve.every, self.day(code), hour)

    def age(self, code: str) -> str:
        """3 天前: of the newest value."""
        found = self.aged(code)
        return age_text(self.hub.words, self.day(code)) if found is None else found.text

    def mark(self, code: str) -> str:
        """The newest value and its age, for the chart."""
        curve = self.curves.get(code)
        if curve is None or (newest := curve.newest) is None:
            return ""
        return f"{self.figure(curve, newest)} · {self.age(code)}"

    def unit(self, curve: "Curve") -> str:
        if self.is_official(curve.code):
            return official_unit(self.hub, self.official[curve.code])
        if curve.code in self.live:
            return live_unit(self.hub, self.live[curve.code])
        return unit_text(self.hub, curve.unit)

    def unit_of(self, unit: str) -> str:
        """A unit in words, with its tax basis."""
        return unit_text(self.hub, unit)

    def basis(self) -> dict[str, str]:
        """By code what two must share to be taken from each other: the tax basis of a price, the base of an index."""
        own = {code: info.base or info.tax.value for code, info in self.series.items()}
        live = {code: info.about.base or info.about.tax.value for code, info in self.live.items()}
        return own | live | {code: info.series.base for code, info in self.official.items()}

    def mixed(self, codes: Sequence[str]) -> tuple[str, str] | None:
        """Two that share an axis of prices though their unit or tax basis is not the same."""
        prices = [self.curves[code] for code in codes if code in self.curves and self.curves[code].unit != "points"]
        basis = self.basis()
        for curve in prices[1:]:
            if (curve.unit, basis.get(curve.code)) != (prices[0].unit, basis.get(prices[0].code)):
                return prices[0].code, curve.code
        return None

    def scale(self, codes: Sequence[str]) -> dict[str, float]:
        """How two that are compared are drawn: both from 100, whatever their bases; others as they are."""
        base = self._base
        if base is None:
            return {}
        return {code: 100 / (base.official_base if self.is_official(code) else base.ours_base) for code in codes}

    def stamp(self, codes: Sequence[str]) -> str:
        """What is written into the chart: whose curves these are, and as known when."""
        words = self.hub.words
        own = [self.series[code] for code in codes if code in self.series]
        lines = [words("index.label.in_house")] if own else []
        lines += [words("index.label.sample")] if any(series.sample for series in own) else []
        if not own:
            lines += [official_stamp(self.hub, info) for info in self._official_of(codes)]
        lines += [live_stamp(self.hub, self.live[code]) for code in codes if code in self.live]
        lines += [words("ui.official.both", period=self._base.base)] if self._base else []
        lines += [self.footing] if self.footing else []
        lines += [words("curve.known.stamp", moment=self.known_at)] if self.known_at else []
        return "\n".join(lines)

    def source(self, codes: Sequence[str]) -> list[str]:
        """The lines below a picture or above a table: where ours come from, and each official series in full."""
        own = [self.curves[code] for code in codes if code in self.series and code in self.curves]
        lines = []
        if own:
            units = " / ".join(dict.fromkeys(self.unit(curve) for curve in own))
            latest = max(self.day(curve.code) for curve in own)
            lines.append(self.hub.words("ui.curves.picture_source", unit=units, day=latest))
        lines += [official_about(self.hub, info) for info in self._official_of(codes)]
        return [*lines, *(live_about(self.hub, self.live[code]) for code in codes if code in self.live)]

    def beneath(self, codes: Sequence[str]) -> str:
        """The lines under the chart: each official series in full, and how far two that are compared run apart."""
        official = self._official_of(codes)
        lines = [official_about(self.hub, info) for info in official]
        lines += [live_about(self.hub, self.live[code]) for code in codes if code in self.live]
        if self.tracking is not None and official:
            lines.append(tracking_text(self.hub, self.tracking, official[0]))
        return "\n".join(lines)

    @property
    def _base(self) -> "Tracking | None":
        """What two are compared on, where they can be."""
        return None if isinstance(self.tracking, Problem) else self.tracking

    def _official_of(self, codes: Sequence[str]) -> "list[OfficialInfo]":
        return [self.official[code] for code in codes if code in self.official]
