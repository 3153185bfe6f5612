"""批次计价: a block pasted from a spreadsheet, or a file, priced lot by lot, with totals, and what was held."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desk_app.i18n import Words
from desk_app.ui.ages import today
from desk_app.ui.ask import ask_file
from desk_app.ui.hub import Hub
from desk_app.ui.pages.ore_lot_choices import LotChoices
from desk_app.ui.pages.ore_lot_columns import LotModel, held_model, notes_text, sums_text
from desk_app.ui.pages.ore_panel import OnPage
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.parts import Segments, button, label, row, scrolled
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.domain.ore.announced import PriceList
    from desk_app.jobs.price_lots import LotsPriced, LotsRequest
    from desk_app.jobs.progress import Progress

_VIEWS = ("priced", "held")
_EMPTY = ("empty_title", "empty_line", "open", "template")
_LEAST = 200
_BOLD = 10
"""Pixels by which the chosen one is wider than its hint says."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the lots come from: a file, or a block of text."""

    path: Path | None = None
    text: str = ""


class OreLots(QWidget):
    """Works behind the window; what was asked last counts. Ctrl+V takes what is on the clipboard."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._prices: PriceList | None = None
        self._hub = hub
        self._on_page, self._asked, self._done = OnPage(), 0, 0
        self.source: Source | None = None
        self.priced: LotsPriced | None = None
        self.choices = LotChoices(hub)
        self.open, self.paste, self.export = button(), button(), button()
        self.views = Segments(_VIEWS)
        self.views.choose("priced")
        self.sums = label("", wraps=True, selects=True)
        self.about = label("soft", wraps=True)
        self.lots, self.held = LotModel(hub), held_model(hub)
        self.table, self.held_table = RecordTable(self.lots, sorts=False), RecordTable(self.held, sorts=False)
        self.below = QStackedWidget()
        self.empty = EmptyState(hub.theme, "sheets")
        self._lay_out()
        self._connect()

    def offer(self, prices: "PriceList") -> None:
        """The announced prices, of which one may have been the provisional price."""
        self._prices = prices
        self.choices.offer(prices.rows())

    def follow(self, on_page: OnPage) -> None:
        """The calculator's terms are the lots'; its price too, where that was chosen."""
        before, self._on_page = self._on_page, on_page
        used = (before.terms, before.base if self.choices.at_calculator else None)
        if (on_page.terms, on_page.base if self.choices.at_calculator else None) != used:
            self.reprice()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        for each, name in ((self.open, "open"), (self.paste, "paste"), (self.export, "export")):
            each.setText(words(f"ore.lots.{name}"))
        self.choices.retranslate()
        for table in (self.table, self.held_table):
            table.setAccessibleName(words("ui.ore.lots"))
        self.empty.say(*(words(f"ore.lots.{name}") for name in _EMPTY))
        for model in (self.lots, self.held):
            model.retitle()
        self.table.fit(44, 88, 96, 76, 60, 60, 96, 66, 100, 112, 100, 112, 108, 108)
        self._show()

    def take_text(self, text: str) -> None:
        """Price a pasted block."""
        if text.strip():
            self._take(Source(text=text))
        else:
            self._hub.tell(self._hub.words("ore.lots.nothing_to_paste"), "warning")

    def take_file(self, path: Path) -> None:
        """Price a file."""
        self._take(Source(path))

    def reprice(self) -> None:
        """The same lots under what is chosen now; put off until somebody looks."""
        self._asked += 1
        source, request = self.source, self._request()
        if source is None or request is None or not self.isVisible():
            return
        asked, self._done = self._asked, self._asked
        name = self._hub.words("ore.lots.pasted")
        self._hub.run(
            lambda progress: _priced(source, name, request, progress),
            lambda priced: self._priced(asked, priced),
            title="ore.lots.pricing",
            ended=lambda: self._forget(asked),
        )

    def save(self, path: str) -> None:
        """Write what is shown, behind the window."""
        priced, words = self.priced, self._hub.words
        if priced is not None:
            self._hub.run(lambda _: _written(words, priced, Path(path)), self._hub.tell, title="ore.lots.pricing")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_text(QGuiApplication.clipboard().text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # so that Ctrl+V comes here
        if self._done != self._asked:
            self.reprice()

    # ---- inside
    def _request(self) -> "LotsRequest | None":
        """What is chosen; None while the calculator's terms or price are not filled in."""
        from desk_app.jobs.price_lots import LotsRequest

        base, terms, choices = self._on_page.base, self._on_page.terms, self.choices
        if terms is None or (choices.at_calculator and base is None):
            return None
        own = base if choices.at_calculator else None
        return LotsRequest(own, terms, choices.provisional, choices.paid_tax, prices=self._prices)

    def _take(self, source: Source) -> None:
        self.source = source
        self.reprice()

    def _forget(self, asked: int) -> None:
        """What was shown does not stand any more, however the work went."""
        if asked == self._asked:
            self.priced = None
            self._show()

    def _priced(self, asked: int, priced: "LotsPriced") -> None:
        if asked == self._asked:
            self.priced = priced
            self.lots.show_lots(priced)
            self.held.fill(priced.held)
            self.views.choose("priced" if priced.lots or not priced.held else "held")
            self._show()

    def _show(self) -> None:
        words, priced = self._hub.words, self.priced
        self.views.name("priced", words("ore.lots.priced_view", count=len(priced.lots) if priced else 0))
        self.views.name("held", words("ore.lots.held_view", count=len(priced.held) if priced else 0))
        for each in self.views.buttons.values():
            each.setMinimumWidth(each.sizeHint().width() + _BOLD)
        for part in (self.views, self.sums, self.about):
            part.setVisible(priced is not None)
        self.export.setEnabled(priced is not None)
        if priced is None:
            self.below.setCurrentWidget(self.empty)
            return
        self.below.setCurrentWidget(self.table if self.views.current == "priced" else self.held_table)
        self.sums.setText(sums_text(words, priced))
        self.about.setText(notes_text(self._hub.words, priced))
        paid = priced.totals.paid_lots > 0
        for column in self.lots.paid_columns:
            self.table.setColumnHidden(column, not paid)

    def _copy_template(self) -> None:
        words = self._hub.words
        QGuiApplication.clipboard().setText(words("ore.lots.template_cells").replace(",", "\t"))
        self._hub.tell(words("ore.lots.template_copied"))

    def ask_file(self) -> QFileDialog:
        """Ask which file."""
        words = self._hub.words
        return ask_file(self, words("ore.lots.open"), words("ore.lots.files"), lambda path: self.take_file(Path(path)))

    def ask_place(self) -> QFileDialog:
        """Ask where to."""
        dialog = QFileDialog(self, self._hub.words("ore.lots.export"), "", "XLSX (*.xlsx);;CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("csv" if "csv" in kind else "xlsx"))
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _connect(self) -> None:
        self.open.clicked.connect(self.ask_file)
        self.empty.first.clicked.connect(self.ask_file)
        self.empty.second.clicked.connect(self._copy_template)
        self.paste.clicked.connect(lambda: self.take_text(QGuiApplication.clipboard().text()))
        self.export.clicked.connect(self.ask_place)
        self.views.chosen.connect(lambda _: self._show())
        self.choices.changed.connect(self.reprice)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(self.paste, self.open, self.export, 1, self.views))
        layout.addWidget(self.choices)
        layout.addWidget(self.sums)
        for each in (self.empty, self.table, self.held_table):
            self.below.addWidget(each)
        self.below.setMinimumHeight(_LEAST)
        layout.addWidget(self.below, 1)
        layout.addWidget(self.about)
        self.held_table.widths(56, 360, 300, stretch=1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))


def _priced(source: Source, name: str, request: "LotsRequest", progress: "Progress") -> "LotsPriced":
    from desk_app.jobs.price_lots import price_lots, price_pasted

    if source.path is not None:
        return price_lots(source.path, request, progress)
    return price_pasted(source.text, name, request, progress)


def _written(words: Words, priced: "LotsPriced", path: Path) -> str:
    """What to tell then."""
    from desk_app.jobs.tabulate_lots import write_lots

    write_lots(words, priced, path, today())
    return words("ui.told.saved", file=path)
