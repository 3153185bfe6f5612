"""单据: the sheets there are, a form for a new one, and the paper itself."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from desk_app.domain.ore.own_prices import conflict_facts
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.pages.page import Page
from desk_app.ui.pages.sheet_columns import WIDTHS, sheet_columns
from desk_app.ui.pages.sheet_form import SheetForm
from desk_app.ui.pages.sheet_preview import SheetPreview
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.parts import Card, button
from desk_app.ui.widgets.record_model import RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.domain.ore.announced import Conflict, PriceList
    from desk_app.jobs.draft_sheet import PriceAdjustmentRequest
    from desk_app.jobs.list_sheets import SheetLine
    from desk_app.ui.pages.ore_page import SheetWish

WIDTH = 400


class SheetsPage(Page):
    """List or form on the left, the paper on the right."""

    key: ClassVar[str] = "sheets"

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._wanted = 0
        self._shown = 0
        self._prices: PriceList | None = None
        self.new = button("primary")
        self.model: RecordModel[SheetLine] = RecordModel(sheet_columns(hub.words), hub.words)
        self.table = RecordTable(self.model)
        self.table.widths(*WIDTHS, stretch=2)
        self.form = SheetForm(hub)
        self.preview = SheetPreview(hub)
        self.empty = EmptyState(hub.theme, "sheets")
        self._lay_out()
        self._connect()

    def fill(self) -> None:
        self.hub.run(lambda _: _load(self.hub), self._filled)

    def retranslate(self) -> None:
        super().retranslate()
        words = self.hub.words
        self.new.setText(words("ui.sheets.new"))
        self.table.setAccessibleName(words("ui.page.sheets"))
        self.empty.say(words("ui.sheets.empty.title"), words("ui.sheets.empty.line"), words("ui.sheets.new"))
        self.form.retranslate()
        self.preview.retranslate()
        self.model.retitle()
        self._show(self._shown)

    def repaint_icons(self) -> None:
        self.new.setIcon(icon("plus", self.hub.theme.palette["accent_text"]))
        self.preview.repaint_icons()

    def focus_first(self) -> None:
        (self.table if self.model.records else self.empty.first).setFocus()

    def start_form(self, wish: "SheetWish | None" = None) -> None:
        """Open the form, filled with what the ore page hands over (None: nothing)."""
        self.left.setCurrentIndex(1)
        self.form.start(wish.period if wish else "", wish.terms if wish else None)

    def draft(self, request: "PriceAdjustmentRequest") -> None:
        """Make the sheet behind the window, then show it."""
        self.hub.run(lambda _: _draft(self.hub, request), self._made, title="ui.work.sheet", writes=True)

    def save_pdf(self, path: str) -> None:
        """Write the sheet on show as PDF."""
        number, language = self._shown, self.hub.words.language
        line = self.hub.words("ui.told.saved", file=path)
        self.hub.run(lambda _: _write(self.hub, number, Path(path), language), lambda _: self.hub.tell(line))

    # ---- inside
    def _lay_out(self) -> None:
        self.tools.addWidget(self.new)
        form = QScrollArea()
        form.setWidgetResizable(True)
        form.setWidget(self.form)
        self.left = QStackedWidget()
        self.left.addWidget(self.table)
        self.left.addWidget(form)
        card = Card(margin=0, gap=0)
        card.setFixedWidth(WIDTH)
        card.body.addWidget(self.left)
        self.right = QStackedWidget()
        self.right.addWidget(self.preview)
        self.right.addWidget(self.empty)
        both = QWidget()
        beside = QHBoxLayout(both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(card)
        beside.addWidget(self.right, 1)
        self.body.addWidget(both, 1)
        self.right.setCurrentWidget(self.empty)

    def _connect(self) -> None:
        for each in (self.new, self.empty.first):
            each.clicked.connect(lambda _: self.start_form())
        self.form.drafted.connect(self.draft)
        self.form.notice.wanted.connect(self._register)
        self.hub.prices_changed.connect(self.fill)
        self.form.left.connect(lambda: self.left.setCurrentIndex(0))
        self.preview.save_wanted.connect(self._choose_place)
        self.preview.print_wanted.connect(self._print)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen())
        self.hub.sheets_changed.connect(self.fill)
        self.hub.sheet_made.connect(self._drafted)
        self.hub.asked_sheet.connect(self.start_form)
        QShortcut(QKeySequence.StandardKey.New, self, self.start_form)
        QShortcut(QKeySequence.StandardKey.Print, self, self._print)
        QShortcut(QKeySequence.StandardKey.Save, self, self._choose_place)

    def _register(self, quarter: str) -> None:
        from desk_app.ui.pages.announce_dialog import ask_price

        if self._prices is not None:
            ask_price(self, self.hub, self._prices, quarter)

    def _filled(self, found: "tuple[PriceList, list[SheetLine]]") -> None:
        prices, sheets = found
        self._prices = prices
        self.form.offer(prices.prices)
        self.model.fill(sheets)
        self.right.setCurrentWidget(self.preview if sheets else self.empty)
        numbers = [sheet.id for sheet in self.model.records]
        wanted = self._wanted or self._shown
        if numbers:
            self.table.choose(numbers.index(wanted) if wanted in numbers else 0)
            self._chosen()

    def _made(self, made: "tuple[int, tuple[Conflict, ...]]") -> None:
        number, conflicts = made
        for conflict in conflicts:
            self.hub.tell(self.hub.words("ore.announce.conflict", **conflict_facts(conflict)), "warning")
        self._drafted(number)

    def _drafted(self, number: int) -> None:
        self._wanted = number
        self.left.setCurrentIndex(0)
        self.hub.sheets_changed.emit()

    def _chosen(self) -> None:
        rows = self.table.chosen()
        if rows:
            self._wanted = 0
            self._show(self.model.record(rows[0]).id)

    def _show(self, number: int) -> None:
        self._shown = number
        if number:
            language = self.hub.words.language
            self.hub.run(lambda _: _pdf(self.hub, number, language), lambda found: self._show_pdf(number, found))

    def _show_pdf(self, number: int, found: tuple[bytes, float]) -> None:
        if number == self._shown:
            self.preview.paper.show_pdf(*found)

    def _title(self) -> str:
        line = next((sheet for sheet in self.model.records if sheet.id == self._shown), None)
        if line is None:
            return ""
        kind = self.hub.words(f"sheet.kind.{line.kind}")
        return self.hub.words("ui.sheets.file", kind=kind, period=line.period, id=line.id)

    def _choose_place(self) -> None:
        if not self._shown:
            return
        dialog = QFileDialog(self, self.hub.words("ui.sheets.save"), f"{self._title()}.pdf", "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self._title()}.pdf")
        dialog.fileSelected.connect(self.save_pdf)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _print(self) -> None:
        if self.preview.paper.pdf:
            from desk_app.ui.printing import print_preview

            print_preview(self, self.preview.paper.pdf, self._title())


def _load(hub: Hub) -> "tuple[PriceList, list[SheetLine]]":
    from desk_app.jobs.list_sheets import list_sheets
    from desk_app.jobs.load_price_list import load_price_list

    return load_price_list(hub.desk), list_sheets(hub.desk)


def _draft(hub: Hub, request: "PriceAdjustmentRequest") -> "tuple[int, tuple[Conflict, ...]]":
    from desk_app.jobs.draft_sheet import conflicts_in, draft_price_adjustment

    return draft_price_adjustment(hub.desk, request), conflicts_in(hub.desk, request)


def _pdf(hub: Hub, number: int, language: str) -> tuple[bytes, float]:
    """The sheet's PDF, and its pages' width in millimetres."""
    from desk_app.jobs.sheet_pdf import sheet_pdf
    from desk_app.paper.raster import page_size

    pdf = sheet_pdf(hub.desk, number, language)
    return pdf, page_size(pdf, 0)[0]


def _write(hub: Hub, number: int, path: Path, language: str) -> None:
    from desk_app.jobs.sheet_pdf import write_sheet_pdf

    write_sheet_pdf(hub.desk, number, path, language)
