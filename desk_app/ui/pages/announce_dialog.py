"""登记公告价: one announced price typed in, held against what is known while it is typed, kept in somebody's name."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QInputDialog, QLineEdit, QVBoxLayout, QWidget

from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.base.problem import Problem, refuse
from desk_app.domain.ore.own_prices import conflict_facts
from desk_app.ui.ask import ask_line
from desk_app.ui.hub import Hub, or_problem
from desk_app.ui.pages.announce_live import Typed, live, wanted_quarter
from desk_app.ui.widgets.number_field import NumberField
from desk_app.ui.widgets.parts import button, label, row, set_state

if TYPE_CHECKING:
    from desk_app.domain.ore.announced import PriceList
    from desk_app.jobs.announce_price import AnnounceResult, Announcing

_WIDTH = 520
_TEXTS = ("quarter", "announced_on", "source", "address", "why", "by")
_HINTS = {"announced_on": "on_hint", "source": "source_hint", "why": "why_hint"}
_BASIS = "50"


class AnnounceDialog(QDialog):
    """`kept` says that a price was added. Open it with `open()`; refusals are read and put right in it."""

    kept = Signal()

    def __init__(self, hub: Hub, prices: "PriceList", quarter: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._prices = hub, prices
        self._busy = self._leaving = False
        words = hub.words
        self.setFixedWidth(_WIDTH)
        self.numbers = {
            "price": NumberField(words, "ore.announce.field.price", "ui.unit.yuan_per_dry_tonne"),
            "basis": NumberField(words, "ore.announce.field.basis", "ui.unit.percent", percent=True),
            "step": NumberField(words, "ore.announce.field.step", "ore.unit.yuan"),
        }
        self.texts = {name: QLineEdit() for name in _TEXTS}
        self.days, self.step_line, self.change = (label("faint", wraps=True) for _ in range(3))
        self.corrects, self.problem = label("warn", wraps=True), label("error", wraps=True, selects=True)
        self.sure = QCheckBox()
        self.save, self.leave = button("primary"), button()
        self._name_parts()
        self._lay_out()
        self.numbers["basis"].put(_BASIS)
        self.texts["quarter"].setText(quarter or wanted_quarter(prices))
        self.texts["by"].setText(hub.settings["person"])
        self._connect()
        self._check()
        self.numbers["price"].setFocus()

    def reject(self) -> None:
        """Not while a price is being kept: as soon as that has ended."""
        if self._busy:
            self._leaving = True
        else:
            super().reject()

    # ---- inside
    def _name_parts(self) -> None:
        words = self._hub.words
        self.setWindowTitle(words("ore.announce.dialog.title"))
        self.save.setText(words("ore.announce.dialog.save"))
        self.leave.setText(words("window.close"))
        self.sure.setText(words("ore.announce.dialog.sure"))
        self.numbers["step"].edit.setPlaceholderText(words("ore.announce.dialog.step_hint"))
        for name, edit in self.texts.items():
            edit.setAccessibleName(words(f"ore.announce.field.{name}"))
        for name, hint in _HINTS.items():
            self.texts[name].setPlaceholderText(words(f"ore.announce.dialog.{hint}"))

    def _lay_out(self) -> None:
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        first = row(self._titled("quarter"), self._titled("announced_on"), gap=12)
        figures = row(self.numbers["price"], self.numbers["basis"], self.numbers["step"], gap=12)
        for at, share in enumerate((5, 3, 5)):
            figures.setStretch(at, share)
        layout.addLayout(first)
        layout.addWidget(self.days)
        layout.addLayout(figures)
        for line in (self.step_line, self.change, self.sure, self.corrects):
            layout.addWidget(line)
        for name in ("source", "address", "why", "by"):
            layout.addWidget(self._titled(name))
        layout.addWidget(self.problem)
        layout.addLayout(row(1, self.save, self.leave))
        self.problem.hide()
        self.save.setDefault(True)

    def _titled(self, name: str) -> QWidget:
        title, holder = label("soft", self._hub.words(f"ore.announce.field.{name}")), QWidget()
        title.setBuddy(self.texts[name])
        both = QVBoxLayout(holder)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(4)
        both.addWidget(title)
        both.addWidget(self.texts[name])
        return holder

    def _connect(self) -> None:
        for number in self.numbers.values():
            number.changed.connect(self._check)
        self.texts["quarter"].textChanged.connect(lambda _: self._check())
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.reject)

    def _check(self) -> None:
        """Say what is to be said of what stands there now."""
        quarter = self.texts["quarter"].text().strip()
        typed = Typed(quarter, **{name: number.value for name, number in self.numbers.items()})
        said = live(self._hub.words, self._prices, typed)
        lines = {
            self.days: said.days,
            self.step_line: said.step,
            self.change: said.change,
            self.corrects: said.corrects,
        }
        for line, text in lines.items():
            line.setText(text)
            line.setVisible(bool(text))
        set_state(self.step_line, "role", "warn" if said.odd else "faint")
        set_state(self.change, "role", "warn" if said.far else "faint")
        self.sure.setVisible(said.far)
        if not said.far:
            self.sure.setChecked(False)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines need."""
        self._layout.activate()
        self.resize(_WIDTH, self._layout.totalHeightForWidth(_WIDTH))

    def _save(self) -> None:
        if self._busy:
            return
        self._busy = True
        self.save.setEnabled(False)
        hub, sure = self._hub, self.sure.isChecked()
        title = hub.words("ore.announce.dialog.work")
        form = or_problem(self._asked)

        def work() -> "AnnounceResult | Problem":
            return form if isinstance(form, Problem) else or_problem(lambda: _announce(hub, form, sure=sure))

        hub.run(lambda _: work(), self._settle, title=title, writes=True, ended=self._ended)

    def _asked(self) -> "Announcing":
        """What the form says; `Refused` where a figure or the day can't be read."""
        from desk_app.jobs.announce_price import Announcing

        texts = {name: edit.text().strip() for name, edit in self.texts.items()}
        price, basis, step = (self.numbers[name] for name in ("price", "basis", "step"))
        if price.value is None or basis.value is None:
            raise refuse("announce_price_missing", "price")
        if step.text.strip() and step.value is None:
            raise refuse("ore_number", "step", name="@ore.announce.field.step", text=step.text.strip()[:40])
        on = _day(texts.pop("announced_on"))
        return Announcing(price=price.value, basis=basis.value, step=step.value, announced_on=on, **texts)

    def _settle(self, found: "AnnounceResult | Problem") -> None:
        if isinstance(found, Problem):
            self._complain(found)
        else:
            self._done(found)
        if self._leaving and self.isVisible():
            self.reject()

    def _complain(self, problem: Problem) -> None:
        self._leaving = False
        self.problem.setText(self._hub.problem_line(problem))
        self.problem.show()
        self._fit()

    def _done(self, result: "AnnounceResult") -> None:
        hub, price = self._hub, result.price
        hub.settings.set("person", self.texts["by"].text().strip())
        if result.conflict:
            hub.tell(hub.words("ore.announce.conflict", **conflict_facts(result.conflict)), "warning")
        else:
            hub.tell(hub.words("ore.announce.dialog.done", period=price.period, price=grouped(price.price, FEN)))
        self.kept.emit()
        hub.prices_changed.emit()
        self.accept()

    def _ended(self) -> None:
        self._busy = False
        self.save.setEnabled(True)


def ask_price(parent: QWidget, hub: Hub, prices: "PriceList", quarter: str = "") -> AnnounceDialog:
    """Open the dialog over a page; empty `quarter`: the one most likely meant."""
    dialog = AnnounceDialog(hub, prices, quarter, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def ask_why(parent: QWidget, hub: Hub, period: str) -> QInputDialog:
    """Ask for the reason why the desk's own price of a period is withdrawn, then withdraw it."""
    words = hub.words
    title, label = words("ore.announce.dialog.withdraw"), words("ore.announce.dialog.withdraw_why", period=period)
    return ask_line(parent, title, label, "", lambda why: _withdraw(hub, period, why))


def _withdraw(hub: Hub, period: str, why: str) -> None:
    def work(_: object) -> None:
        from desk_app.jobs.announce_price import withdraw_price

        withdraw_price(hub.desk, period, why, hub.settings["person"])

    def done(_: None) -> None:
        hub.tell(hub.words("ore.announce.dialog.gone", period=period))
        hub.prices_changed.emit()

    hub.run(work, done, title=hub.words("ore.announce.dialog.withdraw"), writes=True)


def _announce(hub: Hub, form: "Announcing", *, sure: bool) -> "AnnounceResult":
    from desk_app.jobs.announce_price import announce_price

    if not form.by:
        raise refuse("announce_by", "by")
    return announce_price(hub.desk, form, sure=sure)


def _day(text: str) -> date | None:
    from desk_app.domain.trade.read_cell import CellProblem, read_day

    try:
        return read_day(text, date.max) if text else None
    except CellProblem:
        raise refuse("announce_day_text", "announced_on", text=text[:40]) from None
