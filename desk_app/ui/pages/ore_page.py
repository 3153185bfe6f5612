"""矿价: price a lot as you type, see every step, look back over the announced prices."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout

from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.pages.ore_form import WIDTH, OreForm
from desk_app.ui.pages.ore_history import OreHistory
from desk_app.ui.pages.ore_result import OreResult, StepsTable, working_text
from desk_app.ui.pages.page import Page
from desk_app.ui.widgets.parts import Card, Segments, button, row

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
        self.views = Segments(("steps", "history"))
        self.copy = button()
        self.make_sheet = button("primary")
        self._lay_out()
        self.form.changed.connect(self.recompute)
        self.copy.clicked.connect(self._copy)
        self.make_sheet.clicked.connect(self._make_sheet)
        self.views.chosen.connect(self._show_view)

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
        self.views.name("steps", words("ui.ore.steps"))
        self.views.name("history", words("ui.ore.history"))
        self.form.retranslate()
        self.result.retranslate()
        self.history.retranslate()
        self.steps.setAccessibleName(words("ui.ore.steps"))
        self.steps.model_of_steps.retitle()
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
        self.below = QStackedWidget()
        self.below.addWidget(self.steps)
        self.below.addWidget(self.history)
        self.views.choose("steps")
        card = Card(margin=12, gap=8)
        card.body.addLayout(row(self.views, 1))
        card.body.addWidget(self.below, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.result)
        right.addWidget(card, 1)
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
        self.recompute()

    def _show(self) -> None:
        self.result.show_working(self.working, wrong=self.form.wrong)
        self.steps.model_of_steps.fill(self.working.steps if self.working else ())
        self.copy.setEnabled(self.working is not None)
        announced = self.form.announced
        self.make_sheet.setEnabled(self.working is not None and announced is not None)
        self.history.chart.mark(announced.period if announced else "")

    def _show_view(self, key: str) -> None:
        self.below.setCurrentWidget(self.steps if key == "steps" else self.history)

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
