"""Price a table of lots: from a file or a pasted block, each at its own price, bad lines held and never dropped."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desk_app.domain.base.problem import Refused, refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.announced import PriceList
from desk_app.domain.ore.delivery_heading import DeliveryField, heading_score
from desk_app.domain.ore.delivery_line import Row
from desk_app.domain.ore.limits import check_basis, check_price
from desk_app.domain.ore.lot import BasePrice
from desk_app.domain.ore.lot_heading import LotColumns, find_lot_columns
from desk_app.domain.ore.lot_line import HeldLine, TotalLine
from desk_app.domain.ore.lot_table import LotTable, LotTotals
from desk_app.domain.ore.lots import Payment, PriceOf, at_its_quarter, at_one_price
from desk_app.domain.ore.quick_lots import QuickLots
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import check_terms
from desk_app.files.pick import pick_table, read_tables
from desk_app.files.reader import HEAD_ROWS
from desk_app.jobs.load_price_list import load_price_list
from desk_app.jobs.progress import SILENT, Progress

_PIECE = 2_000
"""Lines after which progress is told, and the user may have asked to stop."""


@dataclass(frozen=True, slots=True)
class LotsRequest:
    """What the user gives. `base` None: each lot at the announced price of its day's quarter. `provisional`: the price
    at which a share was paid before, None: the final one. `paid_tax`: whether amounts paid hold VAT, None: as the
    heading says.
    """

    base: BasePrice | None = None
    terms: Terms = field(default_factory=Terms)
    provisional: BasePrice | None = None
    paid_tax: Tax | None = None
    sheet: str | None = None
    prices: PriceList | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LotsPriced:
    """Every line of lots is priced or held: `lines` = lots + held. `adding`: the lines that add up others; `remarks`:
    repeated headings and signatures. `paid_tax`: whether what was paid, and the balance, hold VAT.
    """

    name: str
    request: LotsRequest
    lots: LotTable
    held: tuple[HeldLine, ...]
    adding: tuple[TotalLine, ...]
    remarks: int
    totals: LotTotals
    paid_tax: Tax

    @property
    def lines(self) -> int:
        return len(self.lots) + len(self.held)


def price_lots(path: Path, request: LotsRequest, progress: Progress = SILENT) -> LotsPriced:
    """The lots of a file; `Refused` where the table as a whole can't be taken."""
    _check_request(request)
    table = pick_table(read_tables(path, heading_score), request.sheet, heading_score, path.name)
    blocks = ((block.first, block.rows) for block in table.blocks())
    return _priced(path.name, table.head, blocks, table.lines, request, progress)


def price_pasted(text: str, name: str, request: LotsRequest, progress: Progress = SILENT) -> LotsPriced:
    """The lots of a block of text as a spreadsheet puts it on the clipboard; `name` is what messages call it."""
    _check_request(request)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in text else ","))
    except csv.Error as error:
        raise refuse("lots_pasted", file=name) from error
    return _priced(name, rows[:HEAD_ROWS], [(1, rows)], len(rows), request, progress)


def _check_request(request: LotsRequest) -> None:
    for problem in check_terms(request.terms):
        raise Refused(problem)
    for base in (request.base, request.provisional):
        for problem in (*check_price(base.price), *check_basis(base.basis)) if base else ():
            raise Refused(problem)


def _priced(
    name: str,
    head: Sequence[Row],
    blocks: Iterable[tuple[int, Sequence[Row]]],
    lines: int,
    request: LotsRequest,
    progress: Progress,
) -> LotsPriced:
    columns = find_lot_columns(head, name, request.paid_tax)
    today = datetime.now().astimezone().date()
    payment = Payment(columns.paid_tax, request.provisional)
    price_of = _price_of(request, columns, name)
    lots = QuickLots(columns, head[columns.heading], today, price_of, request.terms, payment)
    for first, rows in _pieces(blocks, columns.heading + 2):
        progress.step(first, lines, "ore.lots.pricing")
        lots.take(first, rows)
    table, held = lots.table, tuple(lots.held)
    if not table and not held:
        raise refuse("delivery_none", file=name)
    return LotsPriced(name, request, table, held, tuple(lots.adding), lots.remarks, table.totals(), columns.paid_tax)


def _price_of(request: LotsRequest, columns: LotColumns, name: str) -> PriceOf:
    if request.base is not None:
        return at_one_price(request.base)
    if not any(column.field is DeliveryField.DAY for column in columns.delivery):
        raise refuse("lots_no_days", "day", file=name)
    return at_its_quarter(request.prices or load_price_list())


def _pieces(blocks: Iterable[tuple[int, Sequence[Row]]], start: int) -> Iterator[tuple[int, Sequence[Row]]]:
    """The lines from line `start` of the sheet on, a few at a time."""
    for first, block in blocks:
        rows = list(block)[max(0, start - first) :]
        begin = max(first, start)
        for at in range(0, len(rows), _PIECE):
            yield begin + at, rows[at : at + _PIECE]
