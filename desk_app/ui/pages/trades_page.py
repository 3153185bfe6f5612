"""成交: every trade that counts, what was imported, and what an import came to."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.importing import fill_with_samples, redo_batch, show_receipt, trades_changed, undo_batches
from desk_app.ui.pages.batches_panel import BatchesPanel
from desk_app.ui.pages.held_panel import HeldPanel
from desk_app.ui.pages.import_report import ImportReport
from desk_app.ui.pages.page import Page
from desk_app.ui.pages.trades_list import TradesList
from desk_app.ui.widgets.confirm import confirm
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.parts import button, row

if TYPE_CHECKING:
    from desk_app.domain.product.catalogue import Catalogue
    from desk_app.jobs.import_result import ImportResult
    from desk_app.jobs.list_trades import Totals
    from desk_app.store.batches import Batch
    from desk_app.store.held_rows import Held
    from desk_app.ui.wizard.import_wizard import ImportWizard

    _Loaded = tuple[Catalogue, Totals, bool, list[Batch], list[Held], list[Held]]


class TradesPage(Page):
    """The table of trades; imports beside it, what the last one came to below it."""

    key: ClassVar[str] = "trades"
    shows_trades = True

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._wizard: ImportWizard | None = None
        self._waiting = self._settled = 0
        self._filling = self._stale = False
        self.list = TradesList(hub)
        self.import_button = button("primary")
        self.history = button()
        self.history.setCheckable(True)
        self.empty = EmptyState(hub.theme, "import")
        self.held_button = button()
        self.held = HeldPanel(hub)
        self.batches = BatchesPanel(hub)
        self.batches.hide()
        self.report = ImportReport(hub)
        self._lay_out()
        self._connect()

    @property
    def wizard(self) -> "ImportWizard":
        """The way of files into the desk, built when it is first asked for."""
        if self._wizard is None:
            self._wizard = self._build_wizard()
        return self._wizard

    def prepare(self) -> Iterator[None]:
        for name in ("file_pane", "columns_pane", "effect_pane", "import_wizard"):
            import_module(f"desk_app.ui.wizard.{name}")
            yield
        assert self.wizard  # noqa: S101 - to ask for it builds it
        yield

    def fill(self) -> None:
        """One at a time: very many trades take long, and files that arrive one by one must not queue up behind them."""
        self._stale = self._filling
        if not self._filling:
            self._filling = True
            self.hub.run(lambda _: _load(self.hub), self._filled, ended=self._fill_ended)

    def retranslate(self) -> None:
        super().retranslate()
        words = self.hub.words
        self.import_button.setText(words("ui.trades.import"))
        self.history.setText(words("ui.batches.title"))
        title, line = words("ui.trades.empty.title"), words("ui.trades.empty.line")
        self.empty.say(title, line, words("ui.trades.import"), words("ui.sample.fill"))
        self.batches.retranslate()
        self.list.retranslate()
        self.report.retranslate()
        if self._wizard is not None:
            self._wizard.retranslate()
        self.held.retranslate()
        self._count_held()

    def repaint_icons(self) -> None:
        colours = self.hub.theme.palette
        self.import_button.setIcon(icon("import", colours["accent_text"]))
        self.history.setIcon(icon("history", colours["text_soft"], colours["accent"]))
        self.list.repaint_icons()
        self.batches.retranslate()

    def focus_first(self) -> None:
        if self._under_way:
            self.wizard.panes[self.wizard.step].focus_first()
            return
        (self.list.table if self.list.count else self.empty.first).setFocus()

    def choose_files(self) -> None:
        """Let the user pick files to import."""
        words = self.hub.words
        kinds = f"{words('ui.trades.kinds')} (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.parquet *.htm *.html)"
        dialog = QFileDialog(self, words("ui.trades.import"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self._take([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def undo_last(self) -> None:
        """Ctrl+Z: take the last import back, after a question that names it."""
        if (last := self.batches.last) is not None:
            self._confirm_undo(last)

    # ---- inside
    def _lay_out(self) -> None:
        self.tools.addWidget(self.history)
        self.tools.addWidget(self.held_button)
        self.tools.addWidget(self.import_button)
        self.views = QStackedWidget()
        self.views.addWidget(self.list)
        self.views.addWidget(self.empty)
        self.views.addWidget(self.held)
        self.body.addLayout(row(self.views, self.batches, gap=12), 1)
        self.body.addWidget(self.report)

    def _connect(self) -> None:
        for each in (self.import_button, self.empty.first):
            each.clicked.connect(self.choose_files)
        self.empty.second.clicked.connect(lambda: fill_with_samples(self.hub))
        self.list.counted.connect(self.subtitle.setText)
        self.history.toggled.connect(self.batches.setVisible)
        self.batches.undo_wanted.connect(self._confirm_undo)
        self.batches.redo_wanted.connect(lambda batch: redo_batch(self.hub, batch.id))
        self.batches.receipt_wanted.connect(lambda batch: show_receipt(self.hub, batch.id))
        self.batches.clear_samples_wanted.connect(self._confirm_clear)
        self.held_button.clicked.connect(lambda: self.views.setCurrentWidget(self.held))
        self.held.left.connect(self._show_view)
        self.hub.files_given.connect(self._take)
        self.hub.files_arrived.connect(lambda paths: self.wizard.start(paths, by_itself=True))
        self.hub.trades_changed.connect(self.fill)
        self.hub.batches_changed.connect(self.fill)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo_last)
        QShortcut(QKeySequence.StandardKey.Open, self, self.choose_files)
        QShortcut(QKeySequence.StandardKey.Find, self, self.list.search.setFocus)

    def _build_wizard(self) -> "ImportWizard":
        from desk_app.ui.wizard.import_wizard import ImportWizard

        made = ImportWizard(self.hub)
        made.retranslate()
        self.views.addWidget(made)
        made.finished.connect(self._imported)
        made.opened.connect(self._show_view)
        made.left.connect(self._show_view)
        return made

    def _take(self, paths: list[Path]) -> None:
        self.wizard.start(paths)

    @property
    def _under_way(self) -> bool:
        """Whether files are on their way in."""
        return self._wizard is not None and self._wizard.draft is not None

    def _fill_ended(self) -> None:
        self._filling = False
        if self._stale:
            self.fill()

    def _filled(self, found: "_Loaded") -> None:
        catalogue, totals, sample, batches, held, settled = found
        self.batches.fill(batches)
        self.held.fill(held, settled)
        self._waiting, self._settled = len(held), len(settled)
        self._count_held()
        self.list.fill(totals, {product.key: (product.zh, product.en) for product in catalogue.all()})
        if not self._under_way and self.views.currentWidget() is not self.held:
            self.views.setCurrentIndex(0 if totals.count else 1)
        self.hub.data_is(totals.latest, sample)

    def _imported(self, results: "list[ImportResult]") -> None:
        self.report.add(results)
        self._show_view()
        if any(result.new or result.changed for result in results):
            trades_changed(self.hub)
        else:
            self.hub.batches_changed.emit()

    def _count_held(self) -> None:
        self.held_button.setText(self.hub.words("ui.held.count", count=self._waiting))
        self.held_button.setVisible(self._waiting + self._settled > 0)

    def _show_view(self) -> None:
        """The files on their way in, else the trades, else what to do while there are none."""
        there = self._under_way
        shown = self.wizard if there else self.list if self.list.count else self.empty
        self.views.setCurrentWidget(shown)
        self.report.setVisible(bool(self.report.results) and not there)
        self.focus_first()

    def _confirm_undo(self, batch: "Batch") -> None:
        text = self.hub.words("ui.batches.undo_question", file=batch.file, count=batch.new + batch.changed)
        yes = self.hub.words("ui.batches.undo")
        confirm(self, self.hub.words, text, yes, lambda: undo_batches(self.hub, [batch.id]))

    def _confirm_clear(self) -> None:
        text, yes = self.hub.words("ui.sample.clear_question"), self.hub.words("ui.sample.clear")
        confirm(self, self.hub.words, text, yes, lambda: undo_batches(self.hub, self.batches.samples))


def _load(hub: Hub) -> "_Loaded":
    """All that the page shows but the trades themselves."""
    from desk_app.jobs.list_batches import list_batches, list_held, list_settled
    from desk_app.jobs.list_trades import samples_counted, total_trades
    from desk_app.jobs.load_products import load_products

    desk = hub.desk
    waiting = list_batches(desk), list_held(desk), list_settled(desk)
    return load_products(desk), total_trades(desk), samples_counted(desk), *waiting
