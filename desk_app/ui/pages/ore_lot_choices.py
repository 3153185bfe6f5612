"""How the lots are priced: at which price, on which provisional one a share was paid, with VAT or without."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.announced import AnnouncedPrice, HistoryRow
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import row

_DAY, _CALCULATOR = "at_day", "at_calculator"


class LotChoices(QWidget):
    """Three choices in a row; `changed` at each."""

    changed = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._announced: dict[str, AnnouncedPrice] = {}
        self.base, self.before, self.tax = QComboBox(), QComboBox(), QComboBox()
        layout = row()
        self.setLayout(layout)
        for box in (self.base, self.before, self.tax):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            layout.addWidget(box, 1)

    def offer(self, rows: Sequence[HistoryRow]) -> None:
        """The announced prices, the latest first."""
        self._announced = {past.period: past.announced for past in reversed(rows) if past.announced}
        self.retranslate()

    @property
    def at_calculator(self) -> bool:
        """Whether all lots are priced at the calculator's price."""
        return bool(self.base.currentData() == _CALCULATOR)

    @property
    def provisional(self) -> AnnouncedPrice | None:
        """The price a share was paid of; None: the final one."""
        return self._announced.get(str(self.before.currentData()))

    @property
    def paid_tax(self) -> Tax | None:
        """Whether amounts paid hold VAT; None: as the heading says."""
        chosen = self.tax.currentData()
        return Tax(chosen) if chosen else None

    def retranslate(self) -> None:
        """In the language in force; what is chosen stays chosen."""
        words = self._hub.words
        _refill(self.base, [(words(f"ore.lots.{key}"), key) for key in (_DAY, _CALCULATOR)])
        periods = [(words("ore.lots.before", period=period), period) for period in self._announced]
        _refill(self.before, [(words("ore.lots.before_final"), ""), *periods])
        taxes = [(words(f"ore.lots.paid_tax_choice.{tax}"), tax.value) for tax in Tax]
        _refill(self.tax, [(words("ore.lots.as_heading"), ""), *taxes])
        for box, name in ((self.base, "at"), (self.before, "before_name"), (self.tax, "paid_tax")):
            box.setAccessibleName(words(f"ore.lots.{name}"))
            box.setToolTip(words(f"ore.lots.{name}"))


def _refill(box: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    """The chosen one is kept."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, data in entries:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(before)))
    box.blockSignals(False)
