"""The announced prices as a table and a small chart; a gap is said, never bridged."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.base.money import grouped, signed
from desk_app.domain.ore.announced import AnnouncedPrice, Conflict, HistoryRow
from desk_app.domain.ore.own_prices import conflict_facts
from desk_app.i18n import one_line
from desk_app.ui.ages import local_time
from desk_app.ui.hub import Hub
from desk_app.ui.pages.ore_panel import OnPage
from desk_app.ui.rise import rise_colour
from desk_app.ui.widgets.parts import button, label, row
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable
from desk_app.ui.widgets.step_chart import StepChart


class OreHistory(QWidget):
    """Latest first. `register_wanted`: somebody has an announced price to add; `withdraw_wanted` brings the period of
    one of the desk's own that was wrong.
    """

    register_wanted = Signal()
    withdraw_wanted = Signal(str)

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.model: RecordModel[HistoryRow] = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model, sorts=False)
        self.table.widths(78, 92, 66, 106, 90, stretch=4)
        self.chart = StepChart(hub.theme)
        self.register, self.withdraw = button(), button()
        self.conflict = label("warn", wraps=True, selects=True)
        self._conflicts: Sequence[Conflict] = ()
        both = QHBoxLayout()
        both.addWidget(self.table, 5)
        both.addWidget(self.chart, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(both, 1)
        layout.addWidget(self.conflict)
        layout.addLayout(row(1, self.withdraw, self.register))
        self.register.clicked.connect(self.register_wanted)
        self.withdraw.clicked.connect(lambda: self.withdraw_wanted.emit(self._own_chosen()))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen())
        self._chosen()

    def fill(self, rows: Sequence[HistoryRow], conflicts: Sequence[Conflict] = ()) -> None:
        """Show this history, and where the desk's own prices are others than the program's."""
        self._conflicts = conflicts
        self._say_conflicts()
        self.model.fill(rows[::-1])
        self._chosen()
        self.chart.fill([row.announced for row in rows if row.announced])

    def follow(self, on_page: OnPage) -> None:
        """The announced price that is on the calculator is marked."""
        self.chart.mark(on_page.base.period if isinstance(on_page.base, AnnouncedPrice) else "")

    def retranslate(self) -> None:
        """In the language in force."""
        self.model.retitle()
        self.register.setText(self._hub.words("ore.announce.dialog.open"))
        self.withdraw.setText(self._hub.words("ore.announce.dialog.withdraw"))
        self._say_conflicts()
        self.table.setAccessibleName(self._hub.words("ui.ore.history"))
        self.chart.setAccessibleName(self._hub.words("ui.ore.history"))

    def _own_chosen(self) -> str:
        """The period of the chosen row where its price is the desk's own, else empty."""
        found = [self.model.record(at) for at in self.table.chosen()]
        return next((row.period for row in found if row.announced and row.announced.added), "")

    def _chosen(self) -> None:
        self.withdraw.setEnabled(bool(self._own_chosen()))

    def _say_conflicts(self) -> None:
        words = self._hub.words
        lines = [words("ore.announce.conflict", **conflict_facts(each)) for each in self._conflicts]
        self.conflict.setText("\n".join(lines))
        self.conflict.setVisible(bool(lines))

    def _columns(self) -> tuple[Column[HistoryRow], ...]:
        return (
            Column("ore.column.period", lambda r: r.period, lambda r: r.start),
            Column("ore.column.price", self._price, lambda r: r.start, RIGHT),
            Column("ui.ore.short_basis", _basis, lambda r: r.start, RIGHT),
            Column("ui.ore.change", self._change, lambda r: r.start, RIGHT, colour=self._colour, tip=self._tip),
            Column("ore.column.source", self._source, lambda r: r.start, tip=self._source),
        )

    def _price(self, row: HistoryRow) -> str:
        return grouped(row.announced.price) if row.announced else self._hub.words("ui.ore.unknown")

    def _change(self, row: HistoryRow) -> str:
        if row.change is None:
            return ""
        return f"{signed(row.change.percent, 2)} %" + (" *" if row.change.across_gap else "")

    def _tip(self, row: HistoryRow) -> str:
        if row.change is None or not row.change.across_gap:
            return ""
        return self._hub.words("ui.ore.across_gap", against=row.change.against)

    def _colour(self, row: HistoryRow) -> QColor | None:
        return rise_colour(self._hub, row.change.percent) if row.change else None

    def _source(self, row: HistoryRow) -> str:
        if row.announced is None:
            return ""
        return f"{row.announced.source} · {how_known(self._hub, row.announced)}"


def how_known(hub: Hub, price: AnnouncedPrice) -> str:
    """How well a price is known, with its note where it has one, and who added it to this desk."""
    confidence = hub.words(f"ore.confidence.{price.confidence}")
    note = hub.words(f"ore.note.{price.note}") if price.note else ""
    return " · ".join(part for part in (confidence, note, *_own(hub, price)) if part)


def _own(hub: Hub, price: AnnouncedPrice) -> Iterator[str]:
    words = hub.words
    if price.added is not None:
        by = one_line(price.added.by) or words("ore.announce.unnamed")
        yield words("ore.announce.added", at=local_time(price.added.at), by=by)
    if price.why:
        yield words("ore.announce.why", why=one_line(price.why))
    if not price.step_fits:
        yield words("ore.announce.odd_step")


def _basis(row: HistoryRow) -> str:
    return grouped(row.announced.basis) if row.announced else ""
