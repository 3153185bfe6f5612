"""The table of trades, with what narrows it: product and text.

A desk may have millions. The store finds, sorts and adds up; the table has the first `MOST` of what was found, in the
order of its column, and says so.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit

from desk_app.domain.base.money import grouped
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.newest import Newest
from desk_app.ui.pages.trades_columns import WIDTHS, trade_columns
from desk_app.ui.widgets.parts import Card, row
from desk_app.ui.widgets.record_model import RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.domain.trade.basis import Basis
    from desk_app.jobs.list_trades import Totals, TradeLine
    from desk_app.store.trade_list import TradeFilter

MOST = 10_000
_TYPING_PAUSE = 150  # milliseconds


class TradesList(Card):
    """All trades, or those of a product, or those that hold a text; `counted` says how many."""

    counted = Signal(str)

    def __init__(self, hub: Hub) -> None:
        super().__init__(margin=0, gap=0)
        self._hub = hub
        self._names: Mapping[str, tuple[str, str]] = {}
        self._all: Totals | None = None  # of every trade
        self._found: Totals | None = None  # of those that product and text leave
        self._asked = Newest(hub)
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
        self.table.horizontalHeader().sortIndicatorChanged.connect(lambda *_: self._resort())

    def product_name(self, key: str) -> str:
        """A product's name in the language in force."""
        zh, en = self._names.get(key, (key, key))
        return zh if self._hub.words.language == "zh_CN" else en

    def basis_name(self, basis: "Basis | None") -> str:
        """What a trade's mass is of, in the language in force; empty where its file does not say."""
        return self._hub.words(f"ui.trades.basis.{basis.value}") if basis else ""

    @property
    def count(self) -> int:
        """How many trades there are, whatever is shown of them."""
        return self._all.count if self._all else 0

    def fill(self, totals: "Totals", names: Mapping[str, tuple[str, str]]) -> None:
        """Show the trades anew; `totals` are of all, `names` the products' in both languages, in catalogue order."""
        self._all, self._names = totals, names
        self._list_products()
        self.narrow()

    def narrow(self) -> None:
        """Show what the product and the text leave."""
        wanted, whole = self._wanted(), self._all
        self._asked.ask(lambda _: _find(self._hub, wanted, whole), self._show)

    def _wanted(self) -> "TradeFilter":
        from desk_app.store.trade_list import TradeFilter

        sought = self.search.text().strip()
        named = tuple(key for key, names in self._names.items() if sought.casefold() in " ".join(names).casefold())
        header = self.table.horizontalHeader()
        at = header.sortIndicatorSection()
        return TradeFilter(
            product=self.products.currentData() or None,
            text=sought or None,
            named=named,
            order=self.model.columns[at].key.rpartition(".")[2] if at >= 0 else "",
            descending=header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
            ranks=tuple(sorted(self._names, key=self.product_name)),
            limit=MOST,
        )

    def _show(self, found: "tuple[Sequence[TradeLine], Totals]") -> None:
        trades, self._found = found
        self.model.fill(trades)
        self._show_count()

    def _resort(self) -> None:
        """What is there in full was sorted by the table itself."""
        if self._found and self._found.count > MOST:
            self.narrow()

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
        traded = self._all.products if self._all else ()
        self.products.blockSignals(True)
        self.products.clear()
        self.products.addItem(self._hub.words("ui.trades.all_products"), "")
        for key in [key for key in self._names if key in traded]:
            self.products.addItem(self.product_name(key), key)
        self.products.setCurrentIndex(max(self.products.findData(chosen), 0))
        self.products.blockSignals(False)

    def _show_count(self) -> None:
        if self._found is None or not self.count:
            self.counted.emit("")
            return
        words, found, shown = self._hub.words, self._found.count, len(self.model.records)
        key = "ui.trades.count" if found == self.count else "ui.trades.count_some"
        told = [
            words(key, shown=f"{found:,}", total=f"{self.count:,}"),
            words("ui.trades.tonnes", tonnes=grouped(self._found.tonnes)),
        ]
        if shown < found:
            told.append(words("ui.trades.first", shown=f"{shown:,}"))
        self.counted.emit(" · ".join(told))


def _find(hub: Hub, wanted: "TradeFilter", whole: "Totals | None") -> "tuple[Sequence[TradeLine], Totals]":
    """The trades wanted, and what all of them come to: what the `whole` does, where nothing narrows it."""
    from desk_app.jobs.list_trades import find_trades, total_trades

    trades = find_trades(hub.desk, wanted)
    narrowed = wanted.product or wanted.text
    return trades, whole if whole and not narrowed else total_trades(hub.desk, wanted)
