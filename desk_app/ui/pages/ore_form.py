"""The calculator's left side: which price, which ore, which contract terms."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFormLayout

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import grouped
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.announced import AnnouncedPrice, Conflict, HistoryRow
from desk_app.domain.ore.lot import BasePrice, Lot, TypedPrice
from desk_app.domain.ore.own_prices import price_facts
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.ui.hub import Hub
from desk_app.ui.ore.contract_choice import ContractChoice
from desk_app.ui.pages.ore_history import how_known
from desk_app.ui.pages.price_notice import PriceNotice, in_force
from desk_app.ui.widgets.number_field import NumberField
from desk_app.ui.widgets.parts import Card, label, row

if TYPE_CHECKING:
    from desk_app.domain.base.problem import Problem

_OWN = "own"
_PLACES = ("", "0", "1", "2", "3", "4")
_FIRST_LOT = {"reo": "52.3", "moisture": "8.1", "wet": "100"}
WIDTH = 328


class OreForm(Card):
    """`changed` at every key. What is typed comes out as a base price, a lot and terms, or None."""

    changed = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(gap=8)
        self._hub = hub
        self._rows: Sequence[HistoryRow] = ()
        self._conflicts: Sequence[Conflict] = ()
        self._wanted = ""  # a period that is chosen as soon as the price list is there
        words = hub.words
        self.contract = ContractChoice(hub)
        self.quarter = QComboBox()
        self.source = label("faint", wraps=True)
        self.notice = PriceNotice(hub)
        self.fields = {
            "price": NumberField(words, "ore.field.price", "ui.unit.yuan_per_dry_tonne"),
            "basis": NumberField(words, "ore.field.basis", "ui.unit.percent", percent=True),
            "reo": NumberField(words, "ore.field.reo", "ui.unit.percent", percent=True),
            "moisture": NumberField(words, "ore.field.moisture", "ui.unit.percent", percent=True),
            "wet": NumberField(words, "ore.field.wet", "ui.unit.tonne"),
            "vat": NumberField(words, "ore.field.vat", "ui.unit.percent", percent=True),
        }
        self.choices = {"grade_rule": QComboBox(), "rounding": QComboBox(), "unit_places": QComboBox()}
        self._titles = {name: label("soft") for name in ("quarter", *self.choices)}
        self._lay_out()
        self.fields["basis"].put("50")
        self.fields["vat"].put("13")
        for name, text in _FIRST_LOT.items():
            self.fields[name].put(text)
        for field in self.fields.values():
            field.changed.connect(self.changed)
        self.contract.changed.connect(self._contract_changed)
        for choice in (self.quarter, *self.choices.values()):
            choice.currentIndexChanged.connect(lambda _: self._chosen())

    def offer(self, rows: Sequence[HistoryRow], conflicts: Sequence[Conflict] = ()) -> None:
        """The price list, the latest first. Once the present quarter has a price, none stands in for it any more."""
        stood_in = self.notice.stands_in
        self._rows, self._conflicts = rows, conflicts
        self.retranslate()
        current = in_force(self._known()) if stood_in else None
        if current is not None:
            self.quarter.setCurrentIndex(self.quarter.findData(current.period))

    def put(self, period: str, lot: Lot, terms: Terms) -> None:
        """Take a lot, its quarter and its terms as they were priced elsewhere; by no contract."""
        self.contract.box.setCurrentIndex(0)
        for name in ("reo", "moisture", "wet"):
            self.fields[name].put(exact_text(getattr(lot, name)))
        self.fields["vat"].put(exact_text(terms.vat_percent))
        places = "" if terms.unit_places is None else str(terms.unit_places)
        chosen = {"grade_rule": terms.grade_rule.value, "rounding": terms.rounding.value, "unit_places": places}
        for name, data in chosen.items():
            self.choices[name].setCurrentIndex(self.choices[name].findData(data))
        self._wanted = period
        self._choose_wanted()

    @property
    def announced(self) -> AnnouncedPrice | None:
        """The chosen announced price; None when the user types one."""
        period = self.quarter.currentData()
        return next((row.announced for row in self._rows if row.period == period), None)

    @property
    def base(self) -> BasePrice | None:
        """The price the lot is held against."""
        if self.contract.fixed is not None:
            return self.contract.fixed
        if self.quarter.currentData() != _OWN:
            return self.announced
        price, basis = self.fields["price"].value, self.fields["basis"].value
        return None if price is None or basis is None else TypedPrice(price, basis)

    @property
    def wrong(self) -> bool:
        """Whether a field is marked."""
        return any(field.problem.text() for field in self.fields.values())

    @property
    def lot(self) -> Lot | None:
        reo, moisture, wet = (self.fields[name].value for name in ("reo", "moisture", "wet"))
        if reo is None or moisture is None or wet is None:
            return None
        return Lot(reo, moisture, wet, contents=self.contract.content)

    @property
    def terms(self) -> Terms | None:
        """The chosen contract's, or those that are set here."""
        if self.contract.terms is not None:
            return self.contract.terms
        vat = self.fields["vat"].value
        places = self.choices["unit_places"].currentData()
        if vat is None:
            return None
        rule, rounding = self.choices["grade_rule"].currentData(), self.choices["rounding"].currentData()
        return Terms(GradeRule(rule), Rounding(rounding), int(places) if places else None, vat)

    def complain(self, problems: "Sequence[Problem]") -> None:
        """Mark the fields that can't be taken, one line each."""
        lines = {problem.field: self._hub.problem_line(problem) for problem in reversed(problems)}
        for name, field in self.fields.items():
            field.complain(lines.get(name, "") if field.value is not None else "")

    def retranslate(self) -> None:
        """In the language in force; what is chosen stays chosen."""
        words = self._hub.words
        for name, title in self._titles.items():
            title.setText(words(f"ore.field.{name}"))
        for field in self.fields.values():
            field.retranslate()
        own = [(words("ui.ore.own"), _OWN, True)] if self._rows else []
        _refill(self.quarter, [*self._quarters(), *own])
        self._choose_wanted()
        rules = [(words(f"ore.grade_rule.{rule}"), rule.value, True) for rule in GradeRule]
        _refill(self.choices["grade_rule"], rules)
        _refill(self.choices["rounding"], [(words(f"ore.rounding.{way}"), way.value, True) for way in Rounding])
        places = [(words("ui.ore.places", places=n) if n else words("ui.ore.unrounded"), n, True) for n in _PLACES]
        _refill(self.choices["unit_places"], places)
        for name, choice in {"quarter": self.quarter, **self.choices}.items():
            choice.setAccessibleName(words(f"ore.field.{name}"))
        self.contract.retranslate()

    def _quarters(self) -> list[tuple[str, str, bool]]:
        words, listed = self._hub.words, []
        for past in reversed(self._rows):
            if past.announced is None:
                listed.append((f"{past.period}   {words('ui.ore.unknown')}", past.period, False))
            else:
                text = words("ui.ore.quarter", period=past.period, price=grouped(past.announced.price))
                listed.append((text, past.period, True))
        return listed

    def _choose_wanted(self) -> None:
        at = self.quarter.findData(self._wanted) if self._wanted else -1
        if at >= 0:
            self._wanted = ""
            self.quarter.setCurrentIndex(at)

    def _contract_changed(self) -> None:
        """A contract's terms stand in place of those that are set here."""
        by_contract = self.contract.terms is not None
        for part in (self.quarter, self.source, self._titles["quarter"]):
            part.setVisible(self.contract.fixed is None)
        for name, choice in self.choices.items():
            choice.setVisible(not by_contract)
            self._titles[name].setVisible(not by_contract)
        self.fields["vat"].setVisible(not by_contract)
        self._chosen()

    def _known(self) -> list[AnnouncedPrice]:
        return [past.announced for past in self._rows if past.announced]

    def _chosen(self) -> None:
        self._show_source()
        announced = self.announced
        if announced is not None:
            self.contract.on_day(announced.effective_to)
        self.changed.emit()

    def _show_source(self) -> None:
        own = self.quarter.currentData() == _OWN and self.contract.fixed is None
        for name in ("price", "basis"):
            self.fields[name].setVisible(own)
        announced = self.announced
        self.source.setVisible(announced is not None and self.contract.fixed is None)
        self.notice.look(self._known(), announced)
        if announced is not None:
            others = [each for each in self._conflicts if each.own == announced]
            lines = (self._hub.words("ore.announce.differs", **price_facts(each.shipped)) for each in others)
            self.source.setText("\n".join([source_text(self._hub, announced), *lines]))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(8)
        form.addRow(self.contract)
        form.addRow(self._titles["quarter"], self.quarter)
        form.addRow(self.notice)
        form.addRow(self.source)
        for name in ("price", "basis"):
            form.addRow(self.fields[name])
        for pair in (("reo", "moisture"), ("wet", "vat")):
            both = row(*(self.fields[name] for name in pair), gap=12)
            both.setStretch(0, 1)
            both.setStretch(1, 1)
            form.addRow(both)
        for name, choice in self.choices.items():
            self._titles[name].setBuddy(choice)
            form.addRow(self._titles[name], choice)
        self._titles["quarter"].setBuddy(self.quarter)
        self.body.addLayout(form)
        self.body.addStretch(1)


def source_text(hub: Hub, price: AnnouncedPrice) -> str:
    """Basis, step, source and confidence of an announced price, in one line."""
    words = hub.words
    basis = words("ui.ore.basis", basis=grouped(price.basis), step=grouped(price.step, 2))
    source = words("ore.source", source=price.source, confidence=how_known(hub, price))
    return f"{basis} · {source}"


def _refill(box: QComboBox, entries: "Sequence[tuple[str, str, bool]]") -> None:
    """Texts, data and whether it can be chosen; the chosen one is kept, else the first that can be."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    model = box.model()
    for at, (text, data, usable) in enumerate(entries):
        box.addItem(text, data)
        if isinstance(model, QStandardItemModel):
            model.item(at).setEnabled(usable)
    found = box.findData(before)
    first = next((at for at, entry in enumerate(entries) if entry[2]), 0)
    box.setCurrentIndex(found if before is not None and found >= 0 else first)
    box.blockSignals(False)
