"""另一批对照: a second assay, mass or both beside the lot on the calculator, every figure with its difference."""

from decimal import Decimal

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import difference, grouped
from desk_app.domain.base.problem import Refused
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.ore.beside import Beside, side_by_side
from desk_app.domain.ore.lot import Lot
from desk_app.domain.ore.step import shown
from desk_app.domain.ore.working import work
from desk_app.ui.hub import Hub
from desk_app.ui.pages.ore_panel import OnPage
from desk_app.ui.rise import rise_colour
from desk_app.ui.widgets.number_field import NumberField
from desk_app.ui.widgets.parts import label, row
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable
from desk_app.ui.widgets.whole_table import show_whole

_UNITS = {"reo": "ui.unit.percent", "moisture": "ui.unit.percent", "wet": "ui.unit.tonne"}


class OreBeside(QWidget):
    """What is left empty is as in the first lot, whose figures stand grey in the fields."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._on_page = OnPage()
        self.fields = {
            name: NumberField(hub.words, f"ore.field.{name}", unit, percent=name != "wet")
            for name, unit in _UNITS.items()
        }
        self.hint = label("faint", wraps=True)
        self.model: RecordModel[Beside] = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model, sorts=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        both = row(*self.fields.values(), gap=24)
        for at in range(len(self.fields)):
            both.setStretch(at, 1)
        layout.addLayout(both)
        layout.addWidget(self.hint)
        layout.addWidget(self.table)
        for field in self.fields.values():
            field.changed.connect(self._compare)
        hub.theme_changed.connect(self.table.viewport().update)

    def fill(self, on_page: OnPage) -> None:
        """Hold the second lot against this one."""
        self._on_page = on_page
        for name, field in self.fields.items():
            own: Decimal | None = getattr(on_page.lot, name) if on_page.lot else None
            field.edit.setPlaceholderText("" if own is None else exact_text(own))
        self._compare()

    def retranslate(self) -> None:
        """In the language in force."""
        for field in self.fields.values():
            field.retranslate()
        self.hint.setText(self._hub.words("ore.what_if.same_as_first"))
        self.table.setAccessibleName(self._hub.words("ore.what_if.beside_title"))
        self.model.retitle()
        self._compare()

    def fit(self) -> None:
        """As much room as the table needs."""
        show_whole(self.table)

    @property
    def other(self) -> Lot | None:
        """The second lot; None where nothing of it is said, or something can't be read."""
        first = self._on_page.lot
        typed = {name: field for name, field in self.fields.items() if field.text.strip()}
        values = {name: field.value for name, field in typed.items()}
        said = {name: value for name, value in values.items() if value is not None}
        return first.having(**said) if first is not None and values and len(said) == len(values) else None

    def _compare(self) -> None:
        rows: tuple[Beside, ...] = ()
        lines: dict[str, str] = {}
        try:
            rows = self._rows()
        except Refused as refused:
            named = refused.problem.field
            lines[named if named in self.fields else "wet"] = self._hub.problem_line(refused.problem)
        for name, field in self.fields.items():
            field.complain(lines.get(name, ""))
        self.model.fill(rows)
        self.table.setVisible(bool(rows))
        self.fit()

    def _rows(self) -> tuple[Beside, ...]:
        base, terms, own, other = self._on_page.base, self._on_page.terms, self._on_page.working, self.other
        if base is None or terms is None or own is None or other is None:
            return ()
        return side_by_side(own, work(base, other, terms))

    def _columns(self) -> tuple[Column[Beside], ...]:
        words = self._hub.words
        return (
            Column("ore.what_if.column.figure", lambda b: words(b.name), lambda b: b.name),
            Column("ore.what_if.own", lambda b: _shown(b.one, b.places), lambda _: None, RIGHT),
            Column("ore.what_if.other", lambda b: _shown(b.other, b.places), lambda _: None, RIGHT),
            Column("ore.what_if.differs", _difference, lambda _: None, RIGHT, colour=self._colour),
            Column("ore.column.unit", lambda b: words(f"ore.unit.{b.unit}"), lambda b: b.unit),
        )

    def _colour(self, each: Beside) -> QColor | None:
        return rise_colour(self._hub, each.change.top)


def _shown(ratio: Ratio, places: int | None) -> str:
    return shown(ratio) if places is None else grouped(ratio.shown(), places)


def _difference(each: Beside) -> str:
    return difference(each.change.shown(), each.places)
