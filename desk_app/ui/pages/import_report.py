"""What an import came to: each file in one line, below it the rows that need a hand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout

from desk_app.domain.base.problem import Level, Problem
from desk_app.i18n import field_name
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.widgets.parts import Card, label, row
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.jobs.import_result import ImportResult

Line = tuple[str, Problem]
"""A file's name, and one problem in it."""

_MOST_TABLE = 166


class ImportReport(Card):
    """Hidden until an import has ended; stays until it is closed."""

    closed = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__(gap=8)
        self._hub = hub
        self._results: list[ImportResult] = []
        self.title = label("heading")
        self.close_button = QToolButton()
        self.close_button.clicked.connect(self.dismiss)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._shown: list[QLabel] = []
        self.model = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model)
        self.table.widths(200, 70, 110, 480, stretch=3)
        self.table.setMaximumHeight(_MOST_TABLE)
        self.body.addLayout(row(self.title, 1, self.close_button))
        self.body.addLayout(self._lines)
        self.body.addWidget(self.table)
        hub.theme_changed.connect(self.retranslate)
        self.hide()

    @property
    def results(self) -> "Sequence[ImportResult]":
        return self._results

    def add(self, results: "Sequence[ImportResult]") -> None:
        """Show these results, below those not yet closed."""
        self._results.extend(results)
        lines = [(each.file, problem) for each in self._results for problem in each.problems]
        self.model.fill(lines)
        self.retranslate()
        self.show()

    def dismiss(self) -> None:
        """Close, and forget."""
        self._results = []
        self.hide()
        self.closed.emit()

    def retranslate(self) -> None:
        """In the language and palette in force."""
        words = self._hub.words
        self.title.setText(words("ui.report.title"))
        self.close_button.setIcon(icon("close", self._hub.theme.palette["text_soft"]))
        self.close_button.setToolTip(words("ui.report.close"))
        self.close_button.setAccessibleName(words("ui.report.close"))
        self.table.setAccessibleName(words("ui.report.problems"))
        self.table.setVisible(bool(self.model.records))
        self.table.setFixedHeight(min(_MOST_TABLE, 46 + 30 * len(self.model.records)))
        self._show_lines()
        self.model.retitle()

    def _show_lines(self) -> None:
        for old in self._shown:
            self._lines.removeWidget(old)
            old.deleteLater()
        self._shown = [
            label("error" if each.refused else "", self._line(each), wraps=True, selects=True) for each in self._results
        ]
        for line in self._shown:
            self._lines.addWidget(line)

    def _line(self, result: "ImportResult") -> str:
        words = self._hub.words
        if result.refused is not None:
            text = self._hub.problem_line(result.refused)
            named = "ui.report.refused" if result.file in text else "ui.report.refused_file"
            return words(named, file=result.file, text=text)
        counts = {name: getattr(result, name) for name in ("rows", "new", "same", "changed", "held")}
        line = words("ui.report.done", file=result.file, **counts)
        return line if result.new or result.changed else f"{line}  {words('ui.report.nothing_new')}"

    def _columns(self) -> tuple[Column[Line], ...]:
        hub = self._hub
        return (
            Column("ui.report.file", lambda line: line[0], lambda line: line[0]),
            Column("ui.report.row", lambda line: str(line[1].row or ""), lambda line: line[1].row or 0, RIGHT),
            Column("ui.report.field", lambda line: field_name(hub.words, line[1].field), lambda line: line[1].field),
            Column("ui.report.what", self._what, lambda line: line[1].key, colour=self._colour, tip=self._what),
        )

    def _what(self, line: Line) -> str:
        return self._hub.problem_line(line[1])

    def _colour(self, line: Line) -> QColor:
        level = line[1].level
        return QColor(self._hub.theme.palette["error" if level is Level.ERROR else "warn"])
