"""The chart of the curves page: the card with its tools, its slider of vintages, and what was measured."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from desk_app.domain.base.exact import published
from desk_app.domain.base.money import signed
from desk_app.domain.base.period import Every
from desk_app.ui.curves.tool_row import ToolRow
from desk_app.ui.curves.vintage_bar import VintageBar
from desk_app.ui.hub import Hub
from desk_app.ui.pages.chart_card import ChartCard
from desk_app.ui.pages.series_list import PLACES, change_text
from desk_app.ui.widgets.parts import label, set_state

if TYPE_CHECKING:
    from desk_app.domain.curve.change import Change
    from desk_app.domain.curve.curve import Curve
    from desk_app.domain.curve.look import Look
    from desk_app.ui.pages.load_curves import Around

_PIN_COLOURS = {"ore_price": "accent", "policy": "warn", "note": "sample"}


class StudyCard(ChartCard):
    """`looked`: it is drawn in another way now."""

    looked = Signal()

    def __init__(self, hub: Hub, page: QWidget) -> None:
        super().__init__(hub)
        self.tools = ToolRow(hub.words, page, {"copy_values": self, "copy_picture": self})
        self.vintages = VintageBar(hub)
        self.measured = label("soft", selects=True)
        self.measured.hide()
        self.layouts = QToolButton()
        set_state(self.layouts, "role", "tool")
        self.head.line.insertWidget(self.head.line.count() - 2, self.layouts)
        self.body.insertWidget(1, self.tools)
        self.body.insertWidget(3, self.vintages)
        self.body.insertWidget(4, self.measured)
        self.measuring = False

    @property
    def looks(self) -> "Look":
        """How it is drawn."""
        return self.easel.looks

    def set_look(self, look: "Look") -> None:
        super().set_look(look)
        self.show_state()
        self.looked.emit()

    def draw(self) -> None:
        measuring = self.measuring
        super().draw()
        if self.view is not None and measuring:
            self.measure(True)

    def show_state(self) -> None:
        """The tools that are on."""
        look = self.looks
        on = {name: getattr(look, name) for name in ("percent", "spread", "ratio", "template", "band", "log")}
        on |= {name: getattr(look, name) for name in ("tonnes", "deals", "events", "closed")}
        on |= {"rebase": look.rebase is not None, "measure": self.measuring, "known": not self.vintages.isHidden()}
        self.tools.show_on(on)
        set_state(self.tools.buttons["averages"], "lit", bool(look.averages))

    def measure(self, on: bool) -> None:
        """Measure from here to wherever the crosshair goes."""
        self.measuring = on
        if self.view is not None:
            self.view.measure(on)
        self.measured.setVisible(on)
        self.show_state()

    def step_frequency(self, steps: int) -> None:
        """Finer or coarser, as far as it goes."""
        keys = [every.value for every in Every]
        place = min(max(keys.index(self.frequencies.current) + steps, 0), len(keys) - 1)
        if keys[place] != self.frequencies.current:
            self.frequencies.choose(keys[place])
            self.frequency_chosen.emit()

    def surround(self, around: "Around | None") -> None:
        """Draw what is on the easel, with the closed days and the events from its first day to its last."""
        easel = self.easel
        curves = [curve for curve in (easel.ground.curves if easel.ground else ()) if len(curve.days)]
        easel.stretches, easel.pins = (), ()
        if around is not None and curves:
            self._put_around(around, curves)
        self.present()

    def _put_around(self, around: "Around", curves: "Sequence[Curve]") -> None:
        from desk_app.domain.curve.curve import day_number, day_of
        from desk_app.ui.widgets.chart.shown import Pin

        first = day_of(min(float(curve.days[0]) for curve in curves))
        last = day_of(max(float(curve.ends[-1]) for curve in curves))
        closed = around.calendar.closed_stretches(first, last)
        self.easel.stretches = [(float(day_number(start)), float(day_number(end) + 1)) for start, end in closed]
        words, colours = self._hub.words, self._hub.theme.palette
        self.easel.pins = [
            Pin(
                float(day_number(event.day)),
                f"{event.day} {event.said(words.language)}" + (f" ({event.source})" if event.source else ""),
                words(f"curve.pin.{event.kind.value}"),
                colours[_PIN_COLOURS[event.kind.value]],
            )
            for event in around.events
        ]

    def retranslate(self) -> None:
        super().retranslate()
        words = self._hub.words
        self.tools.retranslate()
        self.vintages.retranslate()
        self.layouts.setText(words("curve.tool.layouts"))
        tip = self.tools.actions_["layouts"].toolTip()
        self.layouts.setToolTip(tip)
        self.layouts.setAccessibleName(tip)
        for each, name in ((self.copy, "copy_picture"), (self.save, "export")):
            tip = self.tools.actions_[name].toolTip()
            each.setToolTip(tip)
            each.setAccessibleName(tip)

    # ---- inside
    def _build_view(self) -> None:
        super()._build_view()
        if self.view is not None:
            self.view.measured.connect(self._say_measured)
            self.view.pin_pointed.connect(self._say_pin)

    def _say_measured(self, found: "Change | None") -> None:
        """Δ, percent and days of the first curve, by what stood at both ends."""
        words = self._hub.words
        if self.view is None or not self.view.shown:
            return
        self.measuring = self.view.measuring
        self.measured.setVisible(self.measuring)
        self.show_state()
        if found is None:
            self.measured.setText(words("curve.measure.hint"))
            return
        curve = self.view.shown[0].curve
        days = round(float(curve.days[found.last] - curve.days[found.first]))
        places = PLACES.get(curve.unit, 2)
        self.measured.setText(
            words(
                "curve.measure.found",
                first=curve.periods[found.first],
                last=curve.periods[found.last],
                amount=signed(published(found.amount, places), places),
                unit=self.easel.facts.unit_of(curve.unit),
                percent=change_text(found.percent),
                days=days,
            )
        )

    def _say_pin(self, pin: object) -> None:
        text = getattr(pin, "text", "")
        if text:
            self._hub.tell(text)
