"""The table of trades, with what narrows it: product and text."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit

from desk_app.domain.base.money import grouped
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.pages.trades_columns import WIDTHS, trade_columns
from desk_app.ui.widgets.parts import Card, row
from desk_app.ui.widgets.record_model import RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.domain.trade.basis import Basis
    from desk_app.jobs.list_trades import Totals, TradeLine

_TYPING_PAUSE = 150  # milliseconds
_ZERO = Decimal(0)


class TradesList(Card):
    """All trades, or those of a product, or those that hold a text; `counted` says how many."""

    counted = Signal(str)

    def __init__(self, hub: Hub) -> None:
        super().__init__(margin=0, gap=0)
        self._hub = hub
        self._names: Mapping[str, tuple[str, str]] = {}
        self._trades: Sequence[TradeLine] = ()
        self._totals: Totals | None = None
        self._texts: list[str] = []  # what each trade is searched by, put together when first searched
        self.model: RecordModel[TradeLine] = RecordModel(trade_columns(self.product_name, self.basis_name), hub.words)
        self.table = RecordTable(self.model)
        self.table.widths(*WIDTHS)
        self.products = QComboBox()
        self.products.setMinimumWidth(140)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(280)
        self._sign = QAction(self)
        self.search.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        tools = row(self.search, self.products, 1)
        tools.setStretch(0, 3)
        tools.setContentsMargins(12, 10, 12, 10)
        self.body.addLayout(tools)
        self.body.addWidget(self.table)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._pause.timeout.connect(self.narrow)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.products.currentIndexChanged.connect(lambda _: self.narrow())

    def product_name(self, key: str) -> str:
        """A product's name in the language in force."""
        zh, en = self._names.get(key, (key, key))
        return zh if self._hub.words.language == "zh_CN" else en

    def basis_name(self, basis: "Basis | None") -> str:
        """What a trade's mass is of, in the language in force; empty where its file does not say."""
        return self._hub.words(f"ui.trades.basis.{basis.value}") if basis else ""

    def fill(self, trades: "Sequence[TradeLine]", totals: "Totals", names: Mapping[str, tuple[str, str]]) -> None:
        """Show these trades; `totals` are theirs, `names` the products' in both languages, in catalogue order."""
        self._trades, self._totals, self._names = trades, totals, names
        self._texts = []
        self._list_products()
        self.narrow()

    def narrow(self) -> None:
        """Show what the product and the text leave."""
        product = self.products.currentData() or ""
        sought = self.search.text().strip().casefold()
        if product or sought:
            chosen = self._matching(product, sought)
            self.model.fill_kept(self._trades, lambda trade: trade.id in chosen)
        else:
            self.model.fill_kept(self._trades, None)
        self._show_count()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.search.setPlaceholderText(words("ui.trades.search"))
        self.search.setAccessibleName(words("ui.trades.search"))
        self.products.setAccessibleName(words("ui.trades.product"))
        self.table.setAccessibleName(words("ui.page.trades"))
        self.model.retitle()
        self._list_products()
        self._show_count()

    def repaint_icons(self) -> None:
        """In the palette in force."""
        self._sign.setIcon(icon("search", self._hub.theme.palette["text_faint"]))

    def _list_products(self) -> None:
        """The products that were traded, in catalogue order, the chosen one kept."""
        chosen = self.products.currentData() or ""
        traded = self._totals.products if self._totals else ()
        self.products.blockSignals(True)
        self.products.clear()
        self.products.addItem(self._hub.words("ui.trades.all_products"), "")
        for key in [key for key in self._names if key in traded]:
            self.products.addItem(self.product_name(key), key)
        self.products.setCurrentIndex(max(self.products.findData(chosen), 0))
        self.products.blockSignals(False)

    def _matching(self, product: str, sought: str) -> set[int]:
        """The numbers of the trades of a product ("": all) whose text holds what is sought."""
        trades = self._trades
        if sought and not self._texts:
            self._texts = [self._text(trade) for trade in trades]
        found = (t for t, text in zip(trades, self._texts, strict=True) if sought in text) if sought else trades
        return {trade.id for trade in found if not product or trade.product == product}

    def _text(self, trade: "TradeLine") -> str:
        names = " ".join(self._names.get(trade.product, ()))
        return f"{names} {trade.grade} {trade.ref} {trade.buyer} {trade.seller} {trade.source_file}".casefold()

    def _show_count(self) -> None:
        shown, total = len(self.model.records), len(self._trades)
        words = self._hub.words
        key = "ui.trades.count" if shown == total else "ui.trades.count_some"
        count = words(key, shown=f"{shown:,}", total=f"{total:,}")
        tonnes = grouped(self._tonnes())
        self.counted.emit(f"{count} · {words('ui.trades.tonnes', tonnes=tonnes)}" if total else "")

    def _tonnes(self) -> Decimal:
        """Of what is shown; all of it was added up where it was read."""
        shown = self.model.records
        if self._totals is not None and len(shown) == len(self._trades):
            return self._totals.tonnes
        return sum((trade.quantity_t for trade in shown), start=_ZERO)
