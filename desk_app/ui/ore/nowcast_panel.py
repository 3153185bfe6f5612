"""下季矿价预估: what next quarter's price may be, on what it rests, and how it would have done before."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.base.money import grouped, signed
from desk_app.domain.base.problem import Problem
from desk_app.domain.ore.nowcast import Way
from desk_app.domain.ore.proxy import Scored
from desk_app.jobs.say_nowcast import nowcast_lines
from desk_app.ui.ask import ask_file, ask_line
from desk_app.ui.hub import Hub, or_problem
from desk_app.ui.newest import Newest
from desk_app.ui.pages.ore_panel import OnPage
from desk_app.ui.widgets.figure import Figure
from desk_app.ui.widgets.parts import Segments, button, label, row
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.jobs.nowcast_price import Told

    _Found = tuple[Told | Problem, dict[str, str]]

_DAYS = 5


class NowcastPanel(QWidget):
    """Reckoned anew when it is shown, and when trades or prices come while it is."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._asked = Newest(hub)
        self._found: _Found | None = None
        self.ways = Segments(tuple(Way))
        self.ways.choose(Way.PROXY)
        self.give = button()
        self.figure = Figure(hub.theme, "figure2")
        self.title, self.facts = label("soft", wraps=True), label("soft", wraps=True, selects=True)
        self.problem = label("warn", wraps=True, selects=True)
        self.model: RecordModel[Scored] = RecordModel(_COLUMNS, hub.words)
        self.table = RecordTable(self.model, sorts=False)
        self.table.widths(90, 110, 110, 110, 90)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row(self.ways, 1, self.give))
        for part in (self.title, self.figure, self.facts, self.problem):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        self.ways.chosen.connect(lambda _: self.reckon())
        self.give.clicked.connect(self.choose_pack)
        hub.trades_changed.connect(self._come)
        hub.prices_changed.connect(self._come)

    def follow(self, on_page: OnPage) -> None:
        """It does not go by the lot."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._come()

    def reckon(self) -> None:
        """What can be said now."""
        way = Way(self.ways.current)
        self._asked.ask(lambda _: _told(self._hub, way), self._show)

    def choose_pack(self) -> None:
        """A file with the desk's own formula, and who gives it."""
        words = self._hub.words
        ask_file(self, words("ore.nowcast.give"), "TOML (*.toml)", lambda name: self.take_pack(Path(name)))

    def take_pack(self, path: Path) -> None:
        """Ask for the name, then keep the formula and use it."""
        words = self._hub.words
        ask_line(
            self, words("ore.nowcast.give"), words("ore.contract.line.by"), "", lambda name: self._give(path, name)
        )

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        for way in Way:
            self.ways.name(way, words(f"ore.nowcast.choice.{way}"), words("ore.nowcast.help"))
        self.give.setText(words("ore.nowcast.give"))
        self.table.setAccessibleName(words("ui.ore.nowcast"))
        self.model.retitle()
        self._say()

    # ---- inside
    def _come(self) -> None:
        if self.isVisible() and self._hub.ready:
            self.reckon()

    def _give(self, path: Path, name: str) -> None:
        from desk_app.jobs.nowcast_price import give_pack

        self._hub.run(
            lambda _: give_pack(self._hub.desk, path, name),
            lambda _: self._use_pack(),
            title="ore.nowcast.work",
            writes=True,
        )

    def _use_pack(self) -> None:
        self.ways.choose(Way.PACK)
        self.reckon()

    def _show(self, found: "_Found") -> None:
        self._found = found
        self._say()

    def _say(self) -> None:
        words = self._hub.words
        told, names = self._found or (None, {})
        there = told is not None and not isinstance(told, Problem)
        for part in (self.title, self.figure, self.facts, self.table):
            part.setVisible(there)
        self.problem.setVisible(isinstance(told, Problem))
        if isinstance(told, Problem):
            self.problem.setText(self._hub.problem_line(told))
        elif told is not None:
            found = told.nowcast
            self.title.setText(words(f"ore.nowcast.title.{found.way}", target=found.target))
            unit = words("ore.contract.unit.yuan_per_dry_tonne")
            self.figure.say(words("ore.nowcast.figure", target=found.target), grouped(found.flat), unit)
            lines = nowcast_lines(words, found, names)
            before = [f"{said.day} {grouped(said.price)}" for said in told.moved[:-1][-_DAYS:]]
            if before:
                lines.append(words("ore.nowcast.moved", days=" · ".join(before)))
            self.facts.setText("\n".join(lines))
            self.model.fill(found.scored)


_COLUMNS: tuple[Column[Scored], ...] = (
    Column("ore.nowcast.column.quarter", lambda s: s.quarter, lambda s: s.quarter),
    Column("ore.nowcast.column.said", lambda s: grouped(s.said), lambda s: s.said, RIGHT),
    Column("ore.nowcast.column.announced", lambda s: grouped(s.announced), lambda s: s.announced, RIGHT),
    Column("ore.nowcast.column.error", lambda s: signed(s.error), lambda s: s.error, RIGHT),
    Column("ore.nowcast.column.percent", lambda s: signed(s.error_percent, 2), lambda s: s.error_percent, RIGHT),
)


def _told(hub: Hub, way: Way) -> "_Found":
    """What can't be said, and why, is read on the panel."""
    from desk_app.jobs.load_products import load_products
    from desk_app.jobs.nowcast_price import nowcast_price

    language = hub.words.language
    names = {product.key: product.name(language) for product in load_products(hub.desk).all()}
    return or_problem(lambda: nowcast_price(hub.desk, way)), names
