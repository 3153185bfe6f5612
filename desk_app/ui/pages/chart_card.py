"""The chart with all that belongs to it: the newest value large, ranges, frequencies, the value strip, pictures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton

from desk_app.domain.base.period import Every
from desk_app.ui.curves.easel import Easel
from desk_app.ui.curves.value_strip import ValueStrip
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.pages.chart_head import ChartHead
from desk_app.ui.pages.curve_facts import CurveFacts
from desk_app.ui.pages.range_row import RangeRow
from desk_app.ui.widgets.parts import Card, label

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve
    from desk_app.domain.curve.look import Look
    from desk_app.ui.widgets.chart.chart_view import ChartView


class ChartCard(Card):
    """`frequency_chosen` asks for other curves; the rest it does by itself. `moved`: another stretch is on view."""

    frequency_chosen = Signal()
    moved = Signal()
    drawn = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(gap=8)
        self._hub = hub
        self.easel = Easel(hub)
        self.by_hand = False  # whether what is on view was zoomed to, and is no range
        self.head = ChartHead(hub)
        self.spans = RangeRow(hub.words)
        self.ranges, self.frequencies = self.spans.ranges, self.spans.frequencies
        self.copy, self.save = QToolButton(), QToolButton()
        self.strip = ValueStrip(hub.words)
        self.told = label("warn", wraps=True, selects=True)
        self.beneath = label("soft", wraps=True, selects=True)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.draw)
        self._lay_out()
        self.ranges.chosen.connect(lambda _: self.apply_range())
        self.frequencies.chosen.connect(lambda _: self.frequency_chosen.emit())

    @property
    def view(self) -> "ChartView | None":
        """There from the first curve on."""
        return self.easel.view

    @property
    def every(self) -> Every:
        return Every(self.frequencies.current)

    def show_curves(self, curves: "Sequence[Curve]", facts: CurveFacts) -> None:
        """Draw these, the first one large."""
        from desk_app.domain.curve.pieces import Ground

        self.easel.ground, self.easel.facts = Ground(curves, basis=facts.basis()), facts
        self.present()

    def present(self) -> None:
        """Draw what is on the easel, on a chart that is made with the first curve."""
        if self.view is None:
            self._build_view()
        self.draw()

    def set_look(self, look: "Look") -> None:
        """Draw in another way."""
        self.easel.look = look
        self.draw()

    def show_range(self, chosen: str) -> None:
        """One of `RANGES`."""
        self.ranges.choose(chosen)
        self.apply_range()

    def apply_range(self) -> None:
        """Show the chosen stretch, counted back from the newest value."""
        from desk_app.domain.curve.curve import day_number, day_of
        from desk_app.domain.curve.range import Range, range_days

        extent = self.easel.extent
        if self.view is None or extent is None:
            return
        if not self.ranges.current:
            self.ranges.choose("ALL")
        first, last = range_days(Range(self.ranges.current), *map(day_of, extent))
        self.view.show_days(day_number(first), day_number(last))
        self._move(by_hand=False)

    def show_days(self, first: float, last: float) -> None:
        """Show a stretch that is no range."""
        if self.view is not None:
            self.view.show_days(first, last)
            self._move(by_hand=True)

    def draw(self) -> None:
        """Draw again, in the look, language and palette in force."""
        easel = self.easel
        if self.view is None or easel.ground is None or not easel.ground.curves:
            return
        easel.draw()
        self.strip.hold(len(self.view.shown))
        self.say_head()
        for each, text in ((self.told, easel.problems()), (self.beneath, easel.beneath())):
            each.setText(text)
            each.setVisible(bool(text))
        self.drawn.emit()

    def say_head(self) -> None:
        """The newest value of the leading curve."""
        if self.easel.ground is not None and self.easel.ground.curves:
            self.head.say(self.easel.ground.curves[0], self.easel.facts)

    def copy_picture(self) -> None:
        """The picture to the clipboard."""
        if self.view is not None:
            from desk_app.ui.widgets.curve_picture import image_of

            QGuiApplication.clipboard().setImage(image_of(self.easel.picture()))
            self._hub.tell(self._hub.words("ui.curves.picture_copied"))

    def retranslate(self) -> None:
        """In the language in force."""
        self.spans.retranslate()
        for each, name in ((self.copy, "copy_picture"), (self.save, "save_picture")):
            each.setToolTip(self._hub.words(f"ui.curves.{name}"))
            each.setAccessibleName(self._hub.words(f"ui.curves.{name}"))

    def repaint_icons(self) -> None:
        """In the palette in force."""
        colours = self._hub.theme.palette
        self.copy.setIcon(icon("copy", colours["text_soft"]))
        self.save.setIcon(icon("picture", colours["text_soft"]))

    # ---- inside
    def _lay_out(self) -> None:
        self.told.hide()
        self.beneath.hide()
        for button in (self.copy, self.save):
            self.head.line.addWidget(button)
        for each in (self.head, self.spans, self.told, self.strip):
            self.body.addWidget(each)

    def _build_view(self) -> None:
        from desk_app.ui.widgets.chart.chart_view import ChartView

        view = self.easel.view = ChartView(self._hub.theme, self._hub.words)
        view.describe = self.easel.describe
        view.pointed.connect(self._pointed)
        view.zoomed.connect(lambda: self._move(by_hand=True))
        view.setAccessibleName(self._hub.words("ui.page.curves"))
        self.body.addWidget(view, 1)
        self.body.addWidget(self.beneath)

    def _move(self, *, by_hand: bool) -> None:
        """Another stretch is on view: what counts from its left edge is drawn anew, once the hand rests."""
        self.by_hand = by_hand
        if by_hand:
            self.ranges.choose("")
        if self.easel.looks.percent:
            self._again.start(0)
        self.moved.emit()

    def _pointed(self, at: list[int | None]) -> None:
        self.strip.say(self.easel.readings(at))
        if self.view is not None:
            self.view.setAccessibleDescription(self.easel.describe(at))
