"""合同: look at contracts and templates, propose terms, confirm what somebody else proposed."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desk_app.domain.base.problem import Problem, Refused
from desk_app.jobs.say_contract import version_line
from desk_app.ui.hub import Hub, or_problem
from desk_app.ui.ore.contract_form import ContractForm
from desk_app.ui.widgets.parts import button, label, row

if TYPE_CHECKING:
    from desk_app.domain.ore.contract import Contract
    from desk_app.store.contracts import ContractVersion

_LINES = ("name", "from", "by", "why")
_SIZE = (780, 740)


class ContractDialog(QDialog):
    """`changed` when a version was proposed or confirmed."""

    changed = Signal()

    def __init__(
        self, hub: Hub, versions: "Sequence[ContractVersion]", templates: "dict[str, Contract]", parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._versions, self._templates = list(versions), templates
        words = hub.words
        self.setWindowTitle(words("ore.contract.title"))
        self.which = QComboBox()
        self.which.setAccessibleName(words("ore.contract.which"))
        self.form = ContractForm(words)
        self.lines = {name: QLineEdit() for name in _LINES}
        self.lines["by"].setText(hub.settings["person"])
        self.state = label("soft", wraps=True)
        self.problem = label("error", wraps=True, selects=True)
        self.propose, self.confirm, self.leave = button("primary"), button(), button()
        self._lay_out()
        self.which.currentIndexChanged.connect(lambda _: self._show_chosen())
        self.propose.clicked.connect(self._propose)
        self.confirm.clicked.connect(self._confirm)
        self.leave.clicked.connect(self.reject)
        self._list(None)

    @property
    def chosen(self) -> "ContractVersion | None":
        """The version that is on the form; None: a template is."""
        found = self.which.currentData()
        return next((v for v in self._versions if (v.name, v.number) == found), None)

    # ---- inside
    def _lay_out(self) -> None:
        words = self._hub.words
        for part, key in ((self.propose, "propose"), (self.confirm, "confirm")):
            part.setText(words(f"ore.contract.{key}"))
        self.leave.setText(words("window.close"))
        self.lines["from"].setText(date.today().isoformat())  # noqa: DTZ011 - the desk's own day
        about = QFormLayout()
        about.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, line in self.lines.items():
            line.setAccessibleName(words(f"ore.contract.line.{name}"))
            about.addRow(words(f"ore.contract.line.{name}"), line)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.which)
        layout.addWidget(self.state)
        layout.addWidget(area, 1)
        layout.addLayout(about)
        layout.addWidget(self.problem)
        layout.addLayout(row(1, self.confirm, self.propose, self.leave))
        self.problem.hide()
        self.resize(*_SIZE)

    def _list(self, show: "tuple[str, int] | None") -> None:
        words = self._hub.words
        self.which.blockSignals(True)
        self.which.clear()
        for version in reversed(self._versions):
            self.which.addItem(version_line(words, version), (version.name, version.number))
        for name in self._templates:
            self.which.addItem(words("ore.contract.from_template", name=words(f"ore.contract.template.{name}")), name)
        at = next((at for at in range(self.which.count()) if self.which.itemData(at) == show), 0)
        self.which.setCurrentIndex(at)
        self.which.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        version, words = self.chosen, self._hub.words
        contract = version.contract if version else self._templates[self.which.currentData()]
        self.form.show_contract(contract)
        self.problem.hide()
        self.confirm.setEnabled(version is not None and version.confirmed_by is None)
        left = len(contract.open_fields)
        self.state.setText(words("ore.contract.left", count=left) if left else "")
        self.state.setVisible(left > 0)
        self.lines["name"].setText(version.name if version else "")

    def _propose(self) -> None:
        from desk_app.jobs.keep_contract import contract_day, propose_contract

        said = {name: line.text() for name, line in self.lines.items()}
        try:
            contract, start = self.form.contract, contract_day(said["from"])
        except Refused as refused:
            self._refuse(refused.problem)
            return
        self._run(
            lambda: propose_contract(self._hub.desk, said["name"], contract, start, said["by"], said["why"]),
            self._put,
        )

    def _confirm(self) -> None:
        from desk_app.jobs.keep_contract import confirm_contract

        version, by = self.chosen, self.lines["by"].text()
        if version is not None:
            self._run(lambda: confirm_contract(self._hub.desk, version.name, version.number, by), self._put)

    def _run(self, work: "Callable[[], ContractVersion]", then: "Callable[[ContractVersion], None]") -> None:
        def settled(found: "ContractVersion | Problem") -> None:
            if isinstance(found, Problem):
                self._refuse(found)
            else:
                then(found)

        self._hub.run(lambda _: or_problem(work), settled, title="ore.contract.work", writes=True)

    def _put(self, version: "ContractVersion") -> None:
        """A version is new, or says more than before."""
        same = (version.name, version.number)
        self._versions = [each for each in self._versions if (each.name, each.number) != same]
        self._versions.append(version)
        self.lines["why"].clear()
        self._list(same)
        self.changed.emit()

    def _refuse(self, problem: Problem) -> None:
        self.form.mark(problem.field)
        self.problem.setText(self._hub.problem_line(problem))
        self.problem.show()
