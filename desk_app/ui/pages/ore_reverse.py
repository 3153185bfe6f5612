"""反算: a wanted unit price or total, and at every key the grade, mass or moisture that gives it."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.answer import Answer, spoken
from desk_app.domain.ore.lot import BasePrice, Lot
from desk_app.domain.ore.reverse import grade_for, moisture_for, wet_for
from desk_app.domain.ore.terms import MoistureIn, Terms
from desk_app.i18n import said
from desk_app.ui.hub import Hub
from desk_app.ui.pages.ore_panel import OnPage
from desk_app.ui.widgets.number_field import NumberField
from desk_app.ui.widgets.parts import label

_Ask = Callable[[BasePrice, Lot, Terms, Decimal], Answer]
_ASKED: dict[str, tuple[_Ask, ...]] = {"target_price": (grade_for,), "target_total": (wet_for, moisture_for)}
_UNITS = {"target_price": "ui.unit.yuan_per_dry_tonne", "target_total": "ui.unit.yuan"}


class OreReverse(QWidget):
    """A field for each target, its answers below it."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._on_page = OnPage()
        self.fields = {name: NumberField(hub.words, f"ore.field.{name}", unit) for name, unit in _UNITS.items()}
        self.answers = {name: label("", wraps=True, selects=True) for name in _UNITS}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        for name, field in self.fields.items():
            column = QVBoxLayout()
            column.addWidget(field)
            column.addWidget(self.answers[name])
            column.addStretch(1)
            layout.addLayout(column, 1)
            field.changed.connect(self._answer)

    def fill(self, on_page: OnPage) -> None:
        """Ask again of this lot."""
        self._on_page = on_page
        self._name_units()
        self._answer()

    def retranslate(self) -> None:
        """In the language in force."""
        for field in self.fields.values():
            field.retranslate()
        self._name_units()
        self._answer()

    def _name_units(self) -> None:
        """A contract that counts moisture in the price pays by the wet tonne."""
        terms = self._on_page.terms
        wet = terms is not None and terms.moisture.counts_in is MoistureIn.PRICE
        self.fields["target_price"].unit.setText(self._hub.words("ore.unit.yuan/wet t" if wet else "ore.unit.yuan/t"))

    def _answer(self) -> None:
        for name, field in self.fields.items():
            answers, problems = self._asked(name, field.value)
            field.complain("" if answers else "\n".join(problems))
            self.answers[name].setText("\n".join([*answers, *(problems if answers else ())]))

    def _asked(self, name: str, wanted: Decimal | None) -> tuple[list[str], list[str]]:
        """What gives it, and why what can't can't."""
        base, lot, terms = self._on_page.base, self._on_page.lot, self._on_page.terms
        answers: list[str] = []
        problems: list[str] = []
        if wanted is None or base is None or lot is None or terms is None or self._on_page.working is None:
            return answers, problems
        for ask in _ASKED[name]:
            try:
                answers.append(said(self._hub.words, *spoken(ask(base, lot, terms, wanted))))
            except Refused as refused:
                line = self._hub.problem_line(refused.problem)
                problems += [line] if line not in problems else []
        return answers, problems
