"""Step 2: what each column is, what is open about unit, tax and days; raw lines beside what becomes of them."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QScrollArea, QWidget

from desk_app.domain.base.money import grouped
from desk_app.domain.trade.field import Field
from desk_app.jobs.import_options import NO_HEADINGS
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import label, row
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable
from desk_app.ui.wizard.choice import Choice
from desk_app.ui.wizard.pane import Pane

if TYPE_CHECKING:
    from desk_app.jobs.import_draft import Draft
    from desk_app.jobs.mend_lines import Line

CHOICES: dict[str, tuple[str, ...]] = {
    "tax": ("incl", "excl"),
    "unit": ("yuan/t", "wan/t", "yuan/kg", "usd/t", "usd/kg"),
    "day_form": ("dmy", "mdy", "ymd"),
    "basis": ("dry", "wet", "oxide"),
}
_SELDOM = ("day_form", "basis")
"""Asked only where it matters."""

_SHOWN_COLUMNS = 40
_SAMPLES = 3


class ColumnsPane(Pane):
    """A column's field is chosen from a list; the answers to what is open stand above."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.lines: list[Line] = []
        self.names: dict[str, tuple[str, str]] = {}
        """The first lines as they would be taken, and products' names in both languages."""
        self.answers = {about: Choice(width=150) for about in CHOICES}
        self.rate = Choice(typed=True, width=220)
        self.bare = QCheckBox()
        self.alarm = label("warn", wraps=True, selects=True)
        self.refused = label("error", wraps=True, selects=True)
        self.fields: list[QComboBox] = []
        self._grid_area = QScrollArea()
        self._grid_area.setWidgetResizable(True)
        self.model: RecordModel[Line] = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model, sorts=False)
        self.table.widths(48, 180, 92, 120, 100, 160, 160, 160, stretch=7)
        self.body.addLayout(row(*self.answers.values(), self.rate, 1, self.bare, gap=16))
        self.body.addWidget(self.alarm)
        self.body.addWidget(self.refused)
        self.body.addWidget(self._grid_area, 3)
        self.body.addWidget(self.table, 4)
        for about, choice in self.answers.items():
            choice.chosen.connect(lambda value, about=about: self._answer(about, value))
        self.bare.clicked.connect(self._choose_bare)
        self.rate.chosen.connect(lambda text: self.say(lambda draft: draft.answer("rate", text)))

    def name_parts(self) -> None:
        for about, choice in self.answers.items():
            choice.name(self.hub.words(f"wizard.{about}"))
        self.rate.name(self.hub.words("wizard.rate"))
        self.bare.setText(self.hub.words("wizard.no_headings"))
        self.bare.setToolTip(self.hub.words("wizard.no_headings_tip"))
        self.rate.setToolTip(self.hub.words("wizard.rate_tip"))
        self.table.setAccessibleName(self.hub.words("wizard.preview"))
        self.model.retitle()

    def fill(self, draft: "Draft") -> None:
        words = self.hub.words
        open_ones = {question.about for question in draft.questions}
        for about, choice in self.answers.items():
            choices = [(key, words(f"ui.ask.{key.replace('/', '_')}")) for key in CHOICES[about]]
            choice.offer(choices, _decided(draft, about), open_=about in open_ones)
        for about in _SELDOM:
            self.answers[about].setVisible(about in open_ones or bool(_decided(draft, about)))
        self.rate.setVisible("rate" in open_ones or bool(draft.options.rates))
        self.rate.offer([], " ".join(map(str, draft.options.rates)), open_="rate" in open_ones)
        self.bare.setChecked(draft.known.options.header == NO_HEADINGS)
        alarms = [self.hub.problem_line(problem) for problem in draft.known.problems]
        self.alarm.setText("\n".join(alarms))
        self.alarm.setVisible(bool(alarms))
        refusal = draft.refused or (draft.questions[0].problem if draft.questions else None)
        self.refused.setVisible(refusal is not None)
        self.refused.setText(self.hub.problem_line(refusal) if refusal else "")
        self._fill_grid(draft)
        self.model.fill(self.lines)

    def focus_first(self) -> None:
        waiting = [choice for choice in (*self.answers.values(), self.rate) if choice.box.property("bad")]
        (waiting[0].box if waiting else self.table).setFocus()

    def _answer(self, about: str, value: str) -> None:
        self.say(lambda draft: draft.answer(about, value, overrule=True))

    def _choose_bare(self, bare: bool) -> None:
        self.say(lambda draft: draft.choose_header(NO_HEADINGS if bare else None))

    def _fill_grid(self, draft: "Draft") -> None:
        """One line a column: its place, heading, first values, and the list of fields."""
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(3, 1)
        self.fields = []
        headings = draft.found.texts if draft.found else ()
        for at, heading in enumerate(headings[:_SHOWN_COLUMNS]):
            title = label("", heading or "—")
            values = label("faint", " · ".join(_samples(draft, at)))
            for column, widget in enumerate((label("soft", str(at + 1)), title, self._field_box(draft, at), values)):
                grid.addWidget(widget, at, column)
        grid.setRowStretch(len(headings), 1)
        self._grid_area.setWidget(page)

    def _field_box(self, draft: "Draft", at: int) -> QComboBox:
        words = self.hub.words
        box = QComboBox()
        box.addItem(words("wizard.field.none"), "")
        for field in Field:
            box.addItem(words(f"wizard.field.{field.value}"), field.value)
        chosen = draft.columns.get(at)
        box.setCurrentIndex(box.findData(chosen.value if chosen else ""))
        heading = draft.found.texts[at] if draft.found else ""
        box.setAccessibleName(words("wizard.field_of", heading=heading))
        box.activated.connect(lambda _, box=box: self._choose(at, box.currentData()))
        self.fields.append(box)
        return box

    def _choose(self, at: int, key: str) -> None:
        field = Field(key) if key else None
        self.say(lambda draft: draft.choose_column(at, field))

    def _columns(self) -> "tuple[Column[Line], ...]":
        return (
            Column("wizard.line", lambda line: str(line.number), lambda line: line.number, RIGHT),
            Column("wizard.raw_line", lambda line: " | ".join(line.cells), lambda line: line.number, tip=_raw),
            Column("ui.trades.column.date", lambda t: _of(t, "trade_date"), _number),
            Column("ui.trades.column.product", self._product, _number),
            Column("ui.trades.column.quantity", lambda t: _of(t, "quantity_t"), _number, RIGHT, "ui.unit.tonne"),
            Column("ui.trades.column.ex_vat", lambda t: _of(t, "price_ex_vat"), _number, RIGHT, _PER_T),
            Column("ui.trades.column.inc_vat", lambda t: _of(t, "price_inc_vat"), _number, RIGHT, _PER_T),
            Column("ui.report.what", self._what, _number, colour=self._colour, tip=self._what),
        )

    def _product(self, line: "Line") -> str:
        key = _of(line, "product")
        zh, en = self.names.get(key, (key, key))
        return zh if self.hub.words.language == "zh_CN" else en

    def _what(self, line: "Line") -> str:
        return " ".join(self.hub.problem_line(problem) for problem in line.problems)

    def _colour(self, line: "Line") -> QColor:
        return QColor(self.hub.theme.palette["error" if line.held else "warn"])


_PER_T = "ui.unit.yuan_per_tonne"


def _number(line: "Line") -> int:
    return line.number


def _raw(line: "Line") -> str:
    return " | ".join(line.cells)


def _of(line: "Line", name: str) -> str:
    """A value of the trade that the line becomes."""
    value = getattr(line.trade, name, "")
    return value if isinstance(value, str) else grouped(value, 2) if name.startswith("price") else str(value)


def _decided(draft: "Draft", about: str) -> str:
    """What holds now; empty where it is open, or stands in every row."""
    found, told = draft.found, getattr(draft.known.options, about)
    if found is None or told:
        return str(told or "")
    said = {"tax": found.taxes_said, "unit": found.units_said, "basis": found.bases_said}.get(about, ())
    value = {"tax": found.tax, "unit": found.price_unit, "day_form": found.day_form, "basis": found.basis}[about]
    return str(value or (next(iter(said)) if len(said) == 1 else ""))


def _samples(draft: "Draft", at: int) -> list[str]:
    if draft.table is None or draft.found is None:
        return []
    below = draft.table.head[draft.found.header + 1 :]
    values = (row[at].strip() for row in below if at < len(row))
    return [value[:24] for value in values if value][:_SAMPLES]
