"""The chart with all that belongs to it: the newest value large, ranges, frequencies, the value strip, pictures."""

import html
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton

from desk_app.domain.base.period import Every
from desk_app.ui.ages import age_text
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.pages.series_list import change_text, newest_day, unit_text, value_text
from desk_app.ui.rise import rise_colour
from desk_app.ui.widgets.parts import Card, Segments, label, row

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.ui.widgets.curve_view import CurveView, Shown

RANGES = ("1M", "3M", "QTD", "6M", "YTD", "1Y", "ALL")
"""Keys 1 to 7."""
_MANY = 3  # curves whose values take two lines


class ChartCard(Card):
    """`frequency_chosen` asks for other curves; the rest it does by itself."""

    frequency_chosen = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(gap=10)
        self._hub = hub
        self.view: CurveView | None = None
        self._curves: list[Curve] = []
        self._series: Mapping[str, SeriesInfo] = {}
        self._names: Mapping[str, str] = {}
        self.ranges = Segments(RANGES)
        self.frequencies = Segments(tuple(every.value for every in Every))
        self.copy, self.save = QToolButton(), QToolButton()
        self.name, self.value, self.change = label("heading"), label("figure"), label("heading")
        self.about = label("soft")
        self.strip = label("soft", wraps=True, selects=True)
        self.strip.setTextFormat(Qt.TextFormat.RichText)
        self.ranges.choose("1Y")
        self.frequencies.choose(Every.DAY.value)
        self.body.addLayout(row(self.name, self.value, self.change, 1, self.copy, self.save, gap=12))
        self.body.addWidget(self.about)
        self.body.addLayout(row(self.ranges, self.frequencies, 1, gap=16))
        self.body.addWidget(self.strip)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self, self.copy.click)
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.ranges.chosen.connect(lambda _: self.apply_range())
        self.frequencies.chosen.connect(lambda _: self.frequency_chosen.emit())

    @property
    def every(self) -> Every:
        return Every(self.frequencies.current)

    def show_curves(
        self, curves: "Sequence[Curve]", series: "Mapping[str, SeriesInfo]", names: Mapping[str, str]
    ) -> dict[str, str]:
        """Draw these, the first one large; gives the colour of each code."""
        self._curves, self._series, self._names = list(curves), series, names
        if self.view is None:
            self._build_view()
        return self.draw()

    def show_range(self, chosen: str) -> None:
        """One of `RANGES`."""
        self.ranges.choose(chosen)
        self.apply_range()

    def apply_range(self) -> None:
        """Show the chosen stretch, counted back from the newest value."""
        from desk_app.domain.curve.curve import day_number, day_of
        from desk_app.domain.curve.range import Range, range_days

        known = [curve for curve in self._curves if curve.newest is not None]
        if self.view is None or not known:
            return
        oldest = min(int(curve.days[0]) for curve in known)
        newest = max(int(curve.ends[curve.newest or 0]) for curve in known)
        first, last = range_days(Range(self.ranges.current), day_of(oldest), day_of(newest))
        self.view.show_days(day_number(first), day_number(last))

    def draw(self) -> dict[str, str]:
        """Draw again, in the language and palette in force."""
        if self.view is None or not self._curves:
            return {}
        colours = self._hub.theme.palette.series
        lines = 1 if len(self._curves) < _MANY else 2  # the chart must not jump while the mouse moves
        self.strip.setMinimumHeight(lines * self.strip.fontMetrics().lineSpacing())
        shown = [self._shown(curve, colours[at % len(colours)]) for at, curve in enumerate(self._curves)]
        self.view.show_curves(shown, self._stamp())
        self._show_head()
        return {each.curve.code: each.colour for each in shown}

    def picture(self) -> QImage:
        """The chart to send on, with its source and age in it."""
        from desk_app.ui.widgets.curve_picture import picture

        assert self.view is not None  # noqa: S101 - the buttons come alive with the first curve
        words = self._hub.words
        latest = max((newest_day(self._series[curve.code]) for curve in self._curves), default=date.min)
        unit = unit_text(self._hub, self._curves[0].unit)
        source = words("ui.curves.picture_source", unit=unit, day=latest)
        return picture(self.view, self._hub.theme, words, source)

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        for at, key in enumerate(RANGES):
            self.ranges.name(key, words(f"ui.range.{key}"), f"{words(f'ui.range_tip.{key}')}  {at + 1}")
        for every in Every:
            self.frequencies.name(every.value, words(f"ui.every.{every.value}"), words(f"ui.every_tip.{every.value}"))
        for each, name in ((self.copy, "copy_picture"), (self.save, "save_picture")):
            each.setToolTip(words(f"ui.curves.{name}"))
            each.setAccessibleName(words(f"ui.curves.{name}"))

    def repaint_icons(self) -> None:
        """In the palette in force."""
        colours = self._hub.theme.palette
        self.copy.setIcon(icon("copy", colours["text_soft"]))
        self.save.setIcon(icon("picture", colours["text_soft"]))

    # ---- inside
    def _build_view(self) -> None:
        from desk_app.ui.widgets.curve_view import CurveView

        self.view = CurveView(self._hub.theme, self._hub.words)
        self.view.pointed.connect(self._pointed)
        self.view.setAccessibleName(self._hub.words("ui.page.curves"))
        self.body.addWidget(self.view, 1)

    def _shown(self, curve: "Curve", colour: str) -> "Shown":
        from desk_app.ui.widgets.curve_view import Shown

        mark = ""
        if (newest := curve.newest) is not None:
            age = age_text(self._hub.words, newest_day(self._series[curve.code]))
            value = value_text(float(curve.values[newest]), curve.unit)
            mark = f"{value} · {age}"
        return Shown(curve, self._names[curve.code], colour, mark)

    def _stamp(self) -> str:
        words = self._hub.words
        lines = [words("index.label.in_house")]
        if any(self._series[curve.code].sample for curve in self._curves):
            lines.append(words("index.label.sample"))
        return "\n".join(lines)

    def _show_head(self) -> None:
        """The newest value of the first curve at the chosen frequency, and its change from the one before."""
        from desk_app.domain.curve.change import change

        curve = self._curves[0]
        known = [int(place) for place in curve.known[-2:]]
        moved = change(curve, *known) if len(known) > 1 else None
        percent = moved.percent if moved else None
        self.name.setText(self._names[curve.code])
        self.value.setText(value_text(float(curve.values[known[-1]]), curve.unit) if known else "")
        self.change.setText(change_text(percent))
        colour = rise_colour(self._hub, percent or 0.0)
        self.change.setStyleSheet(f"color: {colour.name()}" if colour else "")
        age = age_text(self._hub.words, newest_day(self._series[curve.code]))
        period = curve.periods[known[-1]] if known else ""
        self.about.setText(" · ".join(part for part in (unit_text(self._hub, curve.unit), period, age) if part))

    def _pointed(self, positions: list[int | None]) -> None:
        """The value strip: each curve's value under the crosshair."""
        if self.view is None or not positions:
            self.strip.setText(html.escape(self._hub.words("ui.curves.strip_hint")))
            return
        found = [(each, at) for each, at in zip(self.view.shown, positions, strict=True) if at is not None]
        same = len({each.curve.periods[at] for each, at in found}) == 1
        parts = [self._value(each, at, dated=not same) for each, at in found]
        first = [found[0][0].curve.periods[found[0][1]]] if same else []
        self.strip.setText(" &nbsp;&nbsp; ".join([*first, *parts]))
        self.view.setAccessibleDescription(self.strip.text())

    def _value(self, each: "Shown", at: int, *, dated: bool) -> str:
        value = value_text(float(each.curve.values[at]), each.curve.unit)
        deals = self._hub.words("ui.curves.deals", trades=int(each.curve.trades[at]))
        period = f"{each.curve.periods[at]} " if dated else ""
        text = f"{html.escape(each.name)} {period}<b>{value}</b> {html.escape(deals)}"
        return f'<span style="color:{each.colour}">●</span> {text}'
