"""The columns of priced and of held lots, and their sums as one line."""

from functools import lru_cache
from typing import TYPE_CHECKING

from desk_app.i18n import Words
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.record_model import LEFT, RIGHT, Column, RecordModel

if TYPE_CHECKING:
    from desk_app.domain.ore.lot_line import HeldLine
    from desk_app.jobs.price_lots import LotsPriced

SHOWN = (
    "line", "day", "ref", "wet", "moisture", "reo", "dry", "quarter", "unit_price", "net", "vat", "total", "paid",
    "balance",
)  # fmt: skip
_TEXTS = frozenset({"day", "ref", "quarter"})
_SUMS = (("wet", "dry", "reo", "moisture"), ("net", "vat", "total"), ("paid", "balance"))
"""A line each: mass and grade, money, what was paid."""
_CACHED = 2_000
"""Lines put into words and kept: more than a screen holds."""


class LotModel(RecordModel[int]):
    """The priced lots by their place: each is put into words when it comes into view."""

    paid_columns = tuple(at for at, name in enumerate(SHOWN) if name in {"paid", "balance"})

    def __init__(self, hub: Hub) -> None:
        self._cells = lru_cache(_CACHED)(self._texts)
        self._priced: LotsPriced | None = None
        super().__init__([self._column(name) for name in SHOWN], hub.words)

    def show_lots(self, priced: "LotsPriced") -> None:
        """Show these, in the order of their lines."""
        self._priced = priced
        self._cells.cache_clear()
        self.fill(range(len(priced.lots)))

    def _column(self, name: str) -> Column[int]:
        align = LEFT if name in _TEXTS else RIGHT
        return Column(f"ore.lots.short.{name}", lambda at: self._cells(at)[name], lambda at: at, align, tip=self._tip)

    def _texts(self, at: int) -> dict[str, str]:
        from desk_app.jobs.tabulate_lots import COLUMNS, figure_text, lot_cells

        assert self._priced is not None  # noqa: S101 - there is no row without lots
        cells = lot_cells(self._priced.lots[at])
        return {name: figure_text(name, cell) for name, cell in zip(COLUMNS, cells, strict=True)}

    def _tip(self, at: int) -> str:
        """Every figure with its unit and tax basis."""
        from desk_app.jobs.tabulate_lots import COLUMNS, heading

        assert self._priced is not None  # noqa: S101 - there is no row without lots
        cells, priced = self._cells(at), self._priced
        return "\n".join(f"{heading(self._words, name, priced)}: {cells[name]}" for name in COLUMNS if cells[name])


def held_model(hub: Hub) -> "RecordModel[HeldLine]":
    """Held lines: where, why, and what stands there."""

    def why(line: "HeldLine") -> str:
        return hub.problem_line(line.problem)

    def cells(line: "HeldLine") -> str:
        from desk_app.jobs.tabulate_lots import held_cells

        return held_cells(line)

    columns: tuple[Column[HeldLine], ...] = (
        Column("ore.lots.short.line", lambda line: str(line.number), lambda line: line.number, RIGHT),
        Column("ore.lots.why", why, lambda line: line.number, tip=why),
        Column("ore.lots.cells", cells, lambda line: line.number, tip=cells),
    )
    return RecordModel(columns, hub.words)


def sums_text(words: Words, priced: "LotsPriced") -> str:
    """All priced lots together, in up to three lines; empty where there is none."""
    from desk_app.jobs.tabulate_lots import COLUMNS, figure_text, total_cells

    cells = dict(zip(COLUMNS, total_cells(words, priced.totals), strict=True))
    tax = words(f"ore.lots.tax.{priced.paid_tax}")
    lines = (
        [
            words(f"ore.lots.sum.{name}", figure=figure_text(name, cells[name]), tax=tax)
            for name in names
            if cells[name] is not None
        ]
        for names in _SUMS
    )
    return "\n".join(" · ".join(line) for line in lines if line) if priced.lots else ""


def notes_text(words: Words, priced: "LotsPriced") -> str:
    """How sums are made, and totals of the table that do not agree."""
    wrong = [total for total in priced.adding if total.agrees is False]
    told = [words("ore.lots.total_differs", row=each.number, stated=each.stated) for each in wrong]
    return "\n".join([words("ore.lots.sums"), *told])
