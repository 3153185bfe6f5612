"""矿价: price a lot as you type, see every step, look back over the announced prices."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from desk_app.domain.base.problem import Refused
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.ore.nowcast_panel import NowcastPanel
from desk_app.ui.ore.roll_panel import RollPanel
from desk_app.ui.pages.ore_assays import OreAssays
from desk_app.ui.pages.ore_form import WIDTH, OreForm
from desk_app.ui.pages.ore_history import OreHistory
from desk_app.ui.pages.ore_lots import OreLots
from desk_app.ui.pages.ore_panel import OnPage, OrePanels
from desk_app.ui.pages.ore_readings import OreReadings
from desk_app.ui.pages.ore_result import OreResult, StepsTable, working_text
from desk_app.ui.pages.ore_what_if import OreWhatIf
from desk_app.ui.pages.page import Page
from desk_app.ui.widgets.parts import button, row

if TYPE_CHECKING:
    from desk_app.domain.ore.announced import PriceList
    from desk_app.domain.ore.terms import Terms
    from desk_app.domain.ore.working import Working
    from desk_app.store.contracts import ContractVersion
    from desk_app.ui.pages.announce_dialog import AnnounceDialog


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
        self._prices: PriceList | None = None
        self.form = OreForm(hub)
        self.result = OreResult(hub)
        self.steps = StepsTable(hub)
        self.history = OreHistory(hub)
        self.nowcast = NowcastPanel(hub)
        self.roll = RollPanel(hub)
        self.assays, self.lots = OreAssays(hub), OreLots(hub)
        self.panels = OrePanels(
            hub,
            {
                "steps": self.steps,
                "history": self.history,
                "readings": OreReadings(hub),
                "what_if": OreWhatIf(hub),
                "assays": self.assays,
                "lots": self.lots,
                "nowcast": self.nowcast,
                "roll": self.roll,
            },
        )
        self.copy = button()
        self.make_sheet = button("primary")
        self._lay_out()
        self.form.changed.connect(self.recompute)
        self.copy.clicked.connect(self._copy)
        self.make_sheet.clicked.connect(self._make_sheet)
        self.form.notice.wanted.connect(self.register)
        self.history.register_wanted.connect(self.register)
        self.history.withdraw_wanted.connect(self._ask_withdraw)
        hub.prices_changed.connect(self.fill)
        hub.asked_lot.connect(lambda wish: self.form.put(wish.period, wish.lot, wish.terms))

    def fill(self) -> None:
        self.hub.run(lambda _: (_prices(self.hub), _contracts(self.hub)), self._filled)

    def recompute(self) -> None:
        """Price what is typed: at once, at every key."""
        from desk_app.domain.ore.working import problems_of
        from desk_app.jobs.price_lot import price_lot

        base, lot, terms = self.form.base, self.form.lot, self.form.terms
        self.working = None
        if base is not None and lot is not None and terms is not None:
            problems = tuple(problems_of(base, lot, terms))
            try:
                self.working = None if problems else price_lot(base, lot, terms)
            except Refused as refused:  # more money than anyone pays
                problems = (refused.problem,)
            self.form.complain(problems)
        self._show()

    def register(self, quarter: str = "") -> "AnnounceDialog | None":
        """Ask for an announced price; empty `quarter`: the one most likely meant. None before the list is read."""
        from desk_app.ui.pages.announce_dialog import ask_price

        return ask_price(self, self.hub, self._prices, quarter) if self._prices else None

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

    def _filled(self, found: "tuple[PriceList, list[ContractVersion]]") -> None:
        prices, contracts = found
        rows = prices.rows()
        self._prices = prices
        self.form.contract.fill(contracts)
        self.form.offer(rows, prices.conflicts)
        self.history.fill(rows, prices.conflicts)
        self.lots.offer(prices)
        self.recompute()

    def _show(self) -> None:
        self.result.show_working(self.working, wrong=self.form.wrong)
        form, version = self.form, self.form.contract.version
        limit = version.contract.number("splitting_limit") if version else None
        self.panels.follow(OnPage(form.base, form.lot, form.terms, self.working, limit))
        self.copy.setEnabled(self.working is not None)
        self.make_sheet.setEnabled(self.working is not None and self.form.announced is not None)

    def _copy(self) -> None:
        if self.working is not None:
            QGuiApplication.clipboard().setText(working_text(self.hub, self.working))
            self.hub.tell(self.hub.words("ui.ore.copied"))

    def _ask_withdraw(self, period: str) -> None:
        from desk_app.ui.pages.announce_dialog import ask_why

        ask_why(self, self.hub, period)

    def _make_sheet(self) -> None:
        announced, terms = self.form.announced, self.form.terms
        if announced is not None and terms is not None:
            self.hub.page_wanted.emit("sheets")
            self.hub.asked_sheet.emit(SheetWish(announced.period, terms))


def _prices(hub: Hub) -> "PriceList":
    from desk_app.jobs.load_price_list import load_price_list

    return load_price_list(hub.desk)


def _contracts(hub: Hub) -> "list[ContractVersion]":
    from desk_app.jobs.keep_contract import list_contracts

    return list_contracts(hub.desk)
