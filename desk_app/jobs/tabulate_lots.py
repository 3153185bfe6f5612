"""Priced lots as a table that leaves the desk: whose prices, unit and tax basis first, then every line, then totals."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped
from desk_app.domain.base.problem import refuse
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.lot import BasePrice
from desk_app.domain.ore.lot_line import HeldLine
from desk_app.domain.ore.lot_table import LotTotals
from desk_app.domain.ore.lots import PricedLot
from desk_app.files.write_table import Cell, Table, write_csv, write_workbook
from desk_app.i18n import Words, problem_text
from desk_app.jobs.price_lots import LotsPriced
from desk_app.jobs.write_whole import check_place

COLUMNS = (
    "line", "day", "ref", "wet", "moisture", "reo", "dry", "quarter", "base_price", "unit_price", "net", "vat", "total",
    "paid", "balance",
)  # fmt: skip
PLACES = {
    "wet": 3, "moisture": 2, "reo": 2, "dry": 6, "base_price": 2, "unit_price": 4, "net": FEN, "vat": FEN, "total": FEN,
    "paid": FEN, "balance": FEN,
}  # fmt: skip
"""How a spreadsheet shows a column; the figures themselves are exact."""
AVERAGE_PLACES = 4


def heading(words: Words, name: str, priced: LotsPriced) -> str:
    """A column's title with its unit and tax basis."""
    return words(f"ore.lots.column.{name}", tax=words(f"ore.lots.tax.{priced.paid_tax}"))


def base_line(words: Words, base: BasePrice) -> str:
    """Which price, as one line."""
    facts = {"price": grouped(base.price), "basis": grouped(base.basis)}
    if isinstance(base, AnnouncedPrice):
        return words("ore.basis_announced", period=base.period, step=grouped(base.step, FEN), **facts)
    return words("ore.basis_typed", **facts)


def about_lines(words: Words, priced: LotsPriced) -> list[str]:
    """What is said wherever the lots go: price, terms, how averages and sums are made, what was held."""
    request, terms = priced.request, priced.request.terms
    lines = [words("ore.lots.by_day") if request.base is None else base_line(words, request.base)]
    if request.provisional is not None:
        lines.append(words("ore.lots.provisional", base=base_line(words, request.provisional)))
    rule, rounding = words(f"ore.grade_rule.{terms.grade_rule}"), words(f"ore.rounding.{terms.rounding}")
    lines.append(words("ore.lots.terms", rule=rule, rounding=rounding, vat=exact_text(terms.vat_percent)))
    if terms.unit_places is not None:
        lines.append(words("ui.ore.places", places=terms.unit_places))
    lines.append(words("ore.lots.sums"))
    lines.append(words("ore.lots.counts", lines=priced.lines, priced=len(priced.lots), held=len(priced.held)))
    return lines


def lot_cells(lot: PricedLot) -> tuple[Cell, ...]:
    """One lot in the order of `COLUMNS`."""
    line = lot.line
    return (
        line.number,
        line.day.isoformat() if line.day else "",
        line.ref,
        line.lot.wet,
        line.lot.moisture,
        line.lot.reo,
        lot.dry_tonnes,
        lot.period,
        lot.base.price,
        lot.unit_price.shown(),
        lot.net_ex_vat,
        lot.vat,
        lot.total_inc_vat,
        lot.paid,
        lot.balance,
    )


def total_cells(words: Words, totals: LotTotals) -> tuple[Cell, ...]:
    """The line of totals in the order of `COLUMNS`; averages to four places."""
    reo, moisture = totals.average_reo, totals.average_moisture
    paid = (totals.paid, totals.balance) if totals.paid_lots else (None, None)
    return (
        None,
        "",
        words("ore.lots.total"),
        totals.wet_tonnes,
        moisture.rounded(AVERAGE_PLACES) if moisture else None,
        reo.rounded(AVERAGE_PLACES) if reo else None,
        totals.dry_tonnes,
        "",
        None,
        None,
        totals.net_ex_vat,
        totals.vat,
        totals.total_inc_vat,
        *paid,
    )


def lots_table(words: Words, priced: LotsPriced, on: date) -> Table:
    """Every line in the order of the sheet, the held ones with their reason, then the totals."""
    headings = (*(heading(words, name, priced) for name in COLUMNS), words("ore.lots.column.reason"))
    rows = [*_rows(words, priced), (*total_cells(words, priced.totals), "")]
    places = (*(PLACES.get(name, 0) for name in COLUMNS), 0)
    return Table((*about_lines(words, priced), words("ore.lots.exported", day=on)), headings, rows, places)


def write_lots(words: Words, priced: LotsPriced, path: Path, on: date) -> None:
    """As the file's ending says; `Refused` where it is another, or the place can't be written to."""
    if path.suffix.lower() not in {".xlsx", ".csv"}:
        raise refuse("lots_ending", file=path.name)
    check_place(path)
    try:
        (write_workbook if path.suffix.lower() == ".xlsx" else write_csv)(lots_table(words, priced, on), path)
    except OSError as error:
        raise refuse("file_system", file=str(path), detail=error.strerror or str(error)) from error


def _rows(words: Words, priced: LotsPriced) -> Iterator[tuple[Cell, ...]]:
    held = iter(sorted(priced.held, key=lambda line: line.number))
    waiting = next(held, None)
    for lot in priced.lots:
        while waiting is not None and waiting.number < lot.line.number:
            yield _held_row(words, waiting)
            waiting = next(held, None)
        yield (*lot_cells(lot), "")
    while waiting is not None:
        yield _held_row(words, waiting)
        waiting = next(held, None)


def _held_row(words: Words, line: HeldLine) -> tuple[Cell, ...]:
    blanks: tuple[Cell, ...] = (None,) * (len(COLUMNS) - 3)
    return (line.number, "", held_cells(line), *blanks, problem_text(words, line.problem))


def held_cells(line: HeldLine) -> str:
    """What stood in a held line."""
    return " | ".join(cell.strip() for cell in line.cells if cell.strip())


def figure_text(name: str, cell: Cell) -> str:
    """A cell as a person reads it."""
    if isinstance(cell, Decimal):
        return grouped(cell, FEN if name in {"net", "vat", "total", "paid", "balance"} else None)
    return "" if cell is None else str(cell)
