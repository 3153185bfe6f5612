"""What a new price-adjustment sheet is made from."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.domain.base.money import grouped
from desk_app.ui.ask import ask_file
from desk_app.ui.hub import Hub
from desk_app.ui.pages.price_notice import PriceNotice
from desk_app.ui.widgets.parts import button, label, row

if TYPE_CHECKING:
    from desk_app.domain.ore.announced import AnnouncedPrice
    from desk_app.domain.ore.terms import Terms
    from desk_app.jobs.draft_sheet import PriceAdjustmentRequest

_LINES = ("contract", "seller", "buyer")


class SheetForm(QWidget):
    """`drafted` brings the request; `left` when the user changed their mind."""

    drafted = Signal(object)
    left = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._prices: Sequence[AnnouncedPrice] = ()
        self._terms: Terms | None = None
        self._period = ""
        self.heading = label("heading")
        self.quarter, self.against = QComboBox(), QComboBox()
        self.notice = PriceNotice(hub)
        self.lines = {name: QLineEdit() for name in _LINES}
        self.deliveries = QLineEdit()
        self.deliveries.setClearButtonEnabled(True)
        self.choose = button()
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(64)
        self.note.setTabChangesFocus(True)
        self.terms_line = label("faint", wraps=True)
        self.make, self.leave = button("primary"), button()
        self._titles = {name: label("soft") for name in ("quarter", "against", *_LINES, "deliveries", "note")}
        self._lay_out()
        self.quarter.currentIndexChanged.connect(lambda _: self._choose_quarter())
        self.choose.clicked.connect(self._choose_file)
        self.make.clicked.connect(lambda: self.drafted.emit(self.request))
        self.leave.clicked.connect(self.left)

    @property
    def request(self) -> "PriceAdjustmentRequest":
        """What the form says now."""
        from desk_app.jobs.draft_sheet import PriceAdjustmentRequest

        file = self.deliveries.text().strip()
        return PriceAdjustmentRequest(
            quarter=self.quarter.currentData() or "",
            from_quarter=self.against.currentData() or None,
            deliveries=Path(file) if file else None,
            note=self.note.toPlainText(),
            terms=self._terms,
            **{name: field.text() for name, field in self.lines.items()},
        )

    def offer(self, prices: "Sequence[AnnouncedPrice]") -> None:
        """The announced prices, in time order."""
        self._prices = prices
        self.retranslate()

    def start(self, period: str = "", terms: "Terms | None" = None) -> None:
        """A new sheet for a period (empty: the latest), under these terms (None: the usual ones)."""
        self._terms, self._period = terms, period
        self.retranslate()
        self.lines["contract"].setFocus()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.heading.setText(words("ui.sheets.new"))
        for name, title in self._titles.items():
            title.setText(words(f"ui.sheets.field.{name}"))
        fields = {"quarter": self.quarter, "against": self.against, "deliveries": self.deliveries, "note": self.note}
        for name, field in {**fields, **self.lines}.items():
            field.setAccessibleName(words(f"ui.sheets.field.{name}"))
        self.choose.setText(words("ui.sheets.choose"))
        self.deliveries.setPlaceholderText(words("ui.sheets.deliveries_hint"))
        self.make.setText(words("ui.sheets.draft"))
        self.leave.setText(words("ui.sheets.leave"))
        self._offer_quarters()
        self.terms_line.setVisible(self._terms is not None)
        if self._terms is not None:
            rule, rounding = f"ore.grade_rule.{self._terms.grade_rule}", f"ore.rounding.{self._terms.rounding}"
            vat = grouped(self._terms.vat_percent)
            line = words("ui.sheets.terms", rule=words(rule), rounding=words(rounding), vat=vat)
            self.terms_line.setText(line)

    def _offer_quarters(self) -> None:
        chosen = self._period or self.quarter.currentData()
        self.quarter.blockSignals(True)
        self.quarter.clear()
        for price in reversed(self._prices[1:]):
            text = self._hub.words("ui.ore.quarter", period=price.period, price=grouped(price.price))
            self.quarter.addItem(text, price.period)
        self.quarter.setCurrentIndex(max(self.quarter.findData(chosen), 0) if self.quarter.count() else -1)
        self.quarter.blockSignals(False)
        self._offer_earlier()

    def _choose_quarter(self) -> None:
        self._period = self.quarter.currentData() or ""
        self._offer_earlier()

    def _offer_earlier(self) -> None:
        """Only what lies before the chosen quarter; first of all: the nearest known one."""
        period = self.quarter.currentData()
        self.notice.look(self._prices, next((price for price in self._prices if price.period == period), None))
        chosen, self_period = self.against.currentData(), self.quarter.currentData()
        periods = [price.period for price in self._prices]
        earlier = self._prices[: periods.index(self_period)] if self_period in periods else ()
        self.against.clear()
        if earlier:
            self.against.addItem(self._hub.words("ui.sheets.nearest", period=earlier[-1].period), "")
        for price in reversed(earlier):
            text = self._hub.words("ui.ore.quarter", period=price.period, price=grouped(price.price))
            self.against.addItem(text, price.period)
        self.against.setCurrentIndex(max(self.against.findData(chosen), 0) if earlier else -1)

    def _choose_file(self) -> None:
        words = self._hub.words
        kinds = f"{words('ui.sheets.field.deliveries')} (*.csv *.tsv *.txt *.xlsx)"
        ask_file(self, words("ui.sheets.choose"), kinds, self.deliveries.setText)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        fields = {"quarter": self.quarter, "against": self.against, **self.lines, "note": self.note}
        for name, field in fields.items():
            self._titles[name].setBuddy(field)
            layout.addWidget(self._titles[name])
            layout.addWidget(field)
        layout.insertWidget(layout.indexOf(self.quarter) + 1, self.notice)
        layout.insertWidget(layout.indexOf(self._titles["note"]), self._titles["deliveries"])
        layout.insertLayout(layout.indexOf(self._titles["note"]), row(self.deliveries, self.choose))
        layout.addWidget(self.terms_line)
        layout.addSpacing(6)
        layout.addLayout(row(self.make, self.leave, 1))
        layout.addStretch(1)
