"""差异与重述: published values that would come out otherwise now, what the method rules, and the way to restate."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desk_app.domain.base.exact import published
from desk_app.domain.base.money import grouped
from desk_app.domain.base.period import parse_period
from desk_app.ui.hub import Hub
from desk_app.ui.pages.index_columns import PLACES
from desk_app.ui.pages.load_index import load_differences, restate_due
from desk_app.ui.widgets.parts import Card, button, label, row
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable
from desk_app.ui.widgets.sign_dialog import SignDialog

if TYPE_CHECKING:
    from desk_app.jobs.restate_index import Difference

_WIDTHS = (190, 64, 96, 60, 110, 110, 90, 310)
_MOVED = 4


class RestatePanel(Card):
    """Asked anew each time it is shown; `left` takes the user back."""

    left = Signal()

    def __init__(self, hub: Hub, name: Callable[[str], str]) -> None:
        super().__init__()
        self._hub, self._name = hub, name
        self._known = False
        self.title, self.line = label("heading"), label("soft", wraps=True)
        self.back, self.restate = button(), button("primary")
        self.model: RecordModel[Difference] = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model)
        self.table.fit(*_WIDTHS)
        self.body.addLayout(row(self.title, 1, self.restate, self.back))
        self.body.addWidget(self.line)
        self.body.addWidget(self.table, 1)
        self.back.clicked.connect(self.left)
        self.restate.clicked.connect(self.ask)

    def look(self) -> None:
        """Compare what went out with what it would be now."""
        self._known = False
        self.model.fill(())
        self._say()
        self._hub.run(
            lambda _: load_differences(self._hub.desk), self._looked, title="ui.work.differences", writes=True
        )

    def ask(self) -> SignDialog:
        """Who restates, and the notice that goes with it."""
        words = self._hub.words
        dialog = SignDialog(words, self._hub.settings, self)
        dialog.signed.connect(self._restate)
        line = words("ui.index.restate_question", count=self._due)
        return dialog.ask(words("ui.index.restate"), line, words("ui.index.restate"), words("ui.index.notice"))

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.title.setText(words("ui.index.differences"))
        self.back.setText(words("ui.index.back"))
        self.restate.setText(words("ui.index.restate"))
        self.table.setAccessibleName(words("ui.index.differences"))
        self.model.retitle()
        self.table.fit(*_WIDTHS)
        self._say()

    # ---- inside
    @property
    def _due(self) -> int:
        from desk_app.domain.index.correction import Ruling

        return sum(one.ruling is Ruling.RESTATE for one in self.model.all_records)

    def _say(self) -> None:
        words = self._hub.words
        count = len(self.model.all_records)
        told = words("ui.index.differ", count=count, due=self._due) if count else words("index.publish.no_difference")
        self.line.setText(told if self._known else words("ui.work.differences"))
        self.restate.setEnabled(self._due > 0)

    def _looked(self, found: "list[Difference]") -> None:
        self._known = True
        self.model.fill(found)
        self._say()
        (self.table if found else self.back).setFocus()

    def _restate(self, name: str, notice: str) -> None:
        hub = self._hub
        hub.run(lambda _: restate_due(hub.desk, name, notice), self._restated, title="ui.work.publish", writes=True)

    def _restated(self, found: "list[Difference]") -> None:
        self._hub.tell(self._hub.words("ui.index.restated", count=len(found)))
        self._hub.curves_changed.emit()
        self.look()

    def _columns(self) -> "tuple[Column[Difference], ...]":
        words, name = self._hub.words, self._name
        return (
            Column("ui.index.column.series", lambda x: name(x.code), lambda x: name(x.code)),
            Column("ui.index.column.every", lambda x: words(f"ui.every.{x.every.value}"), lambda x: x.every.value),
            Column("ui.index.column.period", lambda x: x.period, lambda x: parse_period(x.period)),
            Column("ui.index.column.version", lambda x: str(x.version), lambda x: x.version, RIGHT),
            Column("ui.index.column.out_value", lambda x: _value(x.published), lambda x: x.published, RIGHT, _POINTS),
            Column("ui.index.column.now", lambda x: _value(x.corrected), lambda x: x.corrected or 0.0, RIGHT, _POINTS),
            Column("ui.index.column.moved", _moved, _percent, RIGHT, "ui.unit.percent"),
            Column("ui.index.column.ruling", lambda x: words(f"index.ruling.{x.ruling}"), lambda x: x.ruling.value),
        )


_POINTS = "ui.curves.unit_points"


def _value(value: float | None) -> str:
    return "" if value is None else grouped(published(value, PLACES), PLACES)


def _percent(one: "Difference") -> float:
    return 0.0 if one.corrected is None else 100 * (one.corrected / one.published - 1)


def _moved(one: "Difference") -> str:
    return "" if one.corrected is None else f"{_percent(one):+.{_MOVED}f}"
