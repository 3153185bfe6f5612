"""矿价: price a lot as you type, see every step, look back over the announced prices."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.pages.ore_assays import OreAssays
from desk_app.ui.pages.ore_form import WIDTH, OreForm
from desk_app.ui.pages.ore_history import OreHistory
from desk_app.ui.pages.ore_lots import OreLots
from desk_app.ui.pages.ore_panel import OnPage, OrePanels
from desk_app.ui.pages.ore_result import OreResult, StepsTable, working_text
from desk_app.ui.pages.page import Page
from desk_app.ui.widgets.parts import button, row

if TYPE_CHECKING:
    from desk_app.domain.ore.announced import PriceList
    from desk_app.domain.ore.terms import Terms
    from desk_app.domain.ore.working import Working


@dataclass(frozen=True, slots=True)
class SheetWish:
    """What a new price-adjustment sheet starts from: the quarter and the terms on the calculator."""

    period: str
    terms: "Terms"


class OrePage(Page):
    """Form on the left, figures and steps on the right."""

    key: ClassVar[str] = "ore"

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.working: Working | None = None
        self.form = OreForm(hub)
        self.result = OreResult(hub)
        self.steps = StepsTable(hub)
        self.history = OreHistory(hub)
        self.assays, self.lots = OreAssays(hub), OreLots(hub)
        self.panels = OrePanels(
            hub, {"steps": self.steps, "history": self.history, "assays": self.assays, "lots": self.lots}
        )
        self.copy = button()
        self.make_sheet = button("primary")
        self._lay_out()
        self.form.changed.connect(self.recompute)
        self.copy.clicked.connect(self._copy)
        self.make_sheet.clicked.connect(self._make_sheet)

    def fill(self) -> None:
        self.hub.run(lambda _: _prices(), self._filled)

    def recompute(self) -> None:
        """Price what is typed: at once, at every key."""
        from desk_app.domain.ore.working import problems_of
        from desk_app.jobs.price_lot import price_lot

        base, lot, terms = self.form.base, self.form.lot, self.form.terms
        self.working = None
        if base is not None and lot is not None and terms is not None:
            problems = tuple(problems_of(base, lot, terms))
            self.form.complain(problems)
            self.working = None if problems else price_lot(base, lot, terms)
        self._show()

    def retranslate(self) -> None:
        super().retranslate()
        words = self.hub.words
        self.subtitle.setText(words("ui.ore.subtitle"))
        self.copy.setText(words("ui.ore.copy"))
        self.make_sheet.setText(words("ui.ore.make_sheet"))
        self.form.retranslate()
        self.result.retranslate()
        self.panels.retranslate()
        self.recompute()

    def focus_first(self) -> None:
        self.form.fields["reo"].setFocus()

    def repaint_icons(self) -> None:
        colours = self.hub.theme.palette
        self.copy.setIcon(icon("copy", colours["text_soft"]))
        self.make_sheet.setIcon(icon("sheets", colours["accent_text"]))
        self.history.model.retitle()

    # ---- inside
    def _lay_out(self) -> None:
        self.tools.addWidget(self.copy)
        self.tools.addWidget(self.make_sheet)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.result)
        right.addWidget(self.panels, 1)
        left = QScrollArea()
        left.setWidgetResizable(True)
        left.setWidget(self.form)
        left.setFixedWidth(WIDTH)
        both = row(left, gap=12)
        both.addLayout(right, 1)
        self.body.addLayout(both, 1)

    def _filled(self, prices: "PriceList") -> None:
        rows = prices.rows()
        self.form.offer(rows)
        self.history.fill(rows)
        self.lots.offer(rows)
        self.recompute()

    def _show(self) -> None:
        self.result.show_working(self.working, wrong=self.form.wrong)
        self.panels.follow(OnPage(self.form.base, self.form.lot, self.form.terms, self.working))
        self.copy.setEnabled(self.working is not None)
        self.make_sheet.setEnabled(self.working is not None and self.form.announced is not None)

    def _copy(self) -> None:
        if self.working is not None:
            QGuiApplication.clipboard().setText(working_text(self.hub, self.working))
            self.hub.tell(self.hub.words("ui.ore.copied"))

    def _make_sheet(self) -> None:
        announced, terms = self.form.announced, self.form.terms
        if announced is not None and terms is not None:
            self.hub.page_wanted.emit("sheets")
            self.hub.asked_sheet.emit(SheetWish(announced.period, terms))


def _prices() -> "PriceList":
    from desk_app.jobs.load_price_list import load_price_list

    return load_price_list()
