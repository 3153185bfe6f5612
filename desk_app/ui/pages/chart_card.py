"""The chart with all that belongs to it: the newest value large, ranges, frequencies, the value strip, pictures."""

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton

from desk_app.domain.base.period import Every
from desk_app.ui.ages import age_text
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.pages.curve_facts import CurveFacts
from desk_app.ui.pages.series_list import change_text
from desk_app.ui.rise import rise_colour
from desk_app.ui.widgets.parts import Card, Segments, label, row

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve
    from desk_app.ui.widgets.chart.chart_view import ChartView
    from desk_app.ui.widgets.chart.shown import Shown

RANGES = ("1M", "3M", "QTD", "6M", "YTD", "1Y", "ALL")
"""Keys 1 to 7."""
_MANY = 3  # curves whose values take two lines


class ChartCard(Card):
    """`frequency_chosen` asks for other curves; the rest it does by itself."""

    frequency_chosen = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(gap=10)
        self._hub = hub
        self.view: ChartView | None = None
        self._curves: list[Curve] = []
        self._facts = CurveFacts(hub)
        self.ranges = Segments(RANGES)
        self.frequencies = Segments(tuple(every.value for every in Every))
        self.copy, self.save = QToolButton(), QToolButton()
        self.name, self.value, self.change = label("heading"), label("figure"), label("heading")
        self.about = label("soft")
        self.strip = label("soft", wraps=True, selects=True)
        self.strip.setTextFormat(Qt.TextFormat.RichText)
        self.beneath = label("soft", wraps=True, selects=True)
        self.beneath.hide()
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

    def show_curves(self, curves: "Sequence[Curve]", facts: CurveFacts) -> dict[str, str]:
        """Draw these, the first one large; gives the colour of each code."""
        self._curves, self._facts = list(curves), facts
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
        self.view.show_curves(shown, self._facts.stamp(self._curves))
        self._show_head()
        self.beneath.setText(self._facts.beneath(self._curves))
        self.beneath.setVisible(bool(self.beneath.text()))
        return {each.curve.code: each.colour for each in shown}

    def picture(self) -> QImage:
        """The chart to send on, with its source and age in it."""
        from desk_app.ui.widgets.curve_picture import picture

        assert self.view is not None  # noqa: S101 - the buttons come alive with the first curve
        return picture(self.view, self._hub.theme, self._hub.words, self._facts.source(self._curves).splitlines())

    def copy_picture(self) -> None:
        """The picture to the clipboard."""
        if self.view is not None:
            QGuiApplication.clipboard().setImage(self.picture())
            self._hub.tell(self._hub.words("ui.curves.picture_copied"))

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
        from desk_app.ui.widgets.chart.chart_view import ChartView

        self.view = ChartView(self._hub.theme, self._hub.words)
        self.view.pointed.connect(self._pointed)
        self.view.setAccessibleName(self._hub.words("ui.page.curves"))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.beneath)

    def _shown(self, curve: "Curve", colour: str) -> "Shown":
        from desk_app.ui.widgets.chart.shown import Shown

        mark = ""
        if (newest := curve.newest) is not None:
            mark = f"{self._facts.figure(curve, newest)} · {age_text(self._hub.words, self._facts.day(curve))}"
        return Shown(
            self._facts.drawn(curve), self._facts.names[curve.code], colour, mark, self._facts.is_official(curve)
        )

    def _show_head(self) -> None:
        """The newest value of the first curve at the chosen frequency, and its change from the one before."""
        from desk_app.domain.curve.change import change

        curve = self._curves[0]
        known = [int(place) for place in curve.known[-2:]]
        moved = change(curve, *known) if len(known) > 1 else None
        percent = moved.percent if moved else None
        self.name.setText(self._facts.names[curve.code])
        self.value.setText(self._facts.figure(curve, known[-1]) if known else "")
        self.change.setText(change_text(percent))
        colour = rise_colour(self._hub, percent or 0.0)
        self.change.setStyleSheet(f"color: {colour.name()}" if colour else "")
        age = age_text(self._hub.words, self._facts.day(curve))
        period = curve.periods[known[-1]] if known else ""
        self.about.setText(" · ".join(part for part in (self._facts.unit(curve), period, age) if part))

    def _pointed(self, positions: list[int | None]) -> None:
        """The value strip: each curve's value under the crosshair."""
        if self.view is None or not positions:
            self.strip.setText(html.escape(self._hub.words("ui.curves.strip_hint")))
            return
        three = zip(self.view.shown, self._curves, positions, strict=True)
        found = [(each, curve, at) for each, curve, at in three if at is not None]
        same = len({curve.periods[at] for _, curve, at in found}) == 1
        parts = [self._facts.value(*one, dated=not same) for one in found]
        first = [found[0][1].periods[found[0][2]]] if same else []
        self.strip.setText(" &nbsp;&nbsp; ".join([*first, *parts]))
        self.view.setAccessibleDescription(self.strip.text())
