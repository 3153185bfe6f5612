"""口径对照: the lot under every reading of its contract, the contract's own highlighted, the money between."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QVBoxLayout

from desk_app.domain.base.money import FEN, difference, grouped
from desk_app.domain.ore.figures import Figures
from desk_app.domain.ore.readings import Reading, readings
from desk_app.domain.ore.step import shown
from desk_app.i18n import said
from desk_app.ui.hub import Hub
from desk_app.ui.pages.ore_late_panel import LatePanel
from desk_app.ui.pages.ore_panel import OnPage
from desk_app.ui.rise import rise_colour
from desk_app.ui.widgets.parts import label
from desk_app.ui.widgets.record_model import RIGHT, Column, Index, RecordModel
from desk_app.ui.widgets.record_table import RecordTable
from desk_app.ui.widgets.wrapping import Wrapping

_NONE = "—"


class OreReadings(LatePanel):
    """Read only: which reading holds is chosen on the calculator."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.model: RecordModel[Reading] = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model, sorts=False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setItemDelegateForColumn(1, Wrapping(self.table))
        self.table.setItemDelegateForRow(0, _OwnRow(hub, self.table))
        self.about = label("faint", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.about)
        layout.addWidget(self.table, 1)
        hub.theme_changed.connect(self.table.viewport().update)

    def fill(self, on_page: OnPage) -> None:
        """The readings of the lot on the calculator."""
        base, lot, terms = on_page.base, on_page.lot, on_page.terms
        if on_page.working is None or base is None or lot is None or terms is None:
            self.model.fill(())
        else:
            self.model.fill(readings(base, lot, terms))

    def retranslate(self) -> None:
        """In the language in force."""
        self.about.setText(self._hub.words("ore.readings.about"))
        self.table.setAccessibleName(self._hub.words("ui.ore.readings"))
        self.model.retitle()
        self.table.fit(78, 300, 116, 116, 116, 70, 116, 100, 116)

    def _columns(self) -> tuple[Column[Reading], ...]:
        title, own = "ore.readings.column", self._colour
        return (
            Column(f"{title}.question", self._question, lambda r: r.question, colour=own),
            Column(f"{title}.says", self._says, lambda r: r.says, colour=own, tip=self._says),
            _money(f"{title}.net_change", lambda r: r.change, lambda f: f.net_ex_vat, self._hub),
            _money(f"{title}.total_change", lambda r: r.change, lambda f: f.total_inc_vat, self._hub),
            _figure(f"{title}.unit_price", lambda f: shown(f.unit_price)),
            _figure(f"{title}.dry_tonnes", lambda f: grouped(f.dry_tonnes)),
            _money(f"{title}.net", lambda r: r.figures, lambda f: f.net_ex_vat),
            _money(f"{title}.vat", lambda r: r.figures, lambda f: f.vat),
            _money(f"{title}.total", lambda r: r.figures, lambda f: f.total_inc_vat),
        )

    def _question(self, reading: Reading) -> str:
        return self._hub.words(f"ore.readings.question.{reading.question}")

    def _says(self, reading: Reading) -> str:
        text = said(self._hub.words, reading.says, reading.facts)
        if reading.problem is None:
            return text
        return f"{text} — {self._hub.words('ore.readings.unpriced', why=self._hub.problem_line(reading.problem))}"

    def _colour(self, reading: Reading) -> QColor | None:
        return QColor(self._hub.theme.palette["accent"]) if reading.is_own else None


def _money(
    key: str, which: Callable[[Reading], Figures | None], pick: Callable[[Figures], Decimal], rise: Hub | None = None
) -> Column[Reading]:
    """A column of amounts to the fen; of differences, with sign and colour, where `rise` knows them."""

    def value(reading: Reading) -> Decimal | None:
        figures = which(reading)
        return None if figures is None else pick(figures)

    def text(reading: Reading) -> str:
        amount = value(reading)
        if amount is None:
            return _NONE
        return grouped(amount, FEN) if rise is None else difference(amount, FEN)

    def colour(reading: Reading) -> QColor | None:
        return None if rise is None else rise_colour(rise, value(reading) or Decimal(0))

    return Column(key, text, value, RIGHT, colour=colour)


def _figure(key: str, write: Callable[[Figures], str]) -> Column[Reading]:
    """A column of another figure of the lot."""
    return Column(key, lambda r: write(r.figures) if r.figures else _NONE, lambda _: None, RIGHT)


class _OwnRow(Wrapping):
    """The contract's own reading lies on colour, in bold."""

    def __init__(self, hub: Hub, table: RecordTable) -> None:
        super().__init__(table)
        self._theme = hub.theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.font.setBold(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.fillRect(option.rect, QColor(self._theme.palette["accent_soft"]))
        super().paint(painter, option, index)
