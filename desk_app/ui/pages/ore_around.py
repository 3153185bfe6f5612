"""What a tenth is worth, and the table of totals around the lot."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtGui import QColor

from desk_app.domain.base.money import FEN, difference, grouped, signed
from desk_app.domain.ore.lot import Lot
from desk_app.domain.ore.step import shown
from desk_app.domain.ore.what_if import Sensitivity, Worth
from desk_app.i18n import Words
from desk_app.ui.hub import Hub
from desk_app.ui.rise import rise_colour
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

_NONE = "—"


class WorthTable(RecordTable):
    """A tenth up and down, of REO and of moisture."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        title = "ore.what_if.column"
        columns: tuple[Column[Worth], ...] = (
            Column(f"{title}.moved", self._moved, lambda w: w.field),
            Column(f"{title}.net_change", self._net, lambda w: w.net_ex_vat, RIGHT, colour=self._colour),
            Column(f"{title}.total_change", self._total, lambda w: w.total_inc_vat, RIGHT, colour=self._colour),
        )
        self.worths: RecordModel[Worth] = RecordModel(columns, hub.words)
        super().__init__(self.worths, sorts=False)
        hub.theme_changed.connect(self.viewport().update)

    def _moved(self, worth: Worth) -> str:
        words = self._hub.words
        return words("ore.what_if.moved", name=words(f"ore.field.{worth.field}"), by=signed(worth.by))

    def _net(self, worth: Worth) -> str:
        return self._hub.words("ore.what_if.none") if worth.net_ex_vat is None else difference(worth.net_ex_vat, FEN)

    def _total(self, worth: Worth) -> str:
        return _NONE if worth.total_inc_vat is None else difference(worth.total_inc_vat, FEN)

    def _colour(self, worth: Worth) -> QColor | None:
        return rise_colour(self._hub, worth.net_ex_vat or Decimal(0))


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table: its title, a text for each REO, and the one of the lot, if it is here."""

    title: str
    texts: tuple[str, ...]
    own: int = -1


@dataclass(frozen=True, slots=True)
class _Reo(Column[_Line]):
    """A column whose title is a grade."""

    heading: Callable[[], str] = str

    def title(self, words: Words) -> str:
        return self.heading()


class SensitivityTable(RecordTable):
    """REO across, moisture down; unit prices in the first row, below them totals with VAT."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.lines: RecordModel[_Line] = RecordModel((), hub.words)
        super().__init__(self.lines, sorts=False)
        hub.theme_changed.connect(self.viewport().update)

    def show_table(self, table: Sensitivity, lot: Lot) -> None:
        """These totals, the lot's own marked."""
        self.lines.recolumn(self._columns(table), list(self._rows(table, lot)))

    def _rows(self, table: Sensitivity, lot: Lot) -> "list[_Line]":
        words = self._hub.words
        prices = tuple(shown(cell.figures.unit_price) if cell.figures else _NONE for cell in table.rows[0])
        lines = [_Line(words("ore.what_if.unit_price_row"), prices)]
        for moisture, cells in zip(table.moistures, table.rows, strict=True):
            own = next((at for at, cell in enumerate(cells) if cell.lot == lot), -1)
            totals = [grouped(cell.figures.total_inc_vat, FEN) if cell.figures else _NONE for cell in cells]
            marked = tuple(f"● {text}" if at == own else text for at, text in enumerate(totals))
            lines.append(_Line(words("ore.what_if.moisture_at", value=grouped(moisture)), marked, own))
        return lines

    def _columns(self, table: Sensitivity) -> tuple[Column[_Line], ...]:
        first: Column[_Line] = _Reo("", lambda line: line.title, lambda _: None)
        return (first, *(self._column(at, grouped(reo)) for at, reo in enumerate(table.reos)))

    def _column(self, at: int, reo: str) -> Column[_Line]:
        def colour(line: _Line) -> QColor | None:
            return QColor(self._hub.theme.palette["accent"]) if line.own == at else None

        def heading() -> str:
            return self._hub.words("ore.what_if.reo_at", value=reo)

        return _Reo("", lambda line: line.texts[at], lambda _: None, RIGHT, colour=colour, heading=heading)
