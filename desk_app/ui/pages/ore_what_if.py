"""试算: what a tenth is worth, the price's curve, the price backwards, a table around the lot, a second lot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desk_app.domain.ore.terms import GradeRule
from desk_app.domain.ore.what_if import CurvePoint, curve, sensitivity, worths
from desk_app.ui.hub import Hub
from desk_app.ui.pages.ore_around import SensitivityTable, WorthTable
from desk_app.ui.pages.ore_beside import OreBeside
from desk_app.ui.pages.ore_late_panel import LatePanel
from desk_app.ui.pages.ore_panel import OnPage
from desk_app.ui.pages.ore_reverse import OreReverse
from desk_app.ui.widgets.parts import label
from desk_app.ui.widgets.price_curve import PriceCurve
from desk_app.ui.widgets.whole_table import show_whole

_ROOM = 48  # for gaps and the bar that scrolls


class OreWhatIf(LatePanel):
    """One block below the other; the whole scrolls."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.worth = WorthTable(hub)
        self.curve = PriceCurve(hub.theme)
        self.reverse = OreReverse(hub)
        self.table = SensitivityTable(hub)
        self.beside = OreBeside(hub)
        self.waiting = label("soft", wraps=True)
        self._titles: dict[str, QLabel] = {}
        self._blocks = QWidget()
        self._above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def fill(self, on_page: OnPage) -> None:
        """Everything around the lot on the calculator."""
        base, lot, terms = on_page.base, on_page.lot, on_page.terms
        priced = on_page.working is not None and base is not None and lot is not None and terms is not None
        self.waiting.setVisible(not priced)
        self._blocks.setVisible(priced)
        self.reverse.fill(on_page)
        self.beside.fill(on_page)
        if on_page.working is None or base is None or lot is None or terms is None:
            return
        self.worth.worths.fill(worths(base, lot, terms))
        self.table.show_table(sensitivity(base, lot, terms), lot)
        own = CurvePoint(lot.reo, on_page.working.unit_price)
        self.curve.fill(curve(base, lot, terms), own, steps=terms.grade_rule is not GradeRule.PRO_RATA)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        for name, title in self._titles.items():
            title.setText(words(f"ore.what_if.{name}_title"))
        self.waiting.setText(words("ore.what_if.waiting"))
        for name, part in (("worth", self.worth), ("table", self.table), ("curve", self.curve)):
            part.setAccessibleName(words(f"ore.what_if.{name}_title"))
        self.worth.worths.retitle()
        self.reverse.retranslate()
        self.beside.retranslate()
        self.follow(self._on_page)

    def _fit(self) -> None:
        """Tables know how wide their cells are once they are full, and how wide they are once they are laid out."""
        for table in (self.worth, self.table):
            show_whole(table)
        wide = self.worth.horizontalHeader().length() + 2 * self.worth.frameWidth()
        self.worth.setMinimumWidth(wide)
        beside = self.width() >= wide + self.curve.minimumWidth() + _ROOM
        self._above.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.beside.fit()

    def _lay_out(self) -> None:
        blocks = QVBoxLayout(self._blocks)
        blocks.setContentsMargins(0, 0, 8, 0)
        blocks.setSpacing(14)
        for part in (self._block("worth", self.worth), self._block("curve", self.curve)):
            self._above.addWidget(part)
        self._above.setSpacing(16)
        self._above.setStretch(1, 1)
        blocks.addLayout(self._above)
        for name, part in (("reverse", self.reverse), ("table", self.table), ("beside", self.beside)):
            blocks.addWidget(self._block(name, part))
        blocks.addStretch(1)
        within = QWidget()
        inside = QVBoxLayout(within)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.waiting)
        inside.addWidget(self._blocks, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(within)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _block(self, name: str, part: QWidget) -> QWidget:
        """A part under its title."""
        block = QWidget()
        layout = QVBoxLayout(block)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._titles[name] = label("heading", wraps=True)
        layout.addWidget(self._titles[name], 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(part, 1)
        return block
