"""成交: every trade that counts, what was imported, and what an import came to."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget

from desk_app.domain.base.money import grouped
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.importing import ANSWERS, Importer, Question, fill_with_samples, undo_batches
from desk_app.ui.pages.batches_panel import BatchesPanel
from desk_app.ui.pages.import_report import ImportReport
from desk_app.ui.pages.page import Page
from desk_app.ui.pages.trades_columns import WIDTHS, trade_columns
from desk_app.ui.widgets.confirm import confirm
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.parts import Card, button, label, row
from desk_app.ui.widgets.record_model import RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.domain.product.catalogue import Catalogue
    from desk_app.jobs.list_trades import TradeLine
    from desk_app.store.batches import Batch

_TYPING_PAUSE = 150  # milliseconds
_ZERO = Decimal(0)


class TradesPage(Page):
    """The table, filtered by product and text; imports beside it."""

    key: ClassVar[str] = "trades"

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._names: dict[str, tuple[str, str]] = {}
        self.importer = Importer(hub)
        self.model: RecordModel[TradeLine] = RecordModel(trade_columns(self.product_name), hub.words)
        self.table = RecordTable(self.model)
        self.table.widths(*WIDTHS)
        self.products = QComboBox()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.count = label("soft")
        self.import_button = button("primary")
        self.history = button()
        self.history.setCheckable(True)
        self.empty = EmptyState(hub.theme, "import")
        self.batches = BatchesPanel(hub)
        self.batches.hide()
        self.report = ImportReport(hub)
        self._lay_out()
        self._connect()

    def product_name(self, key: str) -> str:
        """A product's name in the language in force."""
        zh, en = self._names.get(key, (key, key))
        return zh if self.hub.words.language == "zh_CN" else en

    def fill(self) -> None:
        self.hub.run(lambda _: _load(self.hub), self._filled)

    def retranslate(self) -> None:
        super().retranslate()
        words = self.hub.words
        self.import_button.setText(words("ui.trades.import"))
        self.history.setText(words("ui.batches.title"))
        self.search.setPlaceholderText(words("ui.trades.search"))
        self.search.setAccessibleName(words("ui.trades.search"))
        self.products.setAccessibleName(words("ui.trades.product"))
        self.table.setAccessibleName(words("ui.page.trades"))
        self.empty.say(
            words("ui.trades.empty.title"),
            words("ui.trades.empty.line"),
            words("ui.trades.import"),
            words("ui.sample.fill"),
        )
        self.batches.retranslate()
        self.model.retitle()
        self._list_products()
        self._show_count()
        self.importer.ask()

    def repaint_icons(self) -> None:
        colours = self.hub.theme.palette
        self.import_button.setIcon(icon("import", colours["accent_text"]))
        self.history.setIcon(icon("history", colours["text_soft"], colours["accent"]))
        self._search_sign.setIcon(icon("search", colours["text_faint"]))
        self.batches.retranslate()

    def focus_first(self) -> None:
        (self.table if self.model.records else self.empty.first).setFocus()

    def choose_files(self) -> None:
        """Let the user pick files to import."""
        words = self.hub.words
        kinds = f"{words('ui.trades.kinds')} (*.csv *.tsv *.txt *.xlsx)"
        dialog = QFileDialog(self, words("ui.trades.import"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.importer.start([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def undo_last(self) -> None:
        """Ctrl+Z: take the last import back, after a question that names it."""
        if (last := self.batches.last) is not None:
            self._confirm_undo(last)

    # ---- inside
    def _lay_out(self) -> None:
        self.tools.addWidget(self.history)
        self.tools.addWidget(self.import_button)
        card = Card(margin=0, gap=0)
        tools = row(self.search, self.products, self.count, 1)
        tools.setContentsMargins(12, 10, 12, 10)
        self.search.setFixedWidth(280)
        self.products.setMinimumWidth(180)
        card.body.addLayout(tools)
        card.body.addWidget(self.table)
        self.views = QStackedWidget()
        self.views.addWidget(card)
        self.views.addWidget(self.empty)
        self.body.addLayout(row(self.views, self.batches, gap=12), 1)
        self.body.addWidget(self.report)
        self._search_sign = QAction(self)
        self.search.addAction(self._search_sign, QLineEdit.ActionPosition.LeadingPosition)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._pause.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.products.currentIndexChanged.connect(lambda _: self._filter())
        for each in (self.import_button, self.empty.first):
            each.clicked.connect(self.choose_files)
        self.empty.second.clicked.connect(lambda: fill_with_samples(self.hub))
        self.history.toggled.connect(self.batches.setVisible)
        self.batches.undo_wanted.connect(self._confirm_undo)
        self.batches.clear_samples_wanted.connect(self._confirm_clear)
        self.importer.finished.connect(self.report.add)
        self.importer.asked.connect(self._ask)
        self.hub.files_given.connect(self.importer.start)
        self.hub.trades_changed.connect(self.fill)
        self.hub.batches_changed.connect(self.fill)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo_last)
        QShortcut(QKeySequence.StandardKey.Open, self, self.choose_files)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def _filled(self, found: "tuple[Catalogue, list[TradeLine], list[Batch]]") -> None:
        catalogue, trades, batches = found
        self._names = {product.key: (product.zh, product.en) for product in catalogue.all()}
        self.batches.fill(batches)
        self.model.fill(trades)
        self.views.setCurrentIndex(0 if trades else 1)
        self.hub.data_is(
            max((trade.trade_date for trade in trades), default=None), any(trade.sample for trade in trades)
        )
        self._list_products()
        self._filter()

    def _list_products(self) -> None:
        """The products that were traded, in catalogue order, the chosen one kept."""
        chosen = self.products.currentData() or ""
        traded = {trade.product for trade in self.model.all_records}
        self.products.blockSignals(True)
        self.products.clear()
        self.products.addItem(self.hub.words("ui.trades.all_products"), "")
        for key in [key for key in self._names if key in traded]:
            self.products.addItem(self.product_name(key), key)
        self.products.setCurrentIndex(max(self.products.findData(chosen), 0))
        self.products.blockSignals(False)

    def _filter(self) -> None:
        product = self.products.currentData() or ""
        sought = self.search.text().strip().casefold()
        self.model.keep((lambda trade: self._matches(trade, product, sought)) if product or sought else None)
        self._show_count()

    def _matches(self, trade: "TradeLine", product: str, sought: str) -> bool:
        if product and trade.product != product:
            return False
        names = " ".join(self._names.get(trade.product, ()))
        text = f"{names} {trade.grade} {trade.ref} {trade.buyer} {trade.seller} {trade.source_file}"
        return sought in text.casefold()

    def _show_count(self) -> None:
        shown, total = len(self.model.records), len(self.model.all_records)
        words = self.hub.words
        all_shown = words("ui.trades.count", total=f"{total:,}")
        some = words("ui.trades.count_some", shown=f"{shown:,}", total=f"{total:,}")
        tonnes = grouped(sum((trade.quantity_t for trade in self.model.records), start=_ZERO))
        self.count.setText(f"{all_shown if shown == total else some} · {words('ui.trades.tonnes', tonnes=tonnes)}")

    def _ask(self, question: Question) -> None:
        words = self.hub.words
        choices = [
            (words(f"ui.ask.{answer.replace('/', '_')}"), lambda answer=answer: self.importer.answer(question, answer))
            for answer in ANSWERS[question.about]
        ]
        leave = (words("ui.ask.leave"), lambda: self.importer.skip(question))
        self.notice.say(words(f"ui.ask.{question.about}", file=question.path.name), "warning", *choices, leave)

    def _confirm_undo(self, batch: "Batch") -> None:
        text = self.hub.words("ui.batches.undo_question", file=batch.file, count=batch.new + batch.changed)
        yes = self.hub.words("ui.batches.undo")
        confirm(self, self.hub.words, text, yes, lambda: undo_batches(self.hub, [batch.id]))

    def _confirm_clear(self) -> None:
        text, yes = self.hub.words("ui.sample.clear_question"), self.hub.words("ui.sample.clear")
        confirm(self, self.hub.words, text, yes, lambda: undo_batches(self.hub, self.batches.samples))


def _load(hub: Hub) -> "tuple[Catalogue, list[TradeLine], list[Batch]]":
    from desk_app.jobs.list_batches import list_batches
    from desk_app.jobs.list_trades import list_trades
    from desk_app.jobs.load_products import load_products

    return load_products(hub.desk), list_trades(hub.desk), list_batches(hub.desk)
