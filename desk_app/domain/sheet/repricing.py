"""The deliveries repriced (追溯调整明细), and the money they come to, in figures and capitals."""

from collections.abc import Iterable
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN
from desk_app.domain.ore.reprice import RepricedDelivery, Repricing
from desk_app.domain.ore.terms import Terms
from desk_app.domain.sheet.block import Cell, Column, Day, Facts, Figure, Table, Text, Word
from desk_app.domain.sheet.capitals import capitals

_FINEST = 10
"""Decimals of a printed figure: those of what scales and assays give, so that the columns add up by hand too."""
_COLUMNS = (
    Column(Word("sheet.column.line"), share=8),
    Column(Word("sheet.column.day"), figures=False, share=18),
    Column(Word("sheet.column.ref"), figures=False, share=25),
    Column(Word("sheet.column.wet"), share=18),
    Column(Word("sheet.column.moisture"), share=11),
    Column(Word("sheet.column.reo"), share=12),
    Column(Word("sheet.column.dry"), share=20),
    Column(Word("sheet.column.old_unit"), share=21),
    Column(Word("sheet.column.new_unit"), share=21),
    Column(Word("sheet.column.net_change"), share=25),
)


def delivery_table(repricing: Repricing) -> Table:
    """One line a delivery; each column has as many decimals as its finest figure needs."""
    rows = repricing.rows
    wet = _places(row.delivery.lot.wet for row in rows)
    moisture = _places(row.delivery.lot.moisture for row in rows)
    reo = _places(row.delivery.lot.reo for row in rows)
    dry = _places(row.dry_tonnes for row in rows)
    unit = max(FEN, _places(u.shown() for row in rows for u in (row.old_unit, row.new_unit)))

    def line(number: int, row: RepricedDelivery) -> tuple[Cell, ...]:
        lot, day = row.delivery.lot, row.delivery.day
        return (
            Figure(Decimal(number), 0),
            Day(day) if day else Word("sheet.text.none"),
            Text(row.delivery.ref) if row.delivery.ref else Word("sheet.text.none"),
            Figure(lot.wet, wet),
            Figure(lot.moisture, moisture),
            Figure(lot.reo, reo),
            Figure(row.dry_tonnes, dry),
            Figure(row.old_unit.rounded(unit), unit),
            Figure(row.new_unit.rounded(unit), unit),
            Figure(row.net_change, FEN, sign=True),
        )

    return Table(
        "deliveries",
        Word("sheet.heading.deliveries"),
        _COLUMNS,
        tuple(line(n, row) for n, row in enumerate(rows, 1)),
        _total(repricing, wet, dry),
    )


def _total(repricing: Repricing, wet: int, dry: int) -> tuple[Cell, ...]:
    blank = Text("")
    return (
        blank,
        Word("sheet.column.total"),
        blank,
        Figure(repricing.wet_tonnes, wet),
        blank,
        blank,
        Figure(repricing.dry_tonnes, dry),
        blank,
        blank,
        Figure(repricing.net_ex_vat, FEN, sign=True),
    )


def _places(values: Iterable[Decimal]) -> int:
    texts = (exact_text(value).partition(".")[2] for value in values)
    return min(_FINEST, max((len(text) for text in texts), default=0))


def amount_block(repricing: Repricing, terms: Terms) -> Facts:
    """补差金额: without VAT, VAT, total, who pays whom, and the total in capitals."""
    total = repricing.total_inc_vat
    direction = (
        "sheet.text.no_payment" if total == 0 else "sheet.text.buyer_pays" if total > 0 else "sheet.text.seller_repays"
    )
    return Facts(
        "amount",
        (
            ("net_change", _yuan(repricing.net_ex_vat)),
            ("vat", Word("sheet.text.vat", {"vat": _yuan(repricing.vat), "rate": Text(exact_text(terms.vat_percent))})),
            ("total_change", _yuan(total)),
            ("capitals", Text(capitals(total))),
            ("direction", Word(direction)),
        ),
    )


def _yuan(value: Decimal) -> Figure:
    return Figure(value, FEN, sign=True, unit="yuan")
