"""The chosen period of the index page: its quality at once, why it moved when that has been worked out."""

from desk_app.ui.hub import Hub
from desk_app.ui.newest import Newest
from desk_app.ui.pages.index_view import IndexView
from desk_app.ui.pages.load_index import TableFound, WhyFound, load_why


class ChosenPeriod:
    """Between the page's table and the panels below it; of several questions only the last is answered."""

    def __init__(self, hub: Hub, view: IndexView) -> None:
        self._hub, self._view = hub, view
        self._whys = Newest(hub)
        self._found: TableFound | None = None
        view.table.selectionModel().selectionChanged.connect(lambda *_: self.look())
        view.built.connect(self._connect_part)
        view.ready.connect(self.look)

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._whys.forget()

    def show_found(self, found: TableFound | None) -> None:
        """The table is another one."""
        self._found = found
        self.look()

    def look(self) -> None:
        """Ask about the period that is chosen now; not before there is where to show the answer."""
        if not self._view.is_ready:
            return
        line, found = self._view.line, self._found
        self._view.why.show_found(None)
        self.say_quality()
        if line is not None and found is not None:
            wanted, period, counted = found.wanted, line.span.key, self._view.why.all_trades.isChecked()
            self._whys.ask(lambda _: load_why(self._hub.desk, wanted, period, counted=counted), self._explained)

    def say_quality(self, error: float | None = None) -> None:
        """What stands behind the value; `error` in percent, where it is known by now."""
        if not self._view.is_ready:
            return
        line = self._view.line
        self._view.quality.setVisible(line is not None)
        if line is not None and self._found is not None:
            self._view.quality.show_line(line, self._found.drift, error)

    def _connect_part(self, name: str) -> None:
        if name == "why":
            self._view.why.all_trades.toggled.connect(lambda _: self.look())

    def _explained(self, found: WhyFound) -> None:
        line = self._view.line
        if line is not None and line.span.key == found.period:
            self._view.why.show_found(found)
            self.say_quality(found.explained.standard_error if found.explained else None)
