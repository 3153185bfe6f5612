"""What the assay panel asks: the results, the clause of the contract, what the user thinks of the umpire."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.domain.base.problem import Problem
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.assay import AssayClause, Element, Exchange, UmpireRule, Within
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.number_field import NumberField
from desk_app.ui.widgets.parts import label, row, set_state

_PLACES = ("", "0", "1", "2", "3", "4")
_CHOICES: Mapping[str, Sequence[str]] = {
    "element": tuple(Element),
    "within": tuple(Within),
    "umpire_rule": tuple(UmpireRule),
    "places": _PLACES,
    "rounding": tuple(Rounding),
}
_RULES = {"within": 4, "umpire_rule": 5, "places": 4, "rounding": 4}
"""The clause's choices in a row, and their shares of its width."""
_GAP = 10


class _Choice(QWidget):
    """A choice under its title, as high as a field."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("soft")
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.title.setBuddy(self.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.box)
        layout.addStretch(1)


class AssayForm(QWidget):
    """`changed` at every key. Nothing is filled in beforehand but what the user can see and change."""

    changed = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        names = ("seller", "buyer", "umpire", "limit", "seller_share")
        self.fields = {name: _percent(hub, name) for name in names}
        self.choices = {name: _Choice() for name in _CHOICES}
        self.other_rules = QCheckBox()
        self._lay_out()
        self.retranslate()
        self.fields["seller_share"].put("60")
        for field in self.fields.values():
            field.changed.connect(self.changed)
        for choice in self.choices.values():
            choice.box.currentIndexChanged.connect(lambda _: self._chosen())
        self.other_rules.toggled.connect(lambda _: self.changed.emit())
        self._chosen()

    @property
    def exchange(self) -> Exchange | None:
        """The results; None while neither party's is there, or one of them is no number."""
        results = [self.fields[name].value for name in ("seller", "buyer", "umpire")]
        unread = any(self.fields[name].text.strip() and self.fields[name].value is None for name in self.fields)
        if unread or results[:2] == [None, None]:
            return None
        return Exchange(Element(self._of("element")), *results)

    @property
    def clause(self) -> AssayClause | None:
        """None while the limit is not there."""
        limit, share = self.fields["limit"].value, self.fields["seller_share"].value
        within = Within(self._of("within"))
        if limit is None or (share is None and within is Within.SPLIT):
            return None
        places = self._of("places")
        return AssayClause(
            limit=limit,
            within=within,
            seller_share=Decimal(50) if within is not Within.SPLIT or share is None else share,
            umpire_rule=UmpireRule(self._of("umpire_rule")),
            other_rules=self.other_rules.isChecked(),
            places=int(places) if places else None,
            rounding=Rounding(self._of("rounding")),
        )

    def complain(self, problem: Problem | None) -> None:
        """Mark the field that can't be taken."""
        for name, field in self.fields.items():
            blamed = problem is not None and problem.field == name
            field.complain(self._hub.problem_line(problem) if blamed and problem is not None else "")

    def retranslate(self) -> None:
        """In the language in force; what is chosen stays chosen."""
        words = self._hub.words
        for field in self.fields.values():
            field.retranslate()
        for name, choice in self.choices.items():
            title = words(f"ore.assay.field.{name}")
            choice.title.setText(title)
            choice.box.setAccessibleName(title)
            choice.box.setToolTip(title)
            _refill(choice.box, [(self._shown(name, key), key) for key in _CHOICES[name]])
        self.other_rules.setText(words("ore.assay.field.other_rules"))

    # ---- inside
    def _of(self, name: str) -> str:
        return str(self.choices[name].box.currentData())

    def _shown(self, name: str, key: str) -> str:
        words = self._hub.words
        if name == "places":
            return words("ore.assay.to_places", places=key) if key else words("ore.assay.unrounded")
        if name == "rounding":
            return words(f"ore.rounding.{key}")
        if name == "element":
            return words(f"ore.field.{key}")
        return words(f"ore.assay.within.{key}") if name == "within" else words(f"ore.assay.umpire_rule.{key}")

    def _chosen(self) -> None:
        self.fields["seller_share"].setVisible(self._of("within") == Within.SPLIT.value)
        self.changed.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        results = row(
            self.choices["element"], *(self.fields[n] for n in ("seller", "buyer", "umpire", "limit")), gap=_GAP
        )
        rules = row(*(self.choices[n] for n in _RULES), self.fields["seller_share"], gap=_GAP)
        for across in range(results.count()):
            results.setStretch(across, 1)
        for across, share in enumerate(_RULES.values()):
            rules.setStretch(across, share)
        layout.addLayout(results)
        layout.addLayout(rules)
        layout.addWidget(self.other_rules)


class BeliefForm(QWidget):
    """The umpire's fee, where to settle without him, and the user's own chances."""

    changed = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.fields = {
            "fee": NumberField(hub.words, "ore.assay.field.fee", "ui.unit.yuan"),
            "settle_at": _percent(hub, "settle_at"),
        }
        self.title = label("soft")
        self.chances = QLineEdit()
        self.chances.setPlaceholderText("52.2=60; 51.9=40")
        self.title.setBuddy(self.chances)
        self.problem = label("error", wraps=True)
        self.problem.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        for across, field in enumerate(self.fields.values()):
            grid.addWidget(field, 0, across, 3, 1)
            field.changed.connect(self.changed)
        for down, part in enumerate((self.title, self.chances, self.problem)):
            grid.addWidget(part, down, 2)
        for across, share in enumerate((2, 2, 3)):
            grid.setColumnStretch(across, share)
        self.chances.textChanged.connect(lambda _: self.changed.emit())
        self.retranslate()

    def complain(self, problem: Problem | None) -> None:
        """Mark the field that can't be taken."""
        line = "" if problem is None else self._hub.problem_line(problem)
        for name, field in self.fields.items():
            field.complain(line if problem is not None and problem.field == name else "")
        blamed = line if problem is not None and problem.field == "chance" else ""
        self.problem.setText(blamed)
        self.problem.setVisible(bool(blamed))
        set_state(self.chances, "bad", bool(blamed))

    def retranslate(self) -> None:
        """In the language in force."""
        title = self._hub.words("ore.assay.field.chance")
        self.title.setText(title)
        self.chances.setAccessibleName(title)
        for field in self.fields.values():
            field.retranslate()


def _percent(hub: Hub, name: str) -> NumberField:
    return NumberField(hub.words, f"ore.assay.field.{name}", "ui.unit.percent", percent=True)


def _refill(box: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    """The chosen one is kept."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, data in entries:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(before)))
    box.blockSignals(False)
