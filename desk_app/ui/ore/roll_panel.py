"""换季: open deliveries, what they have at stake, and the sheets of a quarter in one go."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.domain.base.money import FEN, grouped, signed
from desk_app.domain.base.problem import Problem
from desk_app.ui.ask import ask_file
from desk_app.ui.hub import Hub, or_problem
from desk_app.ui.newest import Newest
from desk_app.ui.pages.ore_panel import OnPage
from desk_app.ui.widgets.parts import button, label, row
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.domain.ore.exposure import Stake
    from desk_app.jobs.roll_quarter import Rolled

    _Found = tuple[tuple[Stake, ...] | Problem, list[str], list[str]]

_WIDTH = 520
_NOTHING = Decimal(0)


class RollPanel(QWidget):
    """Read anew when it is shown, and when prices or deliveries come while it is."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._asked = Newest(hub)
        self._quarters: list[str] = []
        self._contracts: list[str] = []
        self.dialog: BookDialog | None = None
        self.book, self.roll = button(), button("primary")
        self.about, self.sum = label("faint", wraps=True), label("", wraps=True, selects=True)
        self.problem = label("warn", wraps=True, selects=True)
        self.name = QLineEdit(hub.settings["person"])
        self.model: RecordModel[Stake] = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model, sorts=False)
        self.table.fit(100, 80, 80, 50, 140, 90, 140, 120)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row(self.about, 1))
        layout.addLayout(row(self.name, 1, self.book, self.roll))
        layout.addWidget(self.problem)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.sum)
        self.book.clicked.connect(self.open_booking)
        self.roll.clicked.connect(self.roll_chosen)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_choice())
        hub.prices_changed.connect(self._come)

    def follow(self, on_page: OnPage) -> None:
        """It does not go by the lot."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._come()

    def open_booking(self) -> None:
        """Book a file's deliveries."""
        dialog = self.dialog = BookDialog(self._hub, self._quarters, self._contracts, self.window())
        dialog.booked.connect(self._come)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def roll_chosen(self) -> None:
        """Draft the sheets of the chosen stake's quarter."""
        from desk_app.jobs.roll_quarter import roll_quarter

        if (stake := self._chosen()) is None:
            return
        period, name = stake.period, self.name.text()
        self._hub.run(
            lambda _: or_problem(lambda: roll_quarter(self._hub.desk, period, name)),
            self._rolled,
            title="ore.delivery.work",
            writes=True,
        )

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.about.setText(words("ore.delivery.about"))
        self.name.setPlaceholderText(words("ore.contract.line.by"))
        self.name.setAccessibleName(words("ore.contract.line.by"))
        self.book.setText(words("ore.delivery.book"))
        self.table.setAccessibleName(words("ui.ore.roll"))
        self.model.retitle()
        self._show_choice()

    # ---- inside
    def _come(self) -> None:
        if self.isVisible() and self._hub.ready:
            self._asked.ask(lambda _: _load(self._hub), self._show)

    def _show(self, found: "_Found") -> None:
        stakes, self._quarters, self._contracts = found
        wrong = isinstance(stakes, Problem)
        self.problem.setVisible(wrong)
        if isinstance(stakes, Problem):
            self.problem.setText(self._hub.problem_line(stakes))
            stakes = ()
        self.model.fill(stakes)
        due = next((at for at, stake in enumerate(stakes) if stake.true_up is not None), None)
        if due is not None:
            self.table.choose(due)
        self._show_choice()

    def _chosen(self) -> "Stake | None":
        rows = self.table.chosen()
        stake = self.model.record(rows[0]) if rows else None
        return stake if stake is not None and stake.true_up is not None else None

    def _show_choice(self) -> None:
        words, stake = self._hub.words, self._chosen()
        self.roll.setEnabled(stake is not None)
        draft = words("ore.delivery.draft", quarter=stake.period) if stake else words("ore.delivery.draft_none")
        self.roll.setText(draft)
        stakes = self.model.all_records
        net = grouped(sum((each.net for each in stakes), start=_NOTHING), FEN)
        due = signed(sum((each.true_up.net_ex_vat for each in stakes if each.true_up), start=_NOTHING), FEN)
        self.sum.setText(words("ore.delivery.sum", net=net, due=due) if stakes else "")

    def _rolled(self, found: "tuple[Rolled, ...] | Problem") -> None:
        if isinstance(found, Problem):
            self.problem.setText(self._hub.problem_line(found))
            self.problem.show()
            return
        sheets = ", ".join(str(each.sheet) for each in found) or "-"
        self._hub.tell(self._hub.words("ore.delivery.rolled", count=len(found), sheets=sheets))
        self._hub.sheets_changed.emit()
        self._come()

    def _columns(self) -> "tuple[Column[Stake], ...]":
        def due(stake: "Stake") -> str:
            if stake.true_up is None:
                return self._hub.words("ore.delivery.not_yet")
            return signed(stake.true_up.net_ex_vat, FEN)

        return (
            Column("ore.delivery.column.contract", lambda s: s.contract or "-", lambda s: s.contract),
            Column("ore.delivery.column.paid", lambda s: s.paid.period, lambda s: s.paid.period),
            Column("ore.delivery.column.period", lambda s: s.period, lambda s: s.period),
            Column("ore.delivery.column.deliveries", lambda s: str(len(s.deliveries)), lambda s: s.period, RIGHT),
            Column("ore.delivery.column.true_up", due, lambda s: s.net, RIGHT),
            Column("ore.delivery.column.dry", lambda s: grouped(s.dry_tonnes), lambda s: s.dry_tonnes, RIGHT),
            Column("ore.delivery.column.net", lambda s: grouped(s.net, FEN), lambda s: s.net, RIGHT),
            Column("ore.delivery.column.one_percent", _one_percent, lambda s: s.net, RIGHT),
        )


class BookDialog(QDialog):
    """A file of deliveries, the quarter whose price was paid, the contract, and a name; refusals are read in it."""

    booked = Signal()

    def __init__(self, hub: Hub, quarters: list[str], contracts: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        words = hub.words
        self.setWindowTitle(words("ore.delivery.book"))
        self.setFixedWidth(_WIDTH)
        self.file, self.name = QLineEdit(), QLineEdit(hub.settings["person"])
        self.paid, self.contract = QComboBox(), QComboBox()
        self.paid.addItems(quarters[::-1])
        for contract in ("", *contracts):
            self.contract.addItem(contract or words("ore.contract.own_terms"), contract)
        self.choose, self.take, self.leave = button(), button("primary"), button()
        self.problem = label("error", wraps=True, selects=True)
        self.problem.hide()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        parts = {"file": self.file, "paid": self.paid, "contract": self.contract, "name": self.name}
        for key, part in parts.items():
            part.setAccessibleName(words(f"ore.delivery.line.{key}"))
            form.addRow(words(f"ore.delivery.line.{key}"), row(part, self.choose) if part is self.file else part)
        self.choose.setText(words("ui.sheets.choose"))
        self.take.setText(words("ore.delivery.take"))
        self.leave.setText(words("window.close"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addLayout(row(1, self.take, self.leave))
        self.choose.clicked.connect(self._choose)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.reject)

    def _choose(self) -> None:
        kinds = f"{self._hub.words('ui.official.kinds')} (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods)"
        ask_file(self, self._hub.words("ui.sheets.choose"), kinds, self.file.setText)

    def _take(self) -> None:
        from desk_app.jobs.roll_quarter import book_deliveries

        file, contract = Path(self.file.text().strip()), self.contract.currentData()
        paid, name, desk = self.paid.currentText(), self.name.text(), self._hub.desk
        self._hub.run(
            lambda _: or_problem(lambda: book_deliveries(desk, file, contract, paid, name)),
            self._taken,
            title="ore.delivery.work",
            writes=True,
        )

    def _taken(self, found: "int | Problem") -> None:
        if isinstance(found, Problem):
            self.problem.setText(self._hub.problem_line(found))
            self.problem.show()
            return
        self._hub.tell(self._hub.words("ore.delivery.booked", count=found, paid=self.paid.currentText()))
        self.booked.emit()
        self.accept()


def _one_percent(stake: "Stake") -> str:
    return grouped(stake.one_percent, FEN)


def _load(hub: Hub) -> "_Found":
    from desk_app.jobs.keep_contract import list_contracts
    from desk_app.jobs.load_price_list import load_price_list
    from desk_app.jobs.roll_quarter import exposure

    quarters = [price.period for price in load_price_list(hub.desk).prices]
    contracts = list(dict.fromkeys(v.name for v in list_contracts(hub.desk) if v.confirmed_by is not None))
    return or_problem(lambda: exposure(hub.desk)), quarters, contracts
