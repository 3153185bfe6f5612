"""The chart with all that belongs to it: the newest value large, ranges, frequencies, the value strip, pictures."""

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QToolButton

from desk_app.domain.base.period import Every
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.pages.chart_head import ChartHead
from desk_app.ui.pages.curve_facts import CurveFacts
from desk_app.ui.widgets.parts import Card, Segments, label, row

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve
    from desk_app.domain.curve.look import Look
    from desk_app.domain.curve.pieces import Ground, Pieces
    from desk_app.ui.curves.readings import Reading
    from desk_app.ui.widgets.chart.chart_view import ChartView
    from desk_app.ui.widgets.chart.shown import Pin

RANGES = ("1M", "3M", "QTD", "6M", "YTD", "1Y", "ALL")
"""Keys 1 to 7."""


class ChartCard(Card):
    """`frequency_chosen` asks for other curves; the rest it does by itself. `moved`: another stretch is on view."""

    frequency_chosen = Signal()
    moved = Signal()
    drawn = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(gap=8)
        self._hub = hub
        self.view: ChartView | None = None
        self.ground: Ground | None = None
        self.made: Pieces | None = None
        self.facts = CurveFacts(hub)
        self.look: Look | None = None
        self.stretches: Sequence[tuple[float, float]] = ()
        self.pins: Sequence[Pin] = ()
        self.by_hand = False  # whether what is on view was zoomed to, and is no range
        self.head = ChartHead(hub)
        self.name, self.value, self.change, self.about = self.head.name, self.head.value, self.head.change, self.head.about
        self.ranges = Segments(RANGES)
        self.frequencies = Segments(tuple(every.value for every in Every))
        self.copy, self.save = QToolButton(), QToolButton()
        self.head.line.addWidget(self.copy)
        self.head.line.addWidget(self.save)
        self.strip = label("soft", wraps=True, selects=True)
        self.strip.setTextFormat(Qt.TextFormat.RichText)
        self.told = label("warn", wraps=True, selects=True)
        self.beneath = label("soft", wraps=True, selects=True)
        self.told.hide()
        self.beneath.hide()
        self.ranges.choose("1Y")
        self.frequencies.choose(Every.DAY.value)
        self.choices = row(self.ranges, self.frequencies, 1, gap=16)
        self.body.addWidget(self.head)
        self.body.addLayout(self.choices)
        self.body.addWidget(self.told)
        self.body.addWidget(self.strip)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._redraw)
        self.ranges.chosen.connect(lambda _: self.apply_range())
        self.frequencies.chosen.connect(lambda _: self.frequency_chosen.emit())

    @property
    def every(self) -> Every:
        return Every(self.frequencies.current)

    @property
    def codes(self) -> list[str]:
        return [curve.code for curve in self.ground.curves] if self.ground else []

    def show_curves(self, curves: "Sequence[Curve]", facts: CurveFacts) -> None:
        """Draw these, the first one large."""
        from desk_app.domain.curve.pieces import Ground

        self.show_ground(Ground(curves, basis=facts.basis()), facts)

    def show_ground(self, ground: "Ground", facts: CurveFacts) -> None:
        """Draw what the look asks for out of these curves."""
        self.ground, self.facts = ground, facts
        if self.view is None:
            self._build_view()
        self.draw()

    def set_look(self, look: "Look") -> None:
        """Draw in another way."""
        self.look = look
        self.draw()

    def show_range(self, chosen: str) -> None:
        """One of `RANGES`."""
        self.ranges.choose(chosen)
        self.apply_range()

    def apply_range(self) -> None:
        """Show the chosen stretch, counted back from the newest value."""
        from desk_app.domain.curve.curve import day_number, day_of
        from desk_app.domain.curve.range import Range, range_days

        known = [curve for curve in (self.ground.curves if self.ground else ()) if curve.newest is not None]
        if self.view is None or not known:
            return
        oldest = min(float(curve.days[0]) for curve in known)
        newest = max(float(curve.ends[curve.newest or 0]) for curve in known)
        first, last = range_days(Range(self.ranges.current or "ALL"), day_of(oldest), day_of(newest))
        self._leave_hand()
        self.view.show_days(day_number(first), day_number(last))
        self._moved()

    def show_days(self, first: float, last: float) -> None:
        """Show a stretch that is no range."""
        if self.view is not None:
            self.view.show_days(first, last)
            self._zoomed()

    def draw(self) -> None:
        """Draw again, in the look, language and palette in force; the crosshair stays on its day."""
        from desk_app.domain.curve.look import Look
        from desk_app.domain.curve.pieces import pieces
        from desk_app.ui.curves.drawing import drawn

        if self.view is None or self.ground is None or not self.ground.curves:
            return
        look, pointed = self.look or Look(), self.view.point_day
        self.made = pieces(self.ground, look, self.view.days_shown[0])
        shown = drawn(self.made.pieces, self.facts, self._hub.words, self._hub.theme.palette)
        self.view.show_curves(shown, self.facts.stamp(self.codes))
        self.view.set_log(look.log and not look.percent)
        self.view.shade(self.stretches if look.closed else ())
        self.view.pin(self.pins if look.events else ())
        if pointed is not None:
            self.view.point_at(pointed)
        self.head.say(self.ground.curves[0], self.facts)
        self._say_problems(self.made)
        self.beneath.setText(self.facts.beneath(self.codes))
        self.beneath.setVisible(bool(self.beneath.text()))
        self.drawn.emit()

    @property
    def colours(self) -> dict[str, str]:
        """The colour each curve has on the chart."""
        if self.view is None or self.made is None:
            return {}
        pairs = zip(self.made.pieces, self.view.shown, strict=True)
        return {piece.of[0]: each.colour for piece, each in pairs if piece.kind.value == "line"}

    def picture(self) -> QImage:
        """The chart to send on, with its source and age in it."""
        from desk_app.ui.widgets.curve_picture import picture

        assert self.view is not None  # noqa: S101 - the buttons come alive with the first curve
        return picture(self.view, self._hub.theme, self._hub.words, self.facts.source(self.codes))

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

    def readings(self, at: Sequence[int | None]) -> "list[Reading]":
        """What stands at these positions."""
        from desk_app.ui.curves.readings import readings

        if self.view is None or self.made is None:
            return []
        return readings(self.made.pieces, self.view.shown, at, self.facts, self._hub.words)

    # ---- inside
    def _build_view(self) -> None:
        from desk_app.ui.widgets.chart.chart_view import ChartView

        self.view = ChartView(self._hub.theme, self._hub.words)
        self.view.describe = self._describe
        self.view.pointed.connect(self._pointed)
        self.view.zoomed.connect(self._zoomed)
        self.view.setAccessibleName(self._hub.words("ui.page.curves"))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.beneath)

    def _say_problems(self, made: "Pieces") -> None:
        from desk_app.ui.curves.drawing import problem_line

        lines = [problem_line(self._hub.words, problem, self.facts) for problem in made.problems]
        self.told.setText("\n".join(dict.fromkeys(lines)))
        self.told.setVisible(bool(lines))

    def _zoomed(self) -> None:
        """By hand: no range is chosen any more."""
        self.by_hand = True
        self.ranges.choose("")
        self._moved()

    def _leave_hand(self) -> None:
        self.by_hand = False
        if not self.ranges.current:
            self.ranges.choose("ALL")

    def _moved(self) -> None:
        """What counts from the left edge is drawn anew, once the hand rests."""
        if self.look is not None and self.look.percent:
            self._again.start(0)
        self.moved.emit()

    def _redraw(self) -> None:
        self.draw()

    def _describe(self, at: Sequence[int | None]) -> str:
        from desk_app.ui.curves.readings import plain

        return plain(self.readings(at), self._hub.words)

    def _pointed(self, at: list[int | None]) -> None:
        """The value strip: each piece's value under the crosshair."""
        from desk_app.ui.curves.readings import rich

        found = self.readings(at)
        self.strip.setMinimumHeight(max(self.strip.minimumHeight() if found else 0, self._lines(len(found))))
        self.strip.setText(rich(found, self._hub.words) if found else html.escape(self._hub.words("ui.curves.strip_hint")))
        if self.view is not None:
            self.view.setAccessibleDescription(self._describe(at))

    def _lines(self, many: int) -> int:
        """Room for the values of so many: the chart must not jump while the mouse moves."""
        wide = max(self.width() // 280, 1)
        return self.strip.fontMetrics().lineSpacing() * max(-(-many // wide), 1)
