"""化验差与仲裁: two results and an umpire's as they are typed, the verdict, each outcome in yuan on the lot."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, signed
from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.ore.assay import AssayClause, Exchange, Verdict
from desk_app.ui.hub import Hub
from desk_app.ui.pages.ore_assay_form import AssayForm, BeliefForm
from desk_app.ui.pages.ore_panel import OnPage
from desk_app.ui.widgets.parts import label, restyle, scrolled
from desk_app.ui.widgets.record_model import LEFT, RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.domain.ore.assay_money import Deal, Outcome
    from desk_app.jobs.settle_assay import AssaySettled

_ROW = 30
_COLUMNS = ("outcome", "result", "net", "over_buyer", "total")


class OreAssays(QWidget):
    """Works only while it is looked at; what was typed last counts."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._on_page = OnPage()
        self._asked = 0
        self._clause: AssayClause | None = None
        self.found: AssaySettled | None = None
        self.problem: Problem | None = None
        self.form, self.belief = AssayForm(hub), BeliefForm(hub)
        self.verdict = label("soft", wraps=True, selects=True)
        self.settled = label("heading", wraps=True, selects=True)
        self.tenth = label("soft", wraps=True, selects=True)
        self.model: RecordModel[Outcome] = RecordModel(self._columns(), hub.words)
        self.table = RecordTable(self.model, sorts=False)
        self.table.widths(150, stretch=0)
        self.prospect = label("soft", wraps=True, selects=True)
        self.yours = label("faint", wraps=True)
        self._lay_out()
        self.form.changed.connect(self.recompute)
        self.belief.changed.connect(self.recompute)

    def follow(self, on_page: OnPage) -> None:
        """The lot's price, its other figures and terms are the calculator's, and the limit its contract's, if any."""
        before, self._on_page = self._on_page, on_page
        limit = on_page.splitting_limit
        if limit is not None and limit != before.splitting_limit:
            self.form.fields["limit"].put(exact_text(limit))
        self.recompute()

    def retranslate(self) -> None:
        """In the language in force."""
        self.form.retranslate()
        self.belief.retranslate()
        self.model.retitle()
        self.table.fit(150, 64, 120, 120, 120)
        self.table.setAccessibleName(self._hub.words("ui.ore.assays"))
        self.yours.setText(self._hub.words("ore.assay.yours"))
        self._show()

    def recompute(self) -> None:
        """Settle what is typed, behind the window; an answer to what was typed before is let go."""
        if not self.isVisible():
            return
        self._asked += 1
        asked, exchange, clause, on_page = self._asked, self.form.exchange, self.form.clause, self._on_page
        if exchange is None or clause is None:
            self._take(asked, clause, None)
            return
        fee, settle_at = (self.belief.fields[name].value for name in ("fee", "settle_at"))
        chances = self.belief.chances.text()
        self._hub.run(
            lambda _: _settled(exchange, clause, on_page, chances, fee, settle_at),
            lambda found: self._take(asked, clause, found),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.recompute()

    # ---- inside
    def _take(self, asked: int, clause: AssayClause | None, found: "AssaySettled | Problem | None") -> None:
        if asked != self._asked:
            return
        self._clause = clause
        self.problem = found if isinstance(found, Problem) else None
        self.found = None if isinstance(found, Problem) else found
        self._show()

    def _show(self) -> None:
        words, found, clause = self._hub.words, self.found, self._clause
        self.form.complain(self.problem)
        self.belief.complain(self.problem)
        exchange = self.form.exchange
        self.model.fill(found.outcomes if found else ())
        self.table.setVisible(bool(found and found.outcomes))
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + _ROW * self.model.rowCount() + 4)
        for part in (self.settled, self.tenth, self.prospect):
            part.hide()
        if found is None or clause is None or exchange is None:
            self._say_verdict(words("ore.assay.type") if self.problem is None else words("ui.ore.wrong"), None)
            return
        self._show_found(found, exchange, clause)

    def _show_found(self, found: "AssaySettled", exchange: Exchange, clause: AssayClause) -> None:
        from desk_app.jobs.say_assay import prospect_lines, settled_line, verdict_line

        words = self._hub.words
        self._say_verdict(verdict_line(words, exchange, clause, found.settlement), found.settlement.verdict)
        self.settled.setText(settled_line(words, clause, found.settlement))
        self.settled.setVisible(bool(self.settled.text()))
        lines = [words(f"ore.assay.tenth.{element}", yuan=signed(yuan, FEN)) for element, yuan in found.tenth]
        self.tenth.setText("\n".join(lines or [words("ore.assay.pick_lot")]))
        self.tenth.show()
        said = prospect_lines(words, found.prospect) if found.prospect else [words("ore.assay.settle_first")]
        self.prospect.setText("\n".join(said))
        self.prospect.setVisible(bool(found.outcomes))

    def _say_verdict(self, text: str, verdict: Verdict | None) -> None:
        """Unresolved stands out in red."""
        role = {None: "soft", Verdict.UNRESOLVED: "error"}.get(verdict, "")
        if self.verdict.property("role") != role:
            self.verdict.setProperty("role", role)
            restyle(self.verdict)
        self.verdict.setText(text)

    def _columns(self) -> "tuple[Column[Outcome], ...]":
        return tuple(self._column(at, key) for at, key in enumerate(_COLUMNS))

    def _column(self, at: int, key: str) -> "Column[Outcome]":
        return Column(f"ore.assay.column.{key}", lambda e: self._cell(e, at), lambda e: e.value, RIGHT if at else LEFT)

    def _cell(self, each: "Outcome", at: int) -> str:
        from desk_app.jobs.say_assay import outcome_cells

        return outcome_cells(self._hub.words, each, self._clause)[at] if self._clause else ""

    def _lay_out(self) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(10)
        for part in (
            self.form,
            self.verdict,
            self.settled,
            self.tenth,
            self.table,
            self.belief,
            self.prospect,
            self.yours,
        ):
            layout.addWidget(part)
        layout.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))


def _settled(
    exchange: Exchange, clause: AssayClause, on_page: OnPage, chances: str, fee: Decimal | None, at: Decimal | None
) -> "AssaySettled | Problem":
    """The exchange settled, with money where the calculator holds a lot that can be priced; or what is wrong."""
    from desk_app.domain.ore.read_chances import read_chances
    from desk_app.jobs.settle_assay import Belief, settle_assay

    try:
        belief = Belief(read_chances(chances), at, fee)
        return settle_assay(exchange, clause, _deal(exchange, on_page), belief)
    except Refused as refused:
        return refused.problem


def _deal(exchange: Exchange, on_page: OnPage) -> "Deal | None":
    """The calculator's lot with a result of the exchange in it; None where that can't be priced."""
    from desk_app.domain.ore.assay_money import Deal, with_result
    from desk_app.domain.ore.working import problems_of

    base, lot, terms = on_page.base, on_page.lot, on_page.terms
    result = exchange.buyer if exchange.seller is None else exchange.seller
    if base is None or lot is None or terms is None or result is None:
        return None
    lot = with_result(lot, exchange.element, result)
    return None if any(problems_of(base, lot, terms)) else Deal(base, lot, terms)
