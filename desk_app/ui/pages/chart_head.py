"""Over a chart: the newest value of its first curve, large, with its change, its unit, its age."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.hub import Hub
from desk_app.ui.pages.curve_facts import CurveFacts
from desk_app.ui.pages.series_list import change_text
from desk_app.ui.rise import rise_colour
from desk_app.ui.widgets.parts import label, row, set_state

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve


class ChartHead(QWidget):
    """A value that should have been followed by a newer one is grey, and says how old it is."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.name, self.value, self.change = label("heading"), label("figure"), label("heading")
        self.stale, self.about = label("stale"), label("soft")
        self.line = row(self.name, self.value, self.stale, self.change, 1, gap=12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self.line)
        layout.addWidget(self.about)

    def say(self, curve: "Curve", facts: CurveFacts) -> None:
        """At the curve's frequency: its newest value, and the change from the one before."""
        from desk_app.domain.curve.change import change

        known = [int(place) for place in curve.known[-2:]]
        moved = change(curve, *known) if len(known) > 1 else None
        percent = moved.percent if moved else None
        aged, age = facts.aged(curve.code), facts.age(curve.code)
        self.name.setText(facts.name(curve.code))
        self.value.setText(facts.figure(curve, known[-1]) if known else "")
        set_state(self.value, "stale", aged is not None and aged.grey)
        self.stale.setVisible(aged is not None and aged.grey)
        self.stale.setText(age)
        for each in (self.value, self.stale, self.about):
            each.setToolTip(aged.tip if aged else "")
        self.change.setText(change_text(percent))
        colour = rise_colour(self._hub, percent or 0.0)
        self.change.setStyleSheet(f"color: {colour.name()}" if colour else "")
        period = curve.periods[known[-1]] if known else ""
        self.about.setText(" · ".join(part for part in (facts.unit(curve), period, age) if part))
